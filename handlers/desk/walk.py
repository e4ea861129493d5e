"""`/next`: case after case in one private message, edited in place; after an act comes the next."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from domain.errors import OldButtonError
from domain.people import Room
from handlers.desk import card, links, peek
from handlers.desk.card import CaseView, Drawn
from handlers.desk.context import Desk, DeskContext
from handlers.desk.press import Press
from handlers.desk.showing import answer
from handlers.desk.sight import KINDS
from handlers.desk.trail import Walk, left, moved, seen, standing, whole
from handlers.texts.office import texts
from storage import Session, people, screens, topics
from storage.opening import Opening
from storage.topics import Topic

Row = tuple[InlineKeyboardButton, ...]


@dataclass(frozen=True)
class Stop:
    """What is shown at one stop of a walk: the case, its files and topic, what is ahead."""

    view: CaseView
    files: int
    room: Room | None
    topic: Topic | None
    ahead: int


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The command and the buttons of the walk."""
    return [
        CommandHandler("next", on_next, filters.ChatType.PRIVATE),
        CallbackQueryHandler(on_step, r"^walk:(?:next|previous|later)\Z"),
        CallbackQueryHandler(on_files, r"^walk:files\Z"),
        CallbackQueryHandler(on_open, r"^walk:(?:open|start):"),
    ]


async def on_next(update: Update, context: DeskContext) -> None:
    """Somebody wants to go through what nobody has."""
    if update.effective_user is not None:
        await start(context.desk, update.effective_user.id, "queue")


async def on_step(update: Update, context: DeskContext) -> None:
    """Somebody goes on, or back."""
    desk, here = context.desk, await _standing(update, context.desk)
    query = update.callback_query
    forward = query is not None and query.data != "walk:previous"
    await _show(desk, await _moved(desk, here, forward=forward))
    await answer(update)


async def on_files(update: Update, context: DeskContext) -> None:
    """Somebody wants to see the files of the case they stand at."""
    desk, here = context.desk, await _standing(update, context.desk)
    if here.case is None or update.callback_query is None:
        raise OldButtonError
    await desk.store.read(seen, desk.opening, here.account, here.case)
    await peek.show(desk, here.account, here.case)
    await answer(update)


async def on_open(update: Update, context: DeskContext) -> None:
    """Somebody opens one case of a list, or starts walking through a list."""
    desk, query = context.desk, update.callback_query
    if query is None or query.data is None:
        raise OldButtonError
    _, what, which = query.data.split(":", 2)
    if what == "open":
        case = await desk.store.read(seen, desk.opening, query.from_user.id, which)
        await start(desk, query.from_user.id, "one", case.id)
    elif which not in KINDS:
        raise OldButtonError
    else:
        await start(desk, query.from_user.id, which)
    await answer(update)


async def start(desk: Desk, account: int, kind: str, case: str | None = None) -> None:
    """Begin a walk at a case or at the most pressing of a list; its new message is the only one."""
    former = await desk.store.read(standing, account)
    begun = Walk(account, kind, case, message=former.message if former else None)
    if case is None:
        begun = await _moved(desk, begun, forward=True)
    await _show(desk, begun, anew=True)


async def go_on(desk: Desk, account: int, case: str, *, anew: bool = False) -> None:
    """An act was done to a case in the private chat: a walk that stands at it shows the next.

    With `anew` the walk goes on in a new message, because others were written below it.
    """
    here = await desk.store.read(standing, account)
    if here is None or here.case != case:
        return
    if not here.alone:
        here = await _moved(desk, here, forward=True)
    await _show(desk, here, anew=anew)


async def stay(desk: Desk, account: int, case: str) -> None:
    """Something changed that does not settle a case: a walk that stands at it shows it anew."""
    here = await desk.store.read(standing, account)
    if here is not None and here.case == case:
        await _show(desk, here)


async def go_back(desk: Desk, account: int, case: str) -> None:
    """An act was taken back: a walk that went on from the case returns to it."""
    here = await desk.store.read(standing, account)
    if here is not None and case in (here.case, *here.trail[-1:]):
        await _show(desk, here.back_at(case))


