"""The timetable with the real scheduler: jobs run at the start and wake the outbox."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from domain.people import Room
from domain.retention import Keeping
from domain.weeks import Rhythm, Weekly
from scheduler.timetable import timetable, wake
from storage import outbox, people
from storage.opening import Opening
from storage.store import StoreUnavailableError

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def timetable_at(moment, store, nudge):
    return timetable(
        store,
        sealing=Opening.make().sealing,
        is_workday=lambda day: True,
        weekly=Weekly(Rhythm(), lambda day: True, UTC, lambda day: True),
        now=lambda: moment,
        zone=UTC,
        nudge=nudge,
        begins=datetime.now(UTC),
        keeping=Keeping(),
    )


async def test_what_fell_due_while_nothing_ran_is_done_at_the_start(store):
    await store.write(people.put_room, Room(id="r", chat_id=-1, ready=True))
    nudge = asyncio.Event()
    jobs = timetable_at(MORNING, store, nudge)
    jobs.start()
    try:
        async with asyncio.timeout(5):
            found = set()
            while found < {"board", "digest"}:
                found |= await store.write(kinds)
                await asyncio.sleep(0.02)
        assert nudge.is_set()
        assert {job.id for job in jobs.get_jobs()} == {
            "release_left",
            "greet",
            "remind",
            "remind_contacts",
            "tell_weeks_due",
            "close_ended",
            "forget_updates",
            "forget_told",
            "draw_anew",
            "rewrite",
            "destroy_over",
        }
        assert all(job.misfire_grace_time is None and job.coalesce for job in jobs.get_jobs())
    finally:
        jobs.shutdown(wait=False)
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("years", [-10, 10])
async def test_an_office_that_lives_in_another_year_is_served_as_soon(store, years):
    nudge, moment = asyncio.Event(), MORNING.replace(year=MORNING.year + years)
    jobs = timetable_at(moment, store, nudge)
    started = time.monotonic()
    jobs.start()
    try:
        async with asyncio.timeout(5):
            await nudge.wait()
        assert time.monotonic() - started < 2
    finally:
        jobs.shutdown(wait=False)
        await asyncio.sleep(0.05)


async def test_a_job_that_runs_while_the_clock_leaps_runs_anew(store):
    looks, gate, nudge = asyncio.Queue(), asyncio.Event(), asyncio.Event()
    jobs = timetable_at(MORNING, store, nudge)
    slow = jobs.get_job("greet")

    async def look():
        looks.put_nowait("")
        await gate.wait()

    slow.modify(func=look)
    jobs.start()
    try:
        async with asyncio.timeout(5):
            await looks.get()
            wake(jobs, datetime.now(UTC))
            await looks.get()
    finally:
        gate.set()
        jobs.shutdown(wait=False)
        await asyncio.sleep(0.05)


def kinds(session):
    moment = MORNING + timedelta(seconds=1)
    return {each.notice.kind for each in outbox.claim(session, moment)}


class Away:
    """A store that is not there for a while."""

    def __init__(self, store):
        self.store = store
        self.gone = True
        self.asked = 0
        self.often = asyncio.Event()

    async def write(self, *work, **more):
        self.asked += 1
        if self.asked >= 8:
            self.often.set()
        if self.gone:
            raise StoreUnavailableError
        return await self.store.write(*work, **more)

    async def read(self, *work, **more):
        if self.gone:
            raise StoreUnavailableError
        return await self.store.read(*work, **more)


class Slow:
    """A store that never comes to an end."""

    def __init__(self):
        self.asked = asyncio.Event()

    async def write(self, *_, **__):
        self.asked.set()
        await asyncio.Event().wait()

    read = write


async def test_a_desk_that_ends_while_its_jobs_run_complains_of_nothing(caplog):
    slow = Slow()
    jobs = timetable_at(MORNING, slow, asyncio.Event())
    jobs.start()
    async with asyncio.timeout(5):
        await slow.asked.wait()
    jobs.shutdown(wait=False)
    await asyncio.sleep(0.05)
    assert not [line for line in caplog.records if line.levelname == "ERROR"]


async def test_what_the_clock_has_to_do_is_done_once_the_store_is_back(store):
    await store.write(people.put_room, Room(id="r", chat_id=-1, ready=True))
    away = Away(store)
    jobs = timetable_at(MORNING, away, asyncio.Event())
    jobs.start()
    try:
        async with asyncio.timeout(10):
            await away.often.wait()
            away.gone = False
            found = set()
            while found < {"board", "digest"}:
                found |= await store.write(kinds)
                await asyncio.sleep(0.02)
    finally:
        jobs.shutdown(wait=False)
        await asyncio.sleep(0.05)
