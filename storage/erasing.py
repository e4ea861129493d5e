"""What has had its time is destroyed: a case with all that belongs to it, or its files alone.

The journal keeps that it was there: ids, acts, days and digests, no content.
"""

from datetime import datetime

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from domain.cases import Case, Stage
from domain.change import Entry
from domain.notices import BoardChanged, SightLost, TopicOver
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
    ScreenRow,
    TopicRow,
)

_BELONGS = (HoldRow, IdentityRow, AttachmentRow, NoteRow, LetterRow, PendingRow, TopicRow)
_LATER = aliased(LetterRow)
_ANSWERED = exists().where(
    _LATER.case_id == LetterRow.case_id, ~_LATER.inward, _LATER.position > LetterRow.position
)
_LETTER_WAITS = exists().where(
    LetterRow.case_id == CaseRow.id,
    LetterRow.inward,
    ~LetterRow.posted | (~LetterRow.seen & ~_ANSWERED),
)


def ended(session: Session) -> list[Case]:
    """Cases that may have had their time; none whose reporter's letter nobody has read."""
    ends = or_(
        CaseRow.stage == Stage.WITHDRAWN,
        CaseRow.practice,
        (CaseRow.stage == Stage.CLOSED) & ~_LETTER_WAITS,
        CaseRow.death & ~_LETTER_WAITS,
    )
    rows = session.scalars(select(CaseRow).where(ends).order_by(CaseRow.id))
    return [case_of(row) for row in rows]


def with_files(session: Session) -> set[str]:
    """The cases that have files."""
    return set(session.scalars(select(AttachmentRow.case_id).distinct()))


def destroy(session: Session, case: Case, *, act: str, by: str, at: datetime) -> None:
    """Destroy a case with all that belongs to it, and have its topic deleted.

    A report that was merged into it goes on: it only loses what it was merged into.
    """
    _delete_topic(session, case, at=at)
    _clear_screens(session, case, at=at)
    merged = CaseRow.merged_into == case.id
    session.execute(update(CaseRow).where(merged).values(merged_into=None))
    for row_class in _BELONGS:
        session.execute(delete(row_class).where(row_class.case_id == case.id))
    _drop_notices(session, case)
    session.execute(delete(CaseRow).where(CaseRow.id == case.id))
    if case.stage is not Stage.WITHDRAWN:  # of which the journal never heard
        journal.append(session, Entry(act, by, at, case.id))


def destroy_files(session: Session, case: Case, *, by: str, at: datetime) -> None:
    """Destroy a case's files, and have the topic deleted in which they were shown."""
    _delete_topic(session, case, at=at)
    session.execute(delete(TopicRow).where(TopicRow.case_id == case.id))
    session.execute(delete(AttachmentRow).where(AttachmentRow.case_id == case.id))
    journal.append(session, Entry("destroy_files", by, at, case.id))


def _delete_topic(session: Session, case: Case, *, at: datetime) -> None:
    """The notice knows the topic from now on, and is not given up before the topic is gone."""
    topic = session.get(TopicRow, case.id)
    if topic is not None:
        over = TopicOver(topic.room_id, topic.thread_id, topic.card_message or 0)
        outbox.put(session, over, not_before=at)
        outbox.put(session, BoardChanged(topic.room_id), not_before=at)


def _clear_screens(session: Session, case: Case, *, at: datetime) -> None:
    """Messages that show the case privately go; what is remembered of its rings does too."""
    for row in session.scalars(select(ScreenRow)):
        if case.id in row.facts:
            row.facts = {key: value for key, value in row.facts.items() if key != case.id}
        elif case.id in row.name or row.facts.get("case") == case.id:
            if row.chat_id > 0 and row.message_id:
                outbox.put(session, SightLost(row.chat_id, 0, row.message_id), not_before=at)
            session.delete(row)
        elif case.id in row.facts.get("trail", []):
            left = [each for each in row.facts["trail"] if each != case.id]
            row.facts = row.facts | {"trail": left}
    session.flush()


def _drop_notices(session: Session, case: Case) -> None:
    """What was told of the case, or waits to be, has become pointless."""
    keys = session.execute(select(OutboxRow.key, OutboxRow.fields)).all()
    pointless = [
        key
        for key, fields in keys
        if fields.get("case") == case.id or fields.get("code") == case.code
    ]
    session.execute(delete(OutboxRow).where(OutboxRow.key.in_(pointless)))
