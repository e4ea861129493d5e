"""How many durable writes a second, many to a commit against one to a commit, in one run."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import Session as OrmSession

from benchmarks.figures import Figure
from domain.change import Entry
from storage import journal, schema
from storage.handled import UpdateMark, note
from storage.store import Session, Store

WRITERS = 64
SECONDS = 4


async def run() -> list[Figure]:
    """The store's writes on SQLite with full sync, beside plain transactions."""
    with tempfile.TemporaryDirectory() as folder:
        grouped = await _grouped(Path(folder) / "grouped.db")
        single = await asyncio.to_thread(_single, Path(folder) / "single.db")
        chain = await _chain(Path(folder) / "chain.db")
    return [
        Figure(
            "writes per second, one transaction each (SQLAlchemy and SQLite as they come)",
            f"{single:,.0f}",
            f"one row per transaction, one after the other, {SECONDS} s",
        ),
        Figure(
            "durable writes per second through the store",
            f"{grouped:,.0f} ({grouped / single:.1f} ×)",
            f"{WRITERS} callers in a closed loop, each answered after its commit, {SECONDS} s",
        ),
        Figure(
            "journal entries per second",
            f"{chain:,.0f}",
            f"{WRITERS} callers in a closed loop, each entry chained under the lock, {SECONDS} s",
        ),
    ]


async def _grouped(path: Path) -> float:

    schema.upgrade(f"sqlite:///{path}")
    numbers = iter(range(10**9))

    def work(session: Session) -> None:
        note(session, UpdateMark("bench", next(numbers), date(2026, 1, 1), "secret"))

    return await _rate(path, work)


async def _chain(path: Path) -> float:

    schema.upgrade(f"sqlite:///{path}")
    entry = Entry("bench", "clock", datetime(2026, 1, 1, tzinfo=UTC), "case")

    def work(session: Session) -> None:
        journal.append(session, entry)

    return await _rate(path, work)


async def _rate(path: Path, work: Callable[[Session], None]) -> float:
    done = 0
    async with Store(f"sqlite:///{path}") as store:
        end = time.monotonic() + SECONDS

        async def caller() -> None:
            nonlocal done
            while time.monotonic() < end:
                await store.write(work)
                done += 1

        await asyncio.gather(*(caller() for _ in range(WRITERS)))
    return done / SECONDS


def _single(path: Path) -> float:
    schema.upgrade(f"sqlite:///{path}")
    engine = create_engine(f"sqlite:///{path}")
    end, done = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        with OrmSession(engine) as session, session.begin():
            note(session, UpdateMark("bench", done, date(2026, 1, 1), "secret"))
        done += 1
    engine.dispose()
    return done / SECONDS
