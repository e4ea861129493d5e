"""The gate of the private chat: who is not enrolled gets no further, and nothing of it is kept."""

from contextlib import suppress
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import (
    ApplicationHandlerStop,
    BaseHandler,
    CallbackQueryHandler,
    MessageHandler,
    filters,
)

from domain.errors import WaitedTooLongError
from domain.people import Reviewer
from handlers.desk import drafts, enrol
from handlers.desk.context import Desk, DeskContext
from handlers.desk.returns import contact, excusing, handed
from handlers.desk.returns import enrol as contact_enrol
from handlers.desk.showing import answer
from handlers.texts.case import texts as case_texts
from handlers.texts.office import texts
from storage import Session, contacts, pending, people
from storage.pending import Pending


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The gate; it belongs before all other handlers, in a group of its own."""
    return [
        MessageHandler(filters.ChatType.PRIVATE, on_message),
        CallbackQueryHandler(on_press),
    ]


async def on_message(update: Update, context: DeskContext) -> None:
    """Somebody wrote in the private chat; reviewers with a command or a text asked for pass."""
    desk, message = context.desk, update.effective_message
    if message is None or message.from_user is None:
        return
    account, now = message.from_user.id, desk.now()
    reviewer, awaited = await desk.store.read(standing, account)
    text = message.text or ""
    late = awaited is not None and awaited.over(now)
    commanded = filters.COMMAND.filter(message)  # not all that begins with a slash is a command
    if reviewer is not None and ((awaited and not late) or commanded):
        return
    if late:
        place = {"by": account, "chat": message.chat.id, "thread": 0}
        await desk.store.remember(drafts.forget, **place, now=now)
    code = enrol.code_in(text)
    if code is not None and await _enrols(desk, message, code):
        raise ApplicationHandlerStop
    for weekly in (contact, handed, excusing):
        if await weekly.hear(desk, message):
            raise ApplicationHandlerStop
    known = await desk.store.read(contacts.at, account)
    if known is not None and commanded:
        return
    await refuse(desk, context, message, known=bool(reviewer or known), late=late)
    raise ApplicationHandlerStop


async def on_press(update: Update, context: DeskContext) -> None:
    """Somebody pressed a button; who is not enrolled may press only the enrolling ones."""
    desk, query = context.desk, update.callback_query
    if query is None or (query.data or "").startswith(("enrol:", "enrolc:")):
        return
    if not await desk.store.read(_known, query.from_user.id, query.data or ""):
        await answer(update, texts(desk.language).stranger_press(desk.intake), alert=True)
        raise ApplicationHandlerStop


async def refuse(
    desk: Desk,
    context: DeskContext,
    message: Message,
    *,
    known: bool,
    late: bool = False,
) -> None:
    """Delete what was sent and name the right address; an album is answered once."""
    with suppress(BadRequest):
        await message.delete()
    album = message.media_group_id
    if album is not None and context.chat_data is not None:
        if context.chat_data.get("album") == album:
            return
        context.chat_data["album"] = album
    say = texts(desk.language)
    if late:
        shown = case_texts(desk.language).refusal(WaitedTooLongError(), names={}, code="")
    elif known:
        shown = say.misplaced(desk.intake)
    elif (message.text or "").startswith("/start ") and enrol.code_in(message.text or ""):
        shown = say.code_wrong
    else:
        shown = say.stranger(desk.intake)
    url = f"https://t.me/{desk.intake}"
    await desk.bot.send_message(
        message.chat.id,
        shown,
        reply_markup=InlineKeyboardMarkup.from_button(
            InlineKeyboardButton(say.open_intake(desk.intake), url=url)
        ),
    )


async def _enrols(desk: Desk, message: Message, code: str) -> bool:
    return await enrol.ask(desk, message, code) or await contact_enrol.ask(desk, message, code)


def _known(session: Session, account: int, pressed: str) -> bool:
    """Reviewers press everything, contacts what is theirs."""
    if people.reviewer_at(session, account) is not None:
        return True
    return pressed.startswith(("w:", "wh:")) and contacts.at(session, account) is not None


def standing(session: Session, account: int) -> tuple[Reviewer | None, Pending | None]:
    """Who an account is, and what was asked of them in the private chat."""
    reviewer = people.reviewer_at(session, account)
    return reviewer, pending.find(session, reviewer.id, account, 0) if reviewer else None
