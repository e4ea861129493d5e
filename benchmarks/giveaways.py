"""How many places that give a writer away are found, on labelled sentences.

`python -m benchmarks.giveaways [FILE]` prints the table. A set is a TSV file: a sentence, then
`kind=words` for each of its places, or `-` where there is none.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.giveaways import PHRASES, Giveaway, GiveawayKind, find
from domain.giveaways.reading import read

SETS = Path(__file__).parent.parent / "tests" / "domain"
BUILDING, MEASURED = SETS / "giveaways_building.tsv", SETS / "giveaways_measured.tsv"


@dataclass(frozen=True)
class Sentence:
    """What somebody wrote, and the places in it; none where the report is clean."""

    text: str
    places: tuple[Giveaway, ...] = ()


@dataclass(frozen=True)
class Recall:
    """Places found of those that are there."""

    found: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.found / self.of if self.of else 1.0


@dataclass(frozen=True)
class Figures:
    """What was found in a set; `false` are marks in its clean reports, `kinds` recall by kind."""

    numbers: Recall
    phrases: Recall
    clean: int
    false: int
    kinds: tuple[tuple[GiveawayKind, Recall], ...]

    @property
    def false_in_twenty(self) -> float:
        """False marks in twenty clean reports."""
        return 20 * self.false / self.clean if self.clean else 0.0


def load(path: Path) -> list[Sentence]:
    """A labelled set; ValueError names the line that is not in its form."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        _sentence(number, line)
        for number, line in enumerate(lines, start=1)
        if line and not line.startswith("#")
    ]


def figures(sentences: Iterable[Sentence]) -> Figures:
    """What the rules find of a set's places, and what they mark in its clean reports."""
    hits: dict[GiveawayKind, list[bool]] = {kind: [] for kind in GiveawayKind}
    clean = false = 0
    for sentence in sentences:
        marks = find(sentence.text)
        for place in sentence.places:
            hits[place.kind].append(covered(sentence.text, place, marks))
        if not sentence.places:
            clean, false = clean + 1, false + len(marks)
    kinds = tuple((kind, Recall(sum(one), len(one))) for kind, one in hits.items())
    return Figures(
        numbers=_together(one for kind, one in kinds if kind not in PHRASES),
        phrases=_together(one for kind, one in kinds if kind in PHRASES),
        clean=clean,
        false=false,
        kinds=kinds,
    )


def covered(text: str, place: Giveaway, marks: Sequence[Giveaway]) -> bool:
    """Whether marks hide half of a phrase, or every figure and letter of a number."""
    under = {at for mark in marks for at in range(mark.start, mark.end)}
    spots = set(range(place.start, place.end))
    if place.kind in PHRASES:
        return 2 * len(spots & under) >= len(spots)
    telling = {at for at in spots if _tells(text[at])}
    return bool(telling) and telling <= under


def markdown(measured: Figures) -> str:
    """The table of the figures."""
    rows = [
        "| | found | of | share | to reach |",
        "|---|---:|---:|---:|---:|",
        _row("numbers", measured.numbers, "≥ 0.95"),
        _row("phrases and names", measured.phrases, "≥ 0.80"),
        *(_row(f"– {kind.value}", one, "") for kind, one in measured.kinds if one.of),
        "",
    ]
    false = f"{measured.false}, that is {measured.false_in_twenty:.2f} in twenty (at most 1)"
    rows.append(f"False marks in {measured.clean} clean reports: {false}.")
    return "\n".join(rows)


def _row(name: str, one: Recall, reach: str) -> str:
    return f"| {name} | {one.found} | {one.of} | {one.share:.3f} | {reach} |"


def _together(several: Iterable[Recall]) -> Recall:
    all_ = list(several)
    return Recall(sum(one.found for one in all_), sum(one.of for one in all_))


def _tells(sign: str) -> bool:
    return (
        (sign.isascii() and sign.isalnum())
        or sign in "零〇○一二三四五六七八九幺两"
        or (read(sign).text.isascii() and sign.isalnum())
    )


def _sentence(number: int, line: str) -> Sentence:
    text, *columns = line.split("\t")
    if columns == ["-"]:
        return Sentence(text)
    places: list[Giveaway] = []
    for column in columns:
        kind, _, words = column.partition("=")
        behind = max((one.end for one in places if text[one.start : one.end] == words), default=0)
        start = text.find(words, behind)
        if not words or start < 0 or kind not in list(GiveawayKind):
            raise ValueError(f"line {number}: {column!r}")
        places.append(Giveaway(GiveawayKind(kind), start, start + len(words)))
    if not places:
        raise ValueError(f"line {number}: neither places nor -")
    return Sentence(text, tuple(places))


def main(paths: Sequence[str]) -> None:
    """Measure a set, by default the one that the rules were not built with, and print the table."""
    path = Path(paths[0]) if paths else MEASURED if MEASURED.exists() else BUILDING
    print(f"{path.name}\n\n{markdown(figures(load(path)))}")


if __name__ == "__main__":
    main(sys.argv[1:])
