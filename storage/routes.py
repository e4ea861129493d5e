"""Routes: how to knock for a reporter who asked for it, sealed under a key the desk never has.

Where the route leads is sealed; that there is one, for which case and until when, is not. The
intake's own; the desk is told at the posting hours for which cases there is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from domain.cases import OPEN
from domain.notices import KnockChanged
from storage import conflicts, outbox
from storage.sealed import Sealed
from storage.tables import CaseRow, KnockableRow, LetterRow, RouteRow

PLACE: Final = "routes.route"
CLAIM_FOR: Final = timedelta(minutes=5)
_UNREAD: Final = (
    LetterRow.case_id == RouteRow.case_id,
    ~LetterRow.inward,
    ~LetterRow.seen,
    LetterRow.position > RouteRow.told,
)


@dataclass(frozen=True)
class Due:
    """A knock that is owed: by which route, the last line it tells of, and when that came."""

    id: str
    case: str
    route: Sealed
    told: int
    came: datetime | None


def put(
    session: Session, case: str, route_id: str, route: Sealed, *, expires_on: date, now: datetime
) -> None:
    """Keep a route in the place of another of the same case; what is there to read is not new."""
    drop(session, case)
    there = select(func.max(LetterRow.position)).where(
        LetterRow.case_id == case, ~LetterRow.inward, _visible(now)
    )
    row = RouteRow(
        id=route_id,
        case_id=case,
        route=route,
        expires_on=expires_on,
        told=session.scalar(there) or 0,
        claimed_until=None,
    )
    session.add(row)
    session.flush()


def kept(session: Session) -> dict[str, Sealed]:
    """Every route there is, by id."""
    rows = session.execute(select(RouteRow.id, RouteRow.route))
    return {row.id: row.route for row in rows}


def drop(session: Session, case: str) -> None:
    """Destroy a case's route, if it has one."""
    session.execute(delete(RouteRow).where(RouteRow.case_id == case))


def drop_all(session: Session, ids: Sequence[str]) -> None:
    """Destroy some routes."""
    session.execute(delete(RouteRow).where(RouteRow.id.in_(ids)))


def expire(session: Session, today: date) -> None:
    """Destroy the routes whose time is over."""
    session.execute(delete(RouteRow).where(RouteRow.expires_on <= today))


def due(session: Session, *, at: datetime, now: datetime) -> list[Due]:
    """The knocks for what came by a moment, has not been told of and not been read."""
    unread = (*_UNREAD, _visible(at))
    newest = select(func.max(LetterRow.position)).where(*unread).scalar_subquery()
    came = select(func.max(LetterRow.visible_from)).where(*unread).scalar_subquery()
    rows = session.execute(
        select(RouteRow.id, RouteRow.case_id, RouteRow.route, newest, came).where(
            newest.is_not(None), _free(now)
        )
    )
    return [Due(*row) for row in rows]


def claim(session: Session, due: Due, *, now: datetime) -> bool:
    """Take a knock in hand; False when somebody else has it, or it was told, or is not wanted."""
    claimed = session.execute(
        update(RouteRow)
        .where(RouteRow.id == due.id, RouteRow.told < due.told, _free(now))
        .values(claimed_until=now + CLAIM_FOR),
        execution_options={"synchronize_session": False, "preserve_rowcount": True},
    )
    return bool(claimed.rowcount)  # type: ignore[attr-defined]


def told(session: Session, due: Due) -> None:
    """It was knocked."""
    values = {"told": due.told, "claimed_until": None}
    session.execute(update(RouteRow).where(RouteRow.id == due.id).values(values))


def let_go(session: Session, due: Due) -> None:
    """It could not be knocked; it is still owed."""
    session.execute(update(RouteRow).where(RouteRow.id == due.id).values(claimed_until=None))


def drop_over(session: Session) -> None:
    """Destroy the routes of cases that have ended and owe no knock, the conclusion's included."""
    rows = session.execute(
        select(RouteRow.id, RouteRow.case_id)
        .join(CaseRow, CaseRow.id == RouteRow.case_id)
        .where(CaseRow.stage.not_in(OPEN), ~exists().where(*_UNREAD))
    )
    drop_all(session, [row.id for row in rows if _ended(session, row.case_id)])


def knockable(session: Session, case: str) -> bool:
    """Whether a case's reporter is knocked for, as far as the desk is told."""
    return session.get(KnockableRow, case) is not None


def publish(session: Session, *, not_before: datetime) -> None:
    """Tell the desk of every case whether it can be knocked, and have the cards shown anew."""
    there = set(session.scalars(select(RouteRow.case_id)))
    told = set(session.scalars(select(KnockableRow.case_id)))
    session.execute(delete(KnockableRow).where(KnockableRow.case_id.in_(told - there)))
    for case in sorted(there - told):  # another instance may be telling the same
        row = conflicts.insert(session, KnockableRow).values(case_id=case)
        session.execute(row.on_conflict_do_nothing())
    for case in sorted(there ^ told):
        outbox.put(session, KnockChanged(case, not_before.isoformat()), not_before=not_before)


def _ended(session: Session, case: str) -> bool:
    """Whether nothing more is to come: what was merged ends with the case it was merged into."""
    known = {case}
    while True:
        stage, into = session.execute(
            select(CaseRow.stage, CaseRow.merged_into).where(CaseRow.id == case)
        ).one()
        if into is None or into in known:
            return stage not in OPEN
        known.add(into)
        case = into


def _visible(at: datetime) -> ColumnElement[bool]:
    return or_(LetterRow.visible_from.is_(None), LetterRow.visible_from <= at)


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(RouteRow.claimed_until.is_(None), RouteRow.claimed_until < now)
