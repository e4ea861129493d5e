"""Whether messages reach a contact: the desk hears of it once, and the other contact takes over."""

from datetime import datetime

from domain.notices import ContactLost
from storage import Session, contacts, outbox


def note(session: Session, account: int, *, reachable: bool, now: datetime) -> None:
    """A Telegram account blocked the bot, or let it in again."""
    contact = contacts.at(session, account)
    if contact is not None:
        note_of(session, contact.id, reachable=reachable, now=now)


def note_of(session: Session, contact: str, *, reachable: bool, now: datetime) -> None:
    """The same for a contact; the desk is told when somebody is lost, once each time."""
    changed = contacts.reached(session, contact, reachable=reachable)
    if changed and not reachable and contacts.appointments(session, contact):
        occasion = now.isoformat(timespec="minutes")
        outbox.put(session, ContactLost(contact, occasion=occasion), not_before=now)
