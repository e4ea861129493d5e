"""Each request of the intake passes the points around it; the desk's do so in its pace."""

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType
from typing_extensions import override

from storage.failpoints import passing


class Passings(BaseRequestMiddleware):
    """Around each single request, whichever try of it this is."""

    @override
    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        passing("request.before")
        response = await make_request(bot, method)
        passing("request.after")
        return response
