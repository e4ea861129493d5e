"""The timetable with the real scheduler: jobs run at the start and wake the outbox."""

import asyncio
from datetime import UTC, datetime, timedelta

from domain.people import Room
from domain.weeks import Rhythm, Weekly
from scheduler.timetable import timetable
from storage import outbox, people
from storage.opening import Opening

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def test_what_fell_due_while_nothing_ran_is_done_at_the_start(store):
    await store.write(people.put_room, Room(id="r", chat_id=-1, ready=True))
    nudge = asyncio.Event()
    jobs = timetable(
        store,
        sealing=Opening.make().sealing,
        is_workday=lambda day: True,
        weekly=Weekly(Rhythm(), lambda day: True, UTC, lambda day: True),
        now=lambda: MORNING,
        zone=UTC,
        nudge=nudge,
    )
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
        }
        assert all(job.misfire_grace_time is None and job.coalesce for job in jobs.get_jobs())
    finally:
        jobs.shutdown(wait=False)
        await asyncio.sleep(0.05)


def kinds(session):
    moment = MORNING + timedelta(seconds=1)
    return {each.notice.kind for each in outbox.claim(session, moment)}
