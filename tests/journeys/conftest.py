"""Every journey has a town of its own, with real processes that must end in good order."""

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from playground.client import Playground
from playground.server import running
from playground.world import World
from storage.grants import DESK, INTAKE
from tests.journeys.town import Town, build
from tests.migrated import migrate

Found = Callable[..., Awaitable[Town]]


@pytest.fixture
async def found(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Found]:
    """Founds towns: `webhook`, `engine` (sqlite or postgresql, where each process has
    its role), `limits`, `start`."""
    towns: list[Town] = []
    async with AsyncExitStack() as stack:

        async def make(
            *,
            webhook: bool = False,
            engine: str = "",
            limits: bool = False,
            start: bool = True,
        ) -> Town:
            world = World(limits=limits)
            url = await stack.enter_async_context(running(world))
            playground = await stack.enter_async_context(Playground(url))
            folder = tmp_path / f"town{len(towns)}"
            folder.mkdir()
            database = f"sqlite:///{folder / 'data' / 'chuishao.db'}"
            logins = {}
            if (engine or request.config.getoption("--engine")) == "postgresql":
                database = request.getfixturevalue("postgresql_url")
                migrate(database)
                login = request.getfixturevalue("login")
                logins = {"intake": login(database, INTAKE), "desk": login(database, DESK)}
            town = await build(
                world, url, playground, folder, database, logins=logins, webhook=webhook
            )
            towns.append(town)
            stack.push_async_callback(town.rest.store.close)
            if start:
                town.intake.start()
                town.desk.start()
                await town.up()
            return town

        try:
            yield make
            for town in towns:
                await town.stop()
        finally:
            for town in towns:
                for process in town.processes:
                    process.fall()
                    sys.stdout.write(process.tail() + "\n")


@pytest.fixture
async def town(found: Found) -> Town:
    """A town on SQLite whose bots fetch their updates."""
    return await found()
