"""One path walked by one canary, and the search of all that it left."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path as File

from storage.store import Session
from storage.tables import AttachmentRow, CaseRow
from tests.proof import trouble
from tests.proof.forms import Mark
from tests.proof.ground import ZONE, Ground, ground
from tests.proof.marks import Canary, canary
from tests.proof.search import Hit, Looked, Search
from tests.proof.trouble import Plan
from tests.proof.walking import Step, Walker

_FIRST = datetime(2026, 11, 23, 1, 0, 7, tzinfo=UTC)


@dataclass(frozen=True)
class Path:
    """A way with its name, and what fails on it.

    `left` is how many reports and attachments there are in the end, None where that is not asked;
    `sure`: every button must be there.
    """

    group: str
    name: str
    steps: tuple[Step, ...]
    fails: StrEnum | None = None
    at: int = 0
    times: int = 1
    left: tuple[int, int] | None = None
    sure: bool = False


@dataclass
class Walked:
    """What came of a path: hits, and how much was done and looked through.

    `struck` tells how often what was to fail did; `writes` and `requests` count how many there
    were to fail.
    """

    path: Path
    hits: list[Hit] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    forms: int = 0
    looked: Looked = field(default_factory=Looked)
    struck: int = 0
    writes: int = 0
    requests: int = 0


async def walk(path: Path, number: int, folder: File, url: str) -> Walked:
    """The `number`-th canary goes down a path in a folder of its own."""
    started = _FIRST + timedelta(days=number % 5, seconds=number * 1009 % 43_200)
    who = canary(f"canary {number}", started, small=number % 3 == 0)
    walked = Walked(path)
    async with ground(folder, url, started) as here:
        walker = Walker(here, who, sure=path.sure)
        _arm(here, path, who)
        before = await here.store.read(_left)
        for step in path.steps:
            await step(walker)
        walked.writes, walked.requests = here.writes.count, here.wire.plan.count
        walked.struck = here.writes.struck + here.wire.plan.struck
        if path.left is not None:
            after = await here.store.read(_left)
            left = (after[0] - before[0], after[1] - before[1])
            assert left == path.left, f"{path.name}: {left} reports and attachments are left"
        _note_messages(walker)
        walked.marks = who.marks(ZONE)
        everywhere, at_rest = Search(walked.marks), Search([*walked.marks, *who.words()])
        walked.hits = at_rest.hits(here.kept()) + at_rest.hits(here.said_elsewhere(who))
        walked.hits += everywhere.hits(here.opened())
    walked.hits += at_rest.hits(here.kept())
    walked.forms = at_rest.forms
    walked.looked.add(everywhere.looked)
    walked.looked.add(at_rest.looked)
    return walked


def _arm(here: Ground, path: Path, who: Canary) -> None:
    plan = Plan(path.fails, path.at, path.times, words=f"{who.me.id} {who.me.first} {who.story}")
    if isinstance(path.fails, trouble.Store):
        here.store._engine.plan = plan  # type: ignore[attr-defined]
    else:
        here.wire.plan = plan


def _note_messages(walker: Walker) -> None:
    last = next(walker.wire.numbers)
    for number in range(walker.who.first_message, last):
        walker.who.numbers[f"message {number - walker.who.first_message}"] = number


def _left(session: Session) -> tuple[int, int]:
    return session.query(CaseRow).count(), session.query(AttachmentRow).count()
