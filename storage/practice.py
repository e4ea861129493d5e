"""Practice cases: born as such by a link for whoever sets the system up, and removed whole."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.cases import Case
from storage import erasing
from storage.case_rows import case_of
from storage.tables import CaseRow


def listed(session: Session) -> list[Case]:
    """Every practice case there is."""
    rows = session.scalars(select(CaseRow).where(CaseRow.practice.is_(True)).order_by(CaseRow.code))
    return [case_of(row) for row in rows]


def remove(session: Session, *, at: datetime) -> list[Case]:
    """Destroy every practice case; the journal keeps that it was there and was removed."""
    removed = listed(session)
    for case in removed:
        erasing.destroy(session, case, act="remove_practice", by="office", at=at)
    return removed
