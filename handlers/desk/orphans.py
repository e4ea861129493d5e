"""Cases whose holder has left are offered to the others, in the room they are shown in."""

from itertools import cycle
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain import acts
from domain.cases import Act, Actor, Case, allowed
from domain.delivery import NotYetError
from domain.errors import NotAllowedError, OldButtonError
from domain.notices import CasesOrphaned
from domain.people import Reviewer, Role, Room
from handlers.desk.context import Desk, DeskContext
from handlers.desk.press import actor_of
from handlers.desk.showing import answer, put
from handlers.desk.topic import READY_AGAIN
from handlers.texts.office import texts
from storage import Session, cases, docket, people


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The two buttons of an offer."""
    return [CallbackQueryHandler(on_answer, r"^orphans:(?:take_all|deal)\Z")]


async def deliver_orphaned(desk: Desk, notice: CasesOrphaned) -> None:
    """Offer what somebody left, in every room where something of it waits; no content.

    NotYetError while one of these rooms is closed: mostly because that person is still in it.
    """
    label, waiting = await desk.store.read(_offers, notice.reviewer)
    if not all(room.ready for room, _ in waiting):
        raise NotYetError(READY_AGAIN)
    say = texts(desk.language)
    names = ("deal", "take_all")
    row = [InlineKeyboardButton(say.buttons[n], callback_data=f"orphans:{n}") for n in names]
    for room, count in waiting:
        await desk.bot.send_message(
            room.chat_id,
            say.orphaned(label, count),
            reply_markup=InlineKeyboardMarkup.from_row(row),
            disable_notification=True,
        )


async def on_answer(update: Update, context: DeskContext) -> None:
    """Somebody takes what was left, or a lead deals it out."""
    desk, query = context.desk, update.callback_query
    if query is None or not isinstance(query.message, Message):
        raise OldButtonError
    say, chat, by = texts(desk.language), query.message.chat.id, query.from_user.id
    work = take_all if query.data == "orphans:take_all" else deal
    label, count = await desk.store.write(work, desk, chat, by)
    await answer(update)
    if not count:
        shown = say.orphans_gone
    elif work is deal:
        shown = say.orphans_dealt(count)
    else:
        shown = say.orphans_taken(label, count)
    await put(desk, query.message, shown)


def take_all(session: Session, desk: Desk, chat: int, by: int) -> tuple[str, int]:
    """Become the holder of everything in a room that has none; who did, and of how many."""
    reviewer, room = _place(session, chat, by)
    taken = 0
    for case in _left(session, room.id):
        actor = _actor(session, desk, reviewer, case)
        if allowed(case, Act.CLAIM, actor):
            change = acts.claim(case, by=actor, at=desk.now())
            cases.record(session, change, sealing=desk.sealing, hold=False)
            taken += 1
    return reviewer.label, taken


def deal(session: Session, desk: Desk, chat: int, by: int) -> tuple[str, int]:
    """A lead hands what has no holder to the room's members in turn; each is told."""
    lead, room = _place(session, chat, by)
    if lead.role is not Role.LEAD:
        raise NotAllowedError("lead")
    inside = {reviewer for _, reviewer in people.members(session, room.id)}
    colleagues = [r for r in people.reviewers(session) if r.id in inside]
    turns, dealt = cycle(colleagues), 0
    for case in _left(session, room.id):
        giver = _actor(session, desk, lead, case)
        for reviewer in (next(turns) for _ in colleagues):
            to = _actor(session, desk, reviewer, case)
            if not to.tied and to.id not in case.excluded and allowed(case, Act.HAND_OVER, giver):
                change = acts.hand_over(case, by=giver, to=to, at=desk.now())
                cases.record(session, change, sealing=desk.sealing, hold=False)
                dealt += 1
                break
    return lead.label, dealt


def _offers(session: Session, reviewer_id: str) -> tuple[str, list[tuple[Room, int]]]:
    counts = [(room, len(_left(session, room.id))) for room in people.rooms(session)]
    label = people.labels(session).get(reviewer_id, "")
    return label, [(room, count) for room, count in counts if count]


def _left(session: Session, room_id: str) -> list[Case]:
    return [case for case in docket.orphaned(session) if case.room == room_id]


def _place(session: Session, chat: int, by: int) -> tuple[Reviewer, Room]:
    reviewer, room = people.reviewer_at(session, by), people.room_at(session, chat)
    if reviewer is None:
        raise NotAllowedError("reviewer")
    if room is None:
        raise OldButtonError
    return reviewer, room


def _actor(session: Session, desk: Desk, reviewer: Reviewer, case: Case) -> Actor:
    enterprise, _ = cases.tags(session, case.id)
    return actor_of(desk.opening, reviewer, enterprise)
