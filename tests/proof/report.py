"""docs/anonymity-report.md: what was walked, what was searched, and what was found.

A further table is one more function in `SECTIONS`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.giveaways import MEASURED, figures, load, markdown
from tests.proof.run import Sum
from tests.proof.search import Hit, Looked
from tests.proof.town_walk import Visited

FILE = Path(__file__).parents[2] / "docs" / "anonymity-report.md"
_EXPLAINED = {
    "to the end": "every way through the intake, nothing fails",
    "cancelled": "left after every step: cleared, started anew, left alone, blocked, danger",
    "killed": "the process dies after every step and comes back",
    "a write fails": "every write: the store away, its answer lost, refused once, refused for good",
    "a request fails": "every request: line torn, and refused, blocked, flooded or broken in turn",
    "anything sent": "every field of a message, every forwarding, every kind of update",
    "files": "every kind of file that is taken, and every broken or hostile one",
}


@dataclass
class Proved:
    """Everything one run found out; `every` tells that only each so many-th path was walked."""

    on: date
    version: str
    every: int = 1
    sqlite: dict[str, Sum] = field(default_factory=dict)
    postgresql: dict[str, Sum] = field(default_factory=dict)
    files: Looked = field(default_factory=Looked)
    files_hits: list[Hit] = field(default_factory=list)
    towns: list[Visited] = field(default_factory=list)

    @property
    def paths(self) -> int:
        """How many paths were walked, each by a canary of its own."""
        walks = [*self.sqlite.values(), *self.postgresql.values()]
        return sum(one.paths for one in walks) + sum(town.paths for town in self.towns)

    @property
    def hits(self) -> list[Hit]:
        """Everything that was found anywhere."""
        walks = [*self.sqlite.values(), *self.postgresql.values(), *self.towns]
        return [hit for one in walks for hit in one.hits] + self.files_hits

    @property
    def looked(self) -> Looked:
        """How much was looked through."""
        total = Looked()
        for one in (*self.sqlite.values(), *self.postgresql.values(), *self.towns):
            total.add(one.looked)
        total.add(self.files)
        return total

    @property
    def forms(self) -> int:
        """How many forms were looked for, of all marks of all canaries."""
        walks = [*self.sqlite.values(), *self.postgresql.values(), *self.towns]
        return sum(one.forms for one in walks)


def summary(proved: Proved) -> str:
    """What it comes to."""
    looked = proved.looked
    part = "" if proved.every == 1 else f" Only every {proved.every}th path was walked."
    return (
        f"**{proved.paths:,} paths, as many canaries, {proved.forms:,} forms of their marks, "
        f"{looked.places:,} places ({looked.bytes / 1e9:.1f} GB): {len(proved.hits)} hits.**\n\n"
        f"Version {proved.version}, {proved.on.isoformat()}, by `make prove`.{part} "
        f"Noise of that size holds {looked.by_chance:.2f} of these forms by chance, nearly all "
        "of four bytes: where nothing else was found, another canary walks the path, and a third, "
        "for a leak comes with each of them."
    )


def walks(proved: Proved) -> str:
    """The paths walked in one process, by their group and engine."""
    lines = ["## Paths of the intake", "", "| Paths | What happens | SQLite | PostgreSQL | Hits |"]
    lines += ["|---|---|--:|--:|--:|"]
    for group, words in _EXPLAINED.items():
        both = proved.sqlite.get(group, Sum(group)), proved.postgresql.get(group, Sum(group))
        hits = sum(len(one.hits) for one in both)
        lines.append(f"| {group} | {words} | {both[0].paths:,} | {both[1].paths:,} | {hits} |")
    lines += [
        "",
        (
            "The real dispatcher, store, cleaning and logs; only the wire to Telegram and the "
            "clock are replaced. After each path, running and stopped: the database's files with "
            "indices, free pages and WAL, every value of every column, the folder, the log at "
            "DEBUG, every request that is not about the canary's own chats, and what the desk's "
            "key opens."
        ),
        "",
        (
            "PostgreSQL's own files and WAL after all of its paths, searched for every form of "
            f"five bytes and more: {proved.files.places:,} places, "
            f"{proved.files.bytes / 1e6:,.0f} MB, {len(proved.files_hits)} hits; one of fewer "
            "than eight bytes counts when other canaries leave theirs on the same path."
        ),
    ]
    return "\n".join(lines)


def towns(proved: Proved) -> str:
    """The journeys of real processes."""
    lines = ["## Real processes", "", "| Town | Paths | Requests | Forms | Places | Hits |"]
    lines += ["|---|--:|--:|--:|--:|--:|"]
    lines += [
        f"| {town.name} | {town.paths} | {town.requests:,} | {town.forms:,} "
        f"| {town.looked.places:,} | {len(town.hits)} |"
        for town in proved.towns
    ]
    lines += [
        "",
        (
            "Both bots as they run, against a Telegram on this machine; killed, cut off, refused. "
            "Searched besides: the temporary folder, both logs at DEBUG, `/healthz`, `/readyz`, "
            "`/metrics`, a backup (as bytes and opened), every request of both bots with the files "
            "in it."
        ),
    ]
    return "\n".join(lines)


def found(proved: Proved) -> str:
    """Every hit, without what stands there."""
    if not proved.hits:
        return ""
    rows = [f"| {hit.mark} | {hit.form} | {hit.place} |" for hit in sorted(set(proved.hits))]
    return "\n".join(["## Hits", "", "| Mark | Form | Place |", "|---|---|---|", *rows])


def warned(_: Proved) -> str:
    """How often the rules notice that a text might tell who wrote it."""
    lines = [
        "## What a text might tell",
        "",
        (
            "Sentences written by somebody who had not seen the rules, and on which none was made "
            "(`python -m benchmarks.giveaways`)."
        ),
        "",
        markdown(figures(load(MEASURED))),
        "",
        (
            "What a watcher can infer about the hour of writing: the table in the "
            "[threat model](threat-model.md#who-wrote-when)."
        ),
    ]
    return "\n".join(lines)


Section = Callable[[Proved], str]
SECTIONS: Sequence[Section] = (summary, walks, towns, found, warned)
"""In the order of the page; "" for nothing to say."""


def page(proved: Proved, sections: Sequence[Section] = SECTIONS) -> str:
    """The whole page."""
    head = (
        "# Anonymity report\n\n"
        "Canaries are employees of whom every mark is unmistakable. They go down every path of "
        "the intake, and afterwards everything is searched for them. How, and what cannot be "
        "searched for: [decision 16](decisions/0016-canaries-walk-every-path.md). What each "
        "compromise surrenders: [threat model](threat-model.md). This page is written by "
        "`make prove`; do not edit it."
    )
    parts = [head, *(section(proved) for section in sections)]
    return "\n\n".join(part for part in parts if part) + "\n"
