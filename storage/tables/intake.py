"""What an employee has begun and not filed, and how they asked to be knocked for."""

from datetime import date, datetime

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


class RouteRow(Base):
    """The way back to whoever asked for knocks, sealed under the intake's route key.

    `told` is the position of the last line that a knock has told of, or that was there before;
    `claimed_until` stands while one instance of the intake is about to knock. It goes with its
    case, which the desk destroys without being able to see it.
    """

    __tablename__ = "routes"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), unique=True)
    expires_on: Mapped[date]
    told: Mapped[int]
    claimed_until: Mapped[datetime | None]
    route: Mapped[Sealed]

    __table_args__ = UNORDERED
