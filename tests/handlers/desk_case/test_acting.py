from dataclasses import replace
from datetime import timedelta

from domain import acts
from domain.cases import Stage
from domain.people import Role
from domain.reading import LineKind
from storage import cases, duty, people
from storage.duty import Shift
from storage.ids import fresh
from tests.handlers.desk_case.telegram import GROUP, buttons


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


async def test_a_case_is_handed_over_and_the_new_holder_is_told(office, one, two):
    case = await office.taken(one)
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


async def test_a_case_without_a_holder_is_claimed(office, one, two):
    case = await office.taken(one)

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
