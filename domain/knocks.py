"""A knock: one sentence in a reporter's chat, for whoever asked for it, at a fixed hour."""

from datetime import date, datetime, time, timedelta
from typing import Final

KEPT_FOR: Final = timedelta(days=90)
"""How long a route is kept at most."""
LATE_BY: Final = timedelta(hours=3)
"""How late one may knock where it could not be done in time; after that it is night."""


def moment(now: datetime, hour: time) -> datetime | None:
    """Today's moment for knocking, from then on for three hours of that day; None at any other.

    What is knocked for was there to be read by that moment: else the hour of a knock would tell
    the hour at which somebody wrote.
    """
    today = now.replace(
        hour=hour.hour, minute=hour.minute, second=hour.second, microsecond=hour.microsecond
    )
    return today if today <= now < today + LATE_BY else None


def expires_on(asked_on: date) -> date:
    """The day on which a route is destroyed: a Monday, so that it does not tell its first day."""
    last = asked_on + KEPT_FOR
    return last - timedelta(days=last.weekday())
