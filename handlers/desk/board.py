"""The board: one pinned message in a room's General, numbers alone, edited in place."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, MessageHandler, filters

from domain.cases import Case, Stage
from domain.notices import BoardChanged
from domain.people import Room
from domain.reminders import unseen
from domain.workdays import IsWorkday
from handlers.desk import urgent
from handlers.desk.context import Desk, DeskContext
from handlers.desk.returns.lines import progress
from handlers.desk.unsent import unsent
from handlers.texts.office import Counts, texts
from handlers.texts.returns import texts as return_texts
from storage import Session, docket, people

SOON = timedelta(days=3)
REMARKS = (
    filters.StatusUpdate.PINNED_MESSAGE
    | filters.StatusUpdate.FORUM_TOPIC_EDITED
    | filters.StatusUpdate.FORUM_TOPIC_CLOSED
    | filters.StatusUpdate.FORUM_TOPIC_REOPENED
)


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """Telegram's remarks on what was pinned, and on what became of a topic."""
    return [MessageHandler(filters.ChatType.GROUPS & REMARKS, on_remark)]


async def on_remark(update: Update, context: DeskContext) -> None:
    """The group was told of what we did: the remark goes; who may not delete it leaves it.

    The remark on a topic's opening stays: it is the topic's first message, and Telegram keeps it.
    """
    message = update.effective_message
    if message is None or message.from_user is None:
        return
    if message.from_user.id == context.desk.bot.id:
        with suppress(BadRequest):
            await message.delete()


async def deliver(desk: Desk, notice: BoardChanged) -> None:
    """Show a room's numbers as they are now; rings that were answered are put right as well."""
    now = desk.now()
    room, counts = await desk.store.read(numbers, notice.room, now, desk.is_workday)
    if room is None or not room.ready:
        return
    text = texts(desk.language).board(now.date(), counts)
    handed_in, asked = await desk.store.read(progress, desk.weekly, now)
    if asked:
        text = f"{text}\n{return_texts(desk.language).board(handed_in, asked)}"
    if room.board_message is None or not await _edited(desk, room, text):
        await _post(desk, room, text)
    await urgent.settle(desk, room.id)


def numbers(
    session: Session, room_id: str, now: datetime, is_workday: IsWorkday
) -> tuple[Room | None, Counts]:
    """A room and its numbers."""
    here = [case for case in docket.in_work(session) if case.room == room_id]
    waiting = [case for case in here if case.stage is Stage.RECEIVED or case.holder is None]
    working = [case for case in here if case not in waiting]
    return people.room(session, room_id), Counts(
        waiting=len(waiting),
        urgent=sum(case.urgent for case in waiting),
        unseen=sum(unseen(case, now.date(), is_workday) for case in waiting),
        today=sum(_due_by(case, now, timedelta(0)) for case in waiting),
        in_work=len(working),
        soon=sum(_due_by(case, now, SOON) for case in working),
        overdue=sum(case.due is not None and case.due.over(now) for case in here),
        extensions=sum(case.room == room_id for case in docket.extension_asked(session)),
        unsent=len(unsent(session, room_id)),
    )


async def _edited(desk: Desk, room: Room, text: str) -> bool:
    try:
        await desk.bot.edit_message_text(
            text, chat_id=room.chat_id, message_id=room.board_message, reply_markup=_keys(desk)
        )
    except BadRequest as error:
        if "not modified" in error.message:
            return True
        if "not found" in error.message or "can't be edited" in error.message:
            return False
        raise
    return True


async def _post(desk: Desk, room: Room, text: str) -> None:
    sent = await desk.bot.send_message(
        room.chat_id, text, reply_markup=_keys(desk), disable_notification=True
    )
    await desk.store.remember(_posted, room.id, sent.message_id)
    await desk.bot.pin_chat_message(room.chat_id, sent.message_id, disable_notification=True)


def _keys(desk: Desk) -> InlineKeyboardMarkup:
    names = texts(desk.language).buttons
    link = f"https://t.me/{desk.bot.username}?start="
    rows = (("waiting", "next"),), (("today", "today"), ("overdue", "overdue"))
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(names[n], url=link + word) for n, word in row] for row in rows]
    )


def _posted(session: Session, room_id: str, message: int) -> None:
    room = people.room(session, room_id)
    assert room is not None
    people.put_room(session, replace(room, board_message=message))


def _due_by(case: Case, now: datetime, within: timedelta) -> bool:
    due = case.due
    return due is not None and not due.over(now) and due.day <= now.date() + within
