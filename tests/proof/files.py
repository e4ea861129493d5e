"""PostgreSQL's own files after all of its paths: what stands there by chance, and what leaked."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from tests.proof.forms import Mark, longer
from tests.proof.search import Hit, Looked, Place, Search

UNLIKELY: Final = 8
"""Bytes of the shortest form that gigabytes of noise do not hold by chance."""

Again = Callable[[Sequence[int], int], Sequence[Mark]]
"""Has the paths of some canaries walked by others, for the so many-th time; gives their marks."""


def leaks(
    places: Callable[[], Iterable[Place]], marks: Sequence[Mark], again: Again, *, turns: int
) -> tuple[list[Hit], Looked]:
    """Every mark that stands in the files and is no chance, and how much was looked through.

    A leak comes with each canary that walks its path. So a form of fewer than eight bytes is
    believed once it was found in each of so many `turns`, of whichever canary walked then.
    """
    looked, sure = Looked(), []
    doubted = _found(places, marks, looked)
    for turn in range(1, turns):
        sure += [hit for hit in doubted if hit.size >= UNLIKELY]
        numbers = sorted({_number(hit) for hit in doubted if hit.size < UNLIKELY})
        doubted = _found(places, again(numbers, turn), looked) if numbers else []
    return [*sure, *doubted], looked


def _found(
    places: Callable[[], Iterable[Place]], marks: Sequence[Mark], looked: Looked
) -> list[Hit]:
    search = Search([longer(mark) for mark in marks])
    hits = search.hits(places())
    looked.add(search.looked)
    return hits


def _number(hit: Hit) -> int:
    return int(hit.mark.partition(":")[0].removeprefix("canary "))
