"""What an employee has begun and not filed."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.sealed import Sealed
from storage.tables.base import UNORDERED, Base


class DraftRow(Base):
    """An unfinished report under a pseudonym that dies; `dies_at` is a whole day.

    `whereabouts` is its chat, sealed under the day key.
    """

    __tablename__ = "drafts"

    pseudonym: Mapped[str] = mapped_column(primary_key=True)
    dies_at: Mapped[datetime] = mapped_column(index=True)
    body: Mapped[Sealed]
    whereabouts: Mapped[Sealed]

    __table_args__ = UNORDERED


class DraftFileRow(Base):
    """A cleaned file of an unfinished report."""

    __tablename__ = "draft_files"

    id: Mapped[str] = mapped_column(primary_key=True)
    pseudonym: Mapped[str] = mapped_column(
        ForeignKey("drafts.pseudonym", ondelete="CASCADE", onupdate="CASCADE"), index=True
    )
    content: Mapped[Sealed]

    __table_args__ = UNORDERED
