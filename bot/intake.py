"""`python -m bot.intake`: the bot that reporters speak to, without a name."""

from bot import starting  # isort: skip
from bot import late_types  # isort: skip # noqa: F401 - before aiogram, whose import it shortens

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import BotCommand, Update

from bot import clock, logs
from bot.clock import Clock
from bot.errands import Errands, beside
from bot.health import answering
from bot.intake_wire import Wire
from bot.logs import outline
from bot.loop import ASKING, RETRIES, Pauses, Reception
from bot.memory import keep_to_itself
from bot.passings import Passings
from bot.patience import Patience, wish
from bot.polling import Polling, RefusedError
from bot.reach import reached
from bot.ready import require_newest
from bot.settings import IntakeSettings, load
from bot.webhook import Webhook
from bot.workdays import calendar
from handlers.intake import knocking, refusals
from handlers.intake.idle import resume, tidy
from handlers.intake.kit import Kit, Limits
from handlers.intake.turns import UPDATES, dispatcher
from handlers.texts.intake import LANGUAGES, texts
from handlers.texts.intake.catalogue import Hotlines
from scheduler import sweep
from storage.daykeys import DayKeys
from storage.officers import Officers, OfficersFileError
from storage.routekey import RouteKey
from storage.sealing import Sealing
from storage.store import Store, StoreUnavailableError

_log = logging.getLogger(__name__)

AWAY = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError)
TIDY_SECONDS = 5.0
SWEEP_SECONDS = 600.0


class FetchUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates whose answer stays as it came: the loop hands each on by itself."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


def main() -> None:
    """Runs until SIGTERM or SIGINT."""
    keep_to_itself()
    settings = load(IntakeSettings)
    logs.set_up(settings.log_level)
    require_newest(settings)
    starting.over()
    asyncio.run(run(settings, clock.now))


async def run(settings: IntakeSettings, now: Clock) -> None:
    """Runs the intake with this clock until it is told to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    session = _session(settings)
    errands = Errands()
    async with (
        Store(settings.database) as store,
        Bot(settings.intake_token.get_secret_value(), session=session) as bot,
    ):
        kit = _kit(settings, store, bot, errands, now)
        reception = receive(kit, dispatcher(kit), now)
        health = answering(settings.health_port, store, lambda _: {})
        async with health, _running(kit, errands):
            if not await _reached(settings, bot.get_me, stop):
                return
            _log.info("the intake is up")
            async with beside(partial(introduce, bot)):
                await _serve(settings, bot, reception, stop)
    _log.info("the intake is down")


def receive(
    kit: Kit,
    dispatcher: Dispatcher,
    now: Clock,
    *,
    retries: Pauses = RETRIES,
    asking: Pauses = ASKING,
) -> Reception:
    """The reception of the intake's updates."""

    async def handle(raw: dict[str, Any]) -> None:
        update = Update.model_validate(raw, context={"bot": kit.bot})
        await dispatcher.feed_update(kit.bot, update)

    async def on_repeat(raw: dict[str, Any]) -> None:
        await refusals.show_again(kit, raw)

    async def on_poison(raw: dict[str, Any]) -> None:
        await refusals.ask_again(kit, raw)

    return Reception(
        "intake",
        handle,
        on_repeat=on_repeat,
        on_poison=on_poison,
        clock=now,
        secret=kit.bot.token,
        retries=retries,
        asking=asking,
        wish=wish,
    )


async def introduce(bot: Bot) -> None:
    """Tells Telegram the commands and the profile; without them everything works as well."""
    for language in LANGUAGES:
        said = texts(language)
        code = None if language == "zh" else language
        commands = [BotCommand(command=name, description=d) for name, d in said.commands.items()]
        try:
            await bot.set_my_commands(commands, language_code=code)
            await bot.set_my_short_description(said.short_description, language_code=code)
            await bot.set_my_description(said.description, language_code=code)
        except TelegramAPIError as error:
            _log.warning("the profile stays as it was: %s", outline(error))


