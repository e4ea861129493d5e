"""A reviewer excuses an enterprise from a week and says why, or has it asked after all."""

from datetime import datetime
from typing import Any, Final

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain import returns as rules
from domain.errors import OldButtonError
from domain.returns import Standing
from domain.weeks import Week
from handlers.desk.context import Desk, DeskContext
from handlers.desk.returns.week import (
    PAGE,
    Page,
    args_of,
    due_of,
    edit,
    key,
    page_of,
    reviewer_at,
    turn,
)
from handlers.desk.showing import answer, in_rows
from handlers.texts.returns import Catalogue, texts
from storage import Session, people, returns, screens
from storage.screens import Screen

_SHAPE: Final = (
    r"^wr:(?:choose:[^:]+:[0-9]{1,4}|(?:reason|again):[^:]+:[^:]+|excuse:[^:]+:[^:]+:[^:]+)\Z"
)


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The buttons of excusing."""
    return [CallbackQueryHandler(on_excuse, _SHAPE)]


async def on_excuse(update: Update, context: DeskContext) -> None:
    """A reviewer excuses an enterprise: which one, why; or has it asked after all."""
    desk, (account, args) = context.desk, args_of(update)
    query = update.callback_query
    assert query is not None
    verb, due = (query.data or "").split(":")[1], due_of(desk.weekly, args[0])
    say = texts(desk.language)
    if verb == "choose":
        page = await desk.store.read(
            page_of, desk.weekly, account, due.week, int(args[1]), desk.now()
        )
        await answer(update)
        await edit(desk, update, say.which_excuse, _choices(say, page))
    elif verb == "reason":
        named = await desk.store.read(_named, account, args[1])
        rows = [
            [key(say.buttons[reason], "excuse", due.week, args[1], reason)]
            for reason in say.excuses
        ]
        rows.append([key(say.buttons["other"], "excuse", due.week, args[1], "other")])
        rows.append([key(say.buttons["back"], "page", due.week, "0")])
        await answer(update)
        await edit(desk, update, say.why_excuse(named), InlineKeyboardMarkup(rows))
    elif verb == "excuse" and args[2] == "other":
        await desk.store.write(_await_reason, account, due.week, args[1])
        await answer(update)
        await edit(desk, update, say.type_excuse, None)
    else:
        reason = args[2] if verb == "excuse" else None
        await desk.store.write(excuse, account, args[1], due.week, reason, now=desk.now())
        await answer(update, say.excuse_kept if reason else say.asked_again)
        await turn(update, desk, week=due.week)


async def hear(desk: Desk, message: Message) -> bool:
    """Take a reviewer's message for the reason of an excuse; False when none was asked for."""
    account, text = message.chat.id, (message.text or "").strip()
    focus = await desk.store.read(_focus, account)
    if focus is None or not text or text.startswith("/"):
        return False
    facts = focus.facts
    await desk.store.write(
        excuse, account, facts["enterprise"], Week.read(facts["week"]), text, now=desk.now()
    )
    await message.reply_text(texts(desk.language).excuse_kept)
    return True


def excuse(
    session: Session,
    account: int,
    enterprise: str,
    week: Week,
    reason: str | None,
    *,
    now: datetime,
) -> None:
    """Excuse an enterprise from a week for a reason, or have it asked after all (None)."""
    reviewer = reviewer_at(session, account)
    one = returns.of(session, enterprise, week)
    if reason is None:
        change = rules.ask_again(one, by=reviewer.id, at=now)
    else:
        change = rules.excuse(one, reason, by=reviewer.id, at=now)
    returns.record(session, change)
    screens.forget(session, _focus_name(account))


def _choices(say: Catalogue, page: Page) -> InlineKeyboardMarkup:
    week = page.due.week
    here = page.lines[page.number * PAGE : page.number * PAGE + PAGE]
    options = []
    for enterprise, line in here:
        if line.standing is Standing.EXCUSED:
            name = f"{line.enterprise}：{say.buttons['again']}"
            options.append(key(name, "again", week, enterprise))
        elif line.standing in {Standing.OPEN, Standing.OVERDUE}:
            options.append(key(line.enterprise, "reason", week, enterprise))
    back = key(say.buttons["back"], "page", week, str(page.number))
    return InlineKeyboardMarkup([*in_rows(options, 2), [back]])


def _named(session: Session, account: int, enterprise: str) -> str:
    reviewer_at(session, account)
    named = people.enterprise(session, enterprise)
    if named is None:
        raise OldButtonError
    return named.short


def _await_reason(session: Session, account: int, week: Week, enterprise: str) -> None:
    reviewer_at(session, account)
    facts = {"enterprise": enterprise, "week": week.key}
    screens.remember(session, Screen(_focus_name(account), account, 0, facts))


def _focus(session: Session, account: int) -> Screen | None:
    if people.reviewer_at(session, account) is None:
        return None
    return screens.find(session, _focus_name(account))


def _focus_name(account: int) -> str:
    return f"excuse:{account}"
