"""The desk's one error handler, and what is shown when an update comes again or fails for good."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from domain.change import Entry
from domain.errors import (
    OldButtonError,
    OvertakenError,
    RuleError,
    StageError,
    WaitedTooLongError,
)
from domain.notices import CardChanged
from handlers.desk import drafts, enrol, menus, previews
from handlers.desk.context import Desk, DeskContext
from handlers.desk.press import Press, thread_of
from handlers.desk.returns import again
from handlers.desk.returns import enrol as contact_enrol
from handlers.desk.showing import Done, answer, choose, done, take_away, tell_done
from handlers.texts.case import texts
from storage import Session, cases, journal, outbox, people

_log = logging.getLogger(__name__)

FAILED = "failed"
"""Where the application keeps what an error that is no refusal is handed to."""
AGAIN: Final = "again"
"""The verb of an act whose update came again: which it was stands on the card."""
_OLD = (OldButtonError, OvertakenError, StageError, WaitedTooLongError)
JUST: Final = timedelta(minutes=10)
"""For how long an act of somebody else explains why a card is old."""
_SHUT_OUT = ("Chat not found", "chat not found", "ot enough rights to send", "WRITE_FORBIDDEN")
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_ANSWERS = frozenset({"gov", "shut", "undo", "send", "keep", "redo", "tmpl", "drop"})


@dataclass(frozen=True)
class Names:
    """What a refusal may name: the case's code, the reviewers' labels, what was done to it last.

    `presser` is the reviewer who was refused.
    """

    code: str
    labels: Mapping[str, str]
    presser: str | None = None
    last: Entry | None = None


async def on_error(update: object, context: DeskContext) -> None:
    """A refusal is worded for whoever was refused; anything else is handed to the update loop."""
    try:
        if isinstance(context.error, RuleError) and isinstance(update, Update):
            await _refuse(context.desk, update, context.error)
        elif isinstance(context.error, Exception):
            await _hand_on(update, context, context.error)
    except Exception as error:  # noqa: BLE001 - PTB would swallow it
        await _hand_on(update, context, error)


async def on_repeat(desk: Desk, raw: dict[str, Any]) -> None:
    """The effect of this update is recorded, its answer perhaps lost: show what is now."""
    update = Update.de_json(raw, desk.bot)
    say, message = texts(desk.language), update.message
    await answer(update, say.recorded)
    for elsewhere in (again.show_again, contact_enrol.show_again, enrol.show_again):
        if await elsewhere(desk, update):
            return
    if update.callback_query is not None:
        with suppress(RuleError):  # what it was about may be gone
            await _show_done(desk, Press.of(update))
    shown = await _ask_again(desk, update)
    if message is not None and not shown and (message.text or message.effective_attachment):
        await choose(desk, say.recorded, [], chat=message.chat.id, thread=thread_of(message))


async def on_poison(desk: Desk, raw: dict[str, Any]) -> None:
    """This update failed again and again: who wrote or pressed is asked to do it once more."""
    update = Update.de_json(raw, desk.bot)
    say = texts(desk.language)
    message = update.message
    if update.callback_query is not None:
        await answer(update, say.say_again, alert=True)
    elif message is not None and (message.chat.id > 0 or (message.text or "").startswith("/")):
        await choose(desk, say.say_again, [], chat=message.chat.id, thread=thread_of(message))


async def _show_done(desk: Desk, press: Press) -> None:
    """What was chosen from goes, an old card is the newest, and what was done can be taken back."""
    if _answers(press):
        await take_away(desk, press)
    elif press.private:
        await menus.fresh_card(desk, press)
    what = await desk.store.read(_held, press, desk.now())
    if what is not None:
        await tell_done(desk, what, chat=press.chat, thread=press.thread)


async def _ask_again(desk: Desk, update: Update) -> bool:
    """Show what was asked for or previewed here, if it was not shown yet.

    Whether it was shown. What stands is left alone: shown anew it could no longer be sent by the
    button that somebody may just be pressing.
    """
    user, message = update.effective_user, update.effective_message
    if user is None or not isinstance(message, Message):
        return False
    place = {"by": user.id, "chat": message.chat.id, "thread": thread_of(message)}
    with suppress(WaitedTooLongError):
        held = await desk.store.read(drafts.find, desk.opening, **place, now=desk.now())
        if held is None:
            return False
        stands = held.pending.message not in {None, message.message_id}
        if stands:
            return False
        case = await desk.store.read(cases.load, held.pending.case)
        await previews.show(desk, previews.Shown(held, case), former=held.pending.message)
        return True
    return False


async def _refuse(desk: Desk, update: Update, error: RuleError) -> None:
    say = texts(desk.language)
    press = None
    if update.callback_query is not None:
        with suppress(OldButtonError):
            press = Press.of(update)
    names = await desk.store.read(_names, press)
    error = _overtaken(error, names, desk.now())
    text = say.refusal(error, names=names.labels, code=names.code)
    if isinstance(error, WaitedTooLongError):
        await _forget(desk, update)
    if update.callback_query is not None:
        await answer(update, text, alert=True)
        if press is not None and isinstance(error, _OLD):
            await _refresh(desk, press)
        return
    message = update.effective_message
    if message is not None:
        await choose(desk, text, [], chat=message.chat.id, thread=thread_of(message))


async def _refresh(desk: Desk, press: Press) -> None:
    """Put the newest card in the old one's place; a choice that was offered from it goes."""
    if _answers(press):
        await take_away(desk, press)
    elif press.private:
        with suppress(BadRequest):
            await menus.fresh_card(desk, press)
    await desk.store.remember(outbox.put, CardChanged(press.case_id), not_before=desk.now())


