"""Every row class; private to storage."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.columns import SealedColumn, UtcDateTime
from storage.sealed import Sealed


class Base(DeclarativeBase):
    """All tables of the store."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime,
        Sealed: SealedColumn,
        bytes: LargeBinary,
        dict[str, Any]: JSON,
        list[str]: JSON,
    }


class HandledRow(Base):
    """An update whose effects are committed; purged after a day."""

    __tablename__ = "handled"

    bot: Mapped[str] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    day: Mapped[date]


class RoomRow(Base):
    """A forum group in which cases are shown."""

    __tablename__ = "rooms"

    id: Mapped[str] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    ready: Mapped[bool]
    board_message: Mapped[int | None] = mapped_column(BigInteger)


class RoomMemberRow(Base):
    """Somebody seen in a desk's group; `reviewer_id` None: not enrolled, which stops posting."""

    __tablename__ = "room_members"

    room_id: Mapped[str] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    reviewer_id: Mapped[str | None] = mapped_column(ForeignKey("reviewers.id"))


class EnterpriseRow(Base):
    """A state-owned enterprise."""

    __tablename__ = "enterprises"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    short: Mapped[str]
    room_id: Mapped[str | None] = mapped_column(ForeignKey("rooms.id"))


class SiteRow(Base):
    """A place with a poster."""

    __tablename__ = "sites"

    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    enterprise_id: Mapped[str] = mapped_column(ForeignKey("enterprises.id"), index=True)


class ReviewerRow(Base):
    """Somebody who triages reports; `chat_id` is None until they enrol."""

    __tablename__ = "reviewers"

    id: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    chat_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    active: Mapped[bool]


class TieRow(Base):
    """A reviewer is tied to an enterprise and takes no part in its cases."""

    __tablename__ = "ties"

    reviewer_id: Mapped[str] = mapped_column(ForeignKey("reviewers.id"), primary_key=True)
    enterprise_id: Mapped[str] = mapped_column(ForeignKey("enterprises.id"), primary_key=True)


class DutyRow(Base):
    """Somebody is on duty for a time; rank 0 duty, 1 lead, 2 deputy."""

    __tablename__ = "duty"

    id: Mapped[str] = mapped_column(primary_key=True)
    reviewer_id: Mapped[str] = mapped_column(ForeignKey("reviewers.id"))
    rank: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class CodeRow(Base):
    """A one-time code for enrolling or linking, kept as a digest."""

    __tablename__ = "codes"

    digest: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    subject: Mapped[str]
    expires_at: Mapped[datetime]


class CaseRow(Base):
    """A report and where it stands; what was written is sealed or gone."""

    __tablename__ = "cases"

    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    stage: Mapped[str]
    outcome: Mapped[str | None]
    day: Mapped[date]
    concluded_on: Mapped[date | None]
    urgent: Mapped[bool]
    rung: Mapped[bool]
    holder: Mapped[str | None] = mapped_column(ForeignKey("reviewers.id"))
    due_kind: Mapped[str | None]
    due_day: Mapped[date | None]
    due_at: Mapped[datetime | None]
    question_open: Mapped[bool]
    extension: Mapped[str]
    objected: Mapped[bool]
    excluded: Mapped[list[str]]
    death: Mapped[bool]
    muted: Mapped[bool]
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    room_id: Mapped[str | None] = mapped_column(ForeignKey("rooms.id"))
    posted: Mapped[bool]
    enterprise_tag: Mapped[str | None] = mapped_column(index=True)
    category_tag: Mapped[str | None]
    locator: Mapped[str | None] = mapped_column(unique=True)
    mailbox_key: Mapped[bytes | None]
    report: Mapped[Sealed | None]
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        Index("ix_cases_stage_due_day", "stage", "due_day"),
        Index("ix_cases_holder_stage", "holder", "stage"),
    )
    __mapper_args__ = {"version_id_col": version}


class AttachmentRow(Base):
    """A cleaned file of a report, a letter or a note."""

    __tablename__ = "attachments"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    letter_id: Mapped[str | None] = mapped_column(ForeignKey("letters.id"), index=True)
    note_id: Mapped[str | None] = mapped_column(ForeignKey("notes.id"), index=True)
    position: Mapped[int]
    content: Mapped[Sealed]


