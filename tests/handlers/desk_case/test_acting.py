from dataclasses import replace
from datetime import timedelta

import pytest

from domain import acts
from domain.cases import Extension, Outcome, Stage
from domain.notices import ChaseDue
from domain.people import Role
from domain.reading import LineKind
from storage import cases, duty, journal, outbox, people
from storage.duty import Shift
from storage.ids import fresh
from tests.handlers.desk_case.conftest import GROUP, buttons


async def taken(office, one, code="K7QM", **more):
    case = await office.posted(code, **more)
    await office.presses_card(one, "受理，我来办", case)
    await office.tells(seconds=61)
    return case


def looks(office):
    """The topic's name, and its icon by the emoji that stands for it here."""
    edited = office.wire.sent("editForumTopic")[-1]
    return edited["name"], edited["icon_custom_emoji_id"]


async def test_taking_on_is_read_by_the_reporter_a_minute_later(office, one):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    assert [line.kind for line in await office.mailbox(case)] == [LineKind.RECEIVED]
    assert office.wire.last()["text"] == "已受理 K7QM。举报人 60 秒后看到。"
    topic = await office.topic(case)
    assert office.wire.last()["message_thread_id"] == topic.thread
    await office.tells(seconds=61)
    lines = await office.mailbox(case)
    assert [line.kind for line in lines] == [LineKind.RECEIVED, LineKind.ACCEPTED]
    now = await office.case(case)
    assert (now.stage, now.holder) == (Stage.ACCEPTED, one.id)
    assert "核查中 K7QM ｜ 审核员 1 在办" in office.wire.sent("editMessageText")[-1]["text"]


async def test_an_act_is_taken_back_within_the_minute_and_never_read(office, one):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    office.forward(seconds=30)
    await office.presses_last(one, "撤回", case)
    assert office.wire.toast() == "撤回了，举报人没有看到。"
    await office.tells(seconds=60)
    assert (await office.case(case)).stage is Stage.RECEIVED
    assert [line.kind for line in await office.mailbox(case)] == [LineKind.RECEIVED]


async def test_taking_back_an_act_that_was_followed_by_another_touches_neither(office, one):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    first = office.wire.last()
    await office.tells()
    await office.presses_card(one, "问举报人", case)
    topic = await office.topic(case)
    await office.says(one, "哪一侧？", thread=topic.thread)
    await office.presses_last(one, "发给举报人", case)
    await office.presses(one, buttons(first)["撤回"], thread=topic.thread)
    assert office.wire.toast() == "后面又办了一步，这一步撤不回了。请看卡片。"
    await office.tells(seconds=61)
    kinds = [line.kind for line in await office.mailbox(case)]
    assert kinds == [LineKind.RECEIVED, LineKind.ACCEPTED, LineKind.QUESTION]


async def test_after_the_minute_taking_back_is_refused_honestly_and_the_line_goes(office, one):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    line = office.wire.last()
    topic = await office.topic(case)
    office.forward(seconds=61)
    await office.presses(one, buttons(line)["撤回"], thread=topic.thread)
    assert office.wire.toast() == "过了 60 秒，举报人已经能看到，撤不回了。"
    assert (await office.case(case)).stage is Stage.ACCEPTED
    await office.tells()
    assert office.wire.names().count("deleteMessage") == 1


async def test_only_who_acted_takes_it_back(office, one, two):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.presses_last(two, "撤回", case)
    assert (await office.case(case)).stage is Stage.ACCEPTED


async def test_of_two_at_once_one_wins_and_the_other_is_told_by_whom(office, one, two):
    case = await office.posted()
    topic = await office.topic(case)
    take = await office.on_card(case, "受理，我来办")
    await office.presses(one, take, thread=topic.thread, message=topic.card)
    await office.presses(two, take, thread=topic.thread, message=topic.card)
    assert office.wire.toast() == "慢了一步：审核员 1 刚接了 K7QM。"
    assert (await office.case(case)).holder == one.id


