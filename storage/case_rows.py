"""A case as columns, and back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import defer

from domain.cases import Case, Due, DueKind, Extension, Outcome, Stage
from domain.reports import Kind
from storage.tables import CaseRow


def standing() -> Select[CaseRow]:
    """Rows of cases without what was reported: that is 16 KiB which only few look for."""
    return select(CaseRow).options(defer(CaseRow.report))


def columns(case: Case) -> dict[str, Any]:
    """The columns of a case, but for its id."""
    due = case.due
    return {
        "code": case.code,
        "kind": case.kind,
        "stage": case.stage,
        "outcome": case.outcome,
        "day": case.day,
        "concluded_on": case.concluded_on,
        "urgent": case.urgent,
        "rung": case.rung,
        "holder": case.holder,
        "due_kind": due.kind if due else None,
        "due_day": due.day if due else None,
        "due_at": due.at if due else None,
        "question_open": case.question_open,
        "extension": case.extension,
        "objected": case.objected,
        "excluded": sorted(case.excluded),
        "death": case.death,
        "muted": case.muted,
        "merged_into": case.merged_into,
        "room_id": case.room,
        "posted": case.posted,
        "practice": case.practice,
    }


def case_of(row: CaseRow) -> Case:
    """The case a row holds."""
    due = None
    if row.due_kind is not None and row.due_day is not None:
        due = Due(DueKind(row.due_kind), row.due_day, row.due_at)
    return Case(
        id=row.id,
        code=row.code,
        kind=Kind(row.kind),
        stage=Stage(row.stage),
        day=row.day,
        outcome=Outcome(row.outcome) if row.outcome else None,
        concluded_on=row.concluded_on,
        urgent=row.urgent,
        rung=row.rung,
        holder=row.holder,
        due=due,
        question_open=row.question_open,
        extension=Extension(row.extension),
        objected=row.objected,
        excluded=frozenset(row.excluded),
        death=row.death,
        muted=row.muted,
        merged_into=row.merged_into,
        room=row.room_id,
        posted=row.posted,
        practice=bool(row.practice),
        version=row.version,
    )


def frozen(case: Case) -> dict[str, Any]:
    """A whole case as JSON, to be brought back as it was."""
    kept = columns(case)
    for name in ("day", "concluded_on", "due_day", "due_at"):
        if kept[name] is not None:
            kept[name] = kept[name].isoformat()
    return kept | {"id": case.id, "version": case.version}


def thawed(kept: dict[str, Any]) -> Case:
    """The case that was frozen."""
    facts = dict(kept)
    for name in ("day", "concluded_on", "due_day"):
        facts[name] = date.fromisoformat(facts[name]) if facts[name] else None
    facts["due_at"] = datetime.fromisoformat(facts["due_at"]) if facts["due_at"] else None
    return case_of(CaseRow(**facts))
