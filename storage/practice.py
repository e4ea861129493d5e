"""Practice cases: born as such by a link for whoever sets the system up, and removed whole."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from domain.cases import Case
from domain.change import Entry
from domain.notices import BoardChanged, PracticeOver
from storage import journal, outbox
from storage.case_rows import case_of
from storage.tables import (
    AttachmentRow,
    CaseRow,
    HoldRow,
    IdentityRow,
    LetterRow,
    NoteRow,
    OutboxRow,
    PendingRow,
    RoomRow,
    TopicRow,
)

_BELONGS = (HoldRow, IdentityRow, AttachmentRow, NoteRow, LetterRow, PendingRow, TopicRow)


def listed(session: Session) -> list[Case]:
    """Every practice case there is."""
    rows = session.scalars(select(CaseRow).where(CaseRow.practice.is_(True)).order_by(CaseRow.code))
    return [case_of(row) for row in rows]


def remove(session: Session, *, at: datetime) -> list[Case]:
    """Destroy every practice case with all that belongs to it, and have its topic deleted.

    The journal keeps that it was there and that it was removed. A report merged into one in
    earnest, or by mistake, goes on: it only loses what it was merged into.
    """
    removed = listed(session)
    for case in removed:
        _delete_topic(session, case, at=at)
        merged = CaseRow.merged_into == case.id
        session.execute(update(CaseRow).where(merged).values(merged_into=None))
        for row_class in _BELONGS:
            session.execute(delete(row_class).where(row_class.case_id == case.id))
        _drop_notices(session, case)
        session.execute(delete(CaseRow).where(CaseRow.id == case.id))
        journal.append(session, Entry("remove_practice", "office", at, case.id))
    return removed


def _delete_topic(session: Session, case: Case, *, at: datetime) -> None:
    shown = session.execute(
        select(RoomRow.id, RoomRow.chat_id, TopicRow.thread_id)
        .join(TopicRow, TopicRow.room_id == RoomRow.id)
        .where(TopicRow.case_id == case.id)
    ).one_or_none()
    if shown is not None:
        room, chat, thread = shown
        outbox.put(session, PracticeOver(chat, thread), not_before=at)
        outbox.put(session, BoardChanged(room), not_before=at)


def _drop_notices(session: Session, case: Case) -> None:
    """What waits to be told of the case has become pointless."""
    keys = session.execute(select(OutboxRow.key, OutboxRow.fields)).all()
    pointless = [key for key, fields in keys if fields.get("case") == case.id]
    session.execute(delete(OutboxRow).where(OutboxRow.key.in_(pointless)))
