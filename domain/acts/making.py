"""What every act is made of: the change, the line the reporter reads, the time for a look."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from domain.cases import (
    LOOK_WITHIN,
    MOVES,
    URGENT_WITHIN,
    Act,
    Actor,
    Case,
    Due,
    DueKind,
    Extension,
)
from domain.change import Change, Entry
from domain.errors import TextMissingError
from domain.notices import CardChanged, Notice
from domain.reading import Line
from domain.workdays import IsWorkday, after


def change(
    case: Case,
    act: Act,
    by: Actor,
    at: datetime,
    *,
    line: Line | None = None,
    notices: tuple[Notice, ...] = (),
    facts: Mapping[str, str] | None = None,
) -> Change[Case]:
    """The decision: the case at the act's stage, its entry, and its card drawn anew."""
    stage = MOVES[act].to or case.stage
    entry = Entry(act.value, by.id, at, case.id, {"stage": stage.value} | dict(facts or {}))
    lines = () if line is None else (line,)
    return Change(replace(case, stage=stage), entry, (CardChanged(case.id), *notices), lines)


def line(
    act: Act, at: datetime, *, due: date | None = None, text: str = "", department: str = ""
) -> Line:
    """What the reporter reads of an act, as the table says."""
    kind = MOVES[act].reads
    assert kind is not None
    return Line(kind=kind, day=at.date(), due=due, text=text, department=department)


def unasked(case: Case) -> Case:
    """The case without an extension that was asked for and that nobody has decided."""
    return replace(case, extension=Extension.NONE) if case.extension is Extension.ASKED else case


def look(at: datetime, *, urgent: bool, is_workday: IsWorkday) -> Due:
    """By when somebody must look: two hours where somebody is in danger, else working days."""
    if urgent:
        return Due(DueKind.LOOK, (at + URGENT_WITHIN).date(), at + URGENT_WITHIN)
    return Due(DueKind.LOOK, after(at.date(), LOOK_WITHIN, is_workday))


def needed(text: str) -> str:
    """The text that an act cannot do without; TextMissingError where there is none."""
    if not text.strip():
        raise TextMissingError
    return text.strip()
