"""When Telegram says 429 the call waits as long as it was told, and is made again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType
from typing_extensions import override

_TRIES = 4
_LONGEST = 30.0

Sleep = Callable[[float], Awaitable[Any]]


class Patience(BaseRequestMiddleware):
    """Waits in the one call that was refused, so in its chat alone; other chats go on."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep

    @override
    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        for _ in range(_TRIES - 1):
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                if error.retry_after > _LONGEST:
                    raise
                await self._sleep(error.retry_after)
        return await make_request(bot, method)


def wish(error: Exception) -> float:
    """For how many seconds Telegram wants to be left alone."""
    return float(error.retry_after) if isinstance(error, TelegramRetryAfter) else 0.0
