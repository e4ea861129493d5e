"""What the desk writes for itself about a case: sealed to the desk alone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.change import Entry
from storage import journal
from storage.sealed import Sealed
from storage.tables import NoteRow

PLACE = "notes.body"


@dataclass(frozen=True)
class Note:
    """A note; `purpose` tells a plain note from an extension's reason or a restatement."""

    id: str
    case: str
    by: str
    purpose: str
    at: datetime
    body: Sealed


def write(session: Session, note: Note) -> None:
    """Keep a note; the journal hears of it, and of its digest."""
    session.add(
        NoteRow(
            id=note.id,
            case_id=note.case,
            by=note.by,
            purpose=note.purpose,
            at=note.at,
            body=note.body,
        )
    )
    session.flush()
    journal.append(session, Entry(note.purpose, note.by, note.at, note.case), [note.body])


def of(session: Session, case: str) -> list[Note]:
    """All notes on a case, oldest first."""
    rows = session.scalars(
        select(NoteRow).where(NoteRow.case_id == case).order_by(NoteRow.at, NoteRow.id)
    )
    return [Note(row.id, row.case_id, row.by, row.purpose, row.at, row.body) for row in rows]
