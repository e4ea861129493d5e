"""What the clock does with routes: it knocks at the fixed hour, and destroys what is over."""

import asyncio
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)

from domain import knocks, posting
from domain.drafts import Draft
from domain.forgetting import knocked
from handlers.intake import keeping
from handlers.intake.door import Target, targets
from handlers.intake.kit import Kit
from handlers.intake.showing import erase, send, watch
from handlers.intake.views.door import knock as shown
from handlers.intake.views.view import FREE
from storage import routes
from storage.routes import Due
from storage.store import Session

AGAIN: Final = timedelta(minutes=10)
"""When it is tried again, on the same evening, where it could not be knocked."""
LONGEST: Final = 120.0  # seconds one knock may take, well within its claim
BETWEEN: Final = 0.05  # seconds from one to the next, since Telegram takes thirty messages a second


@dataclass
class Rounds:
    """When routes were last gone through, and when the desk was last told which there are."""

    knocked: datetime | None = None
    published: datetime | None = None


async def knock(kit: Kit, rounds: Rounds) -> None:
    """Once a day, at the hour, tells whoever asked for it that there is something to read."""
    now = kit.now()
    at = knocks.moment(now, kit.knock_hour)
    last = rounds.knocked
    if at is None or (last is not None and at <= last <= now < last + AGAIN):
        return
    rounds.knocked = now
    await sweep(kit)
    leads = await targets(kit)
    owed = await kit.store.read(routes.due, at=at, now=now)
    random.shuffle(owed)  # in the order of no table
    for due in owed:
        target = leads.get(due.id)
        if target is None or _read(kit, due):
            continue
        if not await _knock(kit, due, target):
            break
        await asyncio.sleep(BETWEEN)
    await kit.store.remember(routes.drop_over)


async def sweep(kit: Kit) -> None:
    """Destroys the routes whose time is over, and those that another key had sealed."""
    await kit.store.remember(routes.expire, kit.now().date())
    dead = [id_ for id_, target in (await targets(kit)).items() if target is None]
    await kit.store.remember(routes.drop_all, dead)


async def publish(kit: Kit, rounds: Rounds) -> None:
    """Tells the desk at its posting hours, and at our start, which cases can be knocked."""
    now = kit.now()
    if rounds.published is not None and rounds.published >= posting.last(now, kit.posting_hours):
        return
    await kit.store.remember(routes.publish, not_before=posting.not_before(now, ()))
    rounds.published = now


async def _knock(kit: Kit, due: Due, target: Target) -> bool:
    """Knocks once, unless another instance does; False when Telegram wants to be left alone."""
    if not await kit.store.remember(routes.claim, due, now=kit.now()):
        return True
    async with kit.memory.turn(target.chat):
        try:
            async with asyncio.timeout(LONGEST):
                await _erase_dead(kit, target.chat)
                view = shown(kit.texts(target.language))
                number = await send(kit, target.chat, view, view.keyboard(FREE))
        except (TelegramAPIError, TimeoutError) as error:
            if _gone(error):
                await kit.store.remember(routes.drop_all, [due.id])
            else:
                await kit.store.remember(routes.let_go, due)
            return not isinstance(error, TelegramRetryAfter)
        draft, _ = await keeping.load(kit, target.chat)
        await kit.store.remember(_told, kit, target.chat, draft, number, due)
        watch(kit, target.chat, (await keeping.load(kit, target.chat))[0])
    return True


def _read(kit: Kit, due: Due) -> bool:
    """Whether it was read though the database does not know yet."""
    visit = kit.memory.visits.get(due.case)
    return visit is not None and due.came is not None and due.came < visit.at


async def _erase_dead(kit: Kit, chat: int) -> None:
    """What stood in the chat for its day goes before the knock, which begins another."""
    draft, alive = await keeping.load(kit, chat)
    seen = kit.memory.seen(chat)
    old = [*draft.litter, *seen.leftover, *([draft.form] if draft.form else [])]
    if alive or not old:
        return
    await erase(kit, chat, old)
    seen.leftover = ()
    await kit.store.remember(keeping.forget, kit, chat)


def _gone(error: Exception) -> bool:
    """Whether there is nobody at the other end any more: the bot is blocked, the account gone."""
    if isinstance(error, TelegramBadRequest):
        return "chat not found" in error.message
    return isinstance(error, TelegramForbiddenError)


def _told(session: Session, kit: Kit, chat: int, draft: Draft, number: int, due: Due) -> None:
    after = partial(knocked, message=number, now=kit.now())
    routes.told(session, due)
    if not keeping.amend(session, kit, chat, after):
        keeping.keep(session, kit, chat, after(draft))
