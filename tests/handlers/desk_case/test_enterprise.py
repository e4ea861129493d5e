from dataclasses import replace

import pytest

from domain.cases import Stage
from domain.delivery import NotYetError
from domain.notices import RoomWanted
from domain.people import Enterprise, Role, Room
from domain.reading import LineKind
from handlers.desk import peek
from handlers.desk.deliver import deliver
from storage import cases, journal, pending, people, screens
from storage.ids import fresh
from storage.screens import Screen
from tests.handlers.desk_case.conftest import GROUP, buttons

OTHER = -1002


@pytest.fixture
async def coal(office):
    """A second enterprise, and nobody tied to it yet."""
    coal = Enterprise(id="coal", name="东胜煤业有限公司", short="东胜煤业")
    await office.store.write(people.put_enterprise, coal)
    return coal


@pytest.fixture
async def elsewhere(office):
    """A second room with a reviewer in it who is tied to nothing."""
    room = Room(id="z" + fresh()[1:], chat_id=OTHER, ready=True)
    person = await office.reviewer("审核员 8", 108, inside=False)

    def work(session):
        people.put_room(session, room)
        people.seen_in(session, room.id, person.chat_id, person.id)

    await office.store.write(work)
    return person


async def sets(office, who, name, case):
    """Choose an enterprise for a case in its topic."""
    thread = (await office.topic(case)).thread
    await office.presses_more(who, "改单位", case)
    await office.presses(who, buttons(office.wire.last())[name], thread=thread)


async def entries(office, case):
    return await office.store.read(journal.of, case)


async def test_a_missing_enterprise_is_set_and_the_card_says_by_whom(office, one, coal):
    case = await office.posted(enterprise=None)
    await sets(office, one, "东胜煤业", case)
    assert office.wire.toast() == "单位已改。"
    await office.tells()
    assert "单位：东胜煤业（审核员定）" in office.wire.sent("editMessageText")[-1]["text"]
    enterprise, category = await office.store.read(cases.tags, case)
    assert enterprise == office.desk.opening.tag("enterprise", "coal")
    assert category == office.desk.opening.tag("category", "FR")


async def test_what_the_reporter_chose_is_not_said_to_be_the_reviewers(office, one, coal):
    case = await office.posted()
    assert "（审核员定）" not in office.wire.last()["text"]
    await sets(office, one, "东胜煤业", case)
    await office.tells()
    await sets(office, one, "东胜燃气", case)
    await office.tells()
    text = office.wire.sent("editMessageText")[-1]["text"]
    assert "单位：东胜燃气" in text
    assert "（审核员定）" not in text


async def test_the_journal_knows_the_enterprise_by_its_tag_alone(office, one, coal):
    case = await office.posted(enterprise=None)
    await sets(office, one, "东胜煤业", case)
    entry = (await entries(office, case))[-1]
    assert (entry.act, entry.by) == ("enterprise", one.id)
    assert entry.facts == {"tag": office.desk.opening.tag("enterprise", "coal")}


async def test_a_wrong_enterprise_is_taken_away(office, one):
    case = await office.posted()
    await sets(office, one, "都不是", case)
    await office.tells()
    assert "单位：没说清（审核员定）" in office.wire.sent("editMessageText")[-1]["text"]
    assert (await office.store.read(cases.tags, case))[0] is None


async def test_enterprises_come_in_pages(office, one):
    def work(session):
        for number in range(10):
            people.put_enterprise(
                session, Enterprise(id=f"e{number}", name=f"单位{number}", short=f"单位{number}")
            )

    await office.store.write(work)
    case = await office.posted(enterprise=None)
    thread = (await office.topic(case)).thread
    await office.presses_more(one, "改单位", case)
    first = buttons(office.wire.last())
    assert len(first) <= 12
    assert "上一页" not in first
    await office.presses(one, first["下一页"], thread=thread)
    second = buttons(office.wire.sent("editMessageReplyMarkup")[-1])
    assert "下一页" not in second
    assert "上一页" in second
    named = {*first, *second}
    assert named >= {f"单位{number}" for number in range(10)} | {"东胜燃气"}


async def test_an_enterprise_is_found_by_two_typed_characters(office, one, coal):
    case = await office.posted(enterprise=None)
    thread = (await office.topic(case)).thread
    await office.presses_more(one, "改单位", case)
    await office.presses_last(one, "搜单位", case)
    await office.says(one, "煤 业", thread=thread)
    shown = office.wire.last()
    assert "找到 1 个" in shown["text"]
    assert "东胜燃气" not in buttons(shown)
    await office.presses(one, buttons(shown)["东胜煤业"], thread=thread)
    tag, _ = await office.store.read(cases.tags, case)
    assert tag == office.desk.opening.tag("enterprise", "coal")


