"""What a week of ten thousand contacts costs: queuing their reminders, and a Friday's answers."""

import asyncio
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from benchmarks.engines import postgresql, sqlite
from benchmarks.figures import Figure
from domain import returns as rules
from domain.contacts import Contact, Part
from domain.people import Enterprise
from domain.weeks import Rhythm, Week, Weekly
from scheduler import reminders
from storage import contacts, people, reporting, returns, schema
from storage.calendar import known
from storage.forms import form
from storage.store import Session, Store

CONTACTS = 10_000
ANSWERS = 2_000
AT_ONCE = 50
ZONE = ZoneInfo("Asia/Shanghai")
WEEKLY = Weekly(Rhythm(), known().is_workday, ZONE, known().certain)
WEEK = Week(2026, 48)
WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
FRIDAY = datetime(2026, 11, 27, 15, 50, tzinfo=ZONE)


async def run() -> list[Figure]:
    """Measure both on each engine, the answers through two stores, as two desks would."""
    found = []
    for name, engine in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
        with engine() as url:
            schema.upgrade(url)
            async with Store(url) as one, Store(url) as other:
                await one.write(_settle_in)
                found += [await _reminders(one, name), await _answers(name, one, other)]
    return found


def _settle_in(session: Session) -> None:
    for number in range(CONTACTS):
        name = f"e{number}"
        people.put_enterprise(session, Enterprise(id=name, name=name, short=name))
        reporting.begin(session, name, WEEK)
        contacts.put(session, Contact(id=f"c{number}", chat_id=number + 1))
        contacts.appoint(session, name, Part.MAIN, f"c{number}")


async def _reminders(store: Store, engine: str) -> Figure:
    started = time.perf_counter()
    queued = await store.write(reminders.remind_contacts, WEDNESDAY, WEEKLY)
    taken = time.perf_counter() - started
    if queued != CONTACTS:
        raise AssertionError(queued)
    how = f"one tick of the scheduler that queues a reminder for each of {CONTACTS:,} contacts"
    return Figure(f"reminders of {CONTACTS:,} contacts queued in, {engine}", f"{taken:.1f} s", how)


async def _answers(engine: str, *stores: Store) -> Figure:
    room = asyncio.Semaphore(AT_ONCE)

    async def answer(number: int) -> None:
        store = stores[number % len(stores)]
        async with room:
            await store.write(_fill, f"e{number}")
            await store.write(_hand_in, f"e{number}", f"c{number}")

    started = time.perf_counter()
    await asyncio.gather(*(answer(number) for number in range(ANSWERS)))
    taken = time.perf_counter() - started
    filed = len(await stores[0].read(returns.settled, WEEK))
    if filed != ANSWERS:
        raise AssertionError(filed)
    how = (
        f"{ANSWERS:,} contacts, {AT_ONCE} at once over {len(stores)} stores, each saving five "
        f"figures and handing them in; all taken without a lock error, in {taken:.1f} s"
    )
    return Figure(f"returns handed in per second, {engine}", f"{ANSWERS / taken:,.0f}", how)


def _fill(session: Session, enterprise: str) -> None:
    due = WEEKLY.asked(WEEK)
    one = returns.of(session, enterprise, WEEK)
    figures = dict(zip(form().keys, (3, 2, 0, 0, 0), strict=True))
    returns.save(session, rules.fill(one, figures, due=due, now=FRIDAY))


def _hand_in(session: Session, enterprise: str, contact: str) -> None:
    due, past = WEEKLY.asked(WEEK), returns.past(session, enterprise, WEEK)
    one = returns.of(session, enterprise, WEEK)
    change = rules.hand_in(one, form(), past, due=due, by=contact, at=FRIDAY)
    returns.record(session, change)
