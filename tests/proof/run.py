"""Walking many paths: their lengths first, then each with a canary of its own."""

import random
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as Folder

from tests.proof.engines import Template
from tests.proof.forms import FOUR, Mark
from tests.proof.paths import GROUPS, Lengths, measured, whole
from tests.proof.search import Hit, Looked
from tests.proof.walk import Path, Walked, walk

TURNS = 3
"""How often a path is walked before so few bytes are believed to be a leak."""
OTHERS = 3_000_000
"""From one canary's number to the next one's: by threes, for each third has a small id."""

Place = Callable[[Folder], str]
"""Gives a database that is ready, for a folder of a path's own."""


@dataclass
class Sum:
    """What came of many paths of one group: how many, of what size, and every hit.

    `marks` are kept where something is searched for them later.
    """

    group: str
    paths: int = 0
    struck: int = 0
    forms: int = 0
    hits: list[Hit] = field(default_factory=list)
    looked: Looked = field(default_factory=Looked)
    marks: list[Mark] = field(default_factory=list)

    def add(self, other: "Sum") -> None:
        """Count other paths of the group in."""
        self.paths += other.paths
        self.struck += other.struck
        self.forms += other.forms
        self.hits += other.hits
        self.marks += other.marks
        self.looked.add(other.looked)


@dataclass(frozen=True)
class Job:
    """A path with its number, which makes its canary."""

    number: int
    path: Path

    def by_another(self, turn: int) -> "Job":
        """The same path, walked by a canary that nobody else is."""
        return replace(self, number=self.number + turn * OTHERS)


async def lengths(folder: Folder) -> Lengths:
    """How long the scripts are, learnt by walking each once."""
    template = await Template.make(folder)
    walks = {}
    for number, path in enumerate(whole({})):
        (walked,) = await walked_all([Job(number, path)], folder / "lengths", template.copy)
        walks[path.name] = walked
    return measured(walks)


def listed(lengths: Lengths) -> list[Job]:
    """Every path there is, numbered."""
    paths = [path for group in GROUPS for path in group(lengths)]
    return [Job(number, path) for number, path in enumerate(paths)]


def sample(every: Sequence[Job], count: int, seed: int) -> list[Job]:
    """Some of each group, the same for a seed."""
    dice = random.Random(seed)
    groups: dict[str, list[Job]] = {}
    for job in every:
        groups.setdefault(job.path.group, []).append(job)
    share = max(1, count // len(groups))
    return [job for group in groups.values() for job in dice.sample(group, min(share, len(group)))]


def summed(walks: Iterable[Walked], *, keep: bool = False) -> dict[str, Sum]:
    """Walks by their group; a path on which nothing failed though it should have is not counted."""
    sums: dict[str, Sum] = {}
    for walked in walks:
        if walked.path.fails is not None and not walked.struck:
            continue
        marks = walked.marks if keep else []
        hits = [replace(hit, place=f"{walked.path.name}: {hit.place}") for hit in walked.hits]
        one = Sum(walked.path.group, 1, walked.struck, walked.forms, hits, walked.looked, marks)
        sums.setdefault(one.group, Sum(one.group)).add(one)
    return sums


async def walked_all(every: Sequence[Job], folder: Folder, place: Place) -> list[Walked]:
    """Every job done, one after the other; what they left is gone afterwards.

    Sealed noise holds any four bytes once in some gigabytes. A path on which nothing but four bytes
    was found is walked again by another canary, and by a third: a leak comes with each of them.
    """
    done = []
    for job in every:
        walked = await _walked(job, folder, place)
        for turn in range(1, TURNS):
            if not _by_chance(walked.hits):
                break
            walked = await _walked(job.by_another(turn), folder, place)
        done.append(walked)
    return done


async def _walked(job: Job, folder: Folder, place: Place) -> Walked:
    own = folder / f"path{job.number}"
    try:
        return await walk(job.path, job.number, own, place(own))
    finally:
        shutil.rmtree(own)


def _by_chance(hits: Sequence[Hit]) -> bool:
    return bool(hits) and all(hit.size <= FOUR for hit in hits)
