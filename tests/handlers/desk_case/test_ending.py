import pytest

from domain.cases import Outcome
from domain.reading import LineKind


def looks(office):
    """The topic's name, and its icon by the emoji that stands for it here."""
    edited = office.wire.sent("editForumTopic")[-1]
    return edited["name"], edited["icon_custom_emoji_id"]


async def test_a_reason_from_the_list_is_shown_and_then_sent_as_it_is(office, one):
    case = await office.posted()
    await office.presses_card(one, "不予受理", case)
    assert "2 没说清地方和事情" in office.wire.last()["text"]
    await office.presses_last(one, "2", case)
    assert "没说清是哪个地方" in office.wire.last()["text"]
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert line.kind is LineKind.DECLINED
    assert line.text.startswith("没说清是哪个地方、什么事。")
    assert (await office.case(case)).outcome is Outcome.DECLINED


async def test_the_card_leads_into_the_private_walk_while_the_case_is_open(office, one):
    case = await office.taken(one)
    onward = f"https://t.me/{office.desk.bot.username}?start=next"
    assert onward in str(office.wire.asked)
    await office.presses_card(one, "不属实", case)
    await office.says(one, "去看过了，没有这回事。", thread=(await office.topic(case)).thread)
    await office.presses_last(one, "发给举报人", case)
    before = len(office.wire.asked)
    await office.tells(seconds=61)
    cards = [data for _, data in office.wire.asked[before:] if "已办结" in data.get("text", "")]
    assert cards
    assert all(onward not in str(card) for card in cards)


async def test_a_duplicate_is_merged_without_showing_the_other_code(office, one):
    first = await office.posted("M4TX")
    case = await office.posted("K7QM")
    await office.presses_card(one, "重复", case)
    await office.presses_last(one, "M4TX", case)
    await office.tells(seconds=61)
    now = await office.case(case)
    assert (now.outcome, now.merged_into) == (Outcome.MERGED, first)
    line = (await office.mailbox(case))[-1]
    assert line.kind is LineKind.MERGED
    assert b"M4TX" not in line.to_bytes()


async def test_a_duplicates_code_can_be_typed_and_a_wrong_one_is_refused(office, one):
    await office.posted("M4TX")
    case = await office.posted("K7QM")
    topic = await office.topic(case)
    await office.presses_card(one, "重复", case)
    await office.presses_last(one, "输入另一件的编号", case)
    await office.says(one, "ZZZZ", thread=topic.thread)
    assert "没有找到这件" in office.wire.last()["text"]
    await office.says(one, "m4tx", thread=topic.thread)
    assert (await office.case(case)).outcome is Outcome.MERGED


@pytest.mark.parametrize(
    ("button", "outcome", "kind"),
    [
        ("查实", Outcome.PROVEN, LineKind.PROVEN),
        ("部分属实", Outcome.PARTLY, LineKind.PARTLY),
        ("不属实", Outcome.UNPROVEN, LineKind.UNPROVEN),
    ],
)
async def test_a_conclusion_is_exactly_the_words_that_were_approved(
    office, one, two, button, outcome, kind
):
    case = await office.taken(one)
    topic = await office.topic(case)
    await office.presses_card(two, button, case)
    assert "在办的审核员" in office.wire.toast()
    await office.presses_card(one, button, case)
    await office.says(one, "去看过了，已要求整改。", thread=topic.thread)
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert (line.kind, line.text) == (kind, "去看过了，已要求整改。")
    assert (await office.case(case)).outcome is outcome


async def test_a_template_is_a_beginning_that_can_be_changed(office, one):
    case = await office.taken(one)
    topic = await office.topic(case)
    await office.presses_card(one, "查实", case)
    await office.presses_last(one, "用模板", case)
    assert "情况属实" in office.wire.last()["text"]
    await office.presses_last(one, "改一改", case)
    await office.says(one, "锁已经拆了。", thread=topic.thread)
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].text == "锁已经拆了。"


async def test_a_lead_reopens_with_a_reason(office, one, lead):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "不予受理", case)
    await office.presses_last(one, "3", case)
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    assert looks(office) == ("结 消防 K7QM", "✅")
    await office.presses_card(one, "重新打开", case)
    assert "组长" in office.wire.toast()
    await office.presses_card(lead, "重新打开", case)
    await office.says(lead, "有新的照片", thread=topic.thread)
    await office.presses_last(lead, "发给举报人", case)
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert (line.kind, line.text) == (LineKind.REOPENED, "有新的照片")
    await office.tells(seconds=61)
    assert looks(office) == ("消防 K7QM", "🔎")
    assert office.wire.names().count("editForumTopic") == 2
    await office.presses_more(lead, "静音此件", case)
    await office.tells()
    assert office.wire.names().count("editForumTopic") == 2
