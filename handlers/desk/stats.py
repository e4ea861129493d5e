"""`/stats`: how many cases stand where, and whether first looks were in time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from domain.cases import LOOK_WITHIN, URGENT_WITHIN, Act
from domain.returns import Standing
from domain.workdays import IsWorkday, after
from handlers.desk.context import DeskContext
from handlers.desk.returns.lines import punctuality
from handlers.texts.office import texts
from handlers.texts.returns import texts as return_texts
from storage import Session, counts, docket
from storage.counts import FirstLook

SINCE = timedelta(days=90)
LOOKS = frozenset(
    act.value for act in (Act.TAKE_ON, Act.DECLINE, Act.REFER, Act.MERGE, Act.ASK, Act.DEATH)
)


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The command."""
    return [CommandHandler("stats", on_stats, filters.ChatType.PRIVATE)]


async def on_stats(update: Update, context: DeskContext) -> None:
    """Somebody asked for the numbers."""
    desk, message = context.desk, update.effective_message
    if message is None:
        return
    stages, looks = await desk.store.read(numbers, desk.now())
    in_time = sum(was_in_time(look, desk.is_workday) for look in looks)
    shown = texts(desk.language).stats(stages, looked=len(looks), in_time=in_time)
    punctual = await desk.store.read(punctuality, desk.weekly, desk.now())
    if punctual:
        said = return_texts(desk.language).punctual(
            punctual[Standing.ON_TIME], punctual[Standing.LATE], punctual[Standing.MISSING]
        )
        shown = f"{shown}\n{said}"
    await message.reply_text(shown)


def numbers(session: Session, now: datetime) -> tuple[Mapping[str, int], list[FirstLook]]:
    """What the numbers are made of."""
    return docket.by_stage(session), counts.first_looks(session, now - SINCE, LOOKS)


def was_in_time(look: FirstLook, is_workday: IsWorkday) -> bool:
    """Whether somebody looked within two working days, or two hours where it was urgent."""
    if look.urgent:
        return look.looked <= look.posted + URGENT_WITHIN
    return look.looked.date() <= after(look.posted.date(), LOOK_WITHIN, is_workday)