def _kit(settings: IntakeSettings, store: Store, bot: Bot, errands: Errands, now: Clock) -> Kit:
    for path in (settings.day_key_path, settings.route_key_path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Kit(
        store=store,
        sealing=Sealing.load(settings.sealing_key_path),
        day_keys=DayKeys(settings.day_key_path),
        route_key=RouteKey(settings.route_key_path),
        bot=bot,
        now=lambda: now().astimezone(settings.zone),
        is_workday=calendar(settings).is_workday,
        later=errands.later,
        language=settings.language,
        posting_hours=settings.posting_hours,
        knock_hour=settings.knock_hour,
        hotlines=Hotlines(
            labour=settings.hotline_labour,
            union=settings.hotline_union,
            legal=settings.hotline_legal,
            safety=settings.hotline_safety,
            city=settings.hotline_city,
        ),
        source=settings.source_url,
        officers=_officers(settings),
        keeping=settings.keeping,
        backups=settings.backup_days,
        limits=Limits(),
    )


def _officers(settings: IntakeSettings) -> Officers | None:
    """The two officers, None where the office has named none or the file is damaged."""
    try:
        return Officers.load(settings.officers_path)
    except FileNotFoundError:
        return None
    except (OSError, OfficersFileError):
        _log.warning("the officers' file cannot be read: nobody is offered to seal who they are")
        return None


def _session(settings: IntakeSettings) -> BaseSession:
    server = TelegramAPIServer.from_base(settings.telegram_api)
    session = Wire(proxy=settings.proxy or None, api=server)
    session.middleware(Patience())
    session.middleware(Passings())
    return session


@asynccontextmanager
async def _running(kit: Kit, errands: Errands) -> AsyncIterator[None]:
    """Folds, erases, knocks and sweeps while it is entered, from where a restart broke it off."""
    rounds = knocking.Rounds()

    async def tidy_up() -> None:
        await tidy(kit)

    async def knock() -> None:
        await knocking.publish(kit, rounds)
        await knocking.knock(kit, rounds)

    async def sweep_up() -> None:
        try:
            await resume(kit)  # before what is dead goes: its messages are erased first
            await sweep.drop_dead_drafts(kit.store, kit.now())
            await sweep.forget_updates(kit.store, kit.now())
            await knocking.sweep(kit)
        except StoreUnavailableError:
            return

    errands.every(TIDY_SECONDS, tidy_up)
    errands.every(TIDY_SECONDS, knock)
    errands.every(SWEEP_SECONDS, sweep_up)
    try:
        yield
    finally:
        await errands.close()


async def _serve(
    settings: IntakeSettings, bot: Bot, reception: Reception, stop: asyncio.Event
) -> None:
    address = settings.webhook_address
    if address is None or settings.webhook_secret is None:
        if await _reached(settings, bot.delete_webhook, stop):
            await Polling(partial(fetch, bot), reception).run(stop)
        return
    secret = settings.webhook_secret.get_secret_value()
    here = partial(bot.set_webhook, address, secret_token=secret, allowed_updates=list(UPDATES))
    if not await _reached(settings, here, stop):
        return
    webhook = Webhook(reception, path=settings.webhook_path, secret=secret)
    await webhook.run(stop, host=settings.webhook_host, port=settings.webhook_port)


async def _reached(
    settings: IntakeSettings, ask: Callable[[], Awaitable[object]], stop: asyncio.Event
) -> bool:
    return await reached(
        ask,
        stop,
        away=lambda error: isinstance(error, AWAY),
        refused=(TelegramUnauthorizedError, TelegramNotFound),
        named="intake_token",
        language=settings.language,
    )


async def fetch(bot: Bot, offset: int | None, wait: int, limit: int) -> list[dict[str, Any]]:
    """Updates as they came; RefusedError with the seconds to wait when Telegram says so."""
    call = FetchUpdates(offset=offset, limit=limit, timeout=wait, allowed_updates=list(UPDATES))
    try:
        return await bot(call, request_timeout=wait + 20)
    except TelegramRetryAfter as error:
        raise RefusedError(error.retry_after) from None


if __name__ == "__main__":
    main()
