"""Killed anywhere, nothing that was accepted is lost, and nothing is kept twice."""

import asyncio
from pathlib import Path

from storage import backup
from tests.kills.counts import whole
from tests.kills.towns import scene
from tests.kills.walk import calm, stories, walked

SEED, KILLS = 20261128, 8


async def test_a_story_through_kills_ends_as_a_calm_one(tmp_path: Path):
    database = f"sqlite:///{tmp_path / 'data' / 'chuishao.db'}"
    async with scene(tmp_path, database, logins={}, webhook=False) as here:
        told = await calm(here, 101)
        planned = stories(told.passed, KILLS, SEED, mixed=True)
        for number, kills in enumerate(planned, 102):
            done = await walked(here, number, told.sum, kills)
            assert not done.found.lost, done
            assert not done.found.doubled, done
            assert len(done.found.repeated) <= len(done.kills), done
        assert here.keeper.kills >= KILLS / 2
        making = here.town.desk.orders("bot.backup", "make")
        await asyncio.gather(making, here.keeper.kill("desk"), here.keeper.kill("intake"))
        (made,) = (here.town.folder / "data" / "backups").iterdir()
        with made.open("rb") as file:
            assert backup.made_at(file, here.town.opening)  # read to its end
        assert await whole(here.town, 2 * (1 + len(planned))) == []
