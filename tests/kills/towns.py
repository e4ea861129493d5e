"""A town in which processes are killed and kept running, on the morning of a reminder."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import LEAPS
from playground.client import Playground
from playground.server import running
from playground.world import World
from tests.journeys.leaping import Leaping
from tests.journeys.town import PATIENCE, ZONE, Town, build
from tests.kills.keeper import Keeper, waiting

_MORNING = datetime(2023, 10, 18, 10, 0, 5, tzinfo=ZONE)
"""A Wednesday on which contacts are reminded for the first time of a week."""
_STARTS_WITHIN = 120.0  # seconds, on a machine that has much else to do
_SETTLES = 150.0  # seconds; whatever was in a killed process's hand is free after two minutes


@dataclass
class Scene:
    """The town, its time, and who keeps its processes running."""

    town: Town
    clock: Leaping
    keeper: Keeper

    async def up(self) -> None:
        """Both processes have said that they are."""
        async with asyncio.timeout(_STARTS_WITHIN):
            while not all(one.is_up for one in self.keeper.both):
                await self.town.world.bell.wait(0.05)

    async def settles(self) -> None:
        """Both processes run, every update is handled, and all that was due is told."""
        async with asyncio.timeout(_SETTLES):
            while not await self._settled():
                await self.town.world.bell.wait(0.05)

    async def _settled(self) -> bool:
        if any(waiting(self.town.world, one.bot) for one in self.keeper.both):
            return False
        return not await self.town.rest.due(self.clock.now)


@asynccontextmanager
async def scene(
    folder: Path, database: str, *, logins: Mapping[str, str], webhook: bool
) -> AsyncIterator[Scene]:
    """A town whose processes run and are kept running, and stop in good order at the end."""
    world = World()
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(running(world))
        playground = await stack.enter_async_context(Playground(url))
        town = await build(world, url, playground, folder, database, logins=logins, webhook=webhook)
        stack.push_async_callback(town.rest.store.close)
        clock = Leaping(town, folder / "clock")
        world.clock.offset = _MORNING - datetime.now(UTC)
        clock.set(_MORNING)
        keeper = Keeper(town)
        for process in (town.intake, town.desk):
            process.tell(LEAPS, str(clock.file))
            process.start()
        try:
            await town.up(4 * PATIENCE)
            async with keeper.keeping():
                here = Scene(town, clock, keeper)
                yield here
                await here.up()  # before that nobody hears that it is to stop
            await town.stop()
        finally:
            for process in town.processes:
                process.fall()
