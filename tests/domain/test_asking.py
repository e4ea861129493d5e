from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.asking import Step, choices, current, last, planned
from domain.weeks import Rhythm, Week, Weekly
from storage.calendar import known

ZONE = ZoneInfo("Asia/Shanghai")
WEEKLY = Weekly(Rhythm(), known().is_workday, ZONE, known().certain)
DUE = WEEKLY.due(Week(2026, 48))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def keys(these):
    return [one.key for one in these]


def test_a_week_has_five_reminders():
    assert keys(planned(DUE, WEEKLY)) == [
        "ahead-1125T1000",
        "ahead-1126T1000",
        "today-1127T0900",
        "today-1127T1400",
        "overdue-1127T1630",
    ]


def test_days_ahead_are_working_days_of_the_same_return():
    national_day = WEEKLY.due(Week(2023, 40))
    assert keys(planned(national_day, WEEKLY)) == [
        "today-1007T0900",
        "today-1007T1400",
        "overdue-1007T1630",
    ]


def test_only_the_newest_that_has_come_stands():
    these = planned(DUE, WEEKLY)
    assert current(these, at("2026-11-25 09:59"), DUE) is None
    assert current(these, at("2026-11-25 10:00"), DUE).key == "ahead-1125T1000"
    assert current(these, at("2026-11-27 13:59"), DUE).key == "today-1127T0900"
    assert current(these, at("2026-11-29 12:00"), DUE).step is Step.OVERDUE
    assert current(these, DUE.locks_at, DUE) is None


def test_who_is_called_later_hears_nothing_before_but_the_last_reminder_always():
    these = planned(DUE, WEEKLY, later=at("2026-11-27 13:00"))
    assert keys(these) == ["later-1127T1300", "today-1127T1400", "overdue-1127T1630"]


def test_later_can_be_in_an_hour_this_afternoon_or_tomorrow_morning():
    assert choices(DUE, WEEKLY, at("2026-11-25 10:02")) == [
        at("2026-11-25 11:02"),
        at("2026-11-25 14:00"),
        at("2026-11-26 09:00"),
    ]


def test_nothing_is_put_off_beyond_the_last_reminder():
    assert choices(DUE, WEEKLY, at("2026-11-27 12:30")) == [at("2026-11-27 13:30")]
    assert choices(DUE, WEEKLY, at("2026-11-27 14:05")) == []


@settings(deadline=None)  # a year's calendar is read once
@given(
    st.dates(date(2004, 1, 5), date(2030, 12, 22)).map(Week.of),
    st.integers(0, 10 * 24 * 60),
    st.one_of(st.none(), st.integers(0, 5 * 24 * 60)),
)
def test_no_reminder_comes_in_quiet_hours_or_after_the_lock(week, minutes, later):
    due = WEEKLY.due(week)
    if due is None:
        return
    start = datetime.combine(week.monday, datetime.min.time(), ZONE)
    put_off = None if later is None else start + timedelta(minutes=later)
    these = planned(due, WEEKLY, put_off)
    assert all(WEEKLY.rhythm.awake(one.at) == one.at < due.locks_at for one in these)
    assert len({one.key for one in these}) == len(these)
    assert last(due, WEEKLY) in {one.at for one in these}
    standing = current(these, start + timedelta(minutes=minutes), due)
    assert standing is None or standing.at <= start + timedelta(minutes=minutes) < due.locks_at
