"""The reminders of a week: which there are, which one stands now, how long one may be put off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.weeks import Due, Weekly
from domain.workdays import before


class Step(StrEnum):
    """The reminders of one week: some days ahead, on the day, put off by the contact, overdue."""

    AHEAD = "ahead"
    TODAY = "today"
    LATER = "later"
    OVERDUE = "overdue"


@dataclass(frozen=True, order=True)
class Reminder:
    """One reminder of a week's return; `at` tells it from the others of its step."""

    at: datetime
    step: Step

    @property
    def key(self) -> str:
        """What tells this reminder from the week's others, whatever clock or process asks."""
        return f"{self.step}-{self.at:%m%dT%H%M}"


def planned(due: Due, weekly: Weekly, later: datetime | None = None) -> list[Reminder]:
    """The reminders of a week in order; `later` is when the contact asked to be called again.

    What lies before the return's own first day is left out, since another week is asked for then.
    Who is called again later hears nothing before, but for the day's last reminder and the chase.
    """
    rhythm, is_workday = weekly.rhythm, weekly.is_workday
    ahead = [
        datetime.combine(before(due.at.date(), count, is_workday), rhythm.ahead_at, due.at.tzinfo)
        for count in rhythm.ahead
    ]
    on_day = [datetime.combine(due.at.date(), hour, due.at.tzinfo) for hour in rhythm.on_day]
    these = [Reminder(at, Step.AHEAD) for at in ahead if at.date() >= due.since]
    these += [Reminder(at, Step.TODAY) for at in on_day]
    these += [Reminder(due.at + rhythm.chase_after, Step.OVERDUE)]
    if later is not None:
        kept = {last(due, weekly), due.at + rhythm.chase_after}
        these = [one for one in these if one.at >= later or one.at in kept]
        these.append(Reminder(later.astimezone(due.at.tzinfo), Step.LATER))
    awake = {Reminder(rhythm.awake(one.at), one.step) for one in these}
    return sorted(one for one in awake if one.at < due.locks_at)


def last(due: Due, weekly: Weekly) -> datetime:
    """The day's last reminder, which comes whatever was put off."""
    return datetime.combine(due.at.date(), max(weekly.rhythm.on_day), due.at.tzinfo)


def current(these: Iterable[Reminder], now: datetime, due: Due) -> Reminder | None:
    """The reminder that stands now: the newest that has come, none before it and after the lock."""
    come = [one for one in these if one.at <= now < due.locks_at]
    return come[-1] if come else None


def choices(due: Due, weekly: Weekly, now: datetime) -> list[datetime]:
    """When a contact may be called again: in an hour, this afternoon, tomorrow morning.

    Only what lies before the day's last reminder, outside the quiet hours, each once.
    """
    tomorrow = now.date() + timedelta(days=1)
    offered = [
        (now + timedelta(hours=1)).replace(second=0, microsecond=0),
        datetime.combine(now.date(), time(14), now.tzinfo),
        datetime.combine(tomorrow, time(9), now.tzinfo),
    ]
    end = last(due, weekly)
    fit = {at for at in offered if now < at < end and weekly.rhythm.awake(at) == at}
    return sorted(fit)
