"""A desk's group: what Telegram says of it, and whether cases may be shown there."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from telegram import ChatMember, ChatMemberAdministrator, ChatMemberOwner, ChatMemberRestricted
from telegram.constants import ChatType
from telegram.error import BadRequest

from domain.change import Entry
from domain.notices import BoardChanged, CardChanged
from domain.people import Room
from domain.rooms import Fault, Group, faults
from handlers.desk import away
from handlers.desk.context import Desk
from storage import Session, journal, outbox, people, screens, topics
from storage.opening import Opening
from storage.screens import Screen

INSIDE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER)


@dataclass(frozen=True)
class Seen:
    """A group as Telegram showed it: its members are `present` accounts and others, `count` in all.

    The bot itself is not counted.
    """

    group: Group
    present: frozenset[int]
    count: int


@dataclass(frozen=True)
class Settled:
    """What a look at a group led to; `was` tells whether cases were shown there before."""

    room: Room
    was: bool
    faults: dict[Fault, int]


async def look(desk: Desk, chat_id: int, *, also: int | None = None) -> Seen:
    """Ask Telegram about a group and about each enrolled account (`also` one about to enrol).

    BadRequest or Forbidden when the bot is not in it.
    """
    chat = await desk.bot.get_chat(chat_id)
    me = await desk.bot.get_chat_member(chat_id, desk.bot.id)
    count = await desk.bot.get_chat_member_count(chat_id)
    accounts = await desk.store.read(accounts_of_reviewers)
    asked = sorted(accounts | ({also} if also else set()))
    inside = await asyncio.gather(*(is_inside(desk, chat_id, account) for account in asked))
    rights = me if isinstance(me, ChatMemberAdministrator) else None
    found = Group(
        topics=chat.type == ChatType.SUPERGROUP and bool(chat.is_forum),
        manages_topics=bool(rights and rights.can_manage_topics),
        deletes=bool(rights and rights.can_delete_messages),
        pins=bool(rights and rights.can_pin_messages),
        sees_all=rights is not None,
        private=not chat.username and not chat.active_usernames,
    )
    present = frozenset(account for account, is_in in zip(asked, inside, strict=True) if is_in)
    return Seen(found, present, count - 1)


async def is_inside(desk: Desk, chat_id: int, account: int) -> bool:
    """Whether an account is a member of a group."""
    try:
        member = await desk.bot.get_chat_member(chat_id, account)
    except BadRequest:
        return False
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return isinstance(member, ChatMemberOwner) or member.status in INSIDE


def accounts_of_reviewers(session: Session) -> set[int]:
    """The Telegram accounts of everybody who is enrolled."""
    return {r.chat_id for r in people.reviewers(session) if r.chat_id is not None}


def rooms_with(session: Session, chat: int) -> list[Room]:
    """The desks in whose groups an account was seen."""
    return [
        room
        for room in people.rooms(session)
        if any(account == chat for account, _ in people.members(session, room.id))
    ]


async def follow(desk: Desk, room_id: str, chat: int) -> None:
    """Telegram refused to speak in a desk's group and named the one that it has become."""
    seen = await look(desk, chat)
    await desk.store.remember(moved, desk.opening, room_id, chat, seen, at=desk.now())


def settle(
    session: Session, opening: Opening, room_id: str, seen: Seen, *, by: str, at: datetime
) -> Settled:
    """Decide anew whether cases are shown in a group, from a look at it."""
    room = people.room(session, room_id)
    assert room is not None
    screens.forget(session, _lost(room_id))  # the bot is in it, or nothing could have been seen
    enrolled = {r.chat_id: r.id for r in people.reviewers(session) if r.chat_id in seen.present}
    strangers = seen.count - len(enrolled)
    for account, reviewer in people.members(session, room_id):
        if account not in enrolled and (reviewer is not None or strangers <= 0):
            people.gone_from(session, room_id, account)
            away.put_away_unseen(session, opening, account, at=at)
    for account, reviewer_id in enrolled.items():
        assert account is not None
        people.seen_in(session, room_id, account, reviewer_id)
    bound = tied(session, opening, room_id)
    missing = dict(faults(replace(seen.group, strangers=max(strangers, 0), tied=bound)))
    settled = open_or_close(session, room, ready=not missing, by=by, at=at)
    return Settled(settled, room.ready, missing)


def tied(session: Session, opening: Opening, room_id: str) -> int:
    """How many members are tied to an enterprise whose cases come to this desk, or once came."""
    here = {
        opening.tag("enterprise", e.id) for e in people.enterprises(session) if e.room == room_id
    }
    shown = here | topics.tags_in(session, room_id)
    members = {reviewer for _, reviewer in people.members(session, room_id)}
    return sum(
        not shown.isdisjoint(opening.tag("enterprise", tie) for tie in r.ties)
        for r in people.reviewers(session)
        if r.id in members
    )


def close_if_tied(session: Session, opening: Opening, room_id: str, *, at: datetime) -> bool:
    """Show no more cases in a group while a member is tied; whether this has closed it."""
    room = people.room(session, room_id)
    if room is None or not room.ready or not tied(session, opening, room_id):
        return False
    open_or_close(session, room, ready=False, by="telegram", at=at)
    return True


def open_or_close(session: Session, room: Room, *, ready: bool, by: str, at: datetime) -> Room:
    """Note whether cases are shown in a group; a change is journalled, and the board redrawn."""
    if room.ready == ready:
        return room
    changed = replace(room, ready=ready)
    people.put_room(session, changed)
    act = "room_ready" if ready else "room_unready"
    journal.append(session, Entry(act, by, at, room.id))
    if ready:
        outbox.put(session, BoardChanged(room.id), not_before=at)
    return changed


def lose(session: Session, room_id: str, *, at: datetime) -> None:
    """A desk has lost its group: nothing is shown until it is let in again, or has another."""
    room = people.room(session, room_id)
    assert room is not None
    open_or_close(session, room, ready=False, by="telegram", at=at)
    screens.remember(session, Screen(_lost(room_id), room.chat_id, 0))


def lost(session: Session) -> list[Room]:
    """The desks that have lost their groups."""
    rooms = people.rooms(session)
    return [room for room in rooms if not room.ready and screens.find(session, _lost(room.id))]


def move(session: Session, room: Room, chat_id: int, *, at: datetime) -> Room:
    """A desk goes on in another group: its topics are made again there from the store."""
    moved = replace(room, chat_id=chat_id, ready=False, board_message=None)
    people.put_room(session, moved)
    for account, _ in people.members(session, room.id):
        people.gone_from(session, room.id, account)
    for topic in topics.of_room(session, room.id):
        topics.forget(session, topic.case)
        outbox.put(session, CardChanged(topic.case), not_before=at)
    return moved


def moved(
    session: Session, opening: Opening, room_id: str, chat: int, seen: Seen, *, at: datetime
) -> None:
    """A desk's group has another id; whoever hears of it a second time changes nothing."""
    room = people.room(session, room_id)
    if room is not None and room.chat_id != chat:
        move(session, room, chat, at=at)
        settle(session, opening, room_id, seen, by="telegram", at=at)


def _lost(room_id: str) -> str:
    return f"lost:{room_id}"
