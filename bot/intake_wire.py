"""The intake's line to Telegram."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import ClientError, ClientTimeout
from typing_extensions import override

from handlers.connecting import BROKEN_PROXY


class Wire(AiohttpSession):
    """aiogram's own, where that is dear: half of what the intake did was done by it.

    A call without files goes as JSON, for a form makes nine bytes of a Chinese letter and a JSON
    text in it twice as many. The model of each kind of answer is kept, for pydantic drops one that
    nobody holds, and makes it anew with the next answer.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._answers: dict[Any, type[Response[Any]]] = {}

    @override
    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        files: dict[str, InputFile] = {}
        asked = {
            name: self.prepare_value(value, bot, files, _dumps_json=False)
            for name, value in method.model_dump(warnings=False, exclude_none=True).items()
        }
        session = await self.create_session()
        try:
            if files:
                return await super().make_request(bot, method, timeout)
            async with session.post(
                self.api.api_url(token=bot.token, method=method.__api_method__),
                json={name: value for name, value in asked.items() if value is not None},
                timeout=ClientTimeout(total=self.timeout if timeout is None else timeout),
            ) as answer:
                content = await answer.text()
        except TimeoutError as error:
            raise TelegramNetworkError(method, "Request timeout error") from error
        except (ClientError, *BROKEN_PROXY) as error:
            raise TelegramNetworkError(method, f"{type(error).__name__}: {error}") from error
        found = self.check_response(bot, method, answer.status, content)
        return cast(TelegramType, found.result)

    @override
    async def stream_content(self, *asked: Any, **options: Any) -> AsyncGenerator[bytes, None]:
        try:
            async with aclosing(super().stream_content(*asked, **options)) as parts:
                async for part in parts:
                    yield part
        except BROKEN_PROXY as error:
            raise ClientError(type(error).__name__) from error

    @override
    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        returning = method.__returning__
        if returning not in self._answers:
            self._answers[returning] = Response[returning]  # type: ignore[valid-type]
        return super().check_response(bot, method, status_code, content)
