from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import returns as rules
from domain.contacts import Contact, Part
from domain.people import Enterprise, Room
from domain.weeks import Rhythm, Week, Weekly
from scheduler import reminders
from storage import askings, contacts, outbox, people, reporting, returns
from storage.askings import Asking
from storage.calendar import known

ZONE = ZoneInfo("Asia/Shanghai")
WEEKLY = Weekly(Rhythm(), known().is_workday, ZONE, known().certain)
W48 = Week(2026, 48)
DUE = WEEKLY.due(W48)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


WEDNESDAY = at("2026-11-25 10:00")
OVERDUE = at("2026-11-27 16:30")


@pytest.fixture
async def two(store):
    """Two enterprises: gas with a main contact and a backup, water with the same main contact."""

    def fill(session):
        for number in ("gas", "water"):
            people.put_enterprise(session, Enterprise(id=number, name=number, short=number))
            reporting.begin(session, number, W48)
        contacts.put(session, Contact(id="m", chat_id=71))
        contacts.put(session, Contact(id="b", chat_id=72))
        contacts.appoint(session, "gas", Part.MAIN, "m")
        contacts.appoint(session, "gas", Part.BACKUP, "b")
        contacts.appoint(session, "water", Part.MAIN, "m")

    await store.write(fill)


@pytest.fixture
def tick(store):
    """One tick at a moment: the notices it queued, taken out of the outbox."""

    async def run(moment):
        await store.write(reminders.remind_contacts, moment, WEEKLY)
        taken = []
        while waiting := await store.write(outbox.claim, moment):
            for one in waiting:
                taken.append(one.notice)
                await store.write(outbox.delivered, one)
        return taken

    return run


def told(notices):
    return sorted((one.contact, one.reminder) for one in notices if one.kind == "reminder")


async def settle(store, enterprise):
    one = await store.read(returns.of, enterprise, W48)
    await store.write(returns.record, rules.excuse(one, "停产", by="r", at=WEDNESDAY))


async def test_a_contact_of_two_enterprises_is_reminded_of_a_week_once(store, two, tick):
    assert await tick(WEDNESDAY - timedelta(minutes=1)) == []
    assert told(await tick(WEDNESDAY)) == [("m", "ahead-1125T1000")]
    assert told(await tick(WEDNESDAY + timedelta(minutes=1))) == []
    assert told(await tick(WEDNESDAY + timedelta(days=1))) == [("m", "ahead-1126T1000")]


async def test_what_came_while_nothing_ran_is_skipped_for_what_stands_now(store, two, tick):
    assert told(await tick(at("2026-11-27 11:00"))) == [("m", "today-1127T0900")]


async def test_a_clock_set_back_doubles_nothing(store, two, tick):
    await tick(at("2026-11-26 10:00"))
    assert told(await tick(WEDNESDAY)) == [("m", "ahead-1125T1000")]
    assert told(await tick(at("2026-11-26 10:00"))) == []


async def test_nobody_is_reminded_in_quiet_hours(store, two, tick):
    assert await tick(at("2026-11-25 21:00")) == []
    assert await tick(at("2026-11-26 08:29")) == []
    assert told(await tick(at("2026-11-26 08:30"))) == [("m", "ahead-1125T1000")]


async def test_both_are_asked_when_it_is_overdue(store, two, tick):
    assert told(await tick(OVERDUE)) == [("b", "overdue-1127T1630"), ("m", "overdue-1127T1630")]


async def test_who_has_nothing_open_is_left_in_peace(store, two, tick):
    await settle(store, "gas")
    assert told(await tick(WEDNESDAY)) == [("m", "ahead-1125T1000")]
    await settle(store, "water")
    assert told(await tick(OVERDUE)) == []


async def test_the_backup_is_asked_at_once_when_the_week_is_passed_on(store, two, tick):
    await settle(store, "water")
    await tick(WEDNESDAY)
    one = await store.read(returns.of, "gas", W48)
    await store.write(returns.save, replace(one, passed=True))
    moment = WEDNESDAY + timedelta(minutes=5)
    assert told(await tick(moment)) == [("b", "ahead-1125T1000")]
    assert told(await tick(at("2026-11-27 09:00"))) == [("b", "today-1127T0900")]


async def test_the_backup_takes_over_from_who_cannot_be_reached(store, two, tick):
    await store.write(contacts.reached, "m", reachable=False)
    notices = await tick(WEDNESDAY)
    assert told(notices) == [("b", "ahead-1125T1000")]
    assert [one.enterprise for one in notices if one.kind == "vacant"] == ["water"]
    assert await tick(WEDNESDAY + timedelta(minutes=1)) == []


async def test_who_asked_for_later_hears_then_and_once_more_before_it_is_due(store, two, tick):
    later = at("2026-11-26 14:00")
    await tick(WEDNESDAY)
    await store.write(askings.put, Asking(contact="m", week=W48, later=later))
    assert await tick(at("2026-11-26 10:00")) == []
    assert told(await tick(later)) == [("m", "later-1126T1400")]
    later = at("2026-11-27 13:00")
    await store.write(askings.put, Asking(contact="m", week=W48, later=later))
    assert await tick(at("2026-11-27 09:00")) == []
    assert told(await tick(at("2026-11-27 14:00"))) == [("m", "today-1127T1400")]


async def test_an_enterprise_that_left_or_has_not_begun_is_not_asked(store, two, tick):
    await store.write(reporting.end, "gas", Week(2026, 47))
    await store.write(reporting.end, "water", Week(2026, 47))
    assert await tick(WEDNESDAY) == []
    await store.write(reporting.begin, "water", W48)
    assert told(await tick(WEDNESDAY)) == [("m", "ahead-1125T1000")]


async def test_two_schedulers_at_every_minute_of_a_week_remind_each_time_once(store, two, tick):
    count: Counter[tuple[str, str]] = Counter()
    moment = at("2026-11-23 00:00")
    while moment < DUE.locks_at:
        for _ in range(2):
            count.update(told(await tick(moment)))
        moment += timedelta(minutes=30)
    assert count == Counter(
        {
            ("m", "ahead-1125T1000"): 1,
            ("m", "ahead-1126T1000"): 1,
            ("m", "today-1127T0900"): 1,
            ("m", "today-1127T1400"): 1,
            ("m", "overdue-1127T1630"): 1,
            ("b", "overdue-1127T1630"): 1,
        }
    )


async def test_every_working_room_reads_once_who_has_not_handed_in(store, two):
    def link(session):
        people.put_room(session, Room(id="a", chat_id=-1, ready=True))
        people.put_room(session, Room(id="b", chat_id=-2, ready=False))

    await store.write(link)
    await store.write(reminders.tell_weeks_due, DUE.at - timedelta(minutes=1), WEEKLY)
    assert await store.write(outbox.claim, DUE.at) == []
    await store.write(reminders.tell_weeks_due, DUE.at, WEEKLY)
    await store.write(reminders.tell_weeks_due, DUE.at, WEEKLY)
    waiting = await store.write(outbox.claim, DUE.at)
    assert [one.key for one in waiting] == ["week_due:a:2026-W48"]
