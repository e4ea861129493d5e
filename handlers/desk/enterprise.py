"""更多 → 改单位: a reviewer sets or corrects a case's enterprise, from pages or by typing."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain.cases import Case
from domain.errors import TextMissingError
from domain.people import Enterprise
from handlers.desk import after, drafts, recusal
from handlers.desk.buttons import button
from handlers.desk.context import Desk, DeskContext
from handlers.desk.drafts import Held
from handlers.desk.press import Press, data, pattern, seat, seat_of
from handlers.desk.review import Office
from handlers.desk.showing import answer, choose, take_away
from handlers.texts.case import texts
from storage import Session, pending, people
from storage.opening import Opening

PAGE: Final = 7  # enterprises, so that a screen has no more than twelve buttons


@dataclass(frozen=True)
class Choice:
    """What a case's enterprise is chosen from."""

    case: Case
    enterprises: tuple[Enterprise, ...]


def handlers() -> list[BaseHandler[Update, DeskContext, None]]:
    """The handlers of pages and of what was chosen; what is typed comes through `found`."""
    return [
        CallbackQueryHandler(on_page, pattern("firms")),
        CallbackQueryHandler(on_chosen, r"^firm:[^:]+:[^:]+:."),
    ]


async def on_page(update: Update, context: DeskContext) -> None:
    """A reviewer opened the enterprises, or turned to another page of them."""
    desk, press = context.desk, Press.of(update)
    choice = await desk.store.read(_all, desk.opening, press)
    page = int(press.arg) if press.arg.isdecimal() else 0
    text, rows = texts(desk.language).which_enterprise, _paged(desk, choice, page)
    await answer(update)
    if not press.arg:
        await choose(desk, text, rows, chat=press.chat, thread=press.thread)
        return
    with suppress(BadRequest):  # pressed twice: nothing is modified
        await desk.bot.edit_message_reply_markup(
            press.chat, press.message, reply_markup=InlineKeyboardMarkup(rows)
        )


async def on_chosen(update: Update, context: DeskContext) -> None:
    """A reviewer chose an enterprise, or none; where somebody is tied the case leaves the room."""
    desk, press, say = context.desk, Press.of(update), texts(context.desk.language)
    what = await desk.store.write(recusal.assign, press, Office.of(desk))
    said = say.enterprise_moved if what.left else say.enterprise_set
    await answer(update, said, alert=what.left)
    await take_away(desk, press)
    await after.act(desk, press)


async def found(desk: Desk, held: Held, words: str, *, by: int) -> None:
    """A reviewer typed part of a name: offer what is like it."""
    say, kept = texts(desk.language), held.pending
    choice = await desk.store.write(_search, desk.opening, held, words, by=by, now=desk.now())
    shown = choice.enterprises[:PAGE]
    text = say.enterprises(words.strip()[:20], len(choice.enterprises))
    rows = [*_options(choice.case, shown), *_ends(desk, choice.case)]
    await choose(desk, text, rows, chat=kept.chat, thread=kept.thread)


def _all(session: Session, opening: Opening, press: Press) -> Choice:
    return Choice(seat_of(session, opening, press).case, tuple(people.enterprises(session)))


def _search(
    session: Session, opening: Opening, before: Held, words: str, *, by: int, now: datetime
) -> Choice:
    kept, wanted = before.pending, _plain(words)
    held = drafts.find(session, opening, by=by, chat=kept.chat, thread=kept.thread, now=now)
    if not wanted or held is None or held.pending.id != kept.id:
        raise TextMissingError
    case = seat(session, opening, kept.case, by, private=kept.chat > 0).case
    pending.drop(session, kept)
    named = people.enterprises(session)
    return Choice(case, tuple(e for e in named if wanted in _plain(f"{e.name} {e.short}")))


def _plain(words: str) -> str:
    return "".join(words.casefold().split())


def _paged(desk: Desk, choice: Choice, page: int) -> list[list[InlineKeyboardButton]]:
    say, case = texts(desk.language), choice.case
    last = max(0, (len(choice.enterprises) - 1) // PAGE)
    page = min(page, last)

    def turn(name: str, to: int) -> InlineKeyboardButton:
        return InlineKeyboardButton(say.buttons[name], callback_data=data("firms", case, str(to)))

    turns = [turn("before", page - 1)] if page > 0 else []
    turns += [turn("after", page + 1)] if page < last else []
    shown = choice.enterprises[page * PAGE : (page + 1) * PAGE]
    return [*_options(case, shown), *([turns] if turns else []), *_ends(desk, case)]


def _options(case: Case, shown: tuple[Enterprise, ...]) -> list[list[InlineKeyboardButton]]:
    return [
        [InlineKeyboardButton(one.short, callback_data=data("firm", case, one.id))] for one in shown
    ]


def _ends(desk: Desk, case: Case) -> list[list[InlineKeyboardButton]]:
    say = texts(desk.language)
    none = InlineKeyboardButton(
        say.buttons["nofirm"], callback_data=data("firm", case, recusal.NOBODY)
    )
    return [[button(say, "seek", case), none], [button(say, "shut", case)]]
