"""A report becomes a topic, once, and goes on though topic, card or group is not what it was."""

from dataclasses import replace
from functools import partial

import pytest

from domain.notices import BoardChanged, DigestDue
from storage import outbox, people
from tests.handlers.desk_case.telegram import GROUP


async def test_a_report_becomes_a_topic_with_a_silent_protected_card_and_its_files(office):
    case = await office.posted(photos=3)
    assert office.wire.names() == ["createForumTopic", "sendMessage", "sendMediaGroup"]
    assert office.wire.sent("createForumTopic")[0]["name"] == "消防 K7QM"
    card = office.wire.last()
    assert card["text"].splitlines()[0] == "新线索 K7QM ｜ 无人在办"
    assert "初看还剩 2 个工作日（11月25日 周三）" in card["text"]
    assert "东胜燃气" in card["text"]
    assert "门一直锁着" in card["text"]
    assert card["protect_content"] is True
    assert card["disable_notification"] is True
    topic = await office.topic(case)
    assert topic.files_posted
    assert topic.card is not None
    assert (await office.case(case)).posted


async def test_what_a_reporter_wrote_cannot_write_html(office):
    await office.posted(text="<b>着火</b> & 没人管")
    assert "&lt;b&gt;着火&lt;/b&gt; &amp; 没人管" in office.wire.last()["text"]


async def test_a_delivery_cut_short_repeats_nothing_that_was_shown(office):
    office.wire.refuse("sendMediaGroup", "internal")
    case = await office.files(photos=2)
    assert len(await office.tells()) == 1
    await office.tells(seconds=5)
    assert office.wire.names().count("createForumTopic") == 1
    assert office.wire.names().count("sendMediaGroup") == 2
    cards = [d for d in office.wire.sent() if "新线索" in d["text"]]
    assert len(cards) == 1
    assert (await office.topic(case)).files_posted


async def test_of_two_albums_the_first_is_not_posted_again_when_the_second_fails(office):
    case = await office.files(photos=12)
    office.wire.refuse("sendMediaGroup", "internal", after=1)
    await office.tells()
    await office.tells(seconds=5)
    assert [len(each["media"]) for each in office.wire.sent("sendMediaGroup")] == [10, 2, 2]
    assert (await office.topic(case)).files_posted


async def test_a_report_about_ones_own_enterprise_waits_outside_the_room_and_a_lead_is_told(
    office, lead
):
    await office.reviewer("有关联的人", 103, ties=["gas"])
    await office.files(text="CANARY")
    (waits,) = await office.tells()
    assert type(waits).__name__ == "NotYetError"
    assert [d["chat_id"] for d in office.wire.sent()] == [lead.chat_id]
    assert "CANARY" not in office.wire.everything()
    assert "东胜燃气" not in office.wire.everything()
    await office.tells(seconds=2)
    assert len(office.wire.sent()) == 1


async def test_nothing_is_shown_while_a_stranger_is_in_the_room(office):
    case = await office.posted()
    await office.store.write(people.put_room, replace(office.room, ready=False))
    before = len(office.wire.asked)
    await office.writes_back(case, "CANARY")
    assert await office.tells()
    assert len(office.wire.asked) == before


async def test_a_letter_waits_while_somebody_tied_to_its_case_is_in_the_room(office, one):
    case = await office.posted()
    await office.reviewer("审核员 9", 109, ties=["gas"])
    office.wire.asked.clear()
    await office.writes_back(case, "CANARY")
    assert await office.tells()
    assert "CANARY" not in office.wire.everything()
    assert len([d for d in office.wire.sent() if "有关联" in d["text"]]) == 1
    assert not (await office.store.read(people.room, office.room.id)).ready


async def test_a_deleted_topic_is_made_again_once_with_card_and_files(office, one):
    case = await office.posted(photos=1)
    first = await office.topic(case)
    office.wire.refuse("editMessageText", "message to edit not found")
    office.wire.refuse("sendMessage", "message thread not found")
    await office.writes_back(case, "还有一件事")
    office.wire.refusals.clear()
    office.wire.refuse("sendMessage", "message thread not found")
    assert await office.tells() == []
    again = await office.topic(case)
    assert again.thread != first.thread
    assert office.wire.names().count("createForumTopic") == 2
    assert office.wire.names().count("sendPhoto") == 2
    told = [d["text"] for d in office.wire.sent() if d.get("message_thread_id") == again.thread]
    assert any("话题被人删了" in text for text in told)
    assert any("还有一件事" in text for text in told)


async def test_a_deleted_card_is_posted_again_into_the_same_topic(office, one):
    case = await office.posted()
    first = await office.topic(case)
    await office.presses_card(one, "受理，我来办", case)
    office.wire.refuse("editMessageText", "message to edit not found")
    assert await office.tells() == []
    again = await office.topic(case)
    assert again.thread == first.thread
    assert again.card != first.card


async def test_a_group_that_was_upgraded_is_followed(office):
    office.wire.refuse(
        "createForumTopic",
        "group chat was upgraded to a supergroup chat",
        migrate_to_chat_id=-100999,
    )
    await office.posted()
    assert office.wire.last()["chat_id"] == -100999
    room = await office.store.read(people.room, office.room.id)
    assert room.chat_id == -100999


MOVED = (400, {"parameters": {"migrate_to_chat_id": -100999}})


async def test_in_a_group_that_was_upgraded_a_case_has_its_topic_made_again(office, one):
    case = await office.posted()
    before = await office.topic(case)
    await office.writes_back(case, "在东侧")
    office.wire.unwilling = {GROUP: [MOVED]}
    assert await office.tells() == []
    assert (await office.topic(case)).thread != before.thread
    (letter,) = [d for d in office.wire.sent(chat=-100999) if "在东侧" in d["text"]]
    assert letter["message_thread_id"] == (await office.topic(case)).thread


@pytest.mark.parametrize("notice", [BoardChanged, partial(DigestDue, day="2026-11-23")])
async def test_what_is_told_to_a_group_that_was_upgraded_goes_to_the_new_one(office, one, notice):
    told = notice(office.room.id)
    await office.store.write(outbox.put, told, not_before=office.desk.now())
    office.wire.unwilling = {GROUP: [MOVED]}
    await office.tells()
    await office.tells(seconds=2)
    (refused,) = office.wire.sent(chat=GROUP)
    said = [d["text"].splitlines()[0] for d in office.wire.sent(chat=-100999)]
    assert said.count(refused["text"].splitlines()[0]) == 1
    assert (await office.store.read(people.room, office.room.id)).ready
