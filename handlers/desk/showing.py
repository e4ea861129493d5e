"""How the desk answers whoever acted: a toast, a line that can be taken back, a choice."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from domain.cases import HOLD, Case
from domain.notices import UndoOver
from handlers.desk.buttons import button
from handlers.desk.context import Desk
from handlers.desk.press import Press, thread_of
from handlers.texts.case import texts
from storage import Session, cases, outbox, topics

TOAST = 200  # characters Telegram takes in the answer to a press


@dataclass(frozen=True)
class Done:
    """An act that was recorded; `letter` names it while it can be taken back, unread.

    `thread` is the case's topic, None where it has none (yet).
    """

    verb: str
    case: Case
    letter: str | None = None
    thread: int | None = None

    @property
    def hidden(self) -> bool:
        """Whether the reporter cannot see it yet."""
        return self.letter is not None


def done(session: Session, verb: str, case: Case, *, now: datetime) -> Done:
    """What to say of an act that has just been recorded."""
    topic = topics.find(session, case.id)
    letter = cases.held(session, case.id, now=now)
    return Done(verb, case, letter, thread=topic.thread if topic else None)


async def answer(update: Update, text: str = "", *, alert: bool = False) -> None:
    """Answer a press; one older than Telegram remembers needs no answer any more."""
    if update.callback_query is None:
        return
    with suppress(BadRequest):
        await update.callback_query.answer(text[:TOAST] or None, show_alert=alert)


async def put(
    desk: Desk, pressed: Message, text: str, keys: InlineKeyboardMarkup | None = None
) -> None:
    """Put a text in the place of what was pressed, or below it where that is gone."""
    try:
        await pressed.edit_text(text, reply_markup=keys)
    except BadRequest as error:
        if "not modified" in error.message:
            return
        await desk.bot.send_message(
            pressed.chat.id,
            text,
            message_thread_id=thread_of(pressed) or None,
            reply_markup=keys,
            disable_notification=True,
        )


async def tell_done(desk: Desk, what: Done, *, chat: int, thread: int) -> None:
    """Say what was done, with 撤回 for a minute where the reporter will see it."""
    say = texts(desk.language)
    text = say.held(what.verb, what.case.code, hidden=what.hidden)
    if what.verb == "refer" and what.case.due is not None:
        text = f"{text}\n{say.chased(what.case.due.day)}"
    rows = [[button(say, "undo", what.case, what.letter)]] if what.letter else []
    if chat < 0 and what.thread is not None:  # pressed under a ring in General
        thread = what.thread
    message = await choose(desk, text, rows, chat=chat, thread=thread)
    if what.hidden:
        over = UndoOver(chat, message)
        await desk.store.remember(outbox.put, over, not_before=desk.now() + HOLD)


async def choose(
    desk: Desk,
    text: str,
    rows: list[list[InlineKeyboardButton]],
    *,
    chat: int,
    thread: int,
    html: bool = False,
) -> int:
    """Post a line with buttons, without a sound; its message id.

    Where the topic was deleted meanwhile it stands in General, which the same people read.
    """
    try:
        sent = await desk.bot.send_message(
            chat,
            text if html else escape(text),
            parse_mode=ParseMode.HTML,
            message_thread_id=thread or None,
            reply_markup=InlineKeyboardMarkup(rows) if rows else None,
            protect_content=True,
            disable_notification=True,
        )
    except BadRequest as error:
        if not thread or "thread not found" not in error.message:
            raise
        return await choose(desk, text, rows, chat=chat, thread=0, html=html)
    return sent.message_id


async def take_away(desk: Desk, press: Press) -> None:
    """Delete the message with the choice that was made."""
    with suppress(BadRequest):
        await desk.bot.delete_message(press.chat, press.message)


def in_rows(buttons: list[InlineKeyboardButton], width: int) -> list[list[InlineKeyboardButton]]:
    """Buttons in rows of a width."""
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]
