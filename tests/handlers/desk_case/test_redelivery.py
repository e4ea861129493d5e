"""Whatever Telegram brings the desk again, in any order and however often, changes nothing."""

import asyncio
import random

import pytest

from bot.desk import receive
from storage import journal, letters
from tests.handlers.desk_case.conftest import GROUP


@pytest.fixture
def brought(office):
    """Every update, from the next one on; each goes through the desk's reception."""
    updates = []
    reception = receive(office.application, office.desk, office.desk.now, asyncio.Event())

    async def feed(**update):
        updates.append({"update_id": next(office.numbers)} | update)
        await reception.take(updates[-1])

    office.feed = feed
    office.reception = reception
    return updates


async def rest(office, case):
    """What rests of a case."""
    acts = [entry.act for entry in await office.store.read(journal.of, case)]
    kept = await office.store.read(letters.of, case)
    return await office.case(case), acts, [letter.id for letter in kept]


@pytest.mark.parametrize("seed", range(3))
async def test_every_update_of_a_reviewer_may_come_again(office, one, brought, seed):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.tells()
    await office.presses_card(one, "问举报人", case)
    topic = await office.topic(case)
    await office.says(one, "门锁在哪一侧？", thread=topic.thread)
    await office.presses_last(one, "发给举报人", case)
    await office.tells()
    before, again = await rest(office, case), brought * 2
    random.Random(seed).shuffle(again)
    for raw in again:
        await office.reception.take(raw)
    assert await rest(office, case) == before
    assert before[1] == ["post", "take_on", "ask"]
    assert [d for d in office.wire.stands(GROUP) if "出了点问题" in d["text"]] == []
