"""Texts cut to what a message holds, counted as Telegram counts: in units of UTF-16."""

import re
from typing import Final

from domain.lengths import cut, units

PAGE: Final = 3500  # units of a reporter's words a message; the rest of its 4096 is for its head
_SENTENCE: Final = re.compile(r"\n+|[。！？!?；;…]+[”’」』）)]*|\.\s")
_WORD: Final = re.compile(r"[\s，、,：:]")


def split(text: str, most: int = PAGE) -> list[str]:
    """The whole text in pieces of at most `most` units, cut at sentence ends where there are any.

    Else it is cut between words, and where there is not even that, anywhere.
    """
    pieces = []
    while units(text) > most:
        end = _end(cut(text, most))
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


def _end(head: str) -> int:
    for pattern in (_SENTENCE, _WORD):
        ends = [match.end() for match in pattern.finditer(head, len(head) // 2)]
        if ends:
            return ends[-1]
    return len(head)
