"""Which days are worked in mainland China, make-up working days included.

Asked in this order: the published years of chinesecalendar; `calendar_overrides.yaml`, where an
administrator adds a year the day its notice appears; the holidays that are fixed by law; and
plain weekends. The last two know no make-up days, so that what is due in such a year is shown
with a warning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import chinese_calendar
import holidays
import yaml

_SATURDAY: Final = 5


class CalendarFileError(Exception):
    """The file of overrides cannot be understood; `year` is where, None when nowhere."""

    def __init__(self, year: object = None) -> None:
        super().__init__("calendar overrides")
        self.year = year


@dataclass(frozen=True)
class Overrides:
    """Days off on weekdays and weekend days that are worked, by year."""

    off: Mapping[int, frozenset[date]] = field(default_factory=dict)
    worked: Mapping[int, frozenset[date]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path | None = None) -> "Overrides":
        """Those that come with the product and, over them, those of a file if it is there.

        Raises:
            CalendarFileError: when either cannot be understood.
        """
        packaged = files("storage").joinpath("data", "calendar_overrides.yaml")
        texts = [packaged.read_text(encoding="utf-8")]
        if path is not None and path.exists():
            texts.append(path.read_text(encoding="utf-8"))
        off: dict[int, frozenset[date]] = {}
        worked: dict[int, frozenset[date]] = {}
        for text in texts:
            for year, entry in _years(text).items():
                off[year] = _dates(year, entry, "rest")
                worked[year] = _dates(year, entry, "worked")
        return cls(off, worked)


class Calendar:
    """Working days from all that is known."""

    def __init__(self, overrides: Overrides | None = None) -> None:
        self._overrides = overrides or Overrides()
        self._by_law: dict[int, Any] = {}

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked."""
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            pass
        if day.year in self._overrides.off:
            if day in self._overrides.worked[day.year]:
                return True
            return day.weekday() < _SATURDAY and day not in self._overrides.off[day.year]
        return day.weekday() < _SATURDAY and day not in self._lawful(day.year)

    def certain(self, day: date) -> bool:
        """Whether the year's days off and make-up days are published; else they are a guess."""
        try:
            chinese_calendar.is_workday(day)
        except NotImplementedError:
            return day.year in self._overrides.off
        return True

    def _lawful(self, year: int) -> Any:
        if year not in self._by_law:
            try:
                self._by_law[year] = holidays.country_holidays("CN", years=year)
            except (NotImplementedError, ValueError, OverflowError):
                self._by_law[year] = ()  # no holiday can be computed: plain weekends
        return self._by_law[year]


@cache
def known() -> Calendar:
    """What the product knows by itself."""
    return Calendar(Overrides.read())


def is_workday(day: date) -> bool:
    """Whether a day is worked, as far as the product knows by itself."""
    return known().is_workday(day)


def _years(text: str) -> dict[int, Any]:
    try:
        years = yaml.safe_load(text) or {}
    except yaml.YAMLError:
        raise CalendarFileError from None
    if not isinstance(years, dict):
        raise CalendarFileError
    for year, entry in years.items():
        if not isinstance(year, int) or not isinstance(entry, dict):
            raise CalendarFileError(year)
    return years


def _dates(year: int, entry: dict[str, Any], name: str) -> frozenset[date]:
    days = entry.get(name, [])
    if not isinstance(days, list) or not all(
        type(day) is date and day.year == year for day in days
    ):
        raise CalendarFileError(year)
    return frozenset(days)
