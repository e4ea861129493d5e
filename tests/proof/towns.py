"""A town of real processes in which canaries live: what they leave is more than a database.

In every message of a canary Telegram's double tells all that Telegram could; their chats count from
a large number, and its time is some hours ahead of the machine's, so that a moment of theirs is
told from a moment at which a process did something.
"""

import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from playground import accounts
from playground.chats import Chat
from playground.client import Person, Playground
from playground.messages import Message
from playground.server import running
from playground.world import Request, World
from tests.journeys.reporter import Reporter
from tests.journeys.town import DESK, INTAKE, PATIENCE, ZONE, Town, build
from tests.proof import baggage, places
from tests.proof.forms import Mark, text
from tests.proof.marks import Canary, canary
from tests.proof.search import Place

_AHEAD = timedelta(hours=5, minutes=17)


@dataclass(eq=False)
class Marked(accounts.Person):
    """A canary's account, with everything Telegram tells of one."""

    who: Canary | None = None

    def as_json(self) -> dict[str, Any]:
        """Telegram's User."""
        assert self.who is not None
        return self.who.me.as_json() | {"language_code": self.who.language}


class Laden(World):
    """A playground in which a canary's messages carry all that a message can carry."""

    def post(self, chat: Chat, sender: accounts.Account, **content: Any) -> Message:
        """A new message; a canary's carries more."""
        if not isinstance(sender, Marked) or sender.who is None:
            return super().post(chat, sender, **content)
        command = content.get("text", "").startswith("/")
        more = {} if command else baggage.always(sender.who)
        facts = more | content.pop("facts", {})
        if not command and chat.kind == "private" and "attachment" not in content:
            content["entities"] = [*content.get("entities", []), *baggage.emojis(sender.who)]
        message = super().post(chat, sender, facts=facts, **content)
        sender.who.moments[f"moment {message.id}"] = message.date
        return message


@dataclass
class Aviary:
    """A town and its canaries; `codes` are receipt codes, which may not rest either."""

    town: Town
    birds: list[Canary] = field(default_factory=list)
    secrets: list[Mark] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)

    def bird(self, seed: str) -> Reporter:
        """A new canary with a phone."""
        world = self.town.world
        who = canary(seed, world.clock.now().replace(microsecond=0))
        account = Marked(who.me.id, who.me.first, who.me.username, who.language, who=who)
        world.people[who.me.id] = account
        for name in (INTAKE, DESK):
            bot = world.bot_named(name)
            assert bot is not None
            world.private(bot, account).next_id = who.first_message
        self.birds.append(who)
        person = Person(self.town.playground, who.me.id, who.me.first)
        return Reporter(person, person.chat(INTAKE))

    def who(self, reporter: Reporter) -> Canary:
        """The canary that holds a phone."""
        return next(bird for bird in self.birds if bird.me.id == reporter.person.id)

    def marks(self) -> list[Mark]:
        """Every mark of every canary, the ids of their files, and the bots' tokens."""
        for bird in self.birds:
            self._note_messages(bird)
        world = self.town.world
        intake = world.bot_named(INTAKE)
        assert intake is not None
        files = [file_id for (bot, _), file_id in world.files._ids.items() if bot == intake.id]
        return [
            *(mark for bird in self.birds for mark in bird.marks(ZONE)),
            *(text("id of a file", file_id) for file_id in files),
            *(text("a token", bot.token) for bot in world.bots.values()),
        ]

    async def metrics(self) -> list[Place]:
        """What both processes tell whoever watches the machine."""
        found = []
        async with aiohttp.ClientSession() as session:
            for name, port in self.ports.items():
                for page in ("healthz", "readyz", "metrics"):
                    async with session.get(f"http://127.0.0.1:{port}/{page}") as answer:
                        found.append((f"{page} of the {name}", await answer.read()))
        return found

    async def backups(self) -> list[Place]:
        """A backup made now: its bytes lie in the folder, its rows are opened here."""
        await self.town.desk.orders("bot.backup", "make")
        return list(places.backups(self.town.folder / "data" / "backups", self.town.opening))

    def said_elsewhere(self) -> Iterator[Place]:
        """Every request of either bot that is not about a canary's own chats."""
        own = {str(bird.me.id) for bird in self.birds} | {str(bird.group) for bird in self.birds}
        for request in self.town.world.requests:
            about = str(request.parameters.get("chat_id"))
            fetches = request.bot == INTAKE and request.method.lower() == "getfile"
            if about in own or fetches:
                continue
            yield from said(self.town.world, request)

    def _note_messages(self, who: Canary) -> None:
        for chat in self.town.world.chats.values():
            if chat.id == who.me.id:
                for number in range(who.first_message, chat.next_id):
                    who.numbers[f"message {number - who.first_message}"] = number


def said(world: World, request: Request) -> Iterator[Place]:
    """A request's every byte: parameters, file names, and the files themselves."""
    name = f"{request.method} of {request.bot}"
    digests = {str(file["sha256"]) for file in request.files}
    yield name, json.dumps(request.parameters, ensure_ascii=False, default=str).encode()
    names = [file["name"] for file in request.files]
    yield f"{name}, names", json.dumps(names, ensure_ascii=False).encode()
    for file in world.files.stored.values():
        if file.sha256 in digests:
            yield f"{name}, a file", file.data


@asynccontextmanager
async def aviary(folder: Path, database: str, *, webhook: bool) -> AsyncIterator[Aviary]:
    """A town whose processes run, and are stopped in good order."""
    world = Laden()
    world.clock.forward(_AHEAD)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(running(world))
        playground = await stack.enter_async_context(Playground(url))
        town = await build(world, url, playground, folder, database, logins={}, webhook=webhook)
        stack.push_async_callback(town.rest.store.close)
        made = Aviary(town)
        for process in (town.intake, town.desk):
            made.ports[process.name] = _free_port(int(urlsplit(url).port or 0))
            port = str(made.ports[process.name])
            process.tell(f"CHUISHAO_{process.name.upper()}_HEALTH_PORT", port)
            process.start()
        try:
            await town.up(4 * PATIENCE)
            yield made
        finally:
            for process in town.processes:
                process.fall()


def _free_port(taken: int) -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
    return port if port != taken else _free_port(taken)
