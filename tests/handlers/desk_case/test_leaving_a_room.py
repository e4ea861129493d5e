from dataclasses import replace

from domain.cases import Stage
from domain.delivery import NotYetError
from domain.notices import RoomWanted
from domain.people import Role, Room
from handlers.desk import peek
from handlers.desk.deliver import deliver
from storage import pending, people, screens
from storage.ids import fresh
from storage.screens import Screen
from tests.handlers.desk_case.telegram import ELSEWHERE, GROUP, buttons


async def test_where_nobody_is_tied_the_case_stays_in_its_room(office, one, coal, elsewhere):
    case = await office.posted(enterprise=None)
    before = await office.topic(case)
    await office.sets_enterprise(one, "东胜煤业", case)
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
    await office.sets_enterprise(one, "东胜煤业", case)
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
    (card,) = [d for d in office.wire.sent(chat=ELSEWHERE) if "CANARY" in d["text"]]
    assert "单位：东胜煤业（审核员定）" in card["text"]
    assert office.wire.sent("sendPhoto", chat=ELSEWHERE)
    assert (await office.case(case)).room != office.room.id
    acts = [entry.act for entry in await office.entries(case)]
    assert acts == ["post", "enterprise", "move"]


async def test_a_deleted_topic_is_no_reason_to_stay(office, one, coal, elsewhere):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    await office.sets_enterprise(one, "东胜煤业", case)
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
    await office.sets_enterprise(one, "东胜煤业", case)
    office.wire.refuse("deleteForumTopic", "not enough rights")
    assert await office.tells() == []
    assert office.wire.sent("deleteMessage")[-1]["message_id"] == before.card
    assert office.wire.sent("closeForumTopic")
    for chat in (GROUP, lead.chat_id):
        assert [d for d in office.wire.sent(chat=chat) if "删不掉" in d["text"]]


async def test_a_case_waits_outside_while_somebody_tied_is_in_every_room(office, one, lead, coal):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None, text="CANARY")
    await office.sets_enterprise(one, "东胜煤业", case)
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
    room = Room(id="z" + fresh()[1:], chat_id=ELSEWHERE, ready=True)
    await office.store.write(people.put_room, room)
    assert await office.tells(seconds=400) == []
    shown = [d for d in office.wire.sent(chat=ELSEWHERE) if "CANARY" in d["text"]]
    assert len(shown) == 2  # the card, and the letter that had waited


async def test_every_lead_hears_once_that_a_case_waits_for_a_room(office, one, lead, coal):
    others = [await office.reviewer(f"组长 {n}", 300 + n, role=Role.LEAD) for n in range(3)]
    bound = await office.reviewer("有关联的组长", 303, role=Role.LEAD, ties=["coal"])
    case = await office.posted(enterprise=None)
    await office.sets_enterprise(one, "东胜煤业", case)
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
    await office.sets_enterprise(one, "东胜煤业", case)
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
    await office.sets_enterprise(one, "东胜煤业", case)
    await office.tells()
    assert len(office.wire.sent("deleteMessage", chat=tied.chat_id)) == 1
    assert office.wire.sent("deleteMessage", chat=one.chat_id) == []


async def test_a_private_message_too_old_to_be_deleted_is_emptied(office, one, coal, elsewhere):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    walk = Screen("walk:103", 103, 77, {"kind": "one", "case": case, "trail": []})
    await office.store.write(screens.remember, walk)
    await office.sets_enterprise(one, "东胜煤业", case)
    office.wire.refuse("deleteMessage", "message can't be deleted for everyone")
    await office.tells()
    (emptied,) = office.wire.sent("editMessageText", chat=tied.chat_id)
    assert (emptied["message_id"], emptied["text"]) == (77, "这件已收起。")


async def test_a_tied_holder_is_released_and_another_takes_it(office, one, coal, elsewhere):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    await office.presses_card(tied, "受理，我来办", case)
    await office.tells(seconds=61)
    await office.sets_enterprise(one, "东胜煤业", case)
    await office.tells()
    now = await office.case(case)
    assert (now.stage, now.holder) == (Stage.ACCEPTED, None)
    entry = next(e for e in await office.entries(case) if e.act == "enterprise")
    assert entry.facts["left"] == tied.id
    thread = (await office.topic(case)).thread
    claim = await office.on_card(case, "我来接")
    await office.presses(elsewhere, claim, thread=thread, chat=ELSEWHERE)
    assert (await office.case(case)).holder == elsewhere.id


async def test_a_holder_who_is_not_tied_keeps_the_case(office, one, coal):
    await office.reviewer("有关联的人", 103, ties=["coal"], inside=False)
    case = await office.posted(enterprise=None)
    await office.presses_card(one, "受理，我来办", case)
    await office.tells(seconds=61)
    await office.sets_enterprise(one, "东胜煤业", case)
    assert (await office.case(case)).holder == one.id


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
    await office.sets_enterprise(one, "东胜煤业", case)
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
    await office.sets_enterprise(one, "东胜煤业", case)
    await office.tells()
    rung = [d for d in office.wire.sent(chat=ELSEWHERE) if d.get("disable_notification") is False]
    assert any("blockquote" not in d["text"] for d in rung)


async def test_who_has_left_the_desk_is_in_nobodys_way(office, one, coal, elsewhere):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"], inside=False)
    await office.store.write(people.put_reviewer, replace(tied, active=False, role=Role.LEAD))
    case = await office.posted(enterprise=None)
    await office.sets_enterprise(one, "东胜煤业", case)
    assert (await office.case(case)).room == office.room.id


async def test_what_was_being_written_where_the_case_was_seen_is_forgotten(
    office, one, coal, elsewhere
):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    ask = await office.on_card(case, "问举报人")
    await office.presses(tied, ask, chat=tied.chat_id)
    await office.presses_card(one, "问举报人", case)
    assert len(await office.store.read(pending.of_case, case)) == 2
    await office.sets_enterprise(one, "东胜煤业", case)
    assert await office.store.read(pending.of_case, case) == []


async def test_what_is_written_privately_by_who_is_not_tied_is_kept(office, one, coal, elsewhere):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    ask = await office.on_card(case, "问举报人")
    await office.presses(one, ask, chat=one.chat_id)
    await office.sets_enterprise(one, "东胜煤业", case)
    (kept,) = await office.store.read(pending.of_case, case)
    assert kept.chat == one.chat_id


async def test_a_case_that_has_found_a_room_is_not_moved_again(office, one, coal, elsewhere):
    await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    await office.sets_enterprise(one, "东胜煤业", case)
    await office.tells()
    await deliver(office.desk, RoomWanted(case))
    assert [entry.act for entry in await office.entries(case)].count("move") == 1
