"""What follows about when a report was written from what can be watched: a simulated year.

Somebody sits in the review group and sees when cases are posted; somebody else steals the database
and sees days, and neither order nor size. Both know at which hours people use their phones, and
one of them has noted when three people did so on the days in question, of whom one wrote. Years are
simulated until there are enough tips; posting hours are the product's own rule and defaults.
"""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.settings import IntakeSettings
from domain import posting

SEED = 20260101
RATES = (1, 10, 100)
"""Tips a week."""
TIPS = 5_000
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
HOURS: tuple[time, ...] = IntakeSettings.model_fields["posting_hours"].default
HABIT = (2, 1, 1, 1, 1, 1, 2, 4, 5, 6, 6, 6, 9, 7, 6, 6, 6, 6, 8, 10, 10, 10, 9, 4)
"""How often a phone is in hand in each hour of the day, against the others."""
PEOPLE = 3
USES = 6
"""Moments a day at which each of the people is seen with a phone, for as long as `GLANCE`."""
GLANCE = timedelta(minutes=5)
NOTICED = timedelta(minutes=1)

Window = tuple[datetime, datetime]


@dataclass(frozen=True)
class Row:
    """What one who watches can infer; shares are of all tips, from 0 to 1."""

    a_week: int
    who: str
    hours: float
    candidates: float
    hour_right: float
    person_right: float
    tip_right: float


def rows() -> list[Row]:
    """One row for each rate and each who watches."""
    return [
        _row(a_week, who, see, random.Random(SEED))
        for a_week in RATES
        for who, see in WATCHERS.items()
    ]


def markdown(table: Iterable[Row]) -> str:
    """The rows as a table."""
    head = (
        "| tips a week | who watches | hours in which it was written | tips it may be "
        "| right hour guessed | right one of three guessed | tip of a seen moment found |"
    )
    lines = [
        f"| {row.a_week} | {row.who} | {row.hours:.1f} | {row.candidates:.1f} "
        f"| {row.hour_right:.0%} | {row.person_right:.0%} | {row.tip_right:.0%} |"
        for row in table
    ]
    return "\n".join([head, "|---|---|---|---|---|---|---|", *lines])


def _at_once(written: datetime, _: random.Random) -> Window:
    """Posted within a minute: what the product does not do unless it is urgent or wished."""
    return written, written + NOTICED


def _at_the_hour(written: datetime, _: random.Random) -> Window:
    """Posted at the next hour; a database stolen later tells the same hour and no more."""
    posted = posting.not_before(written, HOURS)
    return _hour_before(posted), posted


def _stolen_before(written: datetime, chance: random.Random) -> Window:
    """The database is stolen while it waits: it lies there since the last hour, under its day."""
    since, posted = _at_the_hour(written, chance)
    stolen = written + chance.random() * (posted - written)
    midnight = written.replace(hour=0, minute=0, second=0, microsecond=0)
    return max(since, midnight), min(stolen, midnight + timedelta(days=1))


WATCHERS: dict[str, Callable[[datetime, random.Random], Window]] = {
    "the group, were there no posting hours": _at_once,
    "the group, or a thief of the database later": _at_the_hour,
    "a thief of the database before it is posted": _stolen_before,
}


def _row(
    a_week: int,
    who: str,
    see: Callable[[datetime, random.Random], Window],
    chance: random.Random,
) -> Row:
    weeks = max(52, TIPS // a_week)
    days = [FIRST + timedelta(days=chance.randrange(7 * weeks)) for _ in range(a_week * weeks)]
    tips = sorted(_moment(day, chance) for day in days)
    hours = candidates = hour_right = person_right = tip_right = 0.0
    for written in tips:
        window = see(written, chance)
        many = bisect_right(tips, window[1]) - bisect_left(tips, window[0])
        hours += (window[1] - window[0]) / timedelta(hours=1)
        candidates += many
        tip_right += 1 / many
        hour_right += _likeliest_hour(window) == written.replace(minute=0, second=0, microsecond=0)
        person_right += _picked(written, window, chance)
    sums = (hours, candidates, hour_right, person_right, tip_right)
    return Row(a_week, who, *(one / len(tips) for one in sums))


def _hour_before(posted: datetime) -> datetime:
    midnight = posted.replace(hour=0, minute=0)
    before = [
        datetime.combine(day, hour, tzinfo=UTC)
        for day in ((midnight - timedelta(days=1)).date(), midnight.date())
        for hour in HOURS
    ]
    return max(moment for moment in before if moment < posted)


def _moment(day: datetime, chance: random.Random) -> datetime:
    (hour,) = chance.choices(range(24), HABIT)
    return day.replace(hour=hour) + timedelta(seconds=chance.random() * 3600)


def _likeliest_hour(window: Window) -> datetime:
    """The hour in which most of the habit falls within the window."""
    hour = window[0].replace(minute=0, second=0, microsecond=0)
    best, most = hour, -1.0
    while hour < window[1]:
        inside = min(window[1], hour + timedelta(hours=1)) - max(window[0], hour)
        share = HABIT[hour.hour] * inside / timedelta(hours=1)
        if share > most:
            best, most = hour, share
        hour += timedelta(hours=1)
    return best


def _picked(written: datetime, window: Window, chance: random.Random) -> float:
    """The chance of naming the writer: who was seen with a phone most often in the window."""
    dates = sorted({window[0].date(), window[1].date(), written.date()})
    seen = [
        _seen(_uses(dates, written if person == 0 else None, chance), window)
        for person in range(PEOPLE)
    ]
    most = max(seen)
    return (seen[0] == most) / seen.count(most)


def _uses(dates: Sequence[date], written: datetime | None, chance: random.Random) -> list[datetime]:
    uses = [
        _moment(datetime.combine(day, time(0), tzinfo=UTC), chance)
        for day in dates
        for _ in range(USES - (written is not None and written.date() == day))
    ]
    return uses + ([written] if written is not None else [])


def _seen(uses: Sequence[datetime], window: Window) -> int:
    return sum(use <= window[1] and use + GLANCE >= window[0] for use in uses)
