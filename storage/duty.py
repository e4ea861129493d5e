"""Who is on duty for urgent reports."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from storage.tables import DutyRow, ReviewerRow
from storage.views import STAFFED

DUTY: Final = 0


@dataclass(frozen=True)
class Shift:
    """Somebody is on duty from `starts_at` until `ends_at`; rank 0 duty, 1 lead, 2 deputy."""

    id: str
    reviewer: str
    rank: int
    starts_at: datetime
    ends_at: datetime


def replace_from(session: Session, moment: datetime, shifts: list[Shift]) -> None:
    """Put a new roster in the place of all shifts that end after a moment."""
    session.execute(delete(DutyRow).where(DutyRow.ends_at > moment))
    session.add_all(
        DutyRow(
            id=shift.id,
            reviewer_id=shift.reviewer,
            rank=shift.rank,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
        )
        for shift in shifts
    )
    session.flush()


def at(session: Session, moment: datetime, *, rank: int = DUTY) -> list[Shift]:
    """Who is on duty (or the lead, or the deputy) at a moment, reachable and still at the desk."""
    rows = session.scalars(
        select(DutyRow)
        .join(ReviewerRow, ReviewerRow.id == DutyRow.reviewer_id)
        .where(
            DutyRow.rank == rank,
            DutyRow.starts_at <= moment,
            DutyRow.ends_at > moment,
            ReviewerRow.active,
            ReviewerRow.chat_id.is_not(None),
        )
        .order_by(DutyRow.id)
    )
    return [Shift(r.id, r.reviewer_id, r.rank, r.starts_at, r.ends_at) for r in rows]


def staffed(session: Session, moment: datetime) -> bool:
    """Whether anybody who can be reached is on duty; who it is does not concern the asker."""
    on_duty = STAFFED.c.rank == DUTY, STAFFED.c.starts_at <= moment, STAFFED.c.ends_at > moment
    return session.scalar(select(STAFFED.c.rank).where(*on_duty).limit(1)) is not None


def next_start(session: Session, moment: datetime) -> datetime | None:
    """When somebody who can be reached will next come on duty."""
    coming = STAFFED.c.rank == DUTY, STAFFED.c.starts_at > moment
    first: datetime | None = session.scalar(select(func.min(STAFFED.c.starts_at)).where(*coming))
    return first
