"""What came of the kills, as a table: one row for each kind of kill."""

import statistics
from dataclasses import dataclass, field

from tests.kills.counts import Difference

HEAD = (
    "| where | kills | stories | lost | doubled | twice | chain | first answer (median, worst) |"
    "\n|---|---|---|---|---|---|---|---|"
)


@dataclass
class Row:
    """A kind of kill: how many, in how many stories, and what was wrong afterwards.

    `answers` are seconds from a restart to the first answer to somebody who waited for one.
    """

    where: str
    kills: int = 0
    stories: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    chain: bool = True
    answers: list[float] = field(default_factory=list)

    def add(self, found: Difference) -> None:
        """One more story."""
        self.stories += 1
        self.lost += found.lost
        self.doubled += found.doubled
        self.repeated += found.repeated

    @property
    def well(self) -> bool:
        """Nothing is lost or kept twice, and no kill had more than one thing told twice."""
        return (
            self.chain and not self.lost and not self.doubled and len(self.repeated) <= self.kills
        )

    def __str__(self) -> str:
        chain = "whole" if self.chain else "broken"
        told = "–"
        if self.answers:
            told = f"{statistics.median(self.answers):.1f} s / {max(self.answers):.1f} s"
        counts = (len(self.lost), len(self.doubled), len(self.repeated))
        numbers = " | ".join(map(str, (self.kills, self.stories, *counts)))
        return f"| {self.where} | {numbers} | {chain} | {told} |"


def table(rows: list[Row]) -> str:
    """The rows and, below them, what was found wrong or told twice."""
    found = [
        f"{row.where}: {what}: {words}"
        for row in rows
        for what, some in (
            ("lost", row.lost), ("doubled", row.doubled), ("told twice", row.repeated)
        )
        for words in some
    ]  # fmt: skip
    return "\n".join([HEAD, *map(str, rows), "", *found])
