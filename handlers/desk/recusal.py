"""A case's enterprise is set by the desk: who is tied loses sight of it, wherever they saw it."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden

from domain import recusal
from domain.cases import Case
from domain.delivery import NotYetError
from domain.errors import NotFoundError
from domain.notices import CardChanged, RoomWanted, SightLost
from handlers.desk import arrival, away, leads, topic
from handlers.desk.context import Desk
from handlers.desk.press import Press, seat_of
from handlers.desk.review import Office
from handlers.texts.case import texts
from storage import Session, cases, outbox, pending, people, topics
from storage.opening import Opening

NOBODY = "none"
"""What a press carries that says: none of our enterprises."""


@dataclass(frozen=True)
class Assigned:
    """The case with its enterprise set; `left` tells that it had to leave its room."""

    case: Case
    left: bool


def assign(session: Session, press: Press, office: Office) -> Assigned:
    """Set a case's enterprise; whoever is tied to it is shut out in the same transaction."""
    found = seat_of(session, office.opening, press)
    enterprise = None if press.arg == NOBODY else people.enterprise(session, press.arg)
    if enterprise is None and press.arg != NOBODY:
        raise NotFoundError
    tag = office.opening.tag("enterprise", enterprise.id) if enterprise else None
    _, category = cases.tags(session, found.case.id)
    cases.tag(session, found.case.id, enterprise=tag, category=category)
    case = cases.load(session, found.case.id)
    tied = [r for r in people.reviewers(session) if enterprise and enterprise.id in r.ties]
    ids = {reviewer.id for reviewer in tied}
    members = {who for _, who in people.members(session, case.room or "") if who is not None}
    change = recusal.reassign(
        case, tag=tag, tied=ids, members=members, by=found.actor, at=office.at
    )
    saved = cases.amend(session, change, tied=ids)
    left = saved.room != case.room
    if left:
        _leave(session, case, at=office.at)
    for account in sorted(r.chat_id for r in tied if r.chat_id is not None):
        away.put_away(session, account, case.id, at=office.at)
    return Assigned(saved, left)


async def deliver(desk: Desk, notice: RoomWanted | SightLost) -> None:
    """Take a case out of somebody's sight, or to where it may be seen."""
    match notice:
        case RoomWanted():
            await find_room(desk, notice.case)
        case SightLost():
            await take_from_sight(desk, notice)


async def find_room(desk: Desk, case_id: str) -> None:
    """Show a case that had to leave its room in another; NotYetError while none fits."""
    case = await desk.store.write(_rehouse, desk.opening, case_id, at=desk.now())
    if case.room is None:
        raise NotYetError(arrival.ROOM_AGAIN)
    await topic.show(desk, case_id)


async def take_from_sight(desk: Desk, notice: SightLost) -> None:
    """Delete a topic, or a message, that somebody tied can see; what is gone already is gone."""
    try:
        if notice.thread:
            await _delete_topic(desk, notice)
        else:
            await _blank(desk, notice.chat, notice.message)
    except Forbidden:  # the bot can no longer reach that chat at all
        return


def enterprise_of(session: Session, opening: Opening, case_id: str) -> str | None:
    """The enterprise that a case's keyed tag stands for."""
    tag, _ = cases.tags(session, case_id)
    named = (e.id for e in people.enterprises(session))
    return next((each for each in named if opening.tag("enterprise", each) == tag), None)


def _leave(session: Session, case: Case, *, at: datetime) -> None:
    room = people.room(session, case.room or "")
    shown = topics.find(session, case.id)
    if room is None or shown is None:
        return
    topics.forget(session, case.id)
    outbox.drop(session, CardChanged(case.id).key)
    lost = SightLost(room.chat_id, shown.thread, shown.card or 0)
    outbox.put(session, lost, not_before=at)
    for draft in pending.of_case(session, case.id):
        if draft.chat == room.chat_id:
            pending.drop(session, draft)


def _rehouse(session: Session, opening: Opening, case_id: str, *, at: datetime) -> Case:
    case = cases.load(session, case_id)
    enterprise = enterprise_of(session, opening, case_id)
    room = arrival.room_for(session, enterprise)
    if case.room is None and room is not None:
        return cases.amend(session, recusal.rehouse(case, room=room.id, at=at))
    if case.room is None:
        tag, _ = cases.tags(session, case_id)
        leads.have_told(
            session,
            leads.NO_ROOM,
            occasion=f"{case_id}:{tag}",
            at=at,
            code=case.code,
            enterprise=enterprise,
        )
    return case


async def _delete_topic(desk: Desk, notice: SightLost) -> None:
    say = texts(desk.language)
    text = say.left_room
    try:
        await desk.bot.delete_forum_topic(notice.chat, notice.thread)
    except ChatMigrated as moved:
        await _delete_topic(desk, replace(notice, chat=moved.new_chat_id))
        return
    except BadRequest as error:
        if not topic.gone(error):  # the right to delete was taken from the bot
            text = say.not_deleted
            await _close_topic(desk, notice)
            occasion = f"{notice.chat}:{notice.thread}"
            await desk.store.write(
                leads.have_told, leads.NOT_DELETED, occasion=occasion, at=desk.now()
            )
    await desk.bot.send_message(notice.chat, text, disable_notification=True)


async def _close_topic(desk: Desk, notice: SightLost) -> None:
    with suppress(BadRequest):
        await desk.bot.delete_message(notice.chat, notice.message)
    with suppress(BadRequest):
        await desk.bot.close_forum_topic(notice.chat, notice.thread)


async def _blank(desk: Desk, chat: int, message: int) -> None:
    try:
        await desk.bot.delete_message(chat, message)
    except BadRequest:  # after two days it cannot be deleted, but it can be emptied
        with suppress(BadRequest):
            await desk.bot.edit_message_text(
                texts(desk.language).out_of_sight,
                chat_id=chat,
                message_id=message,
                parse_mode=ParseMode.HTML,
            )
