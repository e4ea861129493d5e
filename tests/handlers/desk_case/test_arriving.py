from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from domain.cases import Stage
from domain.notices import BoardChanged, DigestDue
from domain.reading import LineKind
from handlers.desk import arrival
from storage import duty, identities, journal, letters, outbox, people
from storage.duty import Shift
from storage.identities import Identity
from storage.ids import fresh
from storage.sealed import Sealed
from tests.handlers.desk_case.telegram import GROUP, buttons


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


async def test_of_an_urgent_case_the_ring_alone_makes_a_sound(office, lead):
    await office.posted(urgent=True, photos=1)
    sounds = [
        (name, data["chat_id"])
        for name, data in office.wire.asked
        if name.startswith("send") and not data.get("disable_notification")
    ]
    assert sorted(sounds) == [("sendMessage", GROUP), ("sendMessage", lead.chat_id)]


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


async def on_duty(office, *reviewers, rank=0):
    now = office.desk.now()
    start, end = now - timedelta(hours=1), now + timedelta(hours=8)
    shifts = [Shift(fresh(), one.id, rank, start, end) for one in reviewers]
    await office.store.write(duty.replace_from, now, shifts)


async def rung(office):
    """Files an urgent case and tells its arrival, not the ring; its case as posted."""
    case = await office.files(urgent=True)
    await arrival.arrive(office.desk, case)
    lines = [line.kind for line in await office.mailbox(case)]
    assert (await office.case(case)).rung == (LineKind.RUNG in lines)
    return (await office.case(case)).rung


async def test_the_reporter_reads_that_it_rang_when_somebody_who_may_see_it_is_on_duty(office, one):
    await on_duty(office, one)
    assert await rung(office)


async def test_a_lead_of_the_roster_is_nobody_on_duty(office, one):
    await on_duty(office, one, rank=1)
    assert not await rung(office)


async def test_who_is_tied_or_not_in_the_room_lets_nobody_read_that_it_rang(office, one):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"], inside=False)
    outside = await office.reviewer("别的群的人", 104, inside=False)
    await on_duty(office, tied, outside)
    assert not await rung(office)


async def test_an_urgent_report_that_finds_no_room_rings_who_may_see_it_and_offers_nothing(
    office, one, lead
):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"])
    await on_duty(office, one, tied)
    case = await office.files(text="CANARY", urgent=True)
    await office.tells()
    (ring,) = office.wire.sent(chat=one.chat_id)
    assert "急！新线索 K7QM" in ring["text"]
    assert "没有合适的群" in ring["text"]
    assert "reply_markup" not in ring
    assert not ring.get("disable_notification")
    assert office.wire.sent(chat=tied.chat_id) == office.wire.sent(chat=GROUP) == []
    assert "CANARY" not in office.wire.everything()
    assert not (await office.case(case)).rung
    await office.tells(minutes=15)
    assert "K7QM 响铃 15 分钟了" in office.wire.last(lead.chat_id)["text"]


async def test_when_a_room_is_found_at_last_who_was_rung_gets_the_button_without_another_sound(
    office, one
):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"])
    await on_duty(office, one)
    case = await office.files(urgent=True)
    await office.tells()
    await office.store.write(people.gone_from, office.room.id, tied.chat_id)
    assert await office.tells(minutes=6) == []
    assert len([d for d in office.wire.sent(chat=one.chat_id) if "急" in d["text"]]) == 1
    (edited,) = office.wire.sent("editMessageText", chat=one.chat_id)
    assert "我来接" in buttons(edited)
    assert len([d for d in office.wire.sent(chat=GROUP) if "急！新线索 K7QM，" in d["text"]]) == 1
    await office.presses(one, buttons(edited)["我来接"], chat=one.chat_id)
    assert (await office.case(case)).holder == one.id
    before = len(office.wire.sent(chat=one.chat_id))
    await office.tells(minutes=31)
    assert "已由【审核员 1】接" in office.wire.sent("editMessageText", chat=one.chat_id)[-1]["text"]
    assert not [d for d in office.wire.sent(chat=one.chat_id)[before:] if "急" in d["text"]]


