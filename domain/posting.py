"""When a report or letter reaches the desk: at fixed hours, so that no moment tells who wrote."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from domain.cases import LOOK_WITHIN
from domain.workdays import IsWorkday, after


def not_before(now: datetime, hours: Sequence[time], *, at_once: bool = False) -> datetime:
    """The next posting hour; today's midnight where it goes at once, so that no moment rests.

    At once goes what is urgent, what is practice, and what its writer wishes to be, who knows best
    whether an hour would hide anything.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if at_once or not hours:
        return midnight
    moments = (
        datetime.combine((midnight + timedelta(days=days)).date(), hour, tzinfo=now.tzinfo)
        for days in (0, 1)
        for hour in sorted(hours)
    )
    return next(moment for moment in moments if moment > now)


def last(now: datetime, hours: Sequence[time]) -> datetime:
    """The posting hour that passed last; now itself where everything goes at once."""
    moments = (
        datetime.combine((now - timedelta(days=days)).date(), hour, tzinfo=now.tzinfo)
        for days in (0, 1)
        for hour in sorted(hours, reverse=True)
    )
    return next((moment for moment in moments if moment <= now), now)


def look_by(posted: date, is_workday: IsWorkday) -> date:
    """The day by which somebody looks at what is posted on a day."""
    return after(posted, LOOK_WITHIN, is_workday)
