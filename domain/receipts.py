"""Receipt codes: the only way back to what was filed.

A code is three lines of eight characters, seven free and one check character each: 21 free
characters of 31 are 104 bits, more than anybody can try. Nothing here is random; secrets come
in as arguments.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import permutations

from domain.errors import ReceiptError

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters, a prime number of them, without 0 1 I O L."""
LINES = 3
FREE = 7
LINE_LENGTH = FREE + 1
LENGTH = LINES * LINE_LENGTH
"""Characters of a whole code, its check characters included."""

SECRET_LENGTH = 32
"""Fewest random bytes that a code may be made from."""

_BASE = len(ALPHABET)
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_SLIP = "?"
_LINES_OF = b"chuishao.lines"


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """A whole and right code; `text` is its 24 characters, and nothing else ever shows them."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not all(_holds(row, number) for number, row in enumerate(_cut(self.text), start=1)):
            raise ValueError("not a receipt code")


def make(secret: bytes) -> ReceiptCode:
    """The code of a random secret of at least 32 bytes: the same secret gives the same code."""
    if len(secret) < SECRET_LENGTH:
        raise ValueError("a receipt code needs a secret of at least 32 bytes")
    free = _characters(secret, LINES * FREE, purpose=b"chuishao.receipt")
    rows = [free[start : start + FREE] for start in range(0, LINES * FREE, FREE)]
    return ReceiptCode("".join(row + _check(row, n) for n, row in enumerate(rows, start=1)))


def lines(code: ReceiptCode) -> tuple[str, str, str]:
    """The three lines as they are shown, `K7QM 3XTA`."""
    first, second, third = (f"{row[:4]} {row[4:]}" for row in _cut(code.text))
    return first, second, third


def read_code(typed: str) -> ReceiptCode:
    """Reads a code in whatever dress it was typed: case, width, blanks, hyphens, breaks, a label.

    Raises:
        ReceiptError: with the first line that has a slip, or None where it cannot be told or
            the text cannot be a code at all.
    """
    rows, _ = _undress(typed)
    whole = "".join(rows)
    if _whole(whole):
        return ReceiptCode(whole)
    right = _right_lines(rows)
    wrong = [number for number in range(1, LINES + 1) if number not in right]
    if wrong and (right or _shaped(rows)):
        raise ReceiptError(line=wrong[0])
    raise ReceiptError


def read_line(typed: str, number: int) -> str:
    """Reads line `number` (1 to 3) alone and gives its eight characters.

    Raises:
        ReceiptError: with that number, when there is a slip in it.
    """
    row = "".join(_undress(typed)[0])
    if not _holds(row, number):
        raise ReceiptError(line=number)
    return row


def read_lines(parts: Sequence[str]) -> ReceiptCode | None:
    """Reads a code sent in parts, each of one or two whole lines; None while lines are missing.

    Raises:
        ReceiptError: with the line that has a slip, or None when there is more than a code.
    """
    rows: list[str] = []
    for part in parts:
        undressed = "".join(_undress(part)[0])
        rows.extend(_cut(undressed) or [""])
    for number, row in enumerate(rows, start=1):
        if number > LINES:
            raise ReceiptError
        if not _holds(row, number):
            raise ReceiptError(line=number)
    return ReceiptCode("".join(rows)) if len(rows) == LINES else None


def same_line(code: ReceiptCode, number: int, typed: str) -> bool:
    """Whether what was typed back is line `number` of the code."""
    return "".join(_undress(typed)[0]) == _cut(code.text)[number - 1]


def looks_like_code(text: str) -> bool:
    """Whether a message is a receipt code, be it with one slip or with its lines out of order.

    Inside a sentence only a code without a slip counts, and digits alone never do.
    """
    rows, labelled = _undress(text)
    whole = "".join(rows)
    letters = sum(character.isalpha() for character in whole)
    if letters < 3 or abs(len(whole) - LENGTH) > 2:
        return False
    if _whole(whole):
        return True
    if labelled:
        return False
    return len(_right_lines(rows)) >= LINES - 1 or any(
        _whole("".join(order)) for order in permutations(_cut(whole))
    )


def locator(code: ReceiptCode) -> str:
    """Where the mailbox is found: 64 hexadecimal digits that tell nothing of its key."""
    return _derived(code, b"chuishao.locator").hex()


def mailbox_seed(code: ReceiptCode) -> bytes:
    """The 32 bytes that the mailbox's key pair is made from, and that nothing else gives."""
    return _derived(code, b"chuishao.mailbox")


