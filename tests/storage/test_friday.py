"""A Friday afternoon in small: many hand in at once while two desks ask, and nothing locks."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from domain import returns as rules
from domain.contacts import Contact, Part
from domain.people import Enterprise
from domain.weeks import Rhythm, Week, Weekly
from scheduler import reminders
from storage import askings, contacts, journal, people, reporting, returns
from storage.calendar import known
from storage.forms import form
from storage.store import Store
from tests.migrated import migrate

ZONE = ZoneInfo("Asia/Shanghai")
WEEKLY = Weekly(Rhythm(), known().is_workday, ZONE, known().certain)
WEEK = Week(2026, 48)
FRIDAY = datetime(2026, 11, 27, 14, 0, tzinfo=ZONE)
MANY = 100


def settle_in(session):
    for number in range(MANY):
        name = f"e{number}"
        people.put_enterprise(session, Enterprise(id=name, name=name, short=name))
        reporting.begin(session, name, WEEK)
        contacts.put(session, Contact(id=f"c{number}", chat_id=number + 1))
        contacts.appoint(session, name, Part.MAIN, f"c{number}")


def hand_in(session, number):
    enterprise, due = f"e{number}", WEEKLY.asked(WEEK)
    figures = dict(zip(form().keys, (3, 2, 0, 0, 0), strict=True))
    one = rules.fill(returns.of(session, enterprise, WEEK), figures, due=due, now=FRIDAY)
    past = returns.past(session, enterprise, WEEK)
    change = rules.hand_in(
        returns.save(session, one), form(), past, due=due, by=f"c{number}", at=FRIDAY
    )
    returns.record(session, change)


async def test_all_are_taken_over_two_stores_while_both_ask(database_url):
    migrate(database_url)
    async with Store(database_url) as one, Store(database_url) as other:
        await one.write(settle_in)
        stores = (one, other)

        async def asks(store):
            return await store.write(reminders.remind_contacts, FRIDAY, WEEKLY)

        handing = [stores[n % 2].write(hand_in, n) for n in range(MANY)]
        first, second = handing[: MANY // 2], handing[MANY // 2 :]
        await asyncio.gather(*first, asks(one), asks(other), *second)
        assert len(await one.read(returns.settled, WEEK)) == MANY
        assert len(await one.read(askings.reminded, WEEK)) <= MANY
        assert await one.read(journal.verify) is None
