from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.weeks import Rhythm, Roll, Week, Weekly, due
from storage.calendar import known

ZONE = ZoneInfo("Asia/Shanghai")
RHYTHM = Rhythm()
WEEKLY = Weekly(RHYTHM, known().is_workday, ZONE, known().certain)
WEEKS = st.dates(date(2004, 1, 5), date(2030, 12, 22)).map(Week.of)

MOVED_IN_2023 = {
    "2023-W25": (date(2023, 6, 21), Roll.BACK),
    "2023-W39": (date(2023, 9, 28), Roll.BACK),
    "2023-W40": (date(2023, 10, 7), Roll.FORWARD),
}


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_a_week_is_written_and_read_back():
    assert Week.of(date(2026, 11, 24)).key == "2026-W48"
    assert Week.read("2026-W48") == Week(2026, 48)
    assert Week.of(date(2027, 1, 3)) == Week(2026, 53)
    assert Week(2026, 53).later() == Week(2027, 1)


@pytest.mark.parametrize("text", ["", "2026-48", "2026-W60", "2026-W00", "w48"])
def test_what_is_no_week_is_refused(text):
    with pytest.raises(ValueError):
        Week.read(text)


def test_the_campaign_of_2023_has_the_thirty_two_due_days_of_its_calendar():
    week, found = Week(2023, 21), []
    while week <= Week(2023, 52):
        found.append(WEEKLY.due(week))
        week = week.later()
    assert len(found) == 32
    for one in found:
        usual = (one.week.monday + timedelta(days=4), Roll.AS_IS)
        assert (one.at.date(), one.roll) == MOVED_IN_2023.get(one.week.key, usual)
        assert one.at.time() == time(16)
        assert one.merged == ()


@settings(deadline=None)  # a year's calendar is read once
@given(WEEKS)
def test_nothing_is_ever_due_on_a_rest_day_or_in_another_week(week):
    found = WEEKLY.due(week)
    if found is None:
        assert not any(map(known().is_workday, week.days))
        return
    assert known().is_workday(found.at.date())
    assert Week.of(found.at.date()) == week
    assert known().is_workday(found.locks_at.date())
    assert found.counted_until <= found.at < found.locks_at


@settings(deadline=None)  # a year's calendar is read once
@given(WEEKS)
def test_every_week_is_asked_for_by_exactly_one_return(week):
    asked = WEEKLY.asked(week)
    assert asked.since <= week.monday <= asked.at.date()
    covered = (*asked.merged, asked.week)
    assert week in covered
    assert asked.since == covered[0].monday


@settings(deadline=None)  # a year's calendar is read once
@given(WEEKS, st.integers(1, 7))
def test_a_due_day_moves_back_within_its_week_and_forward_only_when_it_cannot(week, weekday):
    found = due(week, Rhythm(weekday=weekday), known().is_workday, ZONE)
    if found is not None:
        wanted = week.days[weekday - 1]
        worked_before = [day for day in week.days if day < wanted and known().is_workday(day)]
        if found.roll is Roll.BACK:
            assert found.at.date() == worked_before[-1]
        elif found.roll is Roll.FORWARD:
            assert not worked_before
            assert found.at.date() > wanted
        else:
            assert found.at.date() == wanted


def test_a_week_without_working_days_is_taken_over_by_the_next():
    assert WEEKLY.due(Week(2026, 8)) is None
    after = WEEKLY.due(Week(2026, 9))
    assert after.merged == (Week(2026, 8),)
    assert after.since == date(2026, 2, 16)


def test_a_return_locks_on_the_first_working_day_of_the_week_after():
    assert WEEKLY.due(Week(2026, 48)).locks_at == at("2026-11-30 09:00")
    assert WEEKLY.due(Week(2023, 39)).locks_at == at("2023-10-07 09:00")


def test_the_return_that_is_filled_in_is_the_oldest_not_locked():
    assert WEEKLY.current(at("2026-11-27 20:00")).week == Week(2026, 48)
    assert WEEKLY.current(at("2026-11-30 08:59")).week == Week(2026, 48)
    assert WEEKLY.current(at("2026-11-30 09:00")).week == Week(2026, 49)
    assert [one.week.number for one in WEEKLY.open(at("2023-10-06 12:00"))] == [39, 40]
    assert WEEKLY.current(at("2026-02-18 12:00")).week == Week(2026, 7)
    assert WEEKLY.current(at("2026-02-24 09:00")).week == Week(2026, 9)


def test_quiet_hours_end_in_the_morning():
    assert RHYTHM.awake(at("2026-11-27 21:00")) == at("2026-11-28 08:30")
    assert RHYTHM.awake(at("2026-11-27 03:00")) == at("2026-11-27 08:30")
    assert RHYTHM.awake(at("2026-11-27 08:30")) == at("2026-11-27 08:30")
    assert RHYTHM.awake(at("2026-11-27 20:59")) == at("2026-11-27 20:59")
