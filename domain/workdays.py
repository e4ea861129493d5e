"""Working days counted with a calendar that is handed in."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

# Whether a day is worked, make-up days and holidays included.
IsWorkday: TypeAlias = Callable[[date], bool]


def after(day: date, count: int, is_workday: IsWorkday) -> date:
    """The `count`-th working day after `day` (count ≥ 1)."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


def before(day: date, count: int, is_workday: IsWorkday) -> date:
    """The `count`-th working day before `day` (count ≥ 1)."""
    while count:
        day -= timedelta(days=1)
        count -= is_workday(day)
    return day


def between(today: date, until: date, is_workday: IsWorkday) -> int:
    """How many working days are left from tomorrow up to and with `until`; 0 when it is over."""
    days = (until - today).days
    return sum(is_workday(today + timedelta(days=n)) for n in range(1, days + 1))
