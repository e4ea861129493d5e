"""Where a case is shown in Telegram; remembered before anything is posted into it."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.tables import CaseRow, LetterRow, TopicRow


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A case's topic: its thread in a desk, its live card, and whether the files are in it.

    `icon` is the emoji of its icon, "" for Telegram's own.
    """

    case: str
    room: str
    thread: int
    title: str
    icon: str = ""
    card: int | None = None
    files_posted: bool = False


def find(session: Session, case: str) -> Topic | None:
    """The topic of a case."""
    row = session.get(TopicRow, case)
    return None if row is None else _topic(row)


def at(session: Session, room: str, thread: int) -> Topic | None:
    """The topic behind a thread of a desk."""
    row = session.scalar(
        select(TopicRow).where(TopicRow.room_id == room, TopicRow.thread_id == thread)
    )
    return None if row is None else _topic(row)


def remember(session: Session, topic: Topic) -> None:
    """Remember a topic as it is now; one that was made again takes the old one's place."""
    session.merge(
        TopicRow(
            case_id=topic.case,
            room_id=topic.room,
            thread_id=topic.thread,
            card_message=topic.card,
            files_posted=topic.files_posted,
            title=topic.title,
            icon=topic.icon,
        )
    )
    session.flush()


def first(session: Session, topic: Topic) -> Topic:
    """Remember a topic that was made, unless the case has one in that desk, which stays."""
    known = find(session, topic.case)
    if known is not None and known.room == topic.room:
        return known
    remember(session, topic)
    return topic


def forget(session: Session, case: str) -> None:
    """The topic is gone; the next delivery makes it again, with all that stood in it."""
    row = session.get(TopicRow, case)
    if row is not None:
        session.delete(row)
        inward = update(LetterRow).where(LetterRow.case_id == case, LetterRow.inward)
        session.execute(inward.values(to_show=0))
        session.flush()


def of_room(session: Session, room: str) -> list[Topic]:
    """All topics of a desk."""
    return [_topic(r) for r in session.scalars(select(TopicRow).where(TopicRow.room_id == room))]


def tags_in(session: Session, room: str) -> set[str]:
    """The keyed tags of the enterprises whose cases were given to a desk."""
    tags = session.scalars(select(CaseRow.enterprise_tag).where(CaseRow.room_id == room).distinct())
    return {tag for tag in tags if tag is not None}


def _topic(row: TopicRow) -> Topic:
    return Topic(
        case=row.case_id,
        room=row.room_id,
        thread=row.thread_id,
        title=row.title,
        icon=row.icon,
        card=row.card_message,
        files_posted=row.files_posted,
    )