async def _forget(desk: Desk, update: Update) -> None:
    user, message = update.effective_user, update.effective_message
    if user is not None and message is not None:
        place = {"by": user.id, "chat": message.chat.id, "thread": thread_of(message)}
        await desk.store.remember(drafts.forget, **place, now=desk.now())


def _answers(press: Press) -> bool:
    return bool(press.arg) or press.verb in _ANSWERS


def _overtaken(error: RuleError, names: Names, now: datetime) -> RuleError:
    """Whoever was the slower of two is told by whom and of what, not only that the card is old."""
    last = names.last
    if (
        not isinstance(error, (OldButtonError, StageError))
        or last is None
        or last.by in {names.presser, None}
        or last.by not in names.labels
        or now - last.at > JUST
    ):
        return error
    return OvertakenError(last.by, last.act)


def _held(session: Session, press: Press, now: datetime) -> Done | None:
    """What was done to the case and can still be taken back unread."""
    what = done(session, AGAIN, cases.load(session, press.case_id), now=now)
    return what if what.hidden else None


def _names(session: Session, press: Press | None) -> Names:
    labels = people.labels(session)
    if press is None:
        return Names("", labels)
    try:
        code = cases.load(session, press.case_id).code
    except RuleError:
        return Names("", labels)
    reviewer = people.reviewer_at(session, press.by)
    done = journal.of(session, press.case_id)
    return Names(code, labels, reviewer.id if reviewer else None, done[-1] if done else None)


async def _hand_on(update: object, context: DeskContext, error: Exception) -> None:
    """Whatever failed is the loop's, but where a group that is no desk lets nobody of us speak.

    In a desk it is tried again and told as any failure: what was written may not be recorded yet.
    Who pressed is told at once, since a press needs no right to speak.
    """
    desk, chat = context.desk, update.effective_chat if isinstance(update, Update) else None
    shut_out = isinstance(error, Forbidden) or (
        isinstance(error, BadRequest) and any(words in error.message for words in _SHUT_OUT)
    )
    if shut_out and isinstance(update, Update) and chat is not None and chat.type in _GROUPS:
        pressed = update.callback_query is not None
        if pressed or await desk.store.read(people.room_at, chat.id) is None:
            _log.info("a group does not let the desk speak")
            await answer(update, texts(desk.language).say_again, alert=True)
            return
    context.application.bot_data[FAILED](error)
