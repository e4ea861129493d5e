from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain import returns as rules
from domain.contacts import Contact
from domain.errors import OvertakenError
from domain.people import Enterprise
from domain.returns import Past
from domain.weeks import Rhythm, Week, Weekly
from storage import contacts, journal, outbox, people, reporting, returns
from storage.calendar import known
from storage.forms import form

ZONE = ZoneInfo("Asia/Shanghai")
WEEKLY = Weekly(Rhythm(), known().is_workday, ZONE, known().certain)
W47, W48, W49 = Week(2026, 47), Week(2026, 48), Week(2026, 49)
FORM = form()


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


FRIDAY = at("2026-11-27 10:12")


def hand_in(session, week, *numbers, now=FRIDAY):
    due = WEEKLY.due(week)
    one = returns.of(session, "gas", week)
    one = rules.fill(one, dict(zip(FORM.keys, numbers, strict=True)), due=due, now=now)
    past = returns.past(session, "gas", week)
    return returns.record(session, rules.hand_in(one, FORM, past, due=due, by="c", at=now))


@pytest.fixture
async def gas(store):
    def fill(session):
        for number in ("gas", "water"):
            people.put_enterprise(session, Enterprise(id=number, name=number, short=number))
            reporting.begin(session, number, W47)
        contacts.put(session, Contact(id="c", chat_id=71))

    await store.write(fill)


async def test_what_is_being_filled_in_is_kept_from_one_day_to_the_next(store, gas):
    def start(session):
        one = returns.of(session, "gas", W48)
        due = WEEKLY.due(W48)
        returns.save(session, rules.fill(one, {"gen_found": 3}, due=due, now=FRIDAY))

    await store.write(start)
    kept = await store.read(returns.of, "gas", W48)
    assert kept.values == {"gen_found": 3}
    assert not kept.settled
    assert await store.read(returns.settled, W48) == set()


async def test_two_who_fill_in_the_same_week_do_not_overwrite_each_other(store, gas):
    one = await store.read(returns.of, "gas", W48)
    other = await store.read(returns.of, "gas", W48)
    kept = await store.write(returns.save, replace(one, values={"gen_found": 3}))
    with pytest.raises(OvertakenError):
        await store.write(returns.save, replace(other, values={"gen_found": 4}))
    newer = await store.write(returns.save, replace(kept, values={"gen_found": 5}))
    assert newer.version > kept.version
    with pytest.raises(OvertakenError):
        await store.write(returns.save, replace(kept, values={"gen_found": 6}))


async def test_handing_in_is_recorded_whole(store, gas):
    filed = await store.write(hand_in, W48, 3, 2, 0, 0, 0)
    assert (await store.read(returns.of, "gas", W48)) == filed
    assert await store.read(returns.settled, W48) == {"gas"}
    assert [entry.act for entry in await store.read(journal.of, filed.id)] == ["hand_in"]
    waiting = await store.write(outbox.claim, FRIDAY)
    assert [one.notice.kind for one in waiting] == ["settled"]


async def test_totals_are_those_of_all_weeks_before_and_of_the_opening(store, gas):
    await store.write(reporting.open_with, "gas", {"gen_found": 118, "gen_fixed": 116})
    await store.write(hand_in, W47, 3, 2, 1, 0, 1, now=at("2026-11-20 10:00"))
    await store.write(hand_in, W48, 1, 1, 0, 1, 0)
    past = await store.read(returns.past, "gas", W49)
    assert past.before == {"gen_found": 122, "gen_fixed": 119, "maj_found": 1, "maj_fixed": 1}
    assert past.last == dict(zip(FORM.keys, (1, 1, 0, 1, 0), strict=True))
    assert await store.read(returns.past, "water", W49) == Past(
        before=dict.fromkeys(FORM.keys[:4], 0)
    )


async def test_an_excuse_settles_a_week_and_is_lifted_again(store, gas):
    one = await store.read(returns.of, "water", W48)
    excused = await store.write(returns.record, rules.excuse(one, "停产", by="r", at=FRIDAY))
    assert await store.read(returns.settled, W48) == {"water"}
    await store.write(returns.record, rules.ask_again(excused, by="r", at=FRIDAY))
    assert await store.read(returns.settled, W48) == set()


async def test_a_week_and_an_enterprise_s_year_are_read_at_once(store, gas):
    await store.write(hand_in, W47, 3, 2, 1, 0, 1, now=at("2026-11-20 10:00"))
    await store.write(hand_in, W48, 1, 1, 0, 1, 0)
    assert set(await store.read(returns.in_week, W48)) == {"gas"}
    assert set(await store.read(returns.of_enterprise, "gas")) == {W47, W48}
    moments = await store.read(returns.moments, [W47, W48])
    assert moments == {
        ("gas", W47): (at("2026-11-20 10:00"), False),
        ("gas", W48): (FRIDAY, False),
    }


async def test_an_enterprise_keeps_its_number_and_is_asked_from_a_week_to_a_week(store, gas):
    assert [one.serial for one in await store.read(reporting.asked, W48)] == [1, 2]
    await store.write(reporting.end, "gas", W48)
    assert [one.enterprise for one in await store.read(reporting.asked, W49)] == ["water"]
    assert [one.enterprise for one in await store.read(reporting.asked, W48)] == ["gas", "water"]
    assert await store.read(reporting.asked, Week(2026, 46)) == []
    kept = [await store.read(reporting.find, name) for name in ("gas", "water")]
    for week in (Week(2026, 46), W47, W48, W49):
        asked = await store.read(reporting.asked, week)
        assert asked == [one for one in kept if one.asked(week)]
    again = await store.write(reporting.begin, "gas", W49)
    assert (again.serial, again.since, again.until) == (1, W47, None)
    assert await store.read(reporting.first) == W47
