"""One enterprise's week as a contact sees it, and the press or message by which they came to it."""

import re
from dataclasses import dataclass
from datetime import datetime

from telegram import InlineKeyboardButton, Message, Update

from domain import returns as rules
from domain.contacts import Contact, Part
from domain.errors import NotAllowedError, OldButtonError
from domain.forms import Form
from domain.people import Enterprise
from domain.returns import Past, Return
from domain.weeks import Due, Week, Weekly
from handlers.texts.returns import Figures
from storage import Session, contacts, people, reporting, returns
from storage.forms import form

_SHAPE = re.compile(
    r"w:([a-z_]{2,9}):([0-9A-Za-z-]{1,24}):(\d{4}-W\d{2})(?::([0-9A-Za-z_-]{1,12}))?"
)
LONGEST = 64


@dataclass(frozen=True, kw_only=True)
class Tap:
    """What a contact pressed: `by` is their Telegram id, `message` the one with the button."""

    verb: str
    enterprise: str
    week: Week
    arg: str
    by: int
    message: int

    @classmethod
    def of(cls, update: Update) -> "Tap":
        """The press in an update; OldButtonError when it is none of ours."""
        query = update.callback_query
        shape = _SHAPE.fullmatch(query.data or "") if query else None
        if query is None or shape is None or not isinstance(query.message, Message):
            raise OldButtonError
        return cls(
            verb=shape[1],
            enterprise=shape[2],
            week=week_in(shape[3]),
            arg=shape[4] or "",
            by=query.from_user.id,
            message=query.message.message_id,
        )


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A week of one enterprise before one of its contacts.

    `other_listens`: the enterprise has a second contact whom messages reach.
    """

    contact: Contact
    part: Part
    enterprise: Enterprise
    due: Due
    form: Form
    one: Return
    past: Past
    serial: int
    other_listens: bool
    now: datetime

    @property
    def figures(self) -> Figures:
        """What is being filled in, as it is shown."""
        return Figures(
            form=self.form,
            due=self.due,
            enterprise=self.enterprise.short,
            values=self.one.values,
            totals=self.form.totals(self.past.before, self.one.values),
            note=self.one.note,
        )

    @property
    def filed(self) -> Figures:
        """What was handed in, as it is shown."""
        values = self.one.filed or {}
        return Figures(
            form=self.form,
            due=self.due,
            enterprise=self.enterprise.short,
            values=values,
            totals=self.form.totals(self.past.before, values),
            note=self.one.filed_note,
        )

    @property
    def number(self) -> str:
        """What its receipt is called."""
        return rules.number(self.one.week, self.serial)

    @property
    def locked(self) -> bool:
        """Whether the contact cannot change it."""
        return self.one.locked(self.due, self.now)


def week_in(written: str) -> Week:
    """The week that a button carries; OldButtonError for what is none."""
    try:
        return Week.read(written)
    except ValueError:
        raise OldButtonError from None


def data(verb: str, enterprise: str, week: Week, arg: str = "") -> str:
    """What a button carries."""
    text = f"w:{verb}:{enterprise}:{week.key}" + (f":{arg}" if arg else "")
    if len(text.encode()) > LONGEST or not _SHAPE.fullmatch(text):
        raise ValueError("a button cannot carry this")
    return text


def button(name: str, verb: str, sheet: Sheet, arg: str = "") -> InlineKeyboardButton:
    """A button about this enterprise's week."""
    carried = data(verb, sheet.enterprise.id, sheet.one.week, arg)
    return InlineKeyboardButton(name, callback_data=carried)


def open_sheet(
    session: Session, weekly: Weekly, *, by: int, enterprise: str, week: Week, now: datetime
) -> Sheet:
    """The week of an enterprise for a Telegram account.

    NotAllowedError for who is not, or no longer, its contact; OldButtonError for no such week.
    """
    contact = contacts.at(session, by)
    appointed = {} if contact is None else dict(contacts.appointments(session, contact.id))
    named = people.enterprise(session, enterprise)
    kept = reporting.find(session, enterprise)
    due = weekly.due(week)
    if contact is None or enterprise not in appointed or named is None:
        raise NotAllowedError("contact")
    if due is None or kept is None or due.since > now.date():
        raise OldButtonError
    pair = contacts.pair(session, enterprise)
    return Sheet(
        contact=contact,
        part=appointed[enterprise],
        enterprise=named,
        due=due,
        form=form(),
        one=returns.of(session, enterprise, week),
        past=returns.past(session, enterprise, week),
        serial=kept.serial,
        other_listens=any(c.listens and c.id != contact.id for c in pair.values()),
        now=now,
    )


def owed(session: Session, weekly: Weekly, contact: Contact, now: datetime) -> list[Sheet]:
    """What a contact has still to hand in, the oldest week first.

    An enterprise whose main contact passed the week on is the backup's.
    """
    found = []
    appointed = contacts.appointments(session, contact.id)
    for due in weekly.open(now):
        for enterprise, _ in appointed:
            kept = reporting.find(session, enterprise)
            if kept is None or not kept.asked(due.week):
                continue
            sheet = open_sheet(
                session,
                weekly,
                by=contact.chat_id or 0,
                enterprise=enterprise,
                week=due.week,
                now=now,
            )
            if not sheet.one.settled:
                found.append(sheet)
    return found
