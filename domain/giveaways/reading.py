"""A text as the rules read it, and where each of its characters stood in what was typed.

People type full-width digits, capitals, blanks between characters; input methods leave characters
of no width. The rules see one form of all that, and their finds are led back to the original.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from domain.giveaways.giveaway import Giveaway, GiveawayKind

_KEYCAP: Final = "\u20e3"
_UNSEEN: Final = frozenset({"Cf", "Mn", "Me", "Cc"})
_BLANK_BETWEEN: Final = re.compile(r"(?<=[\u4e00-\u9fff〇○])[ \t]+(?=[\u4e00-\u9fff〇○])")


@dataclass(frozen=True)
class Reading:
    """`text` in one form, `at` the place of each of its characters in what was typed."""

    text: str
    at: tuple[int, ...]

    def giveaway(self, kind: GiveawayKind, start: int, end: int) -> Giveaway:
        """A find of the rules, where it stands in what was typed."""
        return Giveaway(kind, self.at[start], self.at[end - 1] + 1)

    def all(self, kind: GiveawayKind, patterns: Iterable[re.Pattern[str]]) -> list[Giveaway]:
        """Whatever the patterns match, wherever they do."""
        spans = (match.span() for one in patterns for match in one.finditer(self.text))
        return [self.giveaway(kind, *span) for span in spans]


def read(text: str) -> Reading:
    """Small letters, half-width signs, nothing that is not seen."""
    seen = [(_plain(sign), place) for place, sign in enumerate(text)]
    kept = [(sign, place) for sign, place in seen if sign]
    return Reading("".join(sign for sign, _ in kept), tuple(place for _, place in kept))


def closed_up(reading: Reading) -> Reading | None:
    """The same without blanks between Chinese characters; None where there are none."""
    blanks = [match.span() for match in _BLANK_BETWEEN.finditer(reading.text)]
    if not blanks:
        return None
    ends = [0, *(end for _, end in blanks)]
    starts = [*(start for start, _ in blanks), len(reading.text)]
    pieces = list(zip(ends, starts, strict=True))
    text = "".join(reading.text[start:end] for start, end in pieces)
    return Reading(text, tuple(place for start, end in pieces for place in reading.at[start:end]))


def merged(giveaways: list[Giveaway]) -> tuple[Giveaway, ...]:
    """In their order; those that overlap become one, of the kind that comes first in the list."""
    rank = list(GiveawayKind).index
    ordered = sorted(
        giveaways, key=lambda giveaway: (giveaway.start, -giveaway.end, rank(giveaway.kind))
    )
    joined: list[Giveaway] = []
    for giveaway in ordered:
        if joined and giveaway.start < joined[-1].end:
            last = joined.pop()
            kind = min(last.kind, giveaway.kind, key=rank)
            joined.append(Giveaway(kind, last.start, max(last.end, giveaway.end)))
        else:
            joined.append(giveaway)
    assert all(one.end <= other.start for one, other in pairwise(joined))
    return tuple(joined)


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    if sign in "\n\t":
        return sign
    if unicodedata.category(sign) in _UNSEEN or sign == _KEYCAP:
        return ""
    if unicodedata.category(sign) in {"No", "Nl", "So"}:
        return sign
    folded = unicodedata.normalize("NFKC", sign).casefold()
    return folded if len(folded) == 1 else sign
