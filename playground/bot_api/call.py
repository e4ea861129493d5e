"""One call of a Bot API method: its parameters, and the chat it is about."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from playground.accounts import BotAccount
from playground.chats import Chat
from playground.refusals import bad_request, forbidden
from playground.world import World

Method = Callable[["Call"], Any | Awaitable[Any]]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Register a method under Telegram's name; calls may write it in any case."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    data: bytes = field(repr=False)


@dataclass
class Call:
    """A bot's request, whichever way its parameters were written."""

    world: World
    bot: BotAccount
    parameters: dict[str, Any]
    uploads: dict[str, Upload]

    def text(self, name: str, default: str = "") -> str:
        """A parameter as text."""
        value = self.parameters.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """A parameter as a whole number."""
        value = self.parameters.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"{name} must be of type Integer") from None

    def flag(self, name: str) -> bool:
        """A parameter as yes or no."""
        return str(self.parameters.get(name, "")).lower() in {"true", "1", "yes"}

    def value(self, name: str) -> Any:
        """A nested parameter, which clients write as JSON text or send inside a JSON body."""
        value = self.parameters.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name}: Can't parse JSON object") from None

    def find_chat(self) -> Chat:
        """The chat meant by chat_id, whether or not the bot may still speak in it."""
        wanted = self.text("chat_id")
        if not wanted:
            raise bad_request("chat_id is empty")
        chat = self.world.chats.get(wanted)
        if wanted.isdecimal():
            chat = self.world.chats.get(f"private:{self.bot.id}:{wanted}")
            if chat is None and self.world.share_a_group(self.bot, int(wanted)):
                raise forbidden("bot can't initiate conversation with a user")
        if chat is None or (chat.kind != "private" and self.bot.id not in chat.members):
            raise bad_request("chat not found")
        return chat

    def chat(self) -> Chat:
        """The chat meant by chat_id, if the bot may speak and act there."""
        chat = self.find_chat()
        if chat.upgraded_to is not None:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.upgraded_to
            )
        status = chat.members[self.bot.id].status
        if chat.kind == "private":
            if chat.person.deactivated:
                raise forbidden("user is deactivated")
            if status == "kicked":
                raise forbidden("bot was blocked by the user")
            if chat.opened_at is None:
                raise forbidden("bot can't initiate conversation with a user")
        elif status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        elif status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def need(self, chat: Chat, right: str, purpose: str) -> None:
        """Refuse unless the bot holds an administrator's right in the chat."""
        if not chat.may(self.bot, right):
            raise bad_request(f"not enough rights to {purpose}")
