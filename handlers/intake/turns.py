"""All routers of the intake in their order, and one chat's updates never side by side."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Dispatcher
from aiogram.types import TelegramObject, Update
from typing_extensions import override

from handlers.intake import groups, press, refusals, start, write
from handlers.intake.kit import Kit

UPDATES = (
    *("message", "edited_message", "callback_query", "my_chat_member"),
    *("channel_post", "edited_channel_post"),
)
"""The kinds of update to ask Telegram for."""


def dispatcher(kit: Kit) -> Dispatcher:
    """The intake's dispatcher; nothing of a conversation is kept by the framework."""
    made = Dispatcher(disable_fsm=True, kit=kit)
    made.update.outer_middleware(Turns(kit))
    for module in (groups, start, press, write, refusals):
        made.include_router(module.router())
    return made


class Turns(BaseMiddleware):
    """Holds the chat's turn, which the clock's doing waits for too."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @override
    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)
        message = event.message or event.edited_message
        if message is not None:
            chat = message.chat.id
        elif event.callback_query is not None:
            chat = event.callback_query.from_user.id
        else:
            return await handler(event, data)
        async with self._kit.memory.turn(chat):
            return await handler(event, data)
