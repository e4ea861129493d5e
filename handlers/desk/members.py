"""Who is in a desk's group: watched, because whoever is in it sees every case shown there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import ChatMemberUpdated, Message, Update
from telegram.ext import BaseHandler, ChatMemberHandler, MessageHandler, filters

from domain.notices import RoomClosed
from domain.people import Room
from domain.rooms import Fault
from handlers.desk import group, leads, link
from handlers.desk.context import Desk, DeskContext
from handlers.desk.orphans import deliver_orphaned
from handlers.texts.office import texts
from storage import Session, people
from storage.opening import Opening

__all__ = ["deliver_closed", "deliver_orphaned", "handlers"]

CAME_OR_WENT = filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.LEFT_CHAT_MEMBER


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The watch; it belongs before the gate, in a group of its own, and stops nothing."""
    return [
        ChatMemberHandler(on_member, ChatMemberHandler.CHAT_MEMBER),
        ChatMemberHandler(on_own_standing, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.ChatType.GROUPS & filters.StatusUpdate.MIGRATE, on_moved),
        MessageHandler(filters.ChatType.GROUPS & CAME_OR_WENT, on_came_or_went),
        MessageHandler(filters.ChatType.GROUPS, on_seen),
    ]


@dataclass(frozen=True)
class Standing:
    """What is known of a group and of an account in it."""

    room: Room | None
    reviewer: str | None
    known: bool


async def on_member(update: Update, context: DeskContext) -> None:
    """Telegram told that somebody came, went, or has other rights."""
    desk, change = context.desk, update.chat_member
    if change is None:
        return
    if _inside(change):
        await _met(desk, change.chat.id, change.new_chat_member.user.id)
    await _changed(desk, change.chat.id)


async def on_came_or_went(update: Update, context: DeskContext) -> None:
    """The group itself told that somebody came or went."""
    message = update.effective_message
    if message is None:
        return
    left = message.left_chat_member
    if left is None or left.id != context.desk.bot.id:  # its own going has a notice of its own
        await _changed(context.desk, message.chat.id)


async def on_seen(update: Update, context: DeskContext) -> None:
    """Somebody wrote in a group: they are a member, whatever was known before."""
    desk, message = context.desk, update.effective_message
    if message is None or message.from_user is None or message.sender_chat is not None:
        return
    await _met(desk, message.chat.id, message.from_user.id)


async def on_own_standing(update: Update, context: DeskContext) -> None:
    """The bot itself was put out, or has other rights."""
    desk, change = context.desk, update.my_chat_member
    if change is None:
        return
    room = await desk.store.read(people.room_at, change.chat.id)
    if room is None:
        return
    if _inside(change):
        settled = await _changed(desk, change.chat.id)
        if settled and settled.was and settled.faults.keys() & set(link.RIGHTS):
            await desk.store.remember(_have_told, leads.RIGHTS_LOST, room.id, at=desk.now())
        return
    await desk.store.write(_lose, room.id, at=desk.now())


async def on_moved(update: Update, context: DeskContext) -> None:
    """The group was upgraded and has another id from now on."""
    desk, message = context.desk, update.effective_message
    if message is None:
        return
    old, new = _moved(message)
    room = await desk.store.read(people.room_at, old)
    if room is None or new > 0:  # a group never becomes somebody's private chat
        return
    seen = await group.look(desk, new)
    await desk.store.write(group.moved, desk.opening, room.id, new, seen, at=desk.now())
    await desk.bot.send_message(new, texts(desk.language).room_moved)


async def deliver_closed(desk: Desk, notice: RoomClosed) -> None:
    """Tell a group, without content, that somebody in it is not enrolled any more."""
    room = await desk.store.read(people.room, notice.room)
    if room is None or room.ready:
        return
    settled = await _settled(desk, room)
    say = texts(desk.language)
    if settled.room.ready:
        await desk.bot.send_message(room.chat_id, say.room_open, disable_notification=True)
    elif strangers := settled.faults.get(Fault.STRANGERS):
        await desk.bot.send_message(room.chat_id, say.room_closed(strangers))


def standing(session: Session, opening: Opening, chat: int, account: int) -> Standing:
    """What is known of a group and an account in it; a tie made since they came is news."""
    room, reviewer = people.room_at(session, chat), people.reviewer_at(session, account)
    who = reviewer.id if reviewer else None
    known = room is not None and (account, who) in people.members(session, room.id)
    if known and room is not None and room.ready:
        known = not group.tied(session, opening, room.id)
    return Standing(room, who, known)


def see(
    session: Session,
    opening: Opening,
    room_id: str,
    account: int,
    reviewer: str | None,
    *,
    at: datetime,
) -> bool:
    """Note a member; a stranger, or somebody tied, stops cases from being shown.

    Whether they were shown before and are no more.
    """
    room = people.room(session, room_id)
    assert room is not None
    people.seen_in(session, room_id, account, reviewer)
    if reviewer is not None:
        return group.close_if_tied(session, opening, room_id, at=at)
    group.open_or_close(session, room, ready=False, by="telegram", at=at)
    return room.ready


def _lose(session: Session, room_id: str, *, at: datetime) -> None:
    group.lose(session, room_id, at=at)
    _have_told(session, leads.ROOM_LOST, room_id, at=at)


def _have_told(session: Session, matter: str, room_id: str, *, at: datetime) -> None:
    leads.have_told(session, matter, occasion=f"{room_id}:{at.isoformat()}", at=at)


async def _met(desk: Desk, chat: int, account: int) -> None:
    """Somebody is in a group; who may not be closes it at once, before anything else is asked."""
    found = await desk.store.read(standing, desk.opening, chat, account)
    if found.room is None or found.known or account == desk.bot.id:
        return
    # Seeing is no effect of the update: whoever handles it has its one write left.
    was = await desk.store.remember(
        see, desk.opening, found.room.id, account, found.reviewer, at=desk.now()
    )
    if was:
        say = texts(desk.language)
        await desk.bot.send_message(chat, say.room_tied() if found.reviewer else say.room_closed(1))


async def _changed(desk: Desk, chat: int) -> group.Settled | None:
    """Look at a group anew and say so when it opens or closes."""
    room = await desk.store.read(people.room_at, chat)
    if room is None:
        return None
    settled = await _settled(desk, room)
    say = texts(desk.language)
    if settled.room.ready and not settled.was:
        await desk.bot.send_message(chat, say.room_open, disable_notification=True)
    elif settled.was and (strangers := settled.faults.get(Fault.STRANGERS)):
        await desk.bot.send_message(chat, say.room_closed(strangers))
    elif settled.was and Fault.TIED in settled.faults:
        await desk.bot.send_message(chat, say.room_tied())
    elif settled.was and settled.faults.keys() & set(link.RIGHTS):
        await desk.bot.send_message(
            chat, link.shown(desk, settled), reply_markup=link.again(desk, settled)
        )
    return settled


async def _settled(desk: Desk, room: Room) -> group.Settled:
    seen = await group.look(desk, room.chat_id)
    return await desk.store.write(
        group.settle, desk.opening, room.id, seen, by="telegram", at=desk.now()
    )


def _inside(change: ChatMemberUpdated) -> bool:
    return change.new_chat_member.status in group.INSIDE


def _moved(message: Message) -> tuple[int, int]:
    if message.migrate_to_chat_id is not None:
        return message.chat.id, message.migrate_to_chat_id
    assert message.migrate_from_chat_id is not None
    return message.migrate_from_chat_id, message.chat.id
