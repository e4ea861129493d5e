"""What the desk writes for itself about a case: sealed to the desk alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.change import Entry
from storage import attachments, journal
from storage.attachments import Attachment
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


def write(session: Session, note: Note, files: Sequence[Attachment] = ()) -> None:
    """Keep a note with its files; the journal hears of it, and of their digests."""
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
    attachments.put(session, note.case, list(files), note=note.id)
    sealed = [note.body, *(file.content for file in files)]
    journal.append(session, Entry(note.purpose, note.by, note.at, note.case), sealed)


def of(session: Session, case: str) -> list[Note]:
    """All notes on a case, oldest first."""
    rows = session.scalars(
        select(NoteRow).where(NoteRow.case_id == case).order_by(NoteRow.at, NoteRow.id)
    )
    return [Note(row.id, row.case_id, row.by, row.purpose, row.at, row.body) for row in rows]
