"""What a reviewer is about to write: a text the bot asked for, or one shown for approval."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.sealed import Sealed
from storage.tables import PendingRow

PLACE = "pending.body"
WAITS: Final = timedelta(minutes=30)
"""How long a text is waited for; what is said later is ordinary talk."""


@dataclass(frozen=True, kw_only=True)
class Pending:
    """In one place (chat and thread) a reviewer writes one thing; `body` None is awaited.

    `purpose` is the act with its parameter, such as `conclude:proven`; `message` the preview;
    `asked_at` when it was last asked for or shown.
    """

    id: str
    reviewer: str
    chat: int
    thread: int
    case: str
    purpose: str
    asked_at: datetime
    message: int | None = None
    body: Sealed | None = None

    def over(self, now: datetime) -> bool:
        """Whether it was waited for too long."""
        return now - self.asked_at > WAITS


def find(session: Session, reviewer: str, chat: int, thread: int) -> Pending | None:
    """What the reviewer is writing in this place."""
    row = session.get(PendingRow, (reviewer, chat, thread))
    if row is None:
        return None
    return _pending(row)


def of_case(session: Session, case: str) -> list[Pending]:
    """What anybody is writing about a case."""
    rows = session.scalars(select(PendingRow).where(PendingRow.case_id == case))
    return [_pending(row) for row in rows]


def in_chat(session: Session, chat: int) -> list[Pending]:
    """What is being written in a chat."""
    rows = session.scalars(select(PendingRow).where(PendingRow.chat_id == chat))
    return [_pending(row) for row in rows]


def holder(session: Session, pending: str) -> str | None:
    """Who is writing what has this id; None once it was sent, given up or replaced."""
    return session.scalar(select(PendingRow.reviewer_id).where(PendingRow.id == pending))


def put(session: Session, pending: Pending) -> None:
    """Keep what the reviewer is writing; it takes the place of what they wrote before here."""
    session.merge(
        PendingRow(
            id=pending.id,
            reviewer_id=pending.reviewer,
            chat_id=pending.chat,
            thread_id=pending.thread,
            case_id=pending.case,
            purpose=pending.purpose,
            asked_at=pending.asked_at,
            message_id=pending.message,
            body=pending.body,
        )
    )
    session.flush()


def drop(session: Session, pending: Pending) -> None:
    """It was sent or given up."""
    row = session.get(PendingRow, (pending.reviewer, pending.chat, pending.thread))
    if row is not None:
        session.delete(row)
        session.flush()


def _pending(row: PendingRow) -> Pending:
    return Pending(
        id=row.id,
        reviewer=row.reviewer_id,
        chat=row.chat_id,
        thread=row.thread_id,
        case=row.case_id,
        purpose=row.purpose,
        asked_at=row.asked_at,
        message=row.message_id,
        body=row.body,
    )
