"""Reminders climb, come on working days alone, and none is missed or doubled."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import acts
from domain.cases import (
    LOOK_AT_MOST,
    Actor,
    Case,
    Due,
    DueKind,
    Outcome,
    Stage,
    new,
)
from domain.people import Role
from domain.reminders import WEEK, Reminder, look_limit, reminder, unseen
from domain.reports import Kind
from domain.workdays import after

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANNA = Actor(id="anna", role=Role.REVIEWER)


def weekdays(day):
    return day.weekday() < 5


def posted(*, urgent=False, at=MONDAY):
    filed = new(case_id="c", code="QX7M", kind=Kind.TIP, day=at.date(), urgent=urgent)
    return acts.post(filed, room="r", rings=False, at=at, is_workday=weekdays).subject


def day(number):
    """So many days after that Monday."""
    return MONDAY.date() + timedelta(days=number)


def test_what_nobody_has_looked_at_climbs_after_five_working_days_on_each_further_one():
    heard = {n: reminder(posted(), day(n), weekdays) for n in range(14)}
    assert [n for n, what in heard.items() if what] == [8, 9, 10, 11]  # from Tuesday week to Friday
    assert heard[8] == Reminder(DueKind.LOOK, "2026-12-01", holder=False, leads=True)
    assert len({what.occasion for what in heard.values() if what}) == 4


@pytest.mark.parametrize("urgent", [False, True])
def test_urgency_come_and_gone_does_not_put_the_fifth_day_off(urgent):
    case = posted(urgent=urgent)
    later = MONDAY + timedelta(days=3)
    if not urgent:
        case = acts.mark_urgent(case, by=ANNA, rings=True, at=later, is_workday=weekdays).subject
    case = acts.unmark_urgent(case, by=ANNA, at=later, is_workday=weekdays).subject
    assert look_limit(case, weekdays) == day(7)


def test_who_has_been_asked_or_taken_on_is_looked_at():
    asked = acts.ask(posted(), by=ANNA, text="which door?", at=MONDAY).subject
    taken = acts.take_on(posted(), by=ANNA, at=MONDAY).subject
    for case in (asked, taken):
        assert not unseen(case, day(30), weekdays)
    answered = acts.hear(asked, letter="l", at=MONDAY).subject
    assert unseen(answered, day(30), weekdays)


@pytest.mark.parametrize("urgent", [False, True])
def test_a_second_look_has_five_working_days_of_its_own(urgent):
    case = acts.take_on(posted(urgent=urgent), by=ANNA, at=MONDAY).subject
    ended = acts.conclude(case, by=ANNA, outcome=Outcome.PROVEN, text="x", at=MONDAY).subject
    at = MONDAY + timedelta(days=21)
    again = acts.object_to(ended, at=at, is_workday=weekdays).subject
    assert look_limit(again, weekdays) == after(at.date(), LOOK_AT_MOST, weekdays)


def test_the_holder_hears_of_an_overdue_conclusion_first_and_a_week_later_the_leads():
    case = acts.take_on(posted(), by=ANNA, at=MONDAY).subject
    over = case.due.day + timedelta(days=1)
    assert reminder(case, case.due.day, weekdays) is None
    first = reminder(case, after(case.due.day, 1, weekdays), weekdays)
    second = reminder(case, after(case.due.day, 1 + WEEK, weekdays), weekdays)
    assert (first.kind, first.holder, first.leads) == (DueKind.CONCLUSION, True, False)
    assert (second.holder, second.leads) == (True, True)
    assert first.occasion != second.occasion
    left = replace(case, holder=None)
    heard = reminder(left, after(over, 1, weekdays), weekdays)
    assert (heard.holder, heard.leads) == (False, True)


def test_a_department_that_has_answered_is_chased_no_more():
    case = acts.take_on(posted(), by=ANNA, at=MONDAY).subject
    sent = acts.refer(case, by=ANNA, department="x", at=MONDAY, is_workday=weekdays).subject
    late = day(16)
    assert reminder(sent, late, weekdays).kind is DueKind.CHASE
    assert reminder(acts.receipt_came(sent, by=ANNA, at=MONDAY).subject, late, weekdays) is None


CALENDARS = st.frozensets(st.integers(0, 400), max_size=120).map(
    lambda off: lambda each: each.weekday() < 5 and (each - MONDAY.date()).days not in off
)
KINDS = st.sampled_from([DueKind.LOOK, DueKind.CONCLUSION, DueKind.CHASE])


def overdue(kind, start, *, held):
    """A case of which this is due on a day."""
    stage = {DueKind.LOOK: Stage.RECEIVED, DueKind.CONCLUSION: Stage.ACCEPTED}.get(kind)
    return Case(
        id="c",
        code="QX7M",
        kind=Kind.TIP,
        stage=stage or Stage.REFERRED,
        day=start,
        due=Due(kind, start),
        holder="anna" if held else None,
        posted=True,
    )


@given(KINDS, CALENDARS, st.integers(0, 40), st.booleans())
def test_on_whatever_calendar_reminders_come_on_working_days_in_order_and_spaced(
    kind, calendar, start, held
):
    case = overdue(kind, day(start), held=held)
    days = [day(n) for n in range(start - 5, start + 120)]
    heard = [(each, reminder(case, each, calendar)) for each in days]
    told = [(each, what) for each, what in heard if what]
    assert all(calendar(each) and each > case.due.day for each, _ in told)
    first = {}
    for each, what in told:
        first.setdefault(what.occasion, each)
    begun = sorted(first.values())
    gap = 1 if kind is DueKind.LOOK else WEEK
    for one, other in pairwise(begun):
        assert (
            sum(calendar(one + timedelta(days=n)) for n in range(1, (other - one).days + 1)) == gap
        )
    if kind is not DueKind.LOOK and held:
        lead_days = [each for each, what in told if what.leads]
        assert not told or not lead_days or lead_days[0] > told[0][0]
    worked = [each for each in days if calendar(each) and each > case.due.day]
    if kind is not DueKind.LOOK:
        assert [each for each, _ in told] == worked  # a desk that was down makes up for it


@given(st.integers(0, 6), st.integers(0, 30), st.booleans(), CALENDARS)
def test_nothing_climbs_before_five_whole_working_days(weekday, ahead, urgent, calendar):
    at = MONDAY + timedelta(days=weekday)
    filed = new(case_id="c", code="QX7M", kind=Kind.TIP, day=at.date(), urgent=urgent)
    case = acts.post(filed, room="r", rings=False, at=at, is_workday=calendar).subject
    today = at.date() + timedelta(days=ahead)
    worked = sum(calendar(at.date() + timedelta(days=n)) for n in range(1, ahead + 1))
    assert unseen(case, today, calendar) == (
        worked > LOOK_AT_MOST or (worked == LOOK_AT_MOST and not calendar(today))
    )