async def test_a_search_without_a_hit_says_so_and_can_be_made_again(office, one):
    case = await office.posted(enterprise=None)
    thread = (await office.topic(case)).thread
    await office.presses_more(one, "改单位", case)
    await office.presses_last(one, "搜单位", case)
    await office.says(one, "热电", thread=thread)
    shown = office.wire.last()
    assert shown["text"].startswith("没找到“热电”。")
    assert set(buttons(shown)) == {"搜单位", "都不是", "返回"}
    asked = len(office.wire.asked)
    await office.says(one, "随便说说", thread=thread)
    assert len(office.wire.asked) == asked


async def test_an_old_choice_sets_nothing(office, one, coal):
    case = await office.posted()
    thread = (await office.topic(case)).thread
    await office.presses_more(one, "改单位", case)
    shown = buttons(office.wire.last())
    await office.presses_card(one, "受理，我来办", case)
    await office.presses(one, shown["东胜煤业"], thread=thread)
    assert "旧了" in office.wire.toast()
    tag, _ = await office.store.read(cases.tags, case)
    assert tag == office.desk.opening.tag("enterprise", "gas")


async def test_where_nobody_is_tied_the_case_stays_in_its_room(office, one, coal, elsewhere):
    case = await office.posted(enterprise=None)
    before = await office.topic(case)
    await sets(office, one, "东胜煤业", case)
    await office.tells()
    assert (await office.topic(case)).thread == before.thread
    assert (await office.case(case)).room == office.room.id
    assert office.wire.sent("deleteForumTopic") == []


async def test_a_case_leaves_the_room_of_who_is_tied_and_goes_where_nobody_is(
    office, one, coal, elsewhere
):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None, photos=1, text="CANARY")
    before = await office.topic(case)
    await sets(office, one, "东胜煤业", case)
    toast = office.wire.sent("answerCallbackQuery")[-1]
    assert "已撤出" in toast["text"].replace("\n", "")
    assert toast["show_alert"] is True
    assert await office.topic(case) is None
    office.wire.asked.clear()
    assert await office.tells() == []
    (gone,) = office.wire.sent("deleteForumTopic")
    assert (gone["chat_id"], gone["message_thread_id"]) == (GROUP, before.thread)
    (line,) = [d for d in office.wire.sent(chat=GROUP) if "需要回避" in d["text"]]
    assert "message_thread_id" not in line
    assert "东胜煤业" not in line["text"]
    (card,) = [d for d in office.wire.sent(chat=OTHER) if "CANARY" in d["text"]]
    assert "单位：东胜煤业（审核员定）" in card["text"]
    assert office.wire.sent("sendPhoto", chat=OTHER)
    assert (await office.case(case)).room != office.room.id
    acts = [entry.act for entry in await entries(office, case)]
    assert acts == ["post", "enterprise", "move"]


async def test_a_deleted_topic_is_no_reason_to_stay(office, one, coal, elsewhere):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    await sets(office, one, "东胜煤业", case)
    office.wire.refuse("deleteForumTopic", "TOPIC_ID_INVALID")
    assert await office.tells() == []
    assert office.wire.sent("closeForumTopic") == []
    assert [d for d in office.wire.sent(chat=GROUP) if "需要回避" in d["text"]]


async def test_a_topic_that_cannot_be_deleted_is_closed_and_the_owner_asked(
    office, one, lead, coal, elsewhere
):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    before = await office.topic(case)
    await sets(office, one, "东胜煤业", case)
    office.wire.refuse("deleteForumTopic", "not enough rights")
    assert await office.tells() == []
    assert office.wire.sent("deleteMessage")[-1]["message_id"] == before.card
    assert office.wire.sent("closeForumTopic")
    for chat in (GROUP, lead.chat_id):
        assert [d for d in office.wire.sent(chat=chat) if "删不掉" in d["text"]]


async def test_a_case_waits_outside_while_somebody_tied_is_in_every_room(office, one, lead, coal):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None, text="CANARY")
    await sets(office, one, "东胜煤业", case)
    office.wire.asked.clear()
    waits = await office.tells()
    assert [type(each) for each in waits] == [NotYetError]
    assert (await office.case(case)).room is None
    (told,) = office.wire.sent(chat=lead.chat_id)
    assert "找不到合适的群" in told["text"]
    await office.writes_back(case, "CANARY")
    assert await office.tells(seconds=400)
    assert "CANARY" not in office.wire.everything()
    assert len(office.wire.sent(chat=lead.chat_id)) == 1
    room = Room(id="z" + fresh()[1:], chat_id=OTHER, ready=True)
    await office.store.write(people.put_room, room)
    assert await office.tells(seconds=400) == []
    shown = [d for d in office.wire.sent(chat=OTHER) if "CANARY" in d["text"]]
    assert len(shown) == 2  # the card, and the letter that had waited


