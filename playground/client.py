"""Acting in the playground from Python: what journeys and the demo are written in."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from types import TracebackType
from typing import Any, Self

import aiohttp

from playground.phone import Phone
from playground.seen import Message

_JSON = {"Content-Type": "application/json"}


class RefusedError(Exception):
    """The playground would not let a person do this; the words say why."""


class Playground:
    """A running playground at an address such as http://127.0.0.1:8081."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the connection."""
        await self._session.close()

    async def act(self, act: str, **arguments: Any) -> Any:
        """Have an act of the control address done.

        Raises:
            RefusedError: the act cannot be done.
        """
        # A file object, because aiohttp warns of large bodies given as bytes.
        written, url = BytesIO(json.dumps(arguments).encode()), f"{self.url}/api/{act}"
        async with self._session.post(url, data=written, headers=_JSON) as response:
            body = json.loads(await response.read())
        if response.status != 200:
            raise RefusedError(body.get("error", ""))
        return body

    async def bytes_of(self, message: Message) -> bytes:
        """The file a message shows."""
        assert message.attachment is not None, "the message has no file"
        async with self._session.get(self.url + message.attachment["url"]) as response:
            return await response.read()

    async def person(
        self, name: str, username: str = "", language: str = "zh-hans", role: str = "employee"
    ) -> "Person":
        """Someone new with a phone."""
        made = await self.act(
            "new_person", name=name, username=username, language=language, role=role
        )
        return Person(self, made["id"], name)

    async def bot(self, username: str, name: str = "", token: str = "", **allowed: bool) -> str:
        """A new bot; returns its token. `allowed`: can_join_groups, can_read_all_group_messages."""
        made = await self.act("new_bot", username=username, name=name, token=token, **allowed)
        return str(made["token"])

    async def new_token(self, username: str) -> str:
        """The bot's token is revoked; returns another."""
        return str((await self.act("new_token", bot=username))["token"])

    async def group(
        self,
        title: str,
        creator: "Person",
        *members: "Person",
        forum: bool = True,
        basic: bool = False,
    ) -> "Group":
        """A new group, with topics unless told otherwise."""
        ids = [member.id for member in members]
        made = await self.act(
            "new_group", title=title, creator=creator.id, members=ids, forum=forum, basic=basic
        )
        return Group(self, made["id"], title)

    async def forward_clock(self, seconds: float) -> None:
        """Telegram's time moves on."""
        await self.act("forward_clock", seconds=seconds)

    async def fault(self, method: str, kind: str = "error", **more: Any) -> None:
        """The next calls of a method come to grief; see `playground.faults.Fault`."""
        await self.act("order_fault", method=method, kind=kind, **more)

    async def requests(self, method: str = "", bot: str = "") -> list[dict[str, Any]]:
        """What bots asked of Telegram, in order; of one method or one bot if named."""
        asked: list[dict[str, Any]] = await self.act("requests")
        return [
            request
            for request in asked
            if method.lower() in {"", request["method"].lower()}
            and bot.lstrip("@") in {"", request["bot"]}
        ]

    async def until_idle(self, quiet: float = 0.5, timeout: float = 15) -> None:  # noqa: ASYNC109 - journeys read like sentences
        """Wait until nothing has changed for a while."""
        async with asyncio.timeout(timeout):
            change = -1
            while True:
                latest = (await self.act("changes", since=max(change, 0), seconds=quiet))["change"]
                if latest == change:
                    return
                change = latest


@dataclass(frozen=True)
class Group:
    """A group, as seen from outside."""

    playground: Playground
    id: int
    title: str

    async def add(self, who: "Person | str", *, by: "Person | None" = None) -> None:
        """A person, or a bot by its user name, comes in as a plain member."""
        adder = by.id if by else None
        await self.playground.act("add", chat=self.id, who=_name(who), by=adder)

    async def promote(
        self,
        who: "Person | str",
        rights: Sequence[str] | None = None,
        *,
        by: "Person | None" = None,
    ) -> None:
        """Someone inside becomes administrator with these rights, or with all."""
        names = None if rights is None else list(rights)
        boss = by.id if by else None
        await self.playground.act("promote", chat=self.id, who=_name(who), rights=names, by=boss)

    async def remove(self, who: "Person | str", *, by: "Person | None" = None) -> None:
        """Someone is put out."""
        boss = by.id if by else None
        await self.playground.act("remove", chat=self.id, who=_name(who), by=boss)

    async def upgrade(self) -> "Group":
        """The group under its new id, without its topics and messages."""
        made = await self.playground.act("upgrade", chat=self.id)
        return Group(self.playground, made["id"], self.title)


@dataclass(frozen=True)
class Person:
    """Someone with a phone."""

    playground: Playground
    id: int
    name: str

    def chat(self, place: "str | Group", *, topic: int | None = None) -> Phone:
        """The phone opened at a private chat (a bot's user name), a group or one topic of it."""
        where = place.id if isinstance(place, Group) else place
        return Phone(self.playground, self.id, where, topic)

    async def joins(self, group: Group) -> None:
        """Come in by a link."""
        await group.add(self)

    async def leaves(self, group: Group) -> None:
        """Go out."""
        await self.playground.act("leave", chat=group.id, who=self.id)

    async def opens_topic(self, group: Group, name: str) -> int:
        """Open a topic; returns its id."""
        made = await self.playground.act("open_topic", chat=group.id, by=self.id, name=name)
        return int(made["topic"])

    async def changes_topic(self, group: Group, topic: int, what: str) -> None:
        """`what`: close, reopen or delete."""
        arguments = {"chat": group.id, "by": self.id, "topic": topic, "what": what}
        await self.playground.act("change_topic", **arguments)


def _name(who: Person | str) -> int | str:
    return who if isinstance(who, str) else who.id
