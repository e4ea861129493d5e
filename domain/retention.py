"""How long what is over is kept: pure rules of the day, whose numbers are the office's.

The defaults are proposals of ours; archive law may ask for longer (个人信息保护法 第十九条 asks for
the shortest time that is needed).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.cases import POSTED_WITHIN, Case, Outcome, Stage
from domain.reading import OBJECTION_WITHIN

UNACCEPTED = frozenset({Outcome.DECLINED, Outcome.MERGED})


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """How long after its closing a case is kept, its files, and (from filing) one of practice."""

    unaccepted: timedelta = timedelta(days=90)
    checked: timedelta = timedelta(days=3 * 365)
    files: timedelta = timedelta(days=365)
    practice: timedelta = timedelta(days=7)


def closed_on(case: Case) -> date | None:
    """The day a case was closed; None for one that is open, or can still be objected to."""
    if case.stage is not Stage.CLOSED or case.concluded_on is None:
        return None
    return case.concluded_on + OBJECTION_WITHIN + POSTED_WITHIN


def over(case: Case, keeping: Keeping, today: date) -> bool:
    """Whether a case is to be destroyed with all that belongs to it.

    What a death was reported in is the government's to check and never closed by us: its time runs
    from the day it came.
    """
    if case.stage is Stage.WITHDRAWN:
        return True
    if case.practice and today > case.day + keeping.practice:
        return True
    if case.death:
        return today > case.day + keeping.checked
    closed = closed_on(case)
    time = keeping.unaccepted if case.outcome in UNACCEPTED else keeping.checked
    return closed is not None and today > closed + time


def files_over(case: Case, keeping: Keeping, today: date) -> bool:
    """Whether a case's files are to be destroyed, and with them the topic in which they stand."""
    closed = closed_on(case)
    return closed is not None and today > closed + keeping.files