async def test_what_changes_meanwhile_keeps_nobody_from_taking_the_case_on(office, one, two):
    case = await office.posted()
    topic = await office.topic(case)
    take = await office.on_card(case, "受理，我来办")
    await office.presses_more(one, "静音此件", case)
    await office.presses(two, take, thread=topic.thread, message=topic.card)
    assert (await office.case(case)).holder == two.id
    await office.presses(one, take, thread=topic.thread, message=topic.card)
    assert office.wire.toast() == "慢了一步：审核员 2 刚接了 K7QM。"
    await office.presses(two, take, thread=topic.thread, message=topic.card)
    assert office.wire.toast() == "这张卡片旧了，已换成最新的，请再看一眼。"


async def test_an_old_card_does_nothing_and_is_drawn_anew(office, one, two):
    case = await office.posted()
    topic = await office.topic(case)
    mute = await office.on_card(case, "受理，我来办")
    old = mute.replace("take", "dec")
    await office.presses(one, mute, thread=topic.thread, message=topic.card)
    await office.tells()
    before = office.wire.names().count("editMessageText")
    await office.presses(two, old, thread=topic.thread, message=topic.card)
    assert office.wire.toast() == "慢了一步：审核员 1 刚接了 K7QM。"
    await office.tells()
    assert office.wire.names().count("editMessageText") == before + 1


async def test_who_is_not_enrolled_or_has_left_acts_on_nothing(office, one):
    case = await office.posted()
    stranger = replace(one, chat_id=999)
    await office.presses_card(stranger, "受理，我来办", case)
    assert (await office.case(case)).stage is Stage.RECEIVED
    await office.store.write(people.put_reviewer, replace(one, active=False))
    await office.presses_card(one, "受理，我来办", case)
    assert (await office.case(case)).stage is Stage.RECEIVED


async def test_who_is_tied_is_shown_not_a_byte(office, one):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"], inside=False)
    case = await office.posted(text="CANARY")
    office.wire.asked.clear()
    number = (await office.case(case)).version
    for verb in ("take", "full", "mail", "notes", "card", "more", "dec", "ask"):
        for chat in (GROUP, tied.chat_id):
            await office.presses(tied, f"{verb}:{case}:{number}", chat=chat, thread=5)
            assert office.wire.toast() == "这件和您有关联的单位有关，按规定您不参与。"
    assert "CANARY" not in office.wire.everything()
    assert set(office.wire.names()) == {"answerCallbackQuery"}


async def test_outside_its_room_a_case_is_shown_to_nobody(office, one):
    outsider = await office.reviewer("别的群的人", 104, inside=False)
    case = await office.posted(text="CANARY")
    office.wire.asked.clear()
    number = (await office.case(case)).version
    for verb in ("take", "full", "card"):
        await office.presses(outsider, f"{verb}:{case}:{number}", chat=outsider.chat_id)
    assert "CANARY" not in office.wire.everything()
    assert (await office.case(case)).holder is None


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


async def test_a_referral_names_the_department_and_keeps_the_restatement_inside(office, one):
    case = await office.posted(text="我在二班，亲眼看见的")
    await office.presses_card(one, "转办", case)
    await office.presses_last(one, "住建部门", case)
    topic = await office.topic(case)
    assert "转述稿" in office.wire.last()["text"]
    await office.says(one, "三号楼脚手架没有护栏", thread=topic.thread)
    assert "转给住建部门的是下面这段话" in office.wire.last()["text"]
    assert (await office.case(case)).stage is Stage.RECEIVED
    await office.presses_last(one, "转出去", case)
    said = [data.get("text", "") for data in office.wire.sent()]
    assert any(text.endswith("12月7日前没有回音，会提醒您催。") for text in said)
    slip = office.wire.last()
    assert slip["text"].startswith(f"转办单 DB-{(await office.case(case)).code}\n转给：住建部门")
    assert "三号楼脚手架没有护栏" in slip["text"]
    assert "请在 12月7日 前" in slip["text"]
    assert not slip.get("protect_content")
    assert "二班" not in slip["text"]
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert (line.kind, line.department, line.text) == (LineKind.REFERRED, "住建部门", "")
    assert all("护栏" not in each.text for each in await office.mailbox(case))
    now = await office.case(case)
    assert now.stage is Stage.REFERRED
    await office.presses_card(one, "对方退回", case)
    assert (await office.case(case)).stage is Stage.ACCEPTED


