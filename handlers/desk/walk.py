"""`/next`: case after case in one private message, edited in place; after an act comes the next."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from domain.cases import Case
from domain.errors import NotAllowedError, NotFoundError, OldButtonError
from handlers.desk import card
from handlers.desk.context import Desk, DeskContext
from handlers.desk.press import Press
from handlers.desk.sight import listed, visible
from handlers.texts.office import texts
from storage import Session, cases, people, screens
from storage.opening import Opening
from storage.screens import Screen

REMEMBERED = 100  # cases one can walk back


@dataclass(frozen=True)
class Walk:
    """Where somebody stands: the list, the case shown (None: at its end), and the way back."""

    account: int
    kind: str
    case: str | None = None
    trail: tuple[str, ...] = ()
    message: int | None = None

    @property
    def name(self) -> str:
        """The screen's name."""
        return f"walk:{self.account}"

    def screen(self, message: int) -> Screen:
        """The walk as it is kept."""
        facts = {"kind": self.kind, "case": self.case, "trail": list(self.trail)}
        return Screen(self.name, self.account, message, facts)


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The command and the buttons of the walk."""
    return [
        CommandHandler("next", on_next, filters.ChatType.PRIVATE),
        CallbackQueryHandler(on_step, r"^walk:(?:next|previous|later)$"),
        CallbackQueryHandler(on_open, r"^walk:(?:open|start):"),
    ]


async def on_next(update: Update, context: DeskContext) -> None:
    """Somebody wants to go through what nobody has."""
    if update.effective_user is not None:
        await start(context.desk, update.effective_user.id, "queue")


async def on_step(update: Update, context: DeskContext) -> None:
    """Somebody goes on, or back."""
    desk, query = context.desk, update.callback_query
    if query is None or not isinstance(query.message, Message):
        raise OldButtonError
    here = await desk.store.read(standing, query.from_user.id)
    if here is None or here.message != query.message.message_id:
        raise OldButtonError
    forward = query.data != "walk:previous"
    await _show(desk, await _moved(desk, here, forward=forward))
    await query.answer()


async def on_open(update: Update, context: DeskContext) -> None:
    """Somebody opens one case of a list, or starts walking through a list."""
    desk, query = context.desk, update.callback_query
    if query is None or query.data is None:
        raise OldButtonError
    _, what, which = query.data.split(":", 2)
    if what == "open":
        case = await desk.store.read(_seen, desk.opening, query.from_user.id, which)
        await start(desk, query.from_user.id, "one", case.id)
    else:
        await start(desk, query.from_user.id, which)
    await query.answer()


async def start(desk: Desk, account: int, kind: str, case: str | None = None) -> None:
    """Begin a walk in a new message, at a case or at the most pressing of a list."""
    begun = Walk(account, kind, case)
    if case is None:
        begun = await _moved(desk, begun, forward=True)
    await _show(desk, begun)


async def after_act(desk: Desk, press: Press) -> None:
    """An act was done in the private chat: the walk goes on to the next case."""
    here = await desk.store.read(standing, press.by)
    if here is None or here.message != press.message or here.case != press.case_id:
        return
    if here.kind == "one":
        await _show(desk, here)
    else:
        await _show(desk, await _moved(desk, here, forward=True))


def standing(session: Session, account: int) -> Walk | None:
    """Where somebody's walk stands."""
    screen = screens.find(session, Walk(account, "").name)
    if screen is None:
        return None
    facts = screen.facts
    trail = tuple(facts["trail"])
    return Walk(account, facts["kind"], facts["case"], trail, screen.message)


def moved(session: Session, opening: Opening, walk: Walk, now: datetime, *, forward: bool) -> Walk:
    """One step on to what was not shown yet, or one step back."""
    if not forward:
        if not walk.trail:
            return walk
        return replace(walk, case=walk.trail[-1], trail=walk.trail[:-1])
    trail = (*walk.trail, walk.case) if walk.case else walk.trail
    ahead = left(session, opening, replace(walk, trail=trail), now)
    return replace(walk, case=ahead[0].id if ahead else None, trail=trail[-REMEMBERED:])


def left(session: Session, opening: Opening, walk: Walk, now: datetime) -> list[Case]:
    """What of the list was not shown yet."""
    reviewer = people.reviewer_at(session, walk.account)
    if reviewer is None:
        raise NotAllowedError("reviewer")
    if walk.kind == "one":
        return []
    found = listed(session, opening, reviewer, walk.kind, now)
    return [case for case in found if case.id != walk.case and case.id not in walk.trail]


async def _moved(desk: Desk, walk: Walk, *, forward: bool) -> Walk:
    return await desk.store.read(moved, desk.opening, walk, desk.now(), forward=forward)


async def _show(desk: Desk, walk: Walk) -> None:
    say, now = texts(desk.language), desk.now()
    html, keyboard = say.walk_empty, None
    if walk.case is not None:
        case = await desk.store.read(_seen, desk.opening, walk.account, walk.case)
        view = await desk.store.read(card.look, case.id, now=now)
        ahead = await desk.store.read(left, desk.opening, walk, now)
        rows = () if walk.kind == "one" else (_row(desk, walk),)
        drawn = card.draw(desk, view, now=now, full=True, extra_rows=rows)
        place = "" if walk.kind == "one" else say.walk_place(len(walk.trail) + 1, len(ahead))
        html, keyboard = f"{drawn.html}\n{place}".strip(), drawn.keyboard
    message = await _put(desk, walk, html, keyboard)
    await desk.store.remember(screens.remember, walk.screen(message))


def _row(desk: Desk, walk: Walk) -> tuple[InlineKeyboardButton, ...]:
    names = ("later", "previous", "next") if walk.trail else ("later", "next")
    buttons = texts(desk.language).buttons
    return tuple(InlineKeyboardButton(buttons[n], callback_data=f"walk:{n}") for n in names)


async def _put(desk: Desk, walk: Walk, html: str, keyboard: InlineKeyboardMarkup | None) -> int:
    if walk.message is not None:
        try:
            await desk.bot.edit_message_text(
                html,
                chat_id=walk.account,
                message_id=walk.message,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
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
        html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard,
        protect_content=True,
        disable_notification=True,
    )
    return sent.message_id


def _seen(session: Session, opening: Opening, account: int, case_id: str) -> Case:
    reviewer = people.reviewer_at(session, account)
    found = [cases.load(session, case_id)]
    if reviewer is None or not visible(session, opening, reviewer, found):
        raise NotFoundError
    return found[0]
