"""A contact enrols: a one-time code makes a Telegram account the contact of an enterprise."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain.change import Entry
from domain.contacts import Part
from domain.errors import EnrolmentError, OldButtonError
from domain.people import Enterprise
from domain.weeks import Due, Week, Weekly
from handlers.desk.context import Desk, DeskContext
from handlers.desk.showing import answer, put
from handlers.texts.returns import texts
from storage import Session, codes, contacts, journal, people, reporting


@dataclass(frozen=True)
class Place:
    """What a code stands for."""

    enterprise: Enterprise
    part: Part
    contact: str


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """What an enrolling contact presses."""
    return [CallbackQueryHandler(on_answer, r"^enrolc:(?:yes|no):")]


async def ask(desk: Desk, message: Message, code: str) -> bool:
    """Ask the owner of a code whether it is them; False when the code stands for no contact."""
    place = await desk.store.read(standing, code, desk.now())
    if place is None:
        return False
    say = texts(desk.language)
    with suppress(BadRequest):
        await message.delete()
    await desk.bot.send_message(
        message.chat.id,
        say.enrol_ask(place.enterprise.short, place.part),
        reply_markup=InlineKeyboardMarkup.from_row(
            [
                InlineKeyboardButton(say.buttons["yes"], callback_data=f"enrolc:yes:{code}"),
                InlineKeyboardButton(say.buttons["no"], callback_data=f"enrolc:no:{code}"),
            ]
        ),
    )
    return True


async def on_answer(update: Update, context: DeskContext) -> None:
    """Somebody said that the code is theirs, or that it is not."""
    desk, query = context.desk, update.callback_query
    if query is None or query.data is None or not isinstance(query.message, Message):
        raise OldButtonError
    say = texts(desk.language)
    _, said, code = query.data.split(":", 2)
    if said == "no":
        await desk.store.write(codes.void, code)
        shown = say.code_voided
    else:
        due = await desk.store.write(enrol, desk.weekly, code, query.from_user.id, now=desk.now())
        shown = say.reviewer_too if due is None else say.enrol_done(due)
    await answer(update)
    await put(desk, query.message, shown)


async def show_again(desk: Desk, update: Update) -> bool:
    """Somebody's 对，是我 was recorded and the answer lost; False when it was no such press."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return False
    if not (query.data or "").startswith("enrolc:yes:"):
        return False
    if await desk.store.read(contacts.at, query.from_user.id) is not None:
        with suppress(BadRequest):  # it stands there already
            due = desk.weekly.current(desk.now())
            await query.message.edit_text(texts(desk.language).enrol_done(due))
    return True


def standing(session: Session, code: str, now: datetime) -> Place | None:
    """What a code stands for, None when for nothing."""
    try:
        enterprise, part, contact = codes.look(session, code, purpose=codes.CONTACT, now=now).split(
            ":"
        )
    except EnrolmentError:
        return None
    named = people.enterprise(session, enterprise)
    return None if named is None else Place(named, Part(part), contact)


def enrol(
    session: Session, weekly: Weekly, code: str, account: int, *, now: datetime
) -> Due | None:
    """Make an account the contact its code names; the next return it is asked for.

    None, and nothing done, for a reviewer: nobody hands in what they look after. Somebody who is a
    contact already does this part as well.
    """
    place = standing(session, code, now)
    if place is None:
        raise EnrolmentError
    if people.reviewer_at(session, account) is not None:
        return None
    codes.use(session, code, purpose=codes.CONTACT, now=now)
    known = contacts.at(session, account)
    named = contacts.load(session, place.contact)
    if known is None or known.id == named.id:
        known = replace(named, chat_id=account, reachable=True)
    else:
        known = replace(known, reachable=True)
    contacts.put(session, known)
    contacts.appoint(session, place.enterprise.id, place.part, known.id)
    contacts.forget_unnamed(session)
    facts = {"part": place.part.value}
    journal.append(session, Entry("enrol_contact", known.id, now, place.enterprise.id, facts))
    reporting.begin(session, place.enterprise.id, weekly.asked(Week.of(now.date())).week)
    return weekly.current(now)
