"""How the desk gets its updates: it fetches them or is sent them, while it is its turn."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.loop import Reception
from bot.polling import Polling, RefusedError
from bot.reach import reached
from bot.settings import DeskSettings
from bot.webhook import Webhook
from handlers.desk.context import DeskBot
from handlers.desk.pace import seconds
from scheduler.lease import Lease

UPDATES: Final = ("message", "edited_message", "callback_query", "chat_member", "my_chat_member")


async def hear(
    settings: DeskSettings, bot: DeskBot, reception: Reception, lease: Lease, stop: asyncio.Event
) -> None:
    """Take updates until `stop`, as long as the lease is ours; then finish what is under way."""
    address = settings.webhook_address
    if address is None or settings.webhook_secret is None:
        if await asked(settings, bot.delete_webhook, stop):
            await Polling(partial(fetch, bot), reception, ours=lease.ours).run(stop)
        return
    secret = settings.webhook_secret.get_secret_value()
    webhook = Webhook(reception, path=settings.webhook_path, secret=secret, ours=lease.ours)
    # Telegram sends to the address it was told last, which another desk may have done meanwhile
    tell = partial(bot.set_webhook, address, secret_token=secret, allowed_updates=UPDATES)
    here = partial(asked, settings, tell, stop)
    async with asyncio.TaskGroup() as tasks:
        telling = tasks.create_task(lease.each_time(here))
        await webhook.run(stop, host=settings.webhook_host, port=settings.webhook_port)
        telling.cancel()


async def asked(
    settings: DeskSettings, ask: Callable[[], Awaitable[object]], stop: asyncio.Event
) -> bool:
    """Ask Telegram until it answers; False when it is time to stop before that."""
    return await reached(
        ask,
        stop,
        away=_passes,
        refused=(InvalidToken,),
        named="desk_token",
        language=settings.language,
    )


def _passes(error: Exception) -> bool:
    """Whether Telegram was not reached; PTB counts a bad request as a kind of that."""
    passing = isinstance(error, NetworkError | RetryAfter)
    return passing and not isinstance(error, BadRequest)


async def fetch(bot: DeskBot, offset: int | None, wait: int, limit: int) -> list[dict[str, Any]]:
    """Updates as they came; PTB's own method would parse them, hence the raw call."""
    asked: dict[str, Any] = {"timeout": wait, "limit": limit, "allowed_updates": list(UPDATES)}
    if offset is not None:
        asked["offset"] = offset
    # written so, Telegram takes it for getUpdates and PTB does not warn of its own method
    try:
        answer = await bot.do_api_request("GetUpdates", api_kwargs=asked, read_timeout=wait + 20)
    except RetryAfter as error:
        raise RefusedError(seconds(error)) from None
    found: list[dict[str, Any]] = answer
    return found