async def test_every_lead_hears_once_that_a_case_waits_for_a_room(office, one, lead, coal):
    others = [await office.reviewer(f"组长 {n}", 300 + n, role=Role.LEAD) for n in range(3)]
    bound = await office.reviewer("有关联的组长", 303, role=Role.LEAD, ties=["coal"])
    case = await office.posted(enterprise=None)
    await sets(office, one, "东胜煤业", case)
    office.wire.unwilling = {300: [(403, {})], 301: [(502, {}), (502, {})]}
    office.wire.asked.clear()
    for _ in range(4):
        await office.tells(seconds=2)
    await office.tells(seconds=400)

    def heard(chat):
        return len([d for d in office.wire.sent(chat=chat) if "sent_as" in d])

    chats = [lead.chat_id, *(each.chat_id for each in others), bound.chat_id]
    assert [heard(chat) for chat in chats] == [1, 0, 1, 1, 0]


async def test_who_is_tied_loses_sight_at_once(office, one, coal, elsewhere):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None, text="CANARY")
    await office.says(tied, "/case K7QM", chat=tied.chat_id)
    seen = office.wire.last(chat=tied.chat_id)
    assert "CANARY" in seen["text"]
    walk = await office.store.read(screens.find, f"walk:{tied.chat_id}")
    await sets(office, one, "东胜煤业", case)
    office.wire.asked.clear()
    await office.presses(tied, buttons(seen)["全文"], chat=tied.chat_id)
    assert "有关联" in office.wire.toast()
    await office.says(tied, "/case K7QM", chat=tied.chat_id)
    await office.tells()
    assert "CANARY" not in str(office.wire.sent(chat=tied.chat_id))
    removed = office.wire.sent("deleteMessage", chat=tied.chat_id)
    assert [d["message_id"] for d in removed] == [walk.message]


async def test_files_shown_to_who_is_tied_go_at_once(office, one, coal, elsewhere):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None, photos=1)
    await peek.show(office.desk, tied.chat_id, case)
    await peek.show(office.desk, one.chat_id, case)
    await sets(office, one, "东胜煤业", case)
    await office.tells()
    assert len(office.wire.sent("deleteMessage", chat=tied.chat_id)) == 1
    assert office.wire.sent("deleteMessage", chat=one.chat_id) == []


async def test_a_private_message_too_old_to_be_deleted_is_emptied(office, one, coal, elsewhere):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    walk = Screen("walk:103", 103, 77, {"kind": "one", "case": case, "trail": []})
    await office.store.write(screens.remember, walk)
    await sets(office, one, "东胜煤业", case)
    office.wire.refuse("deleteMessage", "message can't be deleted for everyone")
    await office.tells()
    (emptied,) = office.wire.sent("editMessageText", chat=tied.chat_id)
    assert (emptied["message_id"], emptied["text"]) == (77, "这件已收起。")


async def test_a_tied_holder_is_released_and_another_takes_it(office, one, coal, elsewhere):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    await office.presses_card(tied, "受理，我来办", case)
    await office.tells(seconds=61)
    await sets(office, one, "东胜煤业", case)
    await office.tells()
    now = await office.case(case)
    assert (now.stage, now.holder) == (Stage.ACCEPTED, None)
    entry = next(e for e in await entries(office, case) if e.act == "enterprise")
    assert entry.facts["left"] == tied.id
    thread = (await office.topic(case)).thread
    claim = await office.on_card(case, "我来接")
    await office.presses(elsewhere, claim, thread=thread, chat=OTHER)
    assert (await office.case(case)).holder == elsewhere.id


async def test_a_holder_who_is_not_tied_keeps_the_case(office, one, coal):
    await office.reviewer("有关联的人", 103, ties=["coal"], inside=False)
    case = await office.posted(enterprise=None)
    await office.presses_card(one, "受理，我来办", case)
    await office.tells(seconds=61)
    await sets(office, one, "东胜煤业", case)
    assert (await office.case(case)).holder == one.id


async def test_who_sets_their_own_enterprise_is_told_and_shut_out(office, coal, elsewhere):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    await sets(office, tied, "东胜煤业", case)
    assert "已撤出" in office.wire.toast().replace("\n", "")
    await office.tells()
    assert (await office.case(case)).room != office.room.id