async def draw(desk: Desk, press: Press, *, more: bool = False) -> Drawn | None:
    """The case under a press with the walk's own rows; None where no walk stands there."""
    here = await desk.store.read(standing, press.by)
    if here is None or here.message != press.message or here.case != press.case_id:
        return None
    stop = await desk.store.read(_stop, desk.opening, here, desk.now())
    return _drawn(desk, here, stop, more=more)


async def _standing(update: Update, desk: Desk) -> Walk:
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        raise OldButtonError
    here = await desk.store.read(standing, query.from_user.id)
    if here is None or here.message != query.message.message_id:
        raise OldButtonError
    return here


async def _moved(desk: Desk, walk: Walk, *, forward: bool) -> Walk:
    return await desk.store.read(moved, desk.opening, walk, desk.now(), forward=forward)


async def _show(desk: Desk, walk: Walk, *, anew: bool = False) -> None:
    await peek.take_away(desk, walk.account)
    if walk.case is None:
        drawn = await _end(desk, walk)
    else:
        stop = await desk.store.read(_stop, desk.opening, walk, desk.now())
        drawn = _drawn(desk, walk, stop)
    former = walk.message
    message = await _put(desk, replace(walk, message=None) if anew else walk, drawn)
    await desk.store.remember(screens.remember, walk.screen(message))
    if former not in (None, message):
        with suppress(BadRequest):
            await desk.bot.delete_message(walk.account, former or 0)


async def _end(desk: Desk, walk: Walk) -> Drawn:
    say = texts(desk.language)
    rest = await desk.store.read(whole, desk.opening, walk, desk.now())
    again = InlineKeyboardButton(say.buttons["once_more"], callback_data=f"walk:start:{walk.kind}")
    rows = [[again]] if rest else []
    return Drawn(say.walk_end(walk.kind, len(rest)), InlineKeyboardMarkup(rows))


def _stop(session: Session, opening: Opening, walk: Walk, now: datetime) -> Stop:
    case = seen(session, opening, walk.account, walk.case or "")
    return Stop(
        view=card.look(session, case.id, now=now),
        files=peek.count(session, case.id),
        room=people.room(session, case.room) if case.room else None,
        topic=topics.find(session, case.id),
        ahead=len(left(session, opening, walk, now)),
    )


def _drawn(desk: Desk, walk: Walk, stop: Stop, *, more: bool = False) -> Drawn:
    place = texts(desk.language).walk_place(len(walk.trail) + 1, stop.ahead)
    rows = _rows(desk, walk, stop)
    drawn = card.draw(desk, stop.view, now=desk.now(), full=True, more=more, extra_rows=rows)
    return drawn if walk.alone else Drawn(f"{drawn.html}\n{place}", drawn.keyboard)


def _rows(desk: Desk, walk: Walk, stop: Stop) -> tuple[Row, ...]:
    say = texts(desk.language)
    beside: list[InlineKeyboardButton] = []
    if stop.files:
        beside.append(InlineKeyboardButton(say.show_files(stop.files), callback_data="walk:files"))
    if stop.room is not None and stop.topic is not None:
        url = links.to_topic(stop.room.chat_id, stop.topic.thread)
        beside.append(InlineKeyboardButton(say.buttons["topic"], url=url))
    names = ("later", "previous", "next") if walk.trail else ("later", "next")
    steps = tuple(
        InlineKeyboardButton(say.buttons[name], callback_data=f"walk:{name}") for name in names
    )
    return tuple(row for row in (tuple(beside), () if walk.alone else steps) if row)


async def _put(desk: Desk, walk: Walk, drawn: Drawn) -> int:
    if walk.message is not None:
        try:
            await desk.bot.edit_message_text(
                drawn.html,
                chat_id=walk.account,
                message_id=walk.message,
                parse_mode=ParseMode.HTML,
                reply_markup=drawn.keyboard,
            )
        except BadRequest as error:
            if "not modified" not in error.message and "not found" not in error.message:
                raise
            if "not modified" in error.message:
                return walk.message
        else:
            return walk.message
    sent = await desk.bot.send_message(
        walk.account,
        drawn.html,
        parse_mode=ParseMode.HTML,
        reply_markup=drawn.keyboard,
        protect_content=True,
        disable_notification=True,
    )
    return sent.message_id