async def test_the_card_leads_into_the_private_walk_while_the_case_is_open(office, one):
    case = await taken(office, one)
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


async def test_another_department_is_typed_and_may_be_any(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "转办", case)
    await office.presses_last(one, "其他", case)
    await office.says(one, "水务部门", thread=topic.thread)
    await office.says(one, "管沟积水", thread=topic.thread)
    await office.presses_last(one, "转出去", case)
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].department == "水务部门"


async def test_a_holder_who_is_not_reached_at_once_has_the_topic_reminded_once(office, one):
    case = await taken(office, one)
    topic = await office.topic(case)
    await office.presses_more(one, "转办", case)
    await office.presses_last(one, "住建部门", case)
    await office.says(one, "三号楼脚手架没有护栏", thread=topic.thread)
    await office.presses_last(one, "转出去", case)
    await office.tells(seconds=61)
    office.forward(days=20)
    office.wire.unwilling[one.chat_id] = [(500, {}), (500, {})]
    chase = ChaseDue(case, occasion="1")
    await office.store.write(outbox.put, chase, not_before=office.desk.now())
    for _ in range(3):
        await office.tells(seconds=2)
    told = [d for d in office.wire.sent() if "请催一催" in d["text"] and "sent_as" in d]
    assert sorted(d["chat_id"] for d in told) == [GROUP, one.chat_id]


async def test_what_the_department_answered_is_a_note(office, one):
    case = await taken(office, one)
    topic = await office.topic(case)
    await office.presses_more(one, "转办", case)
    await office.presses_last(one, "住建部门", case)
    await office.says(one, "三号楼脚手架没有护栏", thread=topic.thread)
    await office.presses_last(one, "转出去", case)
    await office.tells(seconds=61)
    await office.presses_card(one, "收到对方回执", case)
    await office.says(one, "他们下周去看", thread=topic.thread)
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert (line.kind, line.text) == (LineKind.HEARD_BACK, "")
    assert line.due == (await office.case(case)).due.day
    await office.presses_more(one, "看备注", case)
    assert "对方回执：他们下周去看" in office.wire.last()["text"]
    await office.tells()
    card = office.wire.sent("editMessageText")[-1]["text"]
    assert "对方已经回话" in card
    assert "结论还剩 60 天" in card
    assert all("下周" not in line.text for line in await office.mailbox(case))


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


async def test_an_extension_needs_another_lead_and_both_are_in_the_journal(office, one, lead):
    case = await taken(office, one)
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
    case = await taken(office, one)
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
    case = await taken(office, one)
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
    case = await taken(office, one)
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
    case = await taken(office, one)
    topic = await office.topic(case)
    await office.presses_card(one, "查实", case)
    await office.presses_last(one, "用模板", case)
    assert "情况属实" in office.wire.last()["text"]
    await office.presses_last(one, "改一改", case)
    await office.says(one, "锁已经拆了。", thread=topic.thread)
    await office.presses_last(one, "发给举报人", case)
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].text == "锁已经拆了。"


async def test_a_case_is_handed_over_and_the_new_holder_is_told(office, one, two):
    case = await taken(office, one)
    await office.presses_card(one, "转交", case)
    await office.presses_last(one, "审核员 2", case)
    await office.tells()
    assert (await office.case(case)).holder == two.id
    assert office.wire.last(chat=two.chat_id)["text"] == "K7QM 转给您办了。"


