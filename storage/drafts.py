"""Unfinished reports, under a pseudonym and a key that die with their day."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.attachments import Attachment
from storage.sealed import Sealed
from storage.tables import DraftFileRow, DraftRow

PLACE = "drafts.body"
FILE_PLACE = "draft_files.content"


def find(session: Session, pseudonyms: Sequence[str]) -> tuple[str, Sealed] | None:
    """The draft under the first of these pseudonyms (today's, then yesterday's) that has one."""
    rows = {
        row.pseudonym: row.body
        for row in session.scalars(select(DraftRow).where(DraftRow.pseudonym.in_(pseudonyms)))
    }
    return next(((name, rows[name]) for name in pseudonyms if name in rows), None)


def put(session: Session, pseudonym: str, body: Sealed, *, dies_at: datetime) -> None:
    """Keep a draft as it is now; `dies_at` is cut up to a whole day by the caller."""
    session.merge(DraftRow(pseudonym=pseudonym, body=body, dies_at=dies_at))
    session.flush()


def put_file(session: Session, pseudonym: str, file: Attachment) -> None:
    """Keep a cleaned file with a draft that is there."""
    session.add(DraftFileRow(id=file.id, pseudonym=pseudonym, content=file.content))
    session.flush()


def files(session: Session, ids: Sequence[str]) -> dict[str, Sealed]:
    """The sealed files under these ids."""
    rows = session.scalars(select(DraftFileRow).where(DraftFileRow.id.in_(ids)))
    return {row.id: row.content for row in rows}


def drop_files(session: Session, ids: Sequence[str]) -> None:
    """Destroy some files of a draft."""
    session.execute(delete(DraftFileRow).where(DraftFileRow.id.in_(ids)))


def drop(session: Session, pseudonyms: Sequence[str]) -> None:
    """Destroy the drafts under these pseudonyms with all their files."""
    session.execute(delete(DraftFileRow).where(DraftFileRow.pseudonym.in_(pseudonyms)))
    session.execute(delete(DraftRow).where(DraftRow.pseudonym.in_(pseudonyms)))


def sweep(session: Session, *, now: datetime) -> int:
    """Destroy every draft whose time is over; how many."""
    dead = session.scalars(select(DraftRow.pseudonym).where(DraftRow.dies_at <= now)).all()
    drop(session, dead)
    return len(dead)