async def test_long_after_the_first_ring_a_room_is_rung_for_aloud(office, one):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"])
    await on_duty(office, one)
    await office.files(urgent=True)
    await office.tells()
    await office.store.write(people.gone_from, office.room.id, tied.chat_id)
    assert await office.tells(minutes=40) == []
    assert "我来接" in buttons(office.wire.last(one.chat_id))


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


async def test_a_letter_answers_the_question_and_tells_the_holder_without_content(office, one):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.tells()
    await office.presses_card(one, "问举报人", case)
    topic = await office.topic(case)
    await office.says(one, "门锁在哪一侧？", thread=topic.thread)
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    assert (await office.case(case)).question_open
    await office.writes_back(case, "在东侧")
    await office.tells()
    assert not (await office.case(case)).question_open
    shown = [d for d in office.wire.sent(chat=GROUP) if "在东侧" in d["text"]]
    assert len(shown) == 1
    assert shown[0]["protect_content"] is True
    (private,) = office.wire.sent(chat=one.chat_id)
    assert "K7QM" in private["text"]
    assert "在东侧" not in private["text"]


async def test_a_muted_cases_letters_are_counted_and_not_shown(office, one):
    case = await office.posted()
    await office.presses_more(one, "静音此件", case)
    await office.tells()
    await office.writes_back(case, "CANARY")
    await office.tells()
    assert "CANARY" not in office.wire.everything()
    assert "来信 1" in office.wire.sent("editMessageText")[-1]["text"]


async def test_an_objection_sends_the_case_to_somebody_else(office, one, two):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.tells()
    topic = await office.topic(case)
    await office.presses_card(one, "查实", case)
    await office.says(one, "查过了，已经拆锁。", thread=topic.thread)
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    await office.writes_back(case, "没有拆", LineKind.OBJECTED)
    await office.tells()
    now = await office.case(case)
    assert now.stage is Stage.RECEIVED
    assert now.excluded == {one.id}
    acts = [entry.act for entry in await office.store.read(journal.of, case)]
    assert acts == ["post", "take_on", "conclude", "object"]
    await office.presses_card(one, "受理，我来办", case)
    assert "没办过这件的审核员" in office.wire.toast()
    await office.presses_card(two, "受理，我来办", case)
    assert (await office.case(case)).holder == two.id


async def test_what_the_reporter_says_of_the_conclusion_is_a_line_in_topic_and_card(office, one):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.tells()
    topic = await office.topic(case)
    await office.presses_card(one, "不属实", case)
    await office.says(one, "看过了，门是开的。", thread=topic.thread)
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    await office.writes_back(case, "", LineKind.UNSOLVED)
    await office.tells()
    assert any("K7QM 举报人说：没解决" in d["text"] for d in office.wire.sent(chat=GROUP))
    card = office.wire.sent("editMessageText")[-1]["text"]
    assert "举报人说：没解决" in card
    assert "来信 1" not in card
    assert "K7QM" in office.wire.sent(chat=one.chat_id)[-1]["text"]
    assert (await office.case(case)).stage is Stage.CONCLUDED
    (entry,) = [e for e in await office.store.read(journal.of, case) if e.act == "answered"]
    assert entry.facts["solved"] == "no"


async def test_what_is_kept_for_the_mailbox_alone_is_no_letter_at_the_desk(office, one):
    case = await office.posted()
    await office.writes_back(case, "", LineKind.AFTERWARDS)
    await office.tells()
    assert "来信 0　去信 0　可敲门：否" in office.wire.sent("editMessageText")[-1]["text"]


async def test_that_an_identity_rests_sealed_is_a_line_in_topic_and_card_and_no_letter(office):
    case = await office.posted()
    await office.store.write(identities.put, case, Identity("an id", Sealed(b"sealed")))
    await office.writes_back(case, "", LineKind.IDENTITY)
    await office.tells()
    assert any("举报人为领奖励封存了身份" in d["text"] for d in office.wire.sent(chat=GROUP))
    card = office.wire.sent("editMessageText")[-1]["text"]
    assert "身份：已封存，两位负责人一起才打得开" in card
    assert "来信 0" in card
    await office.store.write(letters.burn, case)
    await office.writes_back(case, "", LineKind.IDENTITY_GONE)
    await office.tells()
    assert "身份：" not in office.wire.sent("editMessageText")[-1]["text"]
