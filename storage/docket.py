"""Lists of cases: what waits, what is in work, what is overdue."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from domain.cases import OPEN, Case, Extension, Stage
from storage import cases
from storage.case_rows import case_of, standing
from storage.tables import CaseRow, LetterRow


def waiting(session: Session) -> list[Case]:
    """Posted cases nobody has taken on, the most pressing first."""
    return _cases(session, CaseRow.stage == Stage.RECEIVED, CaseRow.posted.is_(True))


def held_by(session: Session, reviewer: str) -> list[Case]:
    """The open cases of one reviewer, the most pressing first."""
    return _cases(session, CaseRow.holder == reviewer, CaseRow.stage.in_(OPEN))


def orphaned(session: Session) -> list[Case]:
    """Cases in work whose holder has left."""
    in_work = CaseRow.stage.in_((Stage.ACCEPTED, Stage.REFERRED))
    return _cases(session, in_work, CaseRow.holder.is_(None))


def extension_asked(session: Session) -> list[Case]:
    """Cases for which thirty more days are asked."""
    return _cases(session, CaseRow.extension == Extension.ASKED, CaseRow.stage == Stage.ACCEPTED)


def in_work(session: Session) -> list[Case]:
    """All posted cases that have not ended, the most pressing first."""
    return _cases(session, CaseRow.stage.in_(OPEN), CaseRow.posted.is_(True))


def overdue(session: Session, now: datetime) -> list[Case]:
    """Open cases whose time is over, the longest first."""
    over = or_(CaseRow.due_day < now.date(), CaseRow.due_at < now)
    return _cases(session, CaseRow.stage.in_(OPEN), CaseRow.posted.is_(True), over)


def concluded_before(session: Session, day: date) -> list[Case]:
    """Concluded cases whose conclusion is older than a day and whose reporter is not waiting."""
    waits = exists().where(LetterRow.case_id == CaseRow.id, ~LetterRow.posted)
    return _cases(session, CaseRow.stage == Stage.CONCLUDED, CaseRow.concluded_on < day, ~waits)


def like(session: Session, case: str, *, since: date) -> list[Case]:
    """Other cases with the same enterprise and category tags since a day: perhaps the same."""
    enterprise, category = cases.tags(session, case)
    if enterprise is None:
        return []
    return _cases(
        session,
        CaseRow.id != case,
        CaseRow.enterprise_tag == enterprise,
        CaseRow.category_tag == category,
        CaseRow.day >= since,
        CaseRow.merged_into.is_(None),
        CaseRow.posted.is_(True),
        CaseRow.stage != Stage.WITHDRAWN,
    )


def by_stage(session: Session) -> dict[str, int]:
    """How many posted cases stand where; practice, and what is not posted, is in no number."""
    counted = CaseRow.posted.is_(True), CaseRow.practice.is_(False)
    rows = session.execute(
        select(CaseRow.stage, func.count()).where(*counted).group_by(CaseRow.stage)
    )
    return {row[0]: row[1] for row in rows}


def _cases(session: Session, *where: ColumnElement[bool]) -> list[Case]:
    rows = session.scalars(
        standing()
        .where(*where)
        .order_by(CaseRow.urgent.desc(), CaseRow.due_day.nulls_last(), CaseRow.id)
    )
    return [case_of(row) for row in rows]
