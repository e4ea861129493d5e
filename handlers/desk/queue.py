"""Lists of cases for one reviewer, by code and date alone."""

from datetime import datetime
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, Update
from telegram.ext import BaseHandler, CommandHandler, filters

from domain.cases import Case
from domain.errors import NotAllowedError, NotFoundError
from domain.people import Reviewer
from domain.workdays import between
from handlers.desk import walk
from handlers.desk.context import Desk, DeskContext
from handlers.desk.sight import KINDS, listed, visible
from handlers.texts.case import texts as case_texts
from handlers.texts.office import texts
from storage import Session, cases, people
from storage.opening import Opening

LINES = 8
PRIVATE = filters.ChatType.PRIVATE


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The commands of the private chat."""
    return [
        CommandHandler("start", on_start, PRIVATE),
        CommandHandler("help", on_help, PRIVATE),
        CommandHandler("case", on_case, PRIVATE),
        *(CommandHandler(kind, on_list, PRIVATE) for kind in KINDS),
    ]


async def on_start(update: Update, context: DeskContext) -> None:
    """Somebody opened the chat, perhaps by a button of the board."""
    wanted = "".join(context.args or ())
    if wanted == "next":
        await walk.on_next(update, context)
    elif wanted in KINDS:
        await show(update, context.desk, wanted)
    else:
        await on_help(update, context)


async def on_help(update: Update, context: DeskContext) -> None:
    """Somebody asked what can be done here."""
    if update.effective_message is not None:
        await update.effective_message.reply_text(texts(context.desk.language).help)


async def on_list(update: Update, context: DeskContext) -> None:
    """Somebody asked for one of the lists."""
    message = update.effective_message
    assert message is not None
    command = next(iter(message.parse_entities([MessageEntity.BOT_COMMAND]).values()))
    await show(update, context.desk, command[1:].partition("@")[0].lower())


async def on_case(update: Update, context: DeskContext) -> None:
    """Somebody asked for one case by its code."""
    desk, message = context.desk, update.effective_message
    if message is None or message.from_user is None:
        return
    code = "".join(context.args or ())
    if not code:
        await message.reply_text(texts(desk.language).case_usage)
        return
    case = await desk.store.read(find, desk.opening, message.from_user.id, code)
    await walk.start(desk, message.from_user.id, "one", case.id)


async def show(update: Update, desk: Desk, kind: str) -> None:
    """Show a list: a line and a button for each of the first cases, none of the content."""
    message, say = update.effective_message, texts(desk.language)
    if message is None or message.from_user is None:
        return
    now = desk.now()
    found = await desk.store.read(of_account, desk.opening, message.from_user.id, kind, now)
    head, empty = say.lists[kind]
    if not found:
        await message.reply_text(empty)
        return
    lines = [say.listed(head, len(found))]
    lines += [say.item(c.code, due(desk, c, now), urgent=c.urgent) for c in found[:LINES]]
    if len(found) > LINES:
        lines.append(say.more(len(found) - LINES))
    buttons = [
        InlineKeyboardButton(case.code, callback_data=f"walk:open:{case.id}")
        for case in found[:LINES]
    ]
    rows = [buttons[n : n + 3] for n in range(0, len(buttons), 3)]
    if len(found) > LINES:
        through = InlineKeyboardButton(say.buttons["through"], callback_data=f"walk:start:{kind}")
        rows.append([through])
    await message.reply_text("\n".join(lines), reply_markup=InlineKeyboardMarkup(rows))


def due(desk: Desk, case: Case, now: datetime) -> str:
    """How long there is for a case, in words; "" when nothing is due."""
    if case.due is None:
        return ""
    left = between(now.date(), case.due.day, desk.is_workday)
    return case_texts(desk.language).due(case.due, now=now, workdays=left)


def of_account(
    session: Session, opening: Opening, account: int, kind: str, now: datetime
) -> list[Case]:
    """A list as the reviewer behind an account may see it."""
    return listed(session, opening, reviewer_of(session, account), kind, now)


def find(session: Session, opening: Opening, account: int, code: str) -> Case:
    """A case by its code; NotFoundError alike for one that is not and one that may not be seen."""
    case = cases.find(session, code)
    if case is None or not visible(session, opening, reviewer_of(session, account), [case]):
        raise NotFoundError
    return case


def reviewer_of(session: Session, account: int) -> Reviewer:
    """The reviewer behind an account; NotAllowedError when there is none."""
    reviewer = people.reviewer_at(session, account)
    if reviewer is None:
        raise NotAllowedError("reviewer")
    return reviewer
