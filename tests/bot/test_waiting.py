"""A desk that waits for its passphrase has the groups told, once each, and names only a number."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from domain.notices import BoardChanged, CaseArrived
from domain.people import Room
from playground.client import Playground
from playground.server import running
from playground.world import World
from storage import outbox, people
from storage.store import Store
from tests.bot.commands import call
from tests.migrated import migrate


@pytest.fixture
async def town(tmp_path):
    """A desk with a linked group and reports that wait: the playground, the group, settings."""
    world, url = World(), f"sqlite:///{tmp_path / 'chuishao.db'}"
    migrate(url)
    async with running(world) as address, Playground(address) as playground:
        desk = await playground.bot("dsaqgzt_bot", can_read_all_group_messages=True)
        somebody = await playground.person("甲")
        group = await playground.group("审核群", somebody)
        await group.add("dsaqgzt_bot", by=somebody)
        now = datetime.now(UTC)

        def fill(session):
            people.put_room(session, Room(id="room", chat_id=group.id, ready=True))
            people.put_room(session, Room(id="closed", chat_id=-1009, ready=False))
            for case, hours in (("a", -1), ("b", -2), ("later", 1)):
                at = now + timedelta(hours=hours)
                outbox.put(session, CaseArrived(case), not_before=at)
            outbox.put(session, BoardChanged("room"), not_before=now)

        async with Store(url) as store:
            await store.write(fill)
        settings = {"data_dir": tmp_path, "telegram_api": address, "desk_token": desk}
        yield world, group, settings


async def told(settings, **changed):
    return await asyncio.to_thread(lambda: call("bot.waiting", **settings | changed))


async def test_the_group_hears_how_many_reports_wait_and_that_none_is_lost(town):
    world, group, settings = town
    answer = await told(settings)
    assert answer.stdout == "在 1 个群里说了。\n"
    (said,) = [request for request in world.requests if request.method.lower() == "sendmessage"]
    assert said.parameters["text"].startswith("工作端等口令，线索在排队（2 件），没有丢。")
    assert int(said.parameters["chat_id"]) == group.id


async def test_where_telegram_is_not_reached_it_says_so(town):
    _, _, settings = town
    answer = await told(settings, telegram_api="http://127.0.0.1:9")
    assert answer.returncode == 1
    assert "CHUISHAO_PROXY" in answer.stderr
