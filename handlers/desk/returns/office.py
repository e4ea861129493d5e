"""What the desk's group is told about returns, and what is decided there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain import returns as rules
from domain.contacts import Contact, Part
from domain.delivery import NotYetError
from domain.errors import NotAllowedError, OldButtonError
from domain.notices import ChangeAsked, ContactLost, PlaceVacant, WeekDue
from domain.people import Enterprise, Reviewer, Room
from domain.returns import Return
from domain.weeks import Week
from handlers.desk.context import Desk, DeskContext
from handlers.desk.returns.lines import lines
from handlers.desk.returns.sheet import week_in
from handlers.desk.showing import answer, put
from handlers.texts.returns import texts
from storage import Session, contacts, people, returns

AGAIN: Final = 300.0  # seconds until a group is looked for again


@dataclass(frozen=True)
class Lost:
    """A contact who cannot be reached, for whom they act, and whether somebody takes over."""

    contact: Contact
    enterprises: tuple[str, ...]
    part: Part
    taken_over: bool


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The buttons under what the group is told."""
    return [
        CallbackQueryHandler(on_decide, r"^wd:(?:grant|decline):[^:]+:[^:]+\Z"),
        CallbackQueryHandler(on_call, r"^wd:call\Z"),
    ]


async def tell_desk(desk: Desk, notice: ChangeAsked | ContactLost | PlaceVacant | WeekDue) -> None:
    """Tell the desk's group what it should know about returns."""
    match notice:
        case ChangeAsked():
            await tell_change_asked(desk, notice)
        case ContactLost():
            await tell_lost(desk, notice)
        case PlaceVacant():
            await tell_vacant(desk, notice)
        case WeekDue():
            await tell_week_due(desk, notice)


async def tell_change_asked(desk: Desk, notice: ChangeAsked) -> None:
    """An enterprise wants to change a locked return: somebody at the desk decides."""
    room = await _room(desk)
    enterprise, one = await desk.store.read(_return, notice.enterprise, notice.week)
    if one.wish is None or enterprise is None:
        return
    say, key = texts(desk.language), f"{notice.enterprise}:{notice.week}"
    row = [
        InlineKeyboardButton(say.buttons["grant"], callback_data=f"wd:grant:{key}"),
        InlineKeyboardButton(say.buttons["decline"], callback_data=f"wd:decline:{key}"),
    ]
    await _say(desk, room, say.change_asked(one.week, enterprise.short, one.wish), row)


async def tell_lost(desk: Desk, notice: ContactLost) -> None:
    """A contact cannot be reached: the desk hears who takes over."""
    lost = await desk.store.read(_lost, notice.contact)
    if lost is None:
        return
    say, room = texts(desk.language), await _room(desk)
    text = say.lost(lost.enterprises, lost.part, taken_over=lost.taken_over)
    call = InlineKeyboardButton(say.buttons["call"], callback_data="wd:call")
    await _say(desk, room, text, [call])


async def tell_vacant(desk: Desk, notice: PlaceVacant) -> None:
    """Nobody of an enterprise can be reached."""
    enterprise, one = await desk.store.read(_return, notice.enterprise, notice.week)
    pair = await desk.store.read(contacts.pair, notice.enterprise)
    if enterprise is None or one.settled or any(who.listens for who in pair.values()):
        return
    say, room = texts(desk.language), await _room(desk)
    call = InlineKeyboardButton(say.buttons["call"], callback_data="wd:call")
    await _say(desk, room, say.vacant(enterprise.short, one.week), [call])


async def tell_week_due(desk: Desk, notice: WeekDue) -> None:
    """The due moment has come: the group reads who has handed in and who has not."""
    room = await desk.store.read(people.room, notice.room)
    due = desk.weekly.due(Week.read(notice.week))
    if room is None or not room.ready or due is None:
        return
    stand = await desk.store.read(lines, desk.weekly, due, desk.now())
    if not stand:
        return
    say = texts(desk.language)
    url = f"https://t.me/{desk.bot.username}?start=returns"
    text = say.week_due(due, [line for _, line in stand])
    await _say(desk, room, text, [InlineKeyboardButton(say.buttons["list"], url=url)])


async def on_decide(update: Update, context: DeskContext) -> None:
    """A reviewer grants a change of a locked return, or declines it."""
    desk, query = context.desk, update.callback_query
    if query is None or query.data is None or not isinstance(query.message, Message):
        raise OldButtonError
    _, verb, enterprise, week = query.data.split(":")
    granted = verb == "grant"
    named, one, label = await desk.store.write(
        decide, query.from_user.id, enterprise, week_in(week), granted=granted, now=desk.now()
    )
    await answer(update)
    said = texts(desk.language).change_settled(one.week, named.short, label, granted=granted)
    await put(desk, query.message, said)


async def on_call(update: Update, context: DeskContext) -> None:
    """A reviewer takes it on to telephone."""
    desk, query = context.desk, update.callback_query
    if query is None or not isinstance(query.message, Message):
        raise OldButtonError
    reviewer = await desk.store.read(_reviewer, query.from_user.id)
    await answer(update)
    said = texts(desk.language).calling(reviewer.label)
    await put(desk, query.message, f"{query.message.text}\n{said}")


def decide(
    session: Session, account: int, enterprise: str, week: Week, *, granted: bool, now: datetime
) -> tuple[Enterprise, Return, str]:
    """Record a reviewer's decision; StageError when somebody has decided already."""
    reviewer = _reviewer(session, account)
    if enterprise in reviewer.ties:
        raise NotAllowedError("untied")
    named = people.enterprise(session, enterprise)
    if named is None:
        raise OldButtonError
    one = returns.of(session, enterprise, week)
    change = rules.answer_change(one, granted=granted, by=reviewer.id, at=now)
    return named, returns.record(session, change), reviewer.label


def _reviewer(session: Session, account: int) -> Reviewer:
    reviewer = people.reviewer_at(session, account)
    if reviewer is None:
        raise NotAllowedError("reviewer")
    return reviewer


def _return(session: Session, enterprise: str, week: str) -> tuple[Enterprise | None, Return]:
    return people.enterprise(session, enterprise), returns.of(session, enterprise, Week.read(week))


def _lost(session: Session, contact_id: str) -> Lost | None:
    contact = contacts.load(session, contact_id)
    appointed = contacts.appointments(session, contact_id)
    if contact.listens or not appointed:
        return None
    names = {one.id: one.short for one in people.enterprises(session)}
    pairs = contacts.pairs(session, [enterprise for enterprise, _ in appointed])
    over = all(any(who.listens for who in pair.values()) for pair in pairs.values())
    shorts = tuple(sorted({names[enterprise] for enterprise, _ in appointed}))
    return Lost(contact, shorts, appointed[0][1], over)


async def _room(desk: Desk) -> Room:
    rooms = await desk.store.read(people.general_rooms)
    if not rooms:
        raise NotYetError(AGAIN)
    return rooms[0]


async def _say(desk: Desk, room: Room, text: str, row: list[InlineKeyboardButton]) -> None:
    await desk.bot.send_message(
        room.chat_id,
        text,
        reply_markup=InlineKeyboardMarkup([row]),
        disable_notification=True,
    )
