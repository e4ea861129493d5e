"""Enrolling: a one-time code makes a Telegram account a reviewer, after asking back."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain.change import Entry
from domain.errors import EnrolmentError, OldButtonError
from domain.people import Reviewer
from handlers.desk import group
from handlers.desk.context import Desk, DeskContext
from handlers.desk.showing import answer, put
from handlers.texts.office import texts
from storage import Session, codes, journal, people
from storage.opening import Opening

LONGEST = 32
_CODE = re.compile(r"[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){3,31}")


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """What an enrolling person presses."""
    return [CallbackQueryHandler(on_answer, r"^enrol:(?:yes|no):")]


def code_in(text: str) -> str | None:
    """The code somebody typed or followed a link with, as far as its shape tells."""
    words = text.removeprefix("/start").strip()
    return words if len(words) <= LONGEST and _CODE.fullmatch(words) else None


async def ask(desk: Desk, message: Message, code: str) -> bool:
    """Ask the owner of a code whether it is them; False when the code stands for nobody."""
    reviewer = await desk.store.read(standing, code, desk.now())
    if reviewer is None:
        return False
    say = texts(desk.language)
    with suppress(BadRequest):
        await message.delete()
    await desk.bot.send_message(
        message.chat.id,
        say.enrol_ask(reviewer.label, reviewer.role),
        reply_markup=InlineKeyboardMarkup.from_row(
            [
                InlineKeyboardButton(say.buttons["enrol_yes"], callback_data=f"enrol:yes:{code}"),
                InlineKeyboardButton(say.buttons["enrol_no"], callback_data=f"enrol:no:{code}"),
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
        shown = say.enrol_voided
    else:
        chat, now = query.from_user.id, desk.now()
        rooms = await desk.store.read(group.rooms_with, chat)
        seen = [(room.id, await group.look(desk, room.chat_id, also=chat)) for room in rooms]
        reviewer = await desk.store.write(enrol, desk.opening, code, chat, seen, now=now)
        shown = say.enrol_done(reviewer.label)
    await answer(update)
    await put(desk, query.message, shown)


async def show_again(desk: Desk, update: Update) -> bool:
    """Somebody's 对，是我 was recorded and the answer lost; False when it was no such press."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return False
    if not (query.data or "").startswith("enrol:yes:"):
        return False
    reviewer = await desk.store.read(people.reviewer_at, query.from_user.id)
    if reviewer is not None:
        with suppress(BadRequest):  # it stands there already
            await query.message.edit_text(texts(desk.language).enrol_done(reviewer.label))
    return True


def standing(session: Session, code: str, now: datetime) -> Reviewer | None:
    """The reviewer a code stands for, None when for nobody."""
    try:
        reviewer = people.reviewer(session, codes.look(session, code, purpose=codes.ENROL, now=now))
    except EnrolmentError:
        return None
    return reviewer if reviewer.active else None


def enrol(
    session: Session,
    opening: Opening,
    code: str,
    chat: int,
    seen: list[tuple[str, group.Seen]],
    *,
    now: datetime,
) -> Reviewer:
    """Make an account the reviewer its code names; the account they had before has no rights.

    `seen` are the groups where the account was already known as a stranger's.
    """
    reviewer = people.reviewer(session, codes.use(session, code, purpose=codes.ENROL, now=now))
    other = people.reviewer_at(session, chat)
    if not reviewer.active or (other is not None and other.id != reviewer.id):
        raise EnrolmentError
    enrolled = replace(reviewer, chat_id=chat)
    people.put_reviewer(session, enrolled)
    journal.append(session, Entry("enrol", reviewer.id, now, reviewer.id))
    for room_id, found in seen:
        if chat in found.present:
            people.seen_in(session, room_id, chat, reviewer.id)
        group.settle(session, opening, room_id, found, by=reviewer.id, at=now)
    return enrolled
