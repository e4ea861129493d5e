"""A knock has its hour, and a route its day, which does not tell when it was asked for."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain import knocks, posting
from domain.knocks import KEPT_FOR, LATE_BY

ZONE = ZoneInfo("Asia/Shanghai")
MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - the zone is added
    datetime(2029, 1, 1),  # noqa: DTZ001
    timezones=st.just(ZONE),
)


@given(now=MOMENTS, hour=st.times())
def test_one_knocks_from_the_hour_on_for_three_hours_of_the_same_day(now, hour):
    at = knocks.moment(now, hour)
    since = now - now.replace(
        hour=hour.hour, minute=hour.minute, second=hour.second, microsecond=hour.microsecond
    )
    assert (at is not None) == (timedelta() <= since < LATE_BY)
    if at is not None:
        assert at.timetz().replace(tzinfo=None) == hour
        assert at.date() == now.date()
        assert at <= now


@given(asked_on=st.dates(date(2026, 1, 1), date(2090, 1, 1)))
def test_a_route_goes_on_a_monday_and_is_kept_for_ninety_days_at_most(asked_on):
    until = knocks.expires_on(asked_on)
    assert until.weekday() == 0
    assert KEPT_FOR - timedelta(days=7) < until - asked_on <= KEPT_FOR


@given(now=MOMENTS)
def test_the_last_posting_hour_has_passed_and_the_next_has_not(now):
    hours = (time(9), time(15))
    last = posting.last(now, hours)
    assert last <= now < posting.not_before(now, hours)
    assert posting.not_before(last, hours) == posting.not_before(now, hours)
    assert posting.last(now, ()) == now
