"""A week that a contact hands in as a workbook: the one they were given, filled in."""

from datetime import date
from pathlib import PurePath
from typing import Final

from telegram import Document, Message

from domain.contacts import Contact
from domain.errors import (
    FileError,
    FileNotFetchedError,
    SheetOfOtherWeekError,
    SheetUnreadableError,
)
from domain.weeks import Week
from handlers.cleaning.clean import clean
from handlers.desk.context import Desk
from handlers.desk.fetching import fetched
from handlers.desk.returns import contact as contact_chat
from handlers.desk.returns import turns
from handlers.documents import filled, returns
from handlers.documents.filled import Filled
from storage import Session, contacts, people
from storage.forms import form

SPREADSHEETS: Final = frozenset({".xlsx", ".xls", ".et", ".ods", ".csv", ".xlsm"})
"""What an office program calls a table; all but the first are asked for once more, as that."""
LARGEST: Final = 1024 * 1024
"""Bytes; what is given out has about six thousand."""


async def hear(desk: Desk, message: Message) -> bool:
    """Take a contact's workbook for the week it tells; False when it is none of theirs."""
    document = message.document
    if document is None or _ending(document) not in SPREADSHEETS:
        return False
    contact = await desk.store.read(contacts.at, message.chat.id)
    if contact is None:
        return False
    read = await _read(document)
    enterprise, week = await desk.store.read(_meant, desk, contact, read)
    turn = await desk.store.write(
        turns.filled,
        contact_chat.office(desk),
        by=message.chat.id,
        enterprise=enterprise,
        week=week,
        figures=read.values,
        note=read.note,
    )
    await contact_chat.show(desk, turn)
    return True


async def _read(document: Document) -> Filled:
    """The file is built anew first: this process holds the opening key and unpacks nothing."""
    try:
        cleaned = await clean(await fetched(document, largest=LARGEST))
    except FileNotFetchedError:
        raise
    except FileError:
        raise SheetUnreadableError from None
    if cleaned.extension != "xlsx":
        raise SheetUnreadableError
    return filled.read(cleaned.content, form())


def _meant(session: Session, desk: Desk, contact: Contact, read: Filled) -> tuple[str, Week]:
    """The enterprise and the week that a workbook tells; one that is not the contact's is not."""
    week = _week(desk, read.period)
    for enterprise, _ in contacts.appointments(session, contact.id):
        named = people.enterprise(session, enterprise)
        if week and named and read.enterprise in {named.name, named.short}:
            return enterprise, week
    raise SheetOfOtherWeekError


def _week(desk: Desk, period: str) -> Week | None:
    """The week whose return is due at a period's end; None when no workbook of ours says so."""
    try:
        week = Week.of(date.fromisoformat(period[-10:]))
    except ValueError:
        return None
    due = desk.weekly.due(week)
    begun = due is not None and due.since <= desk.now().date()
    return week if due and begun and returns.period(due) == period else None


def _ending(document: Document) -> str:
    return PurePath(document.file_name or "").suffix.lower()
