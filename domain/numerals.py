"""Whole numbers as people write them: 3, ３, 三, 十二, 零, 无, and several in one message."""

import re
import unicodedata
from typing import Final

from domain.errors import NumbersMissingError, NumberUnreadableError

LARGEST: Final = 999_999_999
_NONE: Final = frozenset({"无", "没有", "無", "none", "no"})
_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_PLACES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BETWEEN: Final = re.compile(r"[\s,，、;；/|]+")
_MEASURE: Final = re.compile(r"[项个件条处家次]$")


def several(text: str, count: int) -> list[int]:
    """The `count` numbers in a message, in their order.

    Between them stands white space of any kind, a comma or the like. Raises
    NumberUnreadableError with the first word that is no number, NumbersMissingError when they
    are too few or too many.
    """
    words = [word for word in _BETWEEN.split(unicodedata.normalize("NFKC", text)) if word]
    numbers = [one(word) for word in words]
    if len(numbers) != count:
        raise NumbersMissingError(wanted=count, found=len(numbers))
    return numbers


def looks_like(text: str) -> bool:
    """Whether somebody most likely meant numbers: nothing but words that are some."""
    words = [word for word in _BETWEEN.split(unicodedata.normalize("NFKC", text)) if word]
    return bool(words) and all(_value(word) is not None for word in words)


def one(text: str) -> int:
    """The number a word stands for; NumberUnreadableError, with the word, when for none."""
    word = unicodedata.normalize("NFKC", text).strip()
    value = _value(word)
    if value is None or value > LARGEST:
        raise NumberUnreadableError(text.strip())
    return value


def _value(word: str) -> int | None:
    bare = _MEASURE.sub("", word)
    if bare.lower() in _NONE:
        return 0
    if bare.isascii() and bare.isdigit():
        return int(bare) if len(bare) <= len(str(LARGEST)) else LARGEST + 1
    return _chinese(bare)


def _chinese(word: str) -> int | None:
    """Chinese numerals with their places spelled out (十二, 一百零五, 三万二千), else None."""
    upper, mark, lower = word.rpartition("万")
    if not mark:
        return _below_ten_thousand(word)
    thousands, rest = _below_ten_thousand(upper), _below_ten_thousand(lower) if lower else 0
    if not thousands or rest is None:
        return None
    # 三万二 is said for 32,000, which some read as 30,002: not taken, since nobody can know
    if lower and rest < 1000 and not lower.startswith(("零", "〇", "○")):
        return None
    return thousands * 10_000 + rest


def _below_ten_thousand(word: str) -> int | None:
    if len(word) == 1 and word in _DIGITS:
        return _DIGITS[word]
    if word.startswith(("十", "拾")):
        word = f"一{word}"
    total, place, skipped = 0, 10_000, False
    signs = iter(word)
    for sign in signs:
        digit = _DIGITS.get(sign)
        if digit is None:
            return None
        if digit == 0:
            if skipped:
                return None
            skipped = True
            continue
        named = next(signs, None)
        unit = 1 if named is None else _PLACES.get(named, place)
        if unit >= place or not (unit * 10 == place or skipped or total == 0):
            return None
        total, place, skipped = total + digit * unit, unit, False
    return total if total and not skipped else None
