"""A case ends, and is taken up again; an act is taken back."""

from dataclasses import replace
from datetime import date, datetime

from domain.acts import making
from domain.cases import (
    CLOCK,
    CONCLUDE_WITHIN,
    OPEN,
    OUTCOME_LINES,
    POSTED_WITHIN,
    REPORTER,
    Act,
    Actor,
    Case,
    Due,
    DueKind,
    Extension,
    Outcome,
    Stage,
    check,
)
from domain.change import Change, Entry
from domain.errors import NotAllowedError, OnceOnlyError, OvertakenError, StageError, TooLateError
from domain.notices import CardChanged
from domain.reading import OBJECTION_WITHIN, Line
from domain.workdays import IsWorkday


def decline(case: Case, *, by: Actor, text: str, at: datetime) -> Change[Case]:
    """Do not take it on; the reporter reads why and what else they can do.

    Whoever declines becomes the holder, so that a second look is somebody else's.
    """
    check(case, Act.DECLINE, by)
    ended = replace(_conclude(case, Outcome.DECLINED, at), holder=by.id)
    return making.change(
        ended, Act.DECLINE, by, at, line=making.line(Act.DECLINE, at, text=making.needed(text))
    )


def merge(case: Case, *, into: Case, by: Actor, at: datetime) -> Change[Case]:
    """Work on it together with another case, whose conclusion will be read here too.

    A second look stays with those who may give it: nobody it excludes may come by it this way.
    """
    check(case, Act.MERGE, by)
    if not case.excluded <= into.excluded:
        raise NotAllowedError("other")
    if into.id == case.id or into.merged_into is not None or into.stage not in OPEN:
        raise StageError
    ended = replace(_conclude(case, Outcome.MERGED, at), merged_into=into.id)
    return making.change(
        ended, Act.MERGE, by, at, line=making.line(Act.MERGE, at), facts={"into": into.id}
    )


def conclude(case: Case, *, by: Actor, outcome: Outcome, text: str, at: datetime) -> Change[Case]:
    """Say what was found; the text is what the reporter reads, without names or source."""
    check(case, Act.CONCLUDE, by)
    kind = OUTCOME_LINES.get(outcome)
    if kind is None:
        raise StageError
    line = Line(
        kind=kind, day=at.date(), due=at.date() + OBJECTION_WITHIN, text=making.needed(text)
    )
    ended = _conclude(case, outcome, at)
    return making.change(ended, Act.CONCLUDE, by, at, line=line, facts={"outcome": outcome.value})


def object_to(
    case: Case, *, at: datetime, is_workday: IsWorkday, written: date | None = None
) -> Change[Case]:
    """The reporter asks for a second look, once and within 30 days; others look.

    `written` is the day the reporter asked on, where it reaches the desk on a later one.
    """
    check(case, Act.OBJECT, REPORTER)
    if case.objected:
        raise OnceOnlyError
    if case.outcome is Outcome.MERGED:
        raise StageError
    asked_on = written or at.date()
    if case.concluded_on is not None and asked_on > case.concluded_on + OBJECTION_WITHIN:
        raise TooLateError(case.concluded_on + OBJECTION_WITHIN)
    again = replace(
        case,
        objected=True,
        outcome=None,
        concluded_on=None,
        holder=None,
        excluded=case.excluded | ({case.holder} if case.holder else set()),
        extension=Extension.NONE,
        due=making.look(at, urgent=case.urgent, is_workday=is_workday),
    )
    return making.change(again, Act.OBJECT, REPORTER, at)


def reopen(case: Case, *, by: Actor, text: str, at: datetime) -> Change[Case]:
    """A lead takes a finished case up again, with a reason; 60 days run anew."""
    check(case, Act.REOPEN, by)
    due = Due(DueKind.CONCLUSION, at.date() + CONCLUDE_WITHIN)
    again = replace(
        case,
        outcome=None,
        concluded_on=None,
        merged_into=None,
        extension=Extension.NONE,
        due=due,
        holder=None if case.holder in case.excluded else case.holder,
    )
    line = making.line(Act.REOPEN, at, due=due.day, text=making.needed(text))
    return making.change(again, Act.REOPEN, by, at, line=line)


def close(case: Case, *, at: datetime) -> Change[Case]:
    """The time for objections is over, and what was written on its last day has been posted."""
    check(case, Act.CLOSE, CLOCK)
    last = (case.concluded_on or at.date()) + OBJECTION_WITHIN + POSTED_WITHIN
    if at.date() <= last:
        raise StageError
    return making.change(case, Act.CLOSE, CLOCK, at)


def withdraw(case: Case) -> Case:
    """The reporter takes back what nobody has seen; the journal never heard of it."""
    check(case, Act.WITHDRAW, REPORTER)
    if case.posted:
        raise TooLateError
    return replace(case, stage=Stage.WITHDRAWN, due=None)


def undo(now: Case, *, before: Case, after_version: int, by: Actor, at: datetime) -> Change[Case]:
    """Take back an act before the reporter can have seen it; only while nothing else happened."""
    if now.version != after_version:
        raise OvertakenError(now.holder)
    restored = replace(before, version=now.version)
    return Change(restored, Entry("undo", by.id, at, now.id), (CardChanged(now.id),))


def _conclude(case: Case, outcome: Outcome, at: datetime) -> Case:
    return replace(
        making.unasked(case),
        outcome=outcome,
        concluded_on=at.date(),
        due=None,
        question_open=False,
    )
