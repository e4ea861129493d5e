"""Weeks, the moment each one's return is due, and the rule by which rest days move it.

The notice orders a return every week (§4(7)) and names neither weekday nor hour; all of `Rhythm`
is therefore the supervisor's to set, and its defaults are a proposal.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from domain.workdays import IsWorkday, after

_DAYS: Final = 7
_WRITTEN: Final = re.compile(r"(20[0-9]{2})-W([0-9]{2})")
"""A week of this century: a button that was forged must not lead past the end of all days."""


@dataclass(frozen=True, order=True)
class Week:
    """A week as ISO 8601 counts them, Monday to Sunday; written `2026-W48`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week a day lies in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def read(cls, text: str) -> "Week":
        """The week that is written like `2026-W48`; ValueError when there is none."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError("a week is written 2026-W48")
        week = cls(int(written[1]), int(written[2]))
        return cls.of(week.monday)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days."""
        return tuple(self.monday + timedelta(days=n) for n in range(_DAYS))

    def later(self, weeks: int = 1) -> "Week":
        """The week so many weeks later, earlier when negative."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    @property
    def key(self) -> str:
        """How it is written and kept."""
        return f"{self.year:04}-W{self.number:02}"


class Roll(StrEnum):
    """How a due day came about: as the rhythm has it, or moved by rest days within its week."""

    AS_IS = "as_is"
    BACK = "back"
    FORWARD = "forward"


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """When returns are asked for, all in the office's zone; weekdays as ISO has them, Monday 1.

    `counted_at` is the hour of the due day up to which is counted. Reminders go out `ahead_at` on
    the `ahead` working days before, at the hours of `on_day`, and `chase_after` the due moment;
    none between `quiet_from` and `quiet_until`.
    """

    weekday: int = 5
    at: time = time(16)
    counted_at: time = time(12)
    lock_weekday: int = 1
    lock_at: time = time(9)
    ahead: tuple[int, ...] = (2, 1)
    ahead_at: time = time(10)
    on_day: tuple[time, ...] = (time(9), time(14))
    chase_after: timedelta = timedelta(minutes=30)
    quiet_from: time = time(21)
    quiet_until: time = time(8, 30)

    def awake(self, moment: datetime) -> datetime:
        """The first moment from this one on that is not in the quiet hours."""
        if self.quiet_until <= moment.time() < self.quiet_from:
            return moment
        day = moment.date() + timedelta(days=moment.time() >= self.quiet_from)
        return datetime.combine(day, self.quiet_until, moment.tzinfo)


@dataclass(frozen=True, kw_only=True)
class Due:
    """What one return is about and when: `since` its first day, Monday of the first week in it.

    `week` is the last and names it; `merged` are weeks before without a single working day. From
    `locks_at` on it is changed no more unless the desk grants it.
    """

    week: Week
    since: date
    counted_until: datetime
    at: datetime
    locks_at: datetime
    roll: Roll
    merged: tuple[Week, ...] = ()


def due(week: Week, rhythm: Rhythm, is_workday: IsWorkday, zone: tzinfo) -> Due | None:
    """When a week's return is due; None when nobody works in it and the next one takes it over.

    Never on a rest day: if the weekday is one, the latest working day before it in the same week,
    else the first after it in the same week.
    """
    found = _day(week, rhythm, is_workday)
    if found is None:
        return None
    day, roll = found
    merged = tuple(reversed(list(_idle_before(week, is_workday))))
    return Due(
        week=week,
        since=(merged[0] if merged else week).monday,
        counted_until=datetime.combine(day, rhythm.counted_at, zone),
        at=datetime.combine(day, rhythm.at, zone),
        locks_at=datetime.combine(_lock_day(week, rhythm, is_workday), rhythm.lock_at, zone),
        roll=roll,
        merged=merged,
    )


def _day(week: Week, rhythm: Rhythm, is_workday: IsWorkday) -> tuple[date, Roll] | None:
    wanted = week.days[rhythm.weekday - 1]
    if is_workday(wanted):
        return wanted, Roll.AS_IS
    worked = [day for day in week.days if is_workday(day)]
    if not worked:
        return None
    earlier = [day for day in worked if day < wanted]
    return (earlier[-1], Roll.BACK) if earlier else (worked[0], Roll.FORWARD)


def _idle_before(week: Week, is_workday: IsWorkday) -> Iterator[Week]:
    previous = week.later(-1)
    while not any(map(is_workday, previous.days)):
        yield previous
        previous = previous.later(-1)


def _lock_day(week: Week, rhythm: Rhythm, is_workday: IsWorkday) -> date:
    """The first working day from the weekday of the lock in the week after on."""
    day = week.later().days[rhythm.lock_weekday - 1]
    return day if is_workday(day) else after(day, 1, is_workday)


@dataclass(frozen=True)
class Weekly:
    """The rhythm in its calendar and time zone: what is needed to tell when a week is due.

    `certain` says whether the days off of a day's year are published; else they are a guess.
    """

    rhythm: Rhythm
    is_workday: IsWorkday
    zone: tzinfo
    certain: IsWorkday

    def due(self, week: Week) -> Due | None:
        """When a week's return is due; None when the next week takes it over."""
        return due(week, self.rhythm, self.is_workday, self.zone)

    def asked(self, week: Week) -> Due:
        """The return that takes in a week: its own, or that of the next week anybody works in."""
        found = self.due(week)
        while found is None:
            week = week.later()
            found = self.due(week)
        return found

    def open(self, now: datetime) -> list[Due]:
        """The returns that have begun and are not locked yet, the oldest first."""
        week = Week.of(now.astimezone(self.zone).date())
        found: list[Due] = []
        while True:
            one = self.due(week)
            if one is not None and one.locks_at <= now:
                return found[::-1]
            if one is not None:
                found.append(one)
            week = week.later(-1)

    def current(self, now: datetime) -> Due:
        """The return that is filled in now: the oldest still open, else the one to come."""
        still = self.open(now)
        return still[0] if still else self.asked(Week.of(now.astimezone(self.zone).date()))
