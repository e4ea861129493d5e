"""Parts, days and moments as the texts of weekly returns say them, in Chinese."""

from datetime import date, datetime

from domain.contacts import Part

DAYS = "一二三四五六日"
PARTS = {Part.MAIN: "主联系人", Part.BACKUP: "备用联系人"}


def moment(at: datetime) -> str:
    """A day and a time of it."""
    return f"{day(at)} {at:%H:%M}"


def day(of: date) -> str:
    """A day with its weekday."""
    return f"{of.month}月{of.day}日 周{DAYS[of.weekday()]}"
