"""Choices before an act, and the second menu of a card."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from telegram import InlineKeyboardButton, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain.cases import check
from domain.categories import Category
from domain.people import Reviewer
from handlers.desk import card, walk
from handlers.desk.buttons import ACTS, button
from handlers.desk.card import CaseView
from handlers.desk.context import Desk, DeskContext
from handlers.desk.press import Press, data, pattern, seat, seat_of
from handlers.desk.showing import answer, choose, in_rows, take_away
from handlers.desk.sight import visible
from handlers.texts.case import Catalogue, texts
from storage import Session, people
from storage.opening import Opening


@dataclass(frozen=True)
class Choice:
    """What a choice is offered from: the case as it is now, and who could become its holder."""

    view: CaseView
    others: tuple[Reviewer, ...]


def handlers() -> list[BaseHandler[Update, DeskContext, None]]:
    """The handlers of choices."""
    return [
        CallbackQueryHandler(on_more, pattern("more", "less")),
        CallbackQueryHandler(on_menu, r"^(?:dec|ref|merge|over|cat|dead):[^:]+:[^:]+\Z"),
        CallbackQueryHandler(on_shut, pattern("shut")),
    ]


async def on_more(update: Update, context: DeskContext) -> None:
    """A reviewer opened or left the second menu: only the buttons change."""
    desk, press = context.desk, Press.of(update)
    choice = await desk.store.read(_choice, desk.opening, press, now=desk.now())
    more = press.verb == "more"
    drawn = await walk.draw(desk, press, more=more) if press.private else None
    drawn = drawn or card.draw(desk, choice.view, now=desk.now(), more=more)
    await answer(update)
    with suppress(BadRequest):  # pressed twice: nothing is modified
        await desk.bot.edit_message_reply_markup(
            press.chat, press.message, reply_markup=drawn.keyboard
        )


async def on_menu(update: Update, context: DeskContext) -> None:
    """A reviewer wants an act that needs a choice first; who may not is told at once."""
    desk, press = context.desk, Press.of(update)
    choice = await desk.store.read(_choice, desk.opening, press, now=desk.now())
    text, rows = _offer(texts(desk.language), press.verb, choice)
    await answer(update)
    await choose(desk, text, rows, chat=press.chat, thread=press.thread)


async def on_shut(update: Update, context: DeskContext) -> None:
    """A reviewer went back without choosing."""
    press = Press.of(update)
    await context.desk.store.read(
        seat, context.desk.opening, press.case_id, press.by, private=press.private
    )
    await answer(update)
    await take_away(context.desk, press)


def _choice(session: Session, opening: Opening, press: Press, *, now: datetime) -> Choice:
    found = seat_of(session, opening, press)
    act = ACTS.get(press.verb)
    if act is not None:
        check(found.case, act, found.actor)
    view = card.look(session, press.case_id, now=now)
    others = tuple(
        person
        for person in people.reviewers(session)
        if person.id != found.case.holder
        and person.id not in found.case.excluded
        and visible(session, opening, person, [found.case])
    )
    return Choice(view, others)


def _offer(
    say: Catalogue, verb: str, choice: Choice
) -> tuple[str, list[list[InlineKeyboardButton]]]:
    case = choice.view.case

    def option(text: str, verb: str, arg: str = "") -> InlineKeyboardButton:
        return InlineKeyboardButton(text, callback_data=data(verb, case, arg))

    back = [button(say, "shut", case)]
    match verb:
        case "dec":
            lines = [say.reason_wanted, *(f"{n} {why}" for n, (why, _) in say.reasons.items())]
            own = str(len(say.reasons) + 1)
            numbers = [option(number, "decr", number) for number in say.reasons]
            text = "\n".join([*lines, f"{own} {say.buttons['own']}"])
            return text, [*in_rows([*numbers, option(own, "decr", "own")], 3), back]
        case "ref":
            places = [option(name, "refd", key) for key, name in say.departments.items()]
            other = option(say.buttons["other"], "refd", "other")
            return say.which_department, [*in_rows([*places, other], 2), back]
        case "merge":
            codes = [option(code, "into", code) for code in choice.view.alike[:6]]
            return say.which_case, [*in_rows(codes, 3), [button(say, "into", case)], back]
        case "over":
            names = [option(person.label, "over", person.id) for person in choice.others]
            return say.whom, [*in_rows(names, 2), back]
        case "cat":
            kinds = [option(say.categories[item], "cat", item.value) for item in Category]
            return say.which_category, [*in_rows(kinds, 2), back]
        case _:
            return say.death_ask, [[button(say, "gov", case)], back]


async def fresh_card(desk: Desk, press: Press) -> None:
    """Show the newest card in the place of an old one in a private chat."""
    drawn = await walk.draw(desk, press)
    if drawn is None:
        view = await desk.store.read(card.look, press.case_id, now=desk.now())
        drawn = card.draw(desk, view, now=desk.now(), full=True)
    with suppress(BadRequest):
        await desk.bot.edit_message_text(
            drawn.html,
            chat_id=press.chat,
            message_id=press.message,
            parse_mode="HTML",
            reply_markup=drawn.keyboard,
        )
