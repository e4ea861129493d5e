"""Parts, days and moments as the texts of weekly returns say them, in English."""

from datetime import date, datetime

from domain.contacts import Part

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PARTS = {Part.MAIN: "main contact", Part.BACKUP: "backup contact"}


def moment(at: datetime) -> str:
    """A day and a time of it."""
    return f"{day(at)} {at:%H:%M}"


def day(of: date) -> str:
    """A day with its weekday."""
    return f"{DAYS[of.weekday()]} {of.day}/{of.month}"
