"""Processes that share a SQLite file write in turn."""

import asyncio
import time
from itertools import count
from pathlib import Path

from storage import Session
from storage.sqlite import MOST
from storage.store import Store
from storage.turnstile import Turnstile
from tests.storage.words import create, keep, kept


async def test_whoever_waits_is_let_in_after_the_group_that_is_being_written(sqlite_url):
    """Without turns a hundred groups and more went before: SQLite looks when it is locked again."""
    numbers = count()
    written = 0

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

        crowd = [asyncio.create_task(press_in()) for _ in range(2 * MOST)]
        waited = []
        while written < MOST:
            await asyncio.sleep(0.001)
        for number in range(6):
            before = written
            await alone.write(keep, f"alone{number}")
            waited.append(written - before)
        for each in crowd:
            each.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)
    assert max(waited) <= 3 * MOST


async def test_one_who_does_not_leave_it_is_waited_for_no_longer_than_patience_lasts(sqlite_url):
    async with Store(sqlite_url, lock_seconds=0.05) as store:
        await store.write(create)
        stuck = Turnstile(Path(sqlite_url.removeprefix("sqlite:///")))
        stuck.open()
        with stuck.passed(0.0):
            await store.write(keep, "beside it")
        stuck.close()
        assert await store.read(kept) == {"beside it"}


async def test_whoever_may_not_open_it_writes_without_turns(sqlite_url):
    Path(f"{sqlite_url.removeprefix('sqlite:///')}-turn").mkdir(parents=True)
    async with Store(sqlite_url) as store:
        await store.write(create)
        await store.write(keep, "written")
        assert await store.read(kept) == {"written"}
