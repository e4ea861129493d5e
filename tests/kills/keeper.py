"""Whatever is killed is started again at once, as systemd would, and its first answer is timed."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playground.world import Request, World
from tests.journeys.process import Process
from tests.journeys.town import DESK, INTAKE, Town
from tests.kills.orders import Orders

_LOOKS_EVERY = 0.02  # seconds
_TOO_LATE = 60.0


@dataclass
class Kept:
    """A process, its bot, how often it was killed, and how long people waited after a restart.

    `answers` are seconds from a restart to the first answer to whoever was owed one.
    """

    process: Process
    bot: str
    orders: Orders
    kills: int = 0
    again: asyncio.Event = field(default_factory=asyncio.Event)
    answers: list[float] = field(default_factory=list)
    since: int = 0

    @property
    def is_up(self) -> bool:
        """Whether it has said so since it was started last."""
        return f"the {self.process.name} is up" in self.process.said(self.since)


class Keeper:
    """Both processes of a town, kept running; one that ends by itself is a failure."""

    def __init__(self, town: Town) -> None:
        self._world = town.world
        self.both = tuple(
            Kept(process, bot, Orders(town.folder / f"{process.name}.order"))
            for process, bot in ((town.intake, INTAKE), (town.desk, DESK))
        )
        for one in self.both:
            one.process.tell(*one.orders.variable)

    @asynccontextmanager
    async def keeping(self) -> AsyncIterator[None]:
        """For as long as it is entered."""
        async with asyncio.TaskGroup() as tasks:
            keeping = tasks.create_task(self._keep(tasks))
            yield
            keeping.cancel()

    async def kill(self, name: str) -> None:
        """A power cut, wherever the process is; it has been started again when this returns."""
        (one,) = (one for one in self.both if one.process.name == name)
        one.again.clear()
        os.kill(one.process.pid, signal.SIGKILL)
        await one.again.wait()

    @property
    def kills(self) -> int:
        """How often any of them was killed."""
        return sum(one.kills for one in self.both)

    async def _keep(self, tasks: asyncio.TaskGroup) -> None:
        while True:
            for one in self.both:
                if one.process.was_killed():
                    self._again(one, tasks)
                one.process.check()
            await asyncio.sleep(_LOOKS_EVERY)

    def _again(self, one: Kept, tasks: asyncio.TaskGroup) -> None:
        one.kills += 1
        one.again.set()
        one.orders.anew()
        owed, asked = waiting(self._world, one.bot), len(self._world.requests)
        one.since = len(one.process.log.read_bytes())
        one.process.start()
        if owed:
            tasks.create_task(self._time(one, owed, asked, one.kills))

    async def _time(self, one: Kept, owed: set[int], asked: int, kills: int) -> None:
        began = time.monotonic()
        while time.monotonic() < began + _TOO_LATE and one.kills == kills:
            if any(_answers(r, one.bot, owed) for r in self._world.requests[asked:]):
                break
            await asyncio.sleep(_LOOKS_EVERY)
        if one.kills == kills:
            one.answers.append(time.monotonic() - began)


def waiting(world: World, bot: str) -> set[int]:
    """The chats of people whose updates Telegram still keeps for a bot."""
    account = world.bot_named(bot)
    assert account is not None
    return {chat for update in account.inbox.waiting if (chat := _chat(update.body)) is not None}


def _chat(update: dict[str, Any]) -> int | None:
    """Where an answer is expected: after a press, in private, and to a command."""
    message = update.get("message")
    if message is None:
        message = update.get("callback_query", {}).get("message")
    elif message["from"]["is_bot"] or not (
        message["chat"]["id"] > 0 or message.get("text", "").startswith("/")
    ):
        return None
    return int(message["chat"]["id"]) if message else None


def _answers(request: Request, bot: str, owed: set[int]) -> bool:
    if request.bot != bot:
        return False
    chat = str(request.parameters.get("chat_id"))
    return request.method.lower() == "answercallbackquery" or chat in {str(one) for one in owed}
