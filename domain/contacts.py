"""Contacts: who hands in an enterprise's weekly return, the main one and the backup."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """For which of its two places an enterprise has named somebody."""

    MAIN = "main"
    BACKUP = "backup"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody named by an enterprise; `chat_id` is None until they enrol.

    Name and numbers come from the receipt (附件3) and stay on the server: they are never sent.
    `reachable` is False once Telegram says that they have blocked the bot or are gone.
    """

    id: str
    name: str = ""
    post: str = ""
    office_phone: str = ""
    mobile: str = ""
    email: str = ""
    chat_id: int | None = None
    reachable: bool = True

    @property
    def listens(self) -> bool:
        """Whether a message reaches them."""
        return self.chat_id is not None and self.reachable


@dataclass(frozen=True)
class Appointment:
    """A contact does a part for an enterprise."""

    enterprise: str
    part: Part
    contact: Contact


def asked(pair: dict[Part, Contact], *, passed: bool, overdue: bool) -> list[tuple[Part, Contact]]:
    """Who of an enterprise's contacts is reminded: one of them, both once it is overdue.

    The main one, but the backup when the main one passed the week on or hears nothing; nobody
    when nobody hears.
    """
    listening = [(part, pair[part]) for part in Part if part in pair and pair[part].listens]
    if overdue:
        return listening
    return listening[-1:] if passed else listening[:1]


def vacant(pair: dict[Part, Contact]) -> bool:
    """Whether nobody of an enterprise can be reached."""
    return not any(contact.listens for contact in pair.values())
