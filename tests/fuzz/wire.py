"""The wire of both bots: a Telegram in memory that refuses what Telegram refuses, and tells it."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiogram.client.session.base import BaseSession
from aiogram.methods import Response
from telegram.request import BaseRequest

from playground.accounts import BotAccount, Person
from playground.bot_api import changing, places, profile, sending, topics, updates
from playground.bot_api.call import METHODS, Call, Upload
from playground.chats import Chat
from playground.clock import Clock
from playground.refusals import RefusalError
from playground.world import World

REGISTERED = (changing, places, profile, sending, topics, updates)
OUR_FAULT = (
    "can't parse entities",
    "message is too long",
    "caption is too long",
    "text is empty",
    "BUTTON_",
    "reply markup is too long",
    "inline keyboard",
    "MESSAGE_TOO_LONG",
    "topic name",
    "TOPIC_NAME",
    "must be of type",
    "can't parse",
    "must be non-empty",
)
"""Refusals that only a bot that says something impossible gets."""


class Still(Clock):
    """A clock that moves when it is told to."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def forward(self, by: timedelta) -> None:
        self.moment += by


@dataclass(frozen=True)
class Asked:
    """What a bot asked of Telegram, and in which words Telegram refused."""

    bot: str
    method: str
    parameters: dict[str, Any]
    uploads: dict[str, Upload]
    refused: str = ""

    @property
    def chat(self) -> str:
        return str(self.parameters.get("chat_id", ""))

    @property
    def shown(self) -> str:
        """Everything in it that somebody may read."""
        words = {k: v for k, v in self.parameters.items() if k != "chat_id"}
        names = [upload.name for upload in self.uploads.values()]
        return json.dumps([words, names], ensure_ascii=False, default=str)


@dataclass
class Telegram:
    """The world, and what was asked of it since it was looked at last."""

    world: World
    asked: list[Asked] = field(default_factory=list)

    def call(
        self, bot: BotAccount, name: str, parameters: dict[str, Any], uploads: dict[str, Upload]
    ) -> dict[str, Any]:
        """The answer of the Bot API, as JSON."""
        refused = ""
        try:
            result = METHODS[name.lower()](Call(self.world, bot, parameters, uploads))
            answer = {"ok": True, "result": result}
        except RefusalError as refusal:
            refused, answer = refusal.description, refusal.as_json()
        self.asked.append(Asked(bot.username, name, parameters, uploads, refused))
        return answer

    def download(self, bot: BotAccount, url: str) -> bytes:
        path = url.partition("/file/bot")[2].partition("/")[2]
        found = self.world.files.at_path(bot.id, path)
        return found.data if found else b""

    def private(self, bot: BotAccount, account: int) -> Chat:
        """The private chat of an account, which wrote there at some time."""
        person = self.world.people.setdefault(account, Person(account, "somebody"))
        chat = self.world.private(bot, person)
        chat.opened_at = chat.opened_at or self.world.clock.now()
        return chat


class IntakeWire(BaseSession):
    """aiogram's way to Telegram."""

    def __init__(self, telegram: Telegram, account: BotAccount) -> None:
        super().__init__()
        self._telegram, self._account = telegram, account
        self._kept: dict[Any, Any] = {}

    async def close(self) -> None:
        pass

    async def stream_content(self, url, *args, **kwargs):
        yield self._telegram.download(self._account, url)

    async def make_request(self, bot, method, timeout=None):  # noqa: ASYNC109 - the library asks so
        files: dict[str, Any] = {}
        parameters = {
            name: value
            for name, given in method.model_dump(warnings=False).items()
            if (value := self.prepare_value(given, bot=bot, files=files))
        }
        uploads = {name: Upload(one.filename or name, "", one.data) for name, one in files.items()}
        answer = self._telegram.call(self._account, method.__api_method__, parameters, uploads)
        content = json.dumps(answer, default=str)
        returning = method.__returning__
        if returning not in self._kept:  # pydantic forgets such a type, and making it takes 8 ms
            self._kept[returning] = Response[returning]
        checked = self.check_response(
            bot=bot,
            method=method,
            status_code=int(answer.get("error_code", 200)),
            content=content,
        )
        return checked.result


class DeskWire(BaseRequest):
    """python-telegram-bot's way to Telegram."""

    read_timeout = 1.0

    def __init__(self, telegram: Telegram, account: BotAccount) -> None:
        self._telegram, self._account = telegram, account

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(self, url, method, request_data=None, **more):
        if "/file/" in url:
            return 200, self._telegram.download(self._account, url)
        parameters = dict(request_data.json_parameters) if request_data else {}
        parts = request_data.multipart_data if request_data else {}
        uploads = {name: Upload(one[0], one[2], _bytes(one[1])) for name, one in parts.items()}
        name = url.rsplit("/", 1)[1]
        answer = self._telegram.call(self._account, name, parameters, uploads)
        return int(answer.get("error_code", 200)), json.dumps(answer, default=str).encode()


def _bytes(content: Any) -> bytes:
    return content if isinstance(content, bytes) else content.read()