async def test_urgent_is_rung_only_when_somebody_is_on_duty(office, one):
    case = await office.posted()
    await office.presses_more(one, "标为紧急", case)
    await office.tells(seconds=61)
    assert LineKind.RUNG not in [line.kind for line in await office.mailbox(case)]
    assert (await office.case(case)).urgent
    await office.presses_more(one, "取消紧急", case)
    assert not (await office.case(case)).urgent
    now = office.desk.now()
    shift = Shift(fresh(), one.id, 0, now - timedelta(hours=1), now + timedelta(hours=1))
    await office.store.write(duty.replace_from, now, [shift])
    await office.tells()
    await office.presses_more(one, "标为紧急", case)
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].kind is LineKind.RUNG
    assert office.wire.sent("editForumTopic")[-1]["name"] == "急 消防 K7QM"


async def test_a_death_goes_to_the_government_and_only_letters_are_left(office, one):
    case = await office.posted()
    await office.presses_more(one, "有人死亡", case)
    assert "安全生产法第 73 条" in office.wire.last()["text"]
    await office.presses_last(one, "转报政府", case)
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].kind is LineKind.GOVERNMENT
    card = office.wire.sent("editMessageText")[-1]
    assert "⛔ 有人死亡" in card["text"].splitlines()[0]
    assert set(buttons(card)) == {"看来信", "问举报人", "更多", "下一件 ▸"}


async def test_another_category_is_a_reviewers_and_renames_the_topic(office, one):
    case = await office.posted()
    await office.presses_more(one, "换类别", case)
    await office.presses_last(one, "燃气", case)
    await office.tells()
    assert "类别：燃气（审核员定）" in office.wire.sent("editMessageText")[-1]["text"]
    assert office.wire.sent("editForumTopic")[-1]["name"] == "燃气 K7QM"


async def test_muting_is_lifted_by_a_lead_alone(office, one, lead):
    case = await office.posted()
    await office.presses_more(one, "静音此件", case)
    await office.tells()
    await office.presses_more(one, "取消静音", case)
    assert "组长" in office.wire.toast()
    await office.presses_more(lead, "取消静音", case)
    assert not (await office.case(case)).muted


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


async def test_a_case_without_a_holder_is_claimed(office, one, two):
    case = await taken(office, one)

    def release(session):
        change = acts.release(cases.load(session, case), at=office.desk.now())
        cases.record(session, change, sealing=office.desk.sealing, hold=False)

    await office.store.write(release)
    await office.tells()
    await office.presses_card(two, "我来接", case)
    assert (await office.case(case)).holder == two.id


async def test_the_whole_text_comes_in_pages_that_telegram_takes(office, one):
    case = await office.posted(text="&" * 4000)
    await office.presses_card(one, "全文", case)
    pages = [d["text"] for d in office.wire.sent() if "全文（第" in d["text"]]
    assert len(pages) == 2
    assert sum(page.count("&amp;") for page in pages) == 4000


async def test_a_lead_who_may_see_the_case_is_asked_once_a_day_without_content(office, one, lead):
    tied = await office.reviewer("有关联的组长", 104, role=Role.LEAD, ties=["gas"], inside=False)
    case = await office.posted(text="CANARY")
    for _ in range(2):
        await office.presses_more(one, "请组长来", case)
        assert office.wire.toast() == "已请组长来看这件。"
    await office.tells()
    (told,) = office.wire.sent(chat=lead.chat_id)
    assert "K7QM 有审核员请您来看一看" in told["text"]
    assert "CANARY" not in told["text"]
    assert office.wire.sent(chat=tied.chat_id) == []


async def test_where_no_other_lead_may_see_it_that_is_said(office, lead):
    case = await office.posted()
    await office.presses_more(lead, "请组长来", case)
    assert office.wire.toast().startswith("现在没有能看这件的组长")
