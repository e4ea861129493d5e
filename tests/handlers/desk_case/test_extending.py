from datetime import timedelta

from domain.cases import Extension
from domain.people import Role
from storage import journal
from tests.handlers.desk_case.telegram import GROUP, buttons


async def test_an_extension_needs_another_lead_and_both_are_in_the_journal(office, one, lead):
    case = await office.taken(one)
    topic = await office.topic(case)
    await office.presses_card(one, "延期", case)
    await office.says(one, "要等检测报告", thread=topic.thread)
    assert "同意延期以后，举报人会看到原因" in office.wire.last()["text"]
    assert (await office.case(case)).extension is Extension.NONE
    await office.presses_last(one, "提交申请", case)
    assert (await office.case(case)).extension is Extension.ASKED
    await office.tells()
    asked = office.wire.last(chat=lead.chat_id)
    assert "原因：要等检测报告" in asked["text"]
    yes = buttons(asked)["同意延期"]
    await office.presses(one, yes, thread=topic.thread)
    assert "不在办这件的另一位组长" in office.wire.toast()
    due = (await office.case(case)).due.day
    await office.presses(lead, yes, chat=lead.chat_id)
    await office.tells(seconds=61)
    now = await office.case(case)
    assert now.extension is Extension.GRANTED
    assert now.due.day == due + timedelta(days=30)
    assert (await office.mailbox(case))[-1].text == "要等检测报告"
    acts = [entry.act for entry in await office.store.read(journal.of, case)]
    assert acts == ["post", "take_on", "extension", "ask_extension", "grant_extension"]


async def test_every_lead_is_asked_once_whoever_else_could_not_be(office, one, lead):
    others = [await office.reviewer(f"组长 {n}", 300 + n, role=Role.LEAD) for n in range(3)]
    case = await office.taken(one)
    topic = await office.topic(case)
    await office.presses_card(one, "延期", case)
    await office.says(one, "要等检测报告", thread=topic.thread)
    await office.presses_last(one, "提交申请", case)
    office.wire.unwilling = {300: [(403, {})], 301: [(502, {}), (502, {})]}
    office.wire.asked.clear()
    for _ in range(4):
        await office.tells(seconds=2)

    def heard(chat):
        said = office.wire.sent(chat=chat)
        return len([d for d in said if "要等检测报告" in d["text"] and "sent_as" in d])

    chats = [GROUP, lead.chat_id, *(other.chat_id for other in others)]
    assert [heard(chat) for chat in chats] == [1, 1, 0, 1, 1]


async def test_a_refused_extension_is_told_to_the_holder_and_not_to_the_reporter(office, one, lead):
    case = await office.taken(one)
    topic = await office.topic(case)
    await office.presses_card(one, "延期", case)
    await office.says(one, "CANARY", thread=topic.thread)
    await office.presses_last(one, "提交申请", case)
    await office.tells()
    no = buttons(office.wire.last(chat=lead.chat_id))["不同意延期"]
    await office.presses(lead, no, chat=lead.chat_id)
    await office.tells(seconds=61)
    assert (await office.case(case)).extension is Extension.NONE
    assert "没有同意延期" in office.wire.last(chat=one.chat_id)["text"]
    assert all("CANARY" not in line.text for line in await office.mailbox(case))
