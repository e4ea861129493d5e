"""Working days are counted with the calendar that is handed in."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.workdays import after, between

MONDAY = date(2026, 11, 23)


def weekdays(day):
    return day.weekday() < 5


def test_friday_is_followed_by_monday():
    friday = MONDAY - timedelta(days=3)
    assert after(friday, 1, weekdays) == MONDAY
    assert after(friday, 2, weekdays) == MONDAY + timedelta(days=1)


def test_a_sunday_that_is_worked_counts():
    made_up = MONDAY - timedelta(days=1)
    assert after(MONDAY - timedelta(days=3), 1, lambda day: day == made_up or weekdays(day)) == (
        made_up
    )


def test_today_does_not_count_and_the_last_day_does():
    assert between(MONDAY, MONDAY, weekdays) == 0
    assert between(MONDAY, MONDAY + timedelta(days=1), weekdays) == 1
    assert between(MONDAY, MONDAY + timedelta(days=7), weekdays) == 5
    assert between(MONDAY, MONDAY - timedelta(days=7), weekdays) == 0


@given(start=st.dates(date(2020, 1, 1), date(2030, 1, 1)), count=st.integers(1, 80))
def test_as_many_working_days_lie_between_as_were_counted(start, count):
    end = after(start, count, weekdays)
    assert weekdays(end)
    assert between(start, end, weekdays) == count
