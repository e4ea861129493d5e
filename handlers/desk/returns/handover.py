"""A contact hands over: a new code for whoever takes over, and their own rights end at once."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain.change import Entry
from domain.contacts import Contact, Part
from domain.errors import NotAllowedError, OldButtonError
from domain.people import Enterprise
from domain.receipts import case_code
from handlers.desk.context import Desk, DeskContext
from handlers.desk.showing import answer, put
from handlers.texts.returns import texts
from storage import Session, codes, contacts, journal, people
from storage.ids import fresh

WITHIN: Final = timedelta(days=7)
CODE_LENGTH: Final = 8


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """What a contact who hands over presses."""
    return [CallbackQueryHandler(on_press, r"^wh:(?:ask|yes|no):[^:]+:(?:main|backup)\Z")]


async def choose(desk: Desk, message: Message, contact: Contact) -> None:
    """Ask which part is handed over."""
    say = texts(desk.language)
    rows = [
        [
            InlineKeyboardButton(
                f"{named.short} {say.parts[part]}", callback_data=_data("ask", named.id, part)
            )
        ]
        for named, part in await desk.store.read(_parts, contact.id)
    ]
    shown = say.which_part if rows else say.not_yours
    await message.reply_text(shown, reply_markup=InlineKeyboardMarkup(rows) if rows else None)


async def on_press(update: Update, context: DeskContext) -> None:
    """A contact chose a part, is sure, or is not."""
    desk, query = context.desk, update.callback_query
    if query is None or query.data is None or not isinstance(query.message, Message):
        raise OldButtonError
    _, verb, enterprise, part = query.data.split(":")
    say, account = texts(desk.language), query.from_user.id
    if verb == "ask":
        named = await desk.store.read(_own, account, enterprise, Part(part))
        row = [
            InlineKeyboardButton(
                say.buttons["hand_over"], callback_data=_data("yes", enterprise, Part(part))
            ),
            InlineKeyboardButton(
                say.buttons["not_now"], callback_data=_data("no", enterprise, Part(part))
            ),
        ]
        await answer(update)
        asked = say.handover_ask(named.short, Part(part))
        await put(desk, query.message, asked, InlineKeyboardMarkup([row]))
        return
    if verb == "no":
        await answer(update)
        await put(desk, query.message, say.help)
        return
    code = case_code(secrets.token_bytes(32), CODE_LENGTH)
    named = await desk.store.write(hand_over, account, enterprise, Part(part), code, desk.now())
    await answer(update)
    told = say.handover(named.short, Part(part), f"{code[:4]}-{code[4:]}")
    await put(desk, query.message, told)


def hand_over(
    session: Session, account: int, enterprise: str, part: Part, code: str, now: datetime
) -> Enterprise:
    """Make a code for somebody new, who does the part from now on; NotAllowedError for others."""
    named = _own(session, account, enterprise, part)
    contact = contacts.at(session, account)
    assert contact is not None
    successor = Contact(id=fresh())
    contacts.put(session, successor)
    contacts.appoint(session, enterprise, part, successor.id)
    contacts.forget_unnamed(session)
    codes.put(
        session,
        code,
        purpose=codes.CONTACT,
        subject=f"{enterprise}:{part.value}:{successor.id}",
        expires_at=now + WITHIN,
    )
    entry = Entry("hand_over", contact.id, now, enterprise, {"part": part.value})
    journal.append(session, entry)
    return named


def _own(session: Session, account: int, enterprise: str, part: Part) -> Enterprise:
    contact = contacts.at(session, account)
    named = people.enterprise(session, enterprise)
    if contact is None or named is None:
        raise NotAllowedError("contact")
    if (enterprise, part) not in contacts.appointments(session, contact.id):
        raise NotAllowedError("contact")
    return named


def _parts(session: Session, contact: str) -> list[tuple[Enterprise, Part]]:
    found = []
    for enterprise, part in contacts.appointments(session, contact):
        named = people.enterprise(session, enterprise)
        if named is not None:
            found.append((named, part))
    return found


def _data(verb: str, enterprise: str, part: Part) -> str:
    return f"wh:{verb}:{enterprise}:{part.value}"
