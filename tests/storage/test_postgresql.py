"""What only PostgreSQL is asked."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select, text, update

from storage.store import Store, StoreUnavailableError
from tests.storage.words import WORDS, create, keep, kept


@pytest.fixture
async def server_words(postgresql_url: str) -> AsyncIterator[Store]:
    async with Store(postgresql_url) as store:
        await store.write(create)
        yield store


async def test_postgresql_runs_works_side_by_side(server_words):
    meeting = threading.Barrier(2, timeout=5)

    def meet(session, word):
        keep(session, word)
        meeting.wait()

    await asyncio.gather(server_words.write(meet, "one"), server_words.write(meet, "two"))
    assert await server_words.read(kept) == {"one", "two"}


async def test_a_deadlock_is_run_again_until_both_are_done(server_words):
    for word in ("left", "right"):
        await server_words.write(keep, word)
    meeting = threading.Barrier(2)
    runs = []

    def cross(session, first, second):
        runs.append(first)
        for place, word in enumerate((first, second)):
            session.execute(update(WORDS).where(WORDS.c.word == word).values(id=WORDS.c.id + 10))
            if place == 0 and len(runs) <= 2:
                meeting.wait(5)

    await asyncio.gather(
        server_words.write(cross, "left", "right"), server_words.write(cross, "right", "left")
    )
    assert len(runs) == 3
    assert await server_words.read(lambda s: s.scalar(select(func.sum(WORDS.c.id)))) == 1 + 2 + 40


async def test_a_lost_connection_is_replaced(server_words):
    runs = []

    def cut_once(session):
        keep(session, "again")
        runs.append(1)
        if len(runs) == 1:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    await server_words.write(cut_once)
    assert len(runs) == 2
    assert await server_words.read(kept) == {"again"}


async def test_a_server_that_is_not_there_is_unavailable(tmp_path):
    store = Store(f"postgresql+psycopg:///db?host={tmp_path}", tries=2)
    with pytest.raises(StoreUnavailableError):
        await store.start()
    await store.close()