class LetterRow(Base):
    """A line of a mailbox, sealed to it and to the desk.

    `inward` came from the reporter and carries no moment; what the desk wrote is read from
    `visible_from` on. `to_show` is the first message of an inward one that does not stand in the
    case's topic yet, None when all do.
    """

    __tablename__ = "letters"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    position: Mapped[int]
    inward: Mapped[bool]
    visible_from: Mapped[datetime | None]
    posted: Mapped[bool]
    seen: Mapped[bool]
    to_show: Mapped[int | None]
    body: Mapped[Sealed]

    __table_args__ = (
        Index("ix_letters_case_id_position", "case_id", "position"),
        CheckConstraint("NOT inward OR visible_from IS NULL", name="inward_has_no_moment"),
    )


class NoteRow(Base):
    """Something the desk wrote for itself."""

    __tablename__ = "notes"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    by: Mapped[str]
    purpose: Mapped[str]
    at: Mapped[datetime]
    body: Mapped[Sealed]


class HoldRow(Base):
    """An act whose reporter-visible part can still be taken back."""

    __tablename__ = "holds"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    by: Mapped[str]
    until: Mapped[datetime]
    after_version: Mapped[int]
    before: Mapped[dict[str, Any]]
    letters: Mapped[list[str]]


class TopicRow(Base):
    """Where a case is shown in Telegram."""

    __tablename__ = "topics"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    room_id: Mapped[str] = mapped_column(ForeignKey("rooms.id"))
    thread_id: Mapped[int] = mapped_column(BigInteger)
    card_message: Mapped[int | None] = mapped_column(BigInteger)
    files_posted: Mapped[bool]
    title: Mapped[str]
    icon: Mapped[str]

    __table_args__ = (Index("uq_topics_room_id_thread_id", "room_id", "thread_id", unique=True),)


class PendingRow(Base):
    """What a reviewer is about to write, sealed: a text asked for, or one shown for approval."""

    __tablename__ = "pending"

    reviewer_id: Mapped[str] = mapped_column(ForeignKey("reviewers.id"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    thread_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"))
    purpose: Mapped[str]
    asked_at: Mapped[datetime]
    id: Mapped[str]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    body: Mapped[Sealed | None]


class ScreenRow(Base):
    """A desk message that is edited in place: /next, the board, a ring."""

    __tablename__ = "screens"

    name: Mapped[str] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    facts: Mapped[dict[str, Any]]


class OutboxRow(Base):
    """An intent to tell somebody something."""

    __tablename__ = "outbox"

    key: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    fields: Mapped[dict[str, Any]]
    rank: Mapped[int]
    not_before: Mapped[datetime]
    wanted: Mapped[int]
    state: Mapped[str]
    attempts: Mapped[int]
    claimed_until: Mapped[datetime | None]

    __table_args__ = (Index("ix_outbox_state_rank_not_before", "state", "rank", "not_before"),)


class JournalRow(Base):
    """One act of the desk, chained to the one before."""

    __tablename__ = "journal"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[str]
    by: Mapped[str]
    act: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]]
    previous: Mapped[str]
    digest: Mapped[str]


class JournalHeadRow(Base):
    """The newest entry; the lock under which the chain grows."""

    __tablename__ = "journal_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str]


class DraftRow(Base):
    """An unfinished report under a pseudonym that dies; `dies_at` is a whole hour."""

    __tablename__ = "drafts"

    pseudonym: Mapped[str] = mapped_column(primary_key=True)
    dies_at: Mapped[datetime] = mapped_column(index=True)
    body: Mapped[Sealed]


class DraftFileRow(Base):
    """A cleaned file of an unfinished report."""

    __tablename__ = "draft_files"

    id: Mapped[str] = mapped_column(primary_key=True)
    pseudonym: Mapped[str] = mapped_column(
        ForeignKey("drafts.pseudonym", ondelete="CASCADE", onupdate="CASCADE"), index=True
    )
    content: Mapped[Sealed]


class LeaseRow(Base):
    """Who may do alone what only one may do, until when."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]
