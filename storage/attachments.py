"""Cleaned files of reports, letters and notes: sealed rows, no files with times."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from storage.sealed import Sealed
from storage.tables import AttachmentRow
from storage.views import MAILBOX_FILES

PLACE = "attachments.content"


@dataclass(frozen=True)
class File:
    """A cleaned file: its media type and its bytes."""

    media_type: str
    content: bytes

    def to_bytes(self) -> bytes:
        """The file as it is sealed."""
        return self.media_type.encode() + b"\n" + self.content

    @classmethod
    def from_bytes(cls, plain: bytes) -> "File":
        """The file that was sealed."""
        media_type, _, content = plain.partition(b"\n")
        return cls(media_type.decode(), content)


@dataclass(frozen=True)
class Attachment:
    """A sealed file and its id, to which it is bound."""

    id: str
    content: Sealed


def put(
    session: Session,
    case: str,
    files: list[Attachment],
    *,
    letter: str | None = None,
    note: str | None = None,
) -> None:
    """Keep sealed files with a case, or with one of its letters or notes."""
    for position, file in enumerate(files):
        session.add(
            AttachmentRow(
                id=file.id,
                case_id=case,
                letter_id=letter,
                note_id=note,
                position=position,
                content=file.content,
            )
        )
    session.flush()


def of_report(session: Session, case: str) -> list[Attachment]:
    """The files of the report itself, in their order."""
    own = AttachmentRow.letter_id.is_(None), AttachmentRow.note_id.is_(None)
    return _attachments(session, AttachmentRow.case_id == case, *own)


def of_letter(session: Session, letter: str) -> list[Attachment]:
    """The files of one letter, in their order."""
    return _attachments(session, AttachmentRow.letter_id == letter)


def of_desks_letter(session: Session, letter: str) -> list[Attachment]:
    """The files of a letter the desk wrote, as the intake may read them; else none."""
    shown = MAILBOX_FILES.c
    rows = session.execute(
        select(shown.id, shown.content).where(shown.letter_id == letter).order_by(shown.position)
    )
    return [Attachment(id_, content) for id_, content in rows]


def of_note(session: Session, note: str) -> list[Attachment]:
    """The files of one note, in their order."""
    return _attachments(session, AttachmentRow.note_id == note)


def _attachments(session: Session, *where: ColumnElement[bool]) -> list[Attachment]:
    rows = session.scalars(select(AttachmentRow).where(*where).order_by(AttachmentRow.position))
    return [Attachment(row.id, row.content) for row in rows]
