"""What a reporter says or does later is told in topic, card and private chat as what it is."""

from domain.cases import Stage
from domain.reading import LineKind
from storage import identities, journal, letters
from storage.identities import Identity
from storage.sealed import Sealed
from tests.handlers.desk_case.telegram import GROUP


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
