"""Cases and everything that belongs to one."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.sealed import Sealed
from storage.tables.base import UNORDERED, Base


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
    practice: Mapped[bool]
    enterprise_tag: Mapped[str | None] = mapped_column(index=True)
    category_tag: Mapped[str | None]
    locator: Mapped[str | None] = mapped_column(unique=True)
    mailbox_key: Mapped[bytes | None]
    report: Mapped[Sealed | None]
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        Index("ix_cases_stage_due_day", "stage", "due_day"),
        Index("ix_cases_holder_stage", "holder", "stage"),
        UNORDERED,
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

    __table_args__ = UNORDERED


class KnockableRow(Base):
    """What the desk may know of a route: that there was one at the last posting hour."""

    __tablename__ = "knockables"

    case_id: Mapped[str] = mapped_column(
        ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
    )

    __table_args__ = UNORDERED


class IdentityRow(Base):
    """Who the reporter of a case is, sealed to two officers in turn."""

    __tablename__ = "identities"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), unique=True)
    body: Mapped[Sealed]

    __table_args__ = UNORDERED


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
        UNORDERED,
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
