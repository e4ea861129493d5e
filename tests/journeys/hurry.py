"""A world in which time runs faster, and the desk as it is, in this process, living in it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

from telegram.ext import Application, ContextTypes
from typing_extensions import override

from bot import desk as process
from bot.hearing import fetch
from bot.polling import Polling
from bot.settings import DeskSettings
from domain.weeks import Rhythm, Weekly
from handlers.desk.context import Desk, DeskContext
from handlers.desk.deliver import deliver
from handlers.desk.pace import Pace, how_to_go_on
from playground.clock import Clock
from scheduler.outbox import Drain
from storage.calendar import is_workday, known
from storage.store import Store
from tests.journeys.town import DESK, ZONE, Town


class Hurried(Clock):
    """Telegram's clock, so many times as fast from now on."""

    def __init__(self, speed: float) -> None:
        super().__init__()
        self.speed = speed
        self._since = datetime.now(UTC)

    @override
    def now(self) -> datetime:
        return self._since + (datetime.now(UTC) - self._since) * self.speed + self.offset

    def seconds(self) -> float:
        return self.now().timestamp()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.speed)


@asynccontextmanager
async def hurried_desk(town: Town, clock: Hurried) -> AsyncIterator[None]:
    """The desk with its own handlers, pace and outbox; Telegram, too, is in a hurry."""
    town.world.clock = clock
    settings = DeskSettings(**town.desk.settings())
    application = (
        Application.builder()
        .token(settings.desk_token.get_secret_value())
        .base_url(f"{settings.telegram_api}/bot")
        .base_file_url(f"{settings.telegram_api}/file/bot")
        .context_types(ContextTypes(context=DeskContext))
        .rate_limiter(Pace(clock.seconds, clock.sleep))
        .updater(None)
        .job_queue(None)
        .build()
    )
    stop, nudge = asyncio.Event(), asyncio.Event()
    async with Store(settings.database) as store, application:
        desk = Desk(
            store=store,
            sealing=town.opening.sealing,
            opening=town.opening,
            bot=application.bot,
            now=lambda: clock.now().astimezone(ZONE),
            is_workday=is_workday,
            weekly=Weekly(Rhythm(), is_workday, ZONE, known().certain),
            language=settings.language,
            intake=settings.intake_username,
        )
        process.register(application, desk)
        reception = process.receive(application, desk, desk.now, nudge)
        drain = Drain(store, partial(deliver, desk), how_to_go_on, desk.now)
        hearing = asyncio.create_task(Polling(partial(fetch, application.bot), reception).run(stop))
        speaking = asyncio.create_task(_drained(drain, clock, stop))
        try:
            yield
        finally:
            stop.set()
            await hearing
            await speaking


async def _drained(drain: Drain, clock: Hurried, stop: asyncio.Event) -> None:
    while not stop.is_set():
        if not await drain.once():
            await clock.sleep(1)


def refused(town: Town, chat: int) -> int:
    """How many messages to a chat Telegram has refused so far."""
    desk = town.world.bot_named(DESK)
    assert desk is not None
    asked = [
        request
        for request in town.world.requests
        if request.bot == DESK
        and request.method.lower() in {"sendmessage", "sendphoto"}
        and str(request.parameters.get("chat_id")) == str(chat)
    ]
    return len(asked) - len(town.world.pace.sent[desk.id, chat])