async def test_who_is_tied_does_not_set_a_case_free(office, one):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"], inside=False)
    case = await office.posted()
    thread = (await office.topic(case)).thread
    await office.presses_more(one, "改单位", case)
    await office.presses(tied, buttons(office.wire.last())["都不是"], thread=thread)
    assert "有关联" in office.wire.toast()
    tag, _ = await office.store.read(cases.tags, case)
    assert tag is not None


async def test_an_act_can_still_be_taken_back_once_the_enterprise_is_set(office, one, coal):
    case = await office.posted(enterprise=None)
    await office.presses_card(one, "受理，我来办", case)
    line = office.wire.last()
    await office.tells()
    await sets(office, one, "东胜煤业", case)
    thread = (await office.topic(case)).thread
    await office.presses(one, buttons(line)["撤回"], thread=thread)
    assert office.wire.toast() == "撤回了，举报人没有看到。"
    await office.tells(seconds=61)
    assert (await office.case(case)).stage is Stage.RECEIVED
    assert [each.kind for each in await office.mailbox(case)] == [LineKind.RECEIVED]
    tag, _ = await office.store.read(cases.tags, case)
    assert tag == office.desk.opening.tag("enterprise", "coal")


async def test_taking_back_leads_neither_to_the_old_room_nor_to_a_tied_holder(
    office, one, coal, elsewhere
):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    await office.presses_card(tied, "受理，我来办", case)
    await office.tells(seconds=61)
    await office.presses_card(one, "问举报人", case)
    thread = (await office.topic(case)).thread
    await office.says(one, "哪一侧？", thread=thread)
    await office.presses_last(one, "发给举报人", case)
    undo = buttons(office.wire.last())["撤回"]
    await office.tells()
    await sets(office, one, "东胜煤业", case)
    await office.tells()
    moved = await office.case(case)

    def joins(session):
        people.seen_in(session, moved.room, one.chat_id, one.id)

    await office.store.write(joins)
    await office.presses(one, undo, chat=one.chat_id)
    assert office.wire.toast() == "撤回了，举报人没有看到。"
    now = await office.case(case)
    assert (now.room, now.holder, now.question_open) == (moved.room, None, False)


async def test_an_urgent_case_rings_in_the_room_it_comes_to(office, one, coal, elsewhere):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None, urgent=True)
    await sets(office, one, "东胜煤业", case)
    await office.tells()
    rung = [d for d in office.wire.sent(chat=OTHER) if d.get("disable_notification") is False]
    assert any("blockquote" not in d["text"] for d in rung)


async def test_who_has_left_the_desk_is_in_nobodys_way(office, one, coal, elsewhere):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"], inside=False)
    await office.store.write(people.put_reviewer, replace(tied, active=False, role=Role.LEAD))
    case = await office.posted(enterprise=None)
    await sets(office, one, "东胜煤业", case)
    assert (await office.case(case)).room == office.room.id


async def test_what_the_reporter_wrote_for_a_place_still_stands_on_the_card(office, one, coal):
    case = await office.posted(enterprise=None, elsewhere="老东煤")
    assert "单位：老东煤" in office.wire.last()["text"]
    await sets(office, one, "东胜煤业", case)
    await office.tells()
    text = office.wire.sent("editMessageText")[-1]["text"]
    assert "单位：东胜煤业（审核员定）" in text
    assert "举报人写的是：老东煤" in text


async def test_what_was_being_written_where_the_case_was_seen_is_forgotten(
    office, one, coal, elsewhere
):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    ask = await office.on_card(case, "问举报人")
    await office.presses(tied, ask, chat=tied.chat_id)
    await office.presses_card(one, "问举报人", case)
    assert len(await office.store.read(pending.of_case, case)) == 2
    await sets(office, one, "东胜煤业", case)
    assert await office.store.read(pending.of_case, case) == []


async def test_what_is_written_privately_by_who_is_not_tied_is_kept(office, one, coal, elsewhere):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    ask = await office.on_card(case, "问举报人")
    await office.presses(one, ask, chat=one.chat_id)
    await sets(office, one, "东胜煤业", case)
    (kept,) = await office.store.read(pending.of_case, case)
    assert kept.chat == one.chat_id


async def test_a_case_that_has_found_a_room_is_not_moved_again(office, one, coal, elsewhere):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    await sets(office, one, "东胜煤业", case)
    await office.tells()
    await deliver(office.desk, RoomWanted(case))
    assert [entry.act for entry in await entries(office, case)].count("move") == 1
