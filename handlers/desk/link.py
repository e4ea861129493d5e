"""`/link CODE`: a group becomes a desk once nothing is missing, and says what is."""

from datetime import datetime
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from domain.change import Entry
from domain.errors import EnrolmentError, NotAllowedError, OldButtonError
from domain.people import Room
from domain.rooms import Fault
from handlers.desk import group
from handlers.desk.context import Desk, DeskContext
from handlers.desk.showing import answer, put
from handlers.texts.office import texts
from storage import Session, codes, journal, people
from storage.ids import fresh
from storage.opening import Opening

RIGHTS = (Fault.MANAGE, Fault.DELETE, Fault.PIN, Fault.BLIND)


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The command and its button."""
    return [
        CommandHandler("link", on_link, filters.ChatType.GROUPS),
        CommandHandler("link", on_link_in_private, filters.ChatType.PRIVATE),
        CallbackQueryHandler(on_again, r"^link:again\Z"),
    ]


async def on_link_in_private(update: Update, context: DeskContext) -> None:
    """Somebody tried to link a private chat."""
    if update.effective_message is not None:
        await update.effective_message.reply_text(texts(context.desk.language).link_where)


async def on_link(update: Update, context: DeskContext) -> None:
    """Somebody asked for this group to be a desk, or for its check without a code."""
    desk, message = context.desk, update.effective_message
    if message is None or message.from_user is None:
        return
    say, now, chat = texts(desk.language), desk.now(), message.chat.id
    reviewer = await desk.store.read(people.reviewer_at, message.from_user.id)
    if reviewer is None:
        await desk.bot.send_message(chat, say.link_enrol_first)
        return
    code = "".join(context.args or ())
    seen = await group.look(desk, chat)
    settled = await desk.store.write(link, desk.opening, code, chat, seen, by=reviewer.id, now=now)
    await desk.bot.send_message(chat, shown(desk, settled), reply_markup=again(desk, settled))


async def on_again(update: Update, context: DeskContext) -> None:
    """Somebody asked for the check again."""
    desk, query = context.desk, update.callback_query
    if query is None or not isinstance(query.message, Message):
        raise OldButtonError
    chat, now = query.message.chat.id, desk.now()
    seen = await group.look(desk, chat)
    settled = await desk.store.write(
        check, desk.opening, chat, seen, by=query.from_user.id, now=now
    )
    await answer(update)
    await put(desk, query.message, shown(desk, settled), again(desk, settled))


def shown(desk: Desk, settled: group.Settled) -> str:
    """The check, line by line: what is fine, what is missing, and where it is put right."""
    say = texts(desk.language)
    if not settled.faults:
        return say.link_done
    lines = [say.link_missing(len(settled.faults))]
    lines += [say.check(fault, settled.faults.get(fault, 0)) for fault in Fault]
    if any(fault in settled.faults for fault in RIGHTS):
        lines.append(say.link_cure)
    return "\n".join(lines)


def again(desk: Desk, settled: group.Settled) -> InlineKeyboardMarkup | None:
    """The button that checks again, while something is missing."""
    if not settled.faults:
        return None
    name = texts(desk.language).buttons["again"]
    return InlineKeyboardMarkup.from_button(InlineKeyboardButton(name, callback_data="link:again"))


def link(
    session: Session,
    opening: Opening,
    code: str,
    chat: int,
    seen: group.Seen,
    *,
    by: str,
    now: datetime,
) -> group.Settled:
    """Use the code up and check the group; one that is a desk already needs none."""
    room = people.room_at(session, chat)
    if room is None or code:
        wanted = codes.use(session, code, purpose=codes.LINK, now=now)
        room = _room(session, room, wanted, chat, by=by, at=now)
    return group.settle(session, opening, room.id, seen, by=by, at=now)


def check(
    session: Session, opening: Opening, chat: int, seen: group.Seen, *, by: int, now: datetime
) -> group.Settled:
    """Check a desk's group again."""
    room, reviewer = people.room_at(session, chat), people.reviewer_at(session, by)
    if reviewer is None:
        raise NotAllowedError("reviewer")
    if room is None:
        raise OldButtonError
    return group.settle(session, opening, room.id, seen, by=reviewer.id, at=now)


def _room(
    session: Session, here: Room | None, wanted: str, chat: int, *, by: str, at: datetime
) -> Room:
    """The desk a group becomes: the one its code names, one that lost its group, or a new one."""
    if here is not None:
        if wanted not in {"", here.id}:
            raise EnrolmentError
        return here
    found = people.room(session, wanted) if wanted else next(iter(group.lost(session)), None)
    if found is not None:
        journal.append(session, Entry("room_moved", by, at, found.id))
        return group.move(session, found, chat, at=at)
    room = Room(id=wanted or fresh(), chat_id=chat, ready=False)
    people.put_room(session, room)
    journal.append(session, Entry("room_linked", by, at, room.id))
    return room
