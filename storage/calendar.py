"""Which days are worked: the State Council's published years, else plain weekends."""

from datetime import date

import chinese_calendar


def is_workday(day: date) -> bool:
    """Whether a day is worked in mainland China, make-up days included.

    Years that have not been published yet count Monday to Friday.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
