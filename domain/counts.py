"""Figures that go to people outside: what is small enough to point at somebody is withheld.

A figure from one to four is small; an empty cell is nobody. What is withheld must not follow from
what is told: of a total and its parts either all parts are told or none, so that none is the rest
of a subtraction. A month is told with its weeks or instead of them, never after them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 5
"""The smallest figure, apart from none at all, that is told of parts, and of a total."""


@dataclass(frozen=True)
class Told:
    """What may be told of a total and its parts; None: withheld."""

    total: int | None = None
    parts: tuple[int, ...] | None = None


NOTHING: Final = Told()


def told(parts: Sequence[int]) -> Told:
    """What may be told where `parts` add up to a total, such as the weeks of a month."""
    total = sum(parts)
    if total < FEWEST:
        return NOTHING
    small = any(0 < part < FEWEST for part in parts)
    return Told(total, None if small else tuple(parts))
