"""What keeps the works going: updates, intents, the journal, screens, leases."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import UNORDERED, Base


class HandledRow(Base):
    """An update whose effects are committed, by a keyed digest; purged after a day."""

    __tablename__ = "handled"

    mark: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]

    __table_args__ = UNORDERED


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

    __table_args__ = (
        Index("ix_outbox_state_rank_not_before", "state", "rank", "not_before"),
        UNORDERED,
    )


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


class LeaseRow(Base):
    """Who may do alone what only one may do, until when."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]
