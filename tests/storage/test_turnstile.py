"""Processes that share a SQLite file write in turn."""

import asyncio
import time
from itertools import count
from pathlib import Path

import pytest

from storage import Session
from storage.sqlite_writer import MOST
from storage.store import Store
from storage.turnstile import Turnstile
from tests.storage.words import create, keep, kept


async def test_whoever_waits_is_let_in_after_the_group_that_is_being_written(sqlite_url):
    """Without turns a hundred groups and more went before: SQLite looks when it is locked again."""
    numbers = count()
    written = 0
    busy = asyncio.Event()

    def slowly(session: Session) -> None:
        keep(session, f"crowd{next(numbers)}")
        time.sleep(0.001)

    async with Store(sqlite_url) as crowded, Store(sqlite_url) as alone:
        await crowded.write(create)

        async def press_in() -> None:
            nonlocal written
            while True:
                await crowded.write(slowly)
                written += 1
                if written >= MOST:
                    busy.set()

        crowd = [asyncio.create_task(press_in()) for _ in range(2 * MOST)]
        waited = []
        await busy.wait()
        for number in range(6):
            before = written
            await alone.write(keep, f"alone{number}")
            waited.append(written - before)
        for each in crowd:
            each.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)
    assert max(waited) <= 3 * MOST


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


async def test_one_who_does_not_leave_it_is_waited_for_no_longer_than_patience_lasts(
    file, sqlite_url
):
    async with Store(sqlite_url, lock_seconds=0.05) as store:
        await store.write(create)
        stuck = Turnstile(file)
        stuck.open()
        with stuck.passed(0.0):
            await store.write(keep, "beside it")
        stuck.close()
        assert await store.read(kept) == {"beside it"}


@pytest.fixture
def shut(file: Path) -> None:
    """A folder in its place, which nobody can open as a file."""
    file.with_name(f"{file.name}-turn").mkdir(parents=True)


@pytest.mark.usefixtures("shut")
async def test_whoever_may_not_open_it_writes_without_turns(sqlite_url):
    async with Store(sqlite_url) as store:
        await store.write(create)
        await store.write(keep, "written")
        assert await store.read(kept) == {"written"}
