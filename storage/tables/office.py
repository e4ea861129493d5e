"""Who works at the desk, where cases are shown, and what they are about."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


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
