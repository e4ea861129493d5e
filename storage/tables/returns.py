"""Enterprises' contacts and their weekly returns."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class ReportingRow(Base):
    """An enterprise hands in returns; `opening` are its totals before the first of them.

    `since` and `until` are weeks (2026-W48), `until` the last one that is asked for; `serial` is
    the enterprise's part of a receipt's number.
    """

    __tablename__ = "reporting"

    enterprise_id: Mapped[str] = mapped_column(ForeignKey("enterprises.id"), primary_key=True)
    serial: Mapped[int] = mapped_column(unique=True)
    since: Mapped[str]
    until: Mapped[str | None]
    opening: Mapped[dict[str, Any]]


class ContactRow(Base):
    """Somebody an enterprise named; name and numbers are for the server's administrator alone."""

    __tablename__ = "contacts"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    post: Mapped[str]
    office_phone: Mapped[str]
    mobile: Mapped[str]
    email: Mapped[str]
    chat_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    reachable: Mapped[bool]


class AppointmentRow(Base):
    """A contact is the main one or the backup of an enterprise."""

    __tablename__ = "appointments"

    enterprise_id: Mapped[str] = mapped_column(ForeignKey("enterprises.id"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id"), index=True)


class ReturnRow(Base):
    """An enterprise's figures of a week, being filled in and as they were handed in."""

    __tablename__ = "returns"

    id: Mapped[str] = mapped_column(primary_key=True)
    enterprise_id: Mapped[str] = mapped_column(ForeignKey("enterprises.id"))
    week: Mapped[str]
    form: Mapped[str]
    figures: Mapped[dict[str, Any]]
    sure: Mapped[list[str]]
    note: Mapped[str]
    filed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    filed_note: Mapped[str]
    filed_at: Mapped[datetime | None]
    filed_by: Mapped[str | None] = mapped_column(ForeignKey("contacts.id"))
    changed_at: Mapped[datetime | None]
    passed: Mapped[bool]
    excused: Mapped[str | None]
    reason: Mapped[str]
    wish: Mapped[str | None]
    wished_by: Mapped[str | None] = mapped_column(ForeignKey("contacts.id"))
    open_until: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        Index("uq_returns_enterprise_id_week_form", "enterprise_id", "week", "form", unique=True),
        Index("ix_returns_week", "week"),
    )
    __mapper_args__ = {"version_id_col": version}


class RemindedRow(Base):
    """A contact was asked for a week by one of its reminders; that one never comes again."""

    __tablename__ = "reminded"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    week: Mapped[str] = mapped_column(primary_key=True)
    reminder: Mapped[str] = mapped_column(primary_key=True)


class AskingRow(Base):
    """The one live reminder of a contact's week, and when they want to be called again."""

    __tablename__ = "askings"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    week: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    later_at: Mapped[datetime | None]
