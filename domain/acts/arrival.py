"""A report comes to the desk, and danger: what is looked at by when."""

from dataclasses import replace
from datetime import datetime

from domain.acts import making
from domain.cases import CLOCK, Act, Actor, Case, Stage, check
from domain.change import Change, Entry
from domain.errors import OnceOnlyError, StageError
from domain.notices import POSTED, CardChanged, Notice, UrgentRaised
from domain.reading import Line, LineKind
from domain.workdays import IsWorkday


def post(
    case: Case, *, room: str, rings: bool, at: datetime, is_workday: IsWorkday
) -> Change[Case]:
    """The desk opens the report: the time for a first look runs from now.

    `rings` says whether somebody on duty can be rung for an urgent one.
    """
    if case.posted or case.stage is not Stage.RECEIVED:
        raise StageError
    rung = case.urgent and rings
    posted = replace(
        case,
        posted=True,
        room=room,
        day=at.date(),
        rung=rung,
        due=making.look(at, urgent=case.urgent, is_workday=is_workday),
    )
    notices: tuple[Notice, ...] = (CardChanged(case.id),)
    if case.urgent:
        notices += (UrgentRaised(case.id, occasion=POSTED),)
    lines = (Line(kind=LineKind.RUNG, day=at.date()),) if rung else ()
    return Change(posted, Entry("post", CLOCK.id, at, case.id), notices, lines)


def mark_urgent(
    case: Case, *, by: Actor, rings: bool, at: datetime, is_workday: IsWorkday
) -> Change[Case]:
    """Somebody is in danger: ring now. What has not been looked at is due in two hours."""
    check(case, Act.MARK_URGENT, by)
    if case.urgent:
        raise OnceOnlyError
    due = case.due
    if case.stage is Stage.RECEIVED:
        due = making.look(at, urgent=True, is_workday=is_workday)
    told = UrgentRaised(case.id, occasion=str(case.version))
    marked = replace(case, urgent=True, rung=case.rung or rings, due=due)
    line = making.line(Act.MARK_URGENT, at) if rings else None
    return making.change(marked, Act.MARK_URGENT, by, at, line=line, notices=(told,))


def unmark_urgent(case: Case, *, by: Actor, at: datetime, is_workday: IsWorkday) -> Change[Case]:
    """It was no immediate danger; the ordinary time for a first look holds from now."""
    check(case, Act.UNMARK_URGENT, by)
    if not case.urgent:
        raise OnceOnlyError
    due = case.due
    if case.stage is Stage.RECEIVED:
        due = making.look(at, urgent=False, is_workday=is_workday)
    return making.change(replace(case, urgent=False, due=due), Act.UNMARK_URGENT, by, at)


def report_death(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Somebody died: the government checks, here only letters go on (安全生产法 第73条)."""
    check(case, Act.DEATH, by)
    dead = replace(making.unasked(case), death=True, due=None, holder=case.holder or by.id)
    return making.change(dead, Act.DEATH, by, at, line=making.line(Act.DEATH, at))
