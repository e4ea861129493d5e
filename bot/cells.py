"""What a cell of a workbook may be, and how it is read; what cannot be read is an error."""

import unicodedata
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

LONGEST: Final = 60
"""Characters of a text."""
MIDNIGHT_AFTER: Final = timedelta(days=1)
"""How 24:00 is read."""

_FORMULA = ("=", "+", "-", "@")


class Wrong(StrEnum):
    """What can be wrong with a cell, a row or a file."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    NO_ROWS = "no_rows"
    NO_COLUMN = "no_column"
    EMPTY = "empty"
    FORMULA = "formula"
    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"
    NOT_A_CODE = "not_a_code"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    TWICE = "twice"
    UNKNOWN_ENTERPRISE = "unknown_enterprise"
    UNKNOWN_ROOM = "unknown_room"
    UNKNOWN_REVIEWER = "unknown_reviewer"
    UNKNOWN_RANK = "unknown_rank"


class CellError(Exception):
    """A cell that cannot be read as what it should be."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__(wrong)
        self.wrong = wrong


def text(cell: Any) -> str:
    """A name or other short text; a whole number counts as its digits."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise CellError(Wrong.NOT_TEXT)
    if isinstance(cell, float) and not cell.is_integer():
        raise CellError(Wrong.NOT_TEXT)
    plain = plain_text(int(cell) if isinstance(cell, float) else cell)
    if plain.startswith(_FORMULA):
        raise CellError(Wrong.FORMULA)
    if len(plain) > LONGEST:
        raise CellError(Wrong.TOO_LONG)
    if any(unicodedata.category(character).startswith("C") for character in plain):
        raise CellError(Wrong.NOT_TEXT)
    return plain


def code(cell: Any) -> str:
    """A short code of letters, digits, - and _, as a link can carry it."""
    plain = text(cell)
    bare = plain.replace("-", "").replace("_", "")
    if len(plain) > 24 or not (bare.isascii() and bare.isalnum()):
        raise CellError(Wrong.NOT_A_CODE)
    return plain


def chat_number(cell: Any) -> int:
    """The number of a Telegram group, which begins with a minus sign."""
    try:
        return int(plain_text(cell))
    except ValueError:
        raise CellError(Wrong.UNKNOWN_ROOM) from None


def day(cell: Any) -> date:
    """A day: a date cell, 2026-11-23, 2026/11/23, 2026.11.23 or 2026年11月23日."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        raise CellError(Wrong.NOT_A_DATE)
    plain = plain_text(cell)
    for other in "年月/.":
        plain = plain.replace(other, "-")
    try:
        year, month, number = (int(part) for part in plain.rstrip("日").split("-"))
        return date(year, month, number)
    except ValueError:
        raise CellError(Wrong.NOT_A_DATE) from None


def moment(cell: Any) -> timedelta:
    """A time of day, counted from midnight: a time cell, 8:00, 08:00:00 or 24:00."""
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute)
    if isinstance(cell, timedelta) and timedelta(0) <= cell <= MIDNIGHT_AFTER:
        return cell
    if not isinstance(cell, str):
        raise CellError(Wrong.NOT_A_TIME)
    plain = plain_text(cell)
    if plain in {"24:00", "24:00:00"}:
        return MIDNIGHT_AFTER
    try:
        hour, minute, *_ = (int(part) for part in plain.split(":"))
        clock = time(hour, minute)
    except ValueError:
        raise CellError(Wrong.NOT_A_TIME) from None
    return timedelta(hours=clock.hour, minutes=clock.minute)


def plain_text(cell: Any) -> str:
    """A cell as text without blanks around it, full and half width being the same."""
    return "" if cell is None else unicodedata.normalize("NFKC", str(cell)).strip()
