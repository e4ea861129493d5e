"""Who a reporter is, where they chose to give it for a reward: sealed to two officers, in turn."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.sealed import Sealed
from storage.tables import CaseRow, IdentityRow


@dataclass(frozen=True)
class Identity:
    """An identity as it is kept: `id` is what its seals are bound to."""

    id: str
    body: Sealed


def put(session: Session, case: str, identity: Identity) -> None:
    """Keep an identity in place of one that was given before."""
    destroy(session, case)
    session.add(IdentityRow(id=identity.id, case_id=case, body=identity.body))
    session.flush()


def find(session: Session, case: str) -> Identity | None:
    """The identity kept for a case."""
    row = session.scalar(select(IdentityRow).where(IdentityRow.case_id == case))
    return None if row is None else Identity(row.id, row.body)


def destroy(session: Session, case: str) -> None:
    """Destroy the identity kept for a case, if there is one."""
    session.execute(delete(IdentityRow).where(IdentityRow.case_id == case))


def cases(session: Session) -> list[str]:
    """The codes of the cases for which an identity rests, in alphabetical order."""
    query = select(CaseRow.code).join(IdentityRow, IdentityRow.case_id == CaseRow.id)
    return list(session.scalars(query.order_by(CaseRow.code)))
