"""What a contact was asked for a week: the reminders that came, the one that is live."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.notices import ReminderDue
from domain.weeks import Week
from storage import conflicts, outbox
from storage.tables import AskingRow, RemindedRow


@dataclass(frozen=True, kw_only=True)
class Asking:
    """The live reminder of a contact's week, None when there is none; when to call them again."""

    contact: str
    week: Week
    message: int | None = None
    later: datetime | None = None


def find(session: Session, contact: str, week: Week) -> Asking:
    """What a contact was asked for a week."""
    row = session.get(AskingRow, (contact, week.key))
    if row is None:
        return Asking(contact=contact, week=week)
    return Asking(contact=contact, week=week, message=row.message_id, later=row.later_at)


def put(session: Session, asking: Asking) -> None:
    """Keep what a contact was asked as it is now."""
    session.merge(
        AskingRow(
            contact_id=asking.contact,
            week=asking.week.key,
            message_id=asking.message,
            later_at=asking.later,
        )
    )
    session.flush()


def later(session: Session, week: Week) -> dict[str, datetime]:
    """The contacts who asked to be called again in a week, and when."""
    rows = session.execute(
        select(AskingRow.contact_id, AskingRow.later_at).where(
            AskingRow.week == week.key, AskingRow.later_at.is_not(None)
        )
    )
    return {contact: moment for contact, moment in rows if moment is not None}


def live(session: Session, contact: str) -> list[Asking]:
    """A contact's live reminders of all weeks."""
    rows = session.scalars(
        select(AskingRow).where(AskingRow.contact_id == contact, AskingRow.message_id.is_not(None))
    )
    return [
        Asking(
            contact=contact, week=Week.read(row.week), message=row.message_id, later=row.later_at
        )
        for row in rows
    ]


def reminded(session: Session, week: Week) -> set[tuple[str, str]]:
    """The contacts and reminders of a week that were queued."""
    known = session.execute(
        select(RemindedRow.contact_id, RemindedRow.reminder).where(RemindedRow.week == week.key)
    )
    return {(contact, reminder) for contact, reminder in known}


def remind(
    session: Session, week: Week, reminders: Iterable[tuple[str, str]], *, at: datetime
) -> int:
    """Queue reminders, contact and reminder's key, that were not queued before; how many."""
    new = sorted(set(reminders) - reminded(session, week))
    if new:
        session.execute(
            conflicts.insert(session, RemindedRow).on_conflict_do_nothing(),
            [
                {"contact_id": contact, "week": week.key, "reminder": reminder}
                for contact, reminder in new
            ],
        )
        outbox.put_all(
            session,
            [ReminderDue(contact, week.key, reminder) for contact, reminder in new],
            not_before=at,
        )
    return len(new)
