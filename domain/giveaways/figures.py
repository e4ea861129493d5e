"""Figures in a text, however they are spaced: 138 0013 8000, 一三八零零一三八零零零, 1 3 8."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

_CHINESE: Final = "零〇○一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"
DIGITS: Final = str.maketrans(_CHINESE, "000" + "123456789" + "12" + "123456789")
"""Chinese figures as others, sign for sign."""
_GROUP: Final = re.compile(rf"[0-9]+|[{_CHINESE}]+")
_GAP: Final = re.compile(r"[ \t\-–—.·_/~()*,，、]{0,3}")
_FEWEST, _MOST = 7, 19


@dataclass(frozen=True)
class Window:
    """Groups `first` to `last` (exclusive) of those that stand together in a text."""

    text: str
    run: list[re.Match[str]]
    first: int
    last: int
    figures: str

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.run[self.first].start()

    @property
    def end(self) -> int:
        """Behind which character it ends."""
        return self.run[self.last - 1].end()

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many figures are in each group."""
        return tuple(len(group[0]) for group in self.run[self.first : self.last])

    @property
    def gaps(self) -> str:
        """All that stands between the groups."""
        between = pairwise(self.run[self.first : self.last])
        return "".join(self.text[one.end() : other.start()] for one, other in between)


def windows(text: str) -> Iterator[Window]:
    """Rows of neighbouring groups with 7 to 19 figures, longer ones first from each beginning."""
    for run in _runs(text):
        whole = "".join(group[0] for group in run).translate(DIGITS)
        ends = list(accumulate(len(group[0]) for group in run))
        for first, start in enumerate([0, *ends[:-1]]):
            if first and _one_by_one(text, run[first - 1], run[first]):
                continue
            reach = bisect_right(ends, start + _MOST, lo=first)
            fewest = bisect_left(ends, start + _FEWEST, lo=first)
            for last in range(reach, fewest, -1):
                yield Window(text, run, first, last, whole[start : ends[last - 1]])


def _one_by_one(text: str, before: re.Match[str], group: re.Match[str]) -> bool:
    """Whether a single figure goes on with a row of such, where no other number begins."""
    gap = text[before.end() : group.start()]
    return bool(gap) and len(before[0]) == len(group[0]) == 1


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for group in _GROUP.finditer(text):
        if run and not _GAP.fullmatch(text, run[-1].end(), group.start()):
            yield run
            run = []
        run.append(group)
    if run:
        yield run
