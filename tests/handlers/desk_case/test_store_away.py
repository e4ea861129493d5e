"""While the database cannot be written the desk does nothing, and afterwards does it once."""

from functools import partial

import pytest

from domain.cases import Stage
from handlers.desk.deliver import deliver
from handlers.desk.pace import how_to_go_on
from scheduler.outbox import Drain
from storage import journal, outbox
from storage.store import Store, StoreUnavailableError
from tests.handlers.away import full, locked
from tests.migrated import migrate


@pytest.fixture
async def store(database_url):
    migrate(database_url)
    async with Store(database_url, lock_seconds=0.05, tries=2) as opened:
        yield opened


@pytest.fixture
def file(tmp_path):
    return tmp_path / "chuishao.db"


async def test_a_press_meanwhile_does_nothing_and_then_once(office, one, file):
    case = await office.posted()
    async with locked(office.store, file):
        with pytest.raises(StoreUnavailableError):
            await office.presses_card(one, "受理，我来办", case)
    assert (await office.case(case)).stage is Stage.RECEIVED
    await office.presses_card(one, "受理，我来办", case)
    assert (await office.case(case)).holder == one.id
    acts = [entry.act for entry in await office.store.read(journal.of, case)]
    assert acts == ["post", "take_on"]


async def test_words_for_which_there_is_no_room_are_taken_once_there_is(office, one, file):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.tells()
    await office.presses_card(one, "问举报人", case)
    topic, words = await office.topic(case), "门锁在哪一侧？" * 500
    async with full(office.store, file):
        with pytest.raises(StoreUnavailableError):
            await office.says(one, words, thread=topic.thread)
    await office.says(one, words, thread=topic.thread)
    await office.presses_last(one, "发给举报人", case)
    acts = [entry.act for entry in await office.store.read(journal.of, case)]
    assert acts.count("ask") == 1


async def test_what_is_to_be_told_waits_and_is_told_in_the_end(office, file):
    await office.files(photos=2)
    drain = Drain(office.store, partial(deliver, office.desk), how_to_go_on, office.desk.now)

    async def in_trouble(notice):
        async with locked(office.store, file):
            await deliver(office.desk, notice)

    struck = Drain(office.store, in_trouble, how_to_go_on, office.desk.now, rest=0)
    await struck.once()
    office.forward(minutes=3)
    while await drain.once():
        pass
    cards = [d for d in office.wire.stands(office.room.chat_id) if "门一直锁着" in d["text"]]
    assert len(cards) == 1
    assert await office.store.read(outbox.dead) == []