def line_id(code: ReceiptCode, occasion: str) -> str:
    """The id of a line that is written once on an occasion, whoever holds the paper writes it."""
    seed = _derived(code, _LINES_OF)
    return hashlib.blake2b(occasion.encode(), key=seed, digest_size=12).hexdigest()


def case_code(randoms: bytes, length: int = 4) -> str:
    """The short code that the desk calls a case by, from at least 16 random bytes."""
    if len(randoms) < 16:
        raise ValueError("a case code needs at least 16 random bytes")
    return _characters(randoms, length, purpose=b"chuishao.case")


def _derived(code: ReceiptCode, purpose: bytes) -> bytes:
    return hashlib.blake2b(code.text.encode("ascii"), digest_size=32, person=purpose).digest()


def _characters(secret: bytes, count: int, *, purpose: bytes) -> str:
    """Even over the alphabet: of 512 bits so few are used that the remainder does not show."""
    number = int.from_bytes(hashlib.blake2b(secret, person=purpose).digest(), "big")
    characters = []
    for _ in range(count):
        number, value = divmod(number, _BASE)
        characters.append(ALPHABET[value])
    return "".join(characters)


def _check(free: str, number: int) -> str:
    """Weights 1 to 7, and in effect -1 for the check itself: all differ modulo the prime 31.

    So one wrong character, or two that changed places, always changes the sum; the line's number
    is part of it, so a line in another's place does too.
    """
    total = sum(weight * _VALUE[character] for weight, character in enumerate(free, start=1))
    return ALPHABET[(total + number) % _BASE]


def _holds(row: str, number: int) -> bool:
    if len(row) != LINE_LENGTH or not _VALUE.keys() >= set(row):
        return False
    return _check(row[:FREE], number) == row[FREE]


def _whole(text: str) -> bool:
    return len(text) == LENGTH and all(_holds(row, n) for n, row in enumerate(_cut(text), start=1))


def _cut(text: str) -> list[str]:
    return [text[start : start + LINE_LENGTH] for start in range(0, len(text), LINE_LENGTH)]


def _undress(typed: str) -> tuple[list[str], bool]:
    """The typed rows as bare capitals and digits, and whether words stood around them.

    A letter of another script inside a row holds its place as a slip; before or after the
    characters it is a label, and goes.
    """
    rows, labelled = [], False
    for line in unicodedata.normalize("NFKC", typed).upper().splitlines():
        held = "".join(
            character if character.isascii() else _SLIP for character in line if character.isalnum()
        )
        row = held.strip(_SLIP)
        labelled = labelled or row != held
        if row:
            rows.append(row)
    return rows, labelled


def _right_lines(rows: list[str]) -> set[int]:
    """Which of the three lines have no slip, as far as rows or, failing these, both ends tell."""
    if len(rows) == LINES:
        return {number for number, row in enumerate(rows, start=1) if _holds(row, number)}
    whole = "".join(rows)
    found = {1: [whole[:8]], 2: [whole[8:16], whole[-16:-8]], 3: [whole[-8:]]}
    if len(whole) < LENGTH:
        found[3].append(whole[16:])
    return {n for n, places in found.items() if any(_holds(place, n) for place in places)}


def _shaped(rows: list[str]) -> bool:
    """Whether the text is laid out like a code although not one of its lines is right."""
    if len(rows) == LINES:
        return all(abs(len(row) - LINE_LENGTH) <= 2 for row in rows)
    return len("".join(rows)) == LENGTH
