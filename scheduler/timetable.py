"""Every job of the desk and its time, on one page.

The scheduler only wakes a job: what is due the job decides from `now`, so that neither a restart
nor two desks side by side lose or double anything.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.retention import Keeping
from domain.weeks import Weekly
from domain.workdays import IsWorkday
from scheduler import deadlines, reminders, retention
from storage import handled, outbox
from storage.sealing import Sealing
from storage.store import Session, Store, StoreUnavailableError

MINUTE: Final = IntervalTrigger(minutes=1)
HOUR: Final = IntervalTrigger(hours=1)
TOLD_FOR: Final = timedelta(days=90)  # longer than any occasion comes again
DEAD_FOR: Final = timedelta(days=30)  # what could not be told stands in the digest as long
ASKING: Final = "remind_contacts"
REWRITING: Final = "rewrite"
AGAIN: Final = 1.0  # seconds until a job is tried again that found the store away
DESTROYING: Final = "destroy_over"

_log = logging.getLogger(__name__)


def timetable(
    store: Store,
    *,
    sealing: Sealing,
    is_workday: IsWorkday,
    weekly: Weekly,
    now: Callable[[], datetime],
    zone: tzinfo,
    nudge: asyncio.Event,
    begins: datetime,
    keeping: Keeping,
) -> AsyncIOScheduler:
    """The desk's jobs, not started yet; each runs once at the start and wakes the outbox after.

    Only the nightly rewriting does neither.

    `zone` is the office's, in which `now` tells the moment; `begins` is the machine's own moment,
    by which timers go.
    """
    jobs: list[tuple[str, BaseTrigger, Callable[[Session, datetime], object]]] = [
        ("release_left", MINUTE, partial(deadlines.release_left, sealing=sealing)),
        ("greet", MINUTE, partial(deadlines.greet, is_workday=is_workday)),
        ("remind", HOUR, partial(deadlines.remind, is_workday=is_workday)),
        ("tell_weeks_due", MINUTE, partial(reminders.tell_weeks_due, weekly=weekly)),
        ("close_ended", HOUR, partial(deadlines.close_ended, sealing=sealing)),
        ("forget_updates", HOUR, _forget_updates),
        ("forget_told", HOUR, _forget_told),
        ("draw_anew", CronTrigger(hour=0, minute=5, timezone=zone), deadlines.draw_anew),
    ]
    scheduler = AsyncIOScheduler(
        timezone=zone,
        # two at once: a job that began before the clock leapt must not keep it from running anew
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 2},
    )
    for name, trigger, work in jobs:
        tick = _in_the_end(_tick(store, name, work, now, nudge))
        scheduler.add_job(tick, trigger, id=name, next_run_time=begins)
    night = CronTrigger(hour=3, minute=20, timezone=zone)
    destroying = _in_the_end(_destroy(store, keeping, now, nudge))
    scheduler.add_job(destroying, night, id=DESTROYING, next_run_time=begins)
    asking = _in_the_end(_ask(store, weekly, now, nudge))
    scheduler.add_job(asking, MINUTE, id=ASKING, next_run_time=begins)
    scheduler.add_job(_rewrite(store), CronTrigger(hour=3, minute=40, timezone=zone), id=REWRITING)
    return scheduler


def wake(scheduler: AsyncIOScheduler, moment: datetime) -> None:
    """Have every job run at a moment of the machine's clock: the office's clock has leapt."""
    for job in scheduler.get_jobs():
        job.modify(next_run_time=moment)


def _in_the_end(job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """The job, done once the store is there: its next time may be a day away.

    What the desk's end cut off has not failed: every job runs at the next start.
    """

    async def patiently() -> None:
        while True:
            try:
                await job()
            except asyncio.CancelledError:
                return
            except StoreUnavailableError:
                _log.warning("the store is away, what the clock has to do waits")
                await asyncio.sleep(AGAIN)
            else:
                return

    return patiently


def _tick(
    store: Store,
    name: str,
    work: Callable[[Session, datetime], object],
    now: Callable[[], datetime],
    nudge: asyncio.Event,
) -> Callable[[], Awaitable[None]]:
    async def tick() -> None:
        await store.write(work, now())
        _log.debug("%s has run", name)
        nudge.set()

    return tick


def _ask(
    store: Store, weekly: Weekly, now: Callable[[], datetime], nudge: asyncio.Event
) -> Callable[[], Awaitable[None]]:
    async def ask() -> None:
        moment = now()
        # looking through every enterprise takes a while, in which others may write
        asked = await store.read(reminders.standing, moment, weekly)
        if asked:
            await store.write(reminders.queue, asked, moment)
            nudge.set()
        _log.debug("%s has run", ASKING)

    return ask


def _rewrite(store: Store) -> Callable[[], Awaitable[None]]:
    async def rewrite() -> None:
        try:
            done = await store.rewrite()
        except StoreUnavailableError:  # somebody writes just now; tomorrow is another night
            done = False
        _log.debug("%s has run: %s", REWRITING, done)

    return rewrite


def _destroy(
    store: Store, keeping: Keeping, now: Callable[[], datetime], nudge: asyncio.Event
) -> Callable[[], Awaitable[None]]:
    async def destroy() -> None:
        if await store.write(retention.destroy_over, now(), keeping):
            nudge.set()
            try:
                await store.scrub()
            except StoreUnavailableError:
                _log.warning("the database's files are not scrubbed: others stand in the way")
        _log.debug("%s has run", DESTROYING)

    return destroy


def _forget_told(session: Session, now: datetime) -> None:
    outbox.purge(session, before=now - TOLD_FOR)
    outbox.forget_dead(session, before=now - DEAD_FOR)


def _forget_updates(session: Session, now: datetime) -> None:
    handled.purge(session, before=now.date() - timedelta(days=2))
