"""Whatever Telegram brings the desk again, in any order and however often, changes nothing."""

import asyncio
import random

import pytest
from telegram.error import NetworkError

from bot.desk import receive
from storage import journal, letters, notes
from tests.handlers.desk_case.telegram import GROUP


@pytest.fixture
def brought(office):
    """Every update, from the next one on; each goes through the desk's reception."""
    updates = []
    reception = receive(
        office.application, office.desk, office.desk.now, asyncio.Event(), retries=(0.0, 0.0)
    )

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


async def asked_for(office, one):
    """A case in whose topic a reviewer is asked for the words of a question."""
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.tells()
    await office.presses_card(one, "问举报人", case)
    return case, await office.topic(case)


def previews(office):
    """What stands in the group to be approved."""
    return [d for d in office.wire.stands(GROUP) if "对方会看到" in d["text"]]


@pytest.mark.parametrize("seed", range(3))
async def test_every_update_of_a_reviewer_may_come_again(office, one, brought, seed):
    case, topic = await asked_for(office, one)
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


async def test_a_preview_that_did_not_get_through_is_shown_and_can_go_out(office, one, brought):
    case, topic = await asked_for(office, one)
    office.wire.trouble("sendMessage", NetworkError("reset"))
    await office.says(one, "门锁在哪一侧？", thread=topic.thread)
    assert len(previews(office)) == 1
    await office.presses_last(one, "发给举报人", case)
    await office.tells(minutes=1)
    assert [line.text for line in await office.mailbox(case) if line.text] == ["门锁在哪一侧？"]


async def test_the_preview_of_a_command_that_did_not_get_through_is_shown(office, one, brought):
    topic = await office.topic(await office.posted())
    office.wire.trouble("sendMessage", NetworkError("reset"))
    await office.says(one, "/reply 明天去看", thread=topic.thread)
    (shown,) = previews(office)
    assert "明天去看" in shown["text"]


async def test_a_preview_that_stands_is_left_alone_when_the_words_come_again(office, one, brought):
    _, topic = await asked_for(office, one)
    await office.says(one, "门锁在哪一侧？", thread=topic.thread)
    (shown,) = previews(office)
    await office.reception.take(brought[-1])
    assert previews(office) == [shown]
    assert "已经记下" in office.wire.last(GROUP)["text"]
    await office.presses_shown(one, "发给举报人", shown, thread=topic.thread)
    assert "已问举报人" in office.wire.toast()


async def test_a_note_that_comes_again_is_said_again_to_be_kept(office, one, brought):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_more(one, "备注", case)
    await office.says(one, "打电话核实", thread=topic.thread)
    said = len(office.wire.stands(GROUP))
    await office.reception.take(brought[-1])
    assert "已经记下" in office.wire.last(GROUP)["text"]
    assert len(office.wire.stands(GROUP)) == said + 1
    assert len(await office.store.read(notes.of, case)) == 1


async def test_ordinary_talk_that_comes_again_stays_unanswered(office, one, brought):
    case = await office.posted()
    topic = await office.topic(case)
    await office.says(one, "我下午去看看", thread=topic.thread)
    said = len(office.wire.stands(GROUP))
    await office.reception.take(brought[-1])
    assert len(office.wire.stands(GROUP)) == said
