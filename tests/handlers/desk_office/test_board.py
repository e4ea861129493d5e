"""The board: numbers alone, silent, and the one message that stands."""

import pytest

from domain import acts
from domain.cases import Actor
from domain.delivery import GIVEN_UP_AFTER
from domain.notices import BoardChanged, ChaseDue, DigestDue, PeekOver
from domain.people import Role
from handlers.desk import board, digest, group
from storage import cases, outbox
from tests.handlers.desk_office.office import MORNING
from tests.handlers.desk_office.telegram import BOT, GROUP, person
from tests.storage.filing import filed

CHAT = {"id": GROUP, "type": "supergroup"}


async def counted(office, room):
    look = board.numbers, room.id, office.now, office.desk.is_workday
    return (await office.desk.store.read(*look))[1]


async def test_a_board_is_posted_silently_pinned_and_then_edited(office, room):
    await office.case(room, "AAAA", text="the words", urgent=True)
    await board.deliver(office.desk, BoardChanged(room.id))
    (sent,) = office.wire.sent(GROUP)
    assert sent["text"].startswith("今天 11月23日 周一")
    assert "没人接 1 件，其中急 1、今天到期 1" in sent["text"]
    assert "the words" not in sent["text"]
    assert sent["disable_notification"]
    assert office.wire.sent(GROUP, "pinChatMessage")[0]["disable_notification"]
    await office.case(room, "BBBB")
    await board.deliver(office.desk, BoardChanged(room.id))
    assert len(office.wire.sent(GROUP)) == 1
    assert "没人接 2 件" in office.wire.sent(GROUP, "editMessageText")[0]["text"]


async def test_a_board_counts_what_is_in_work_soon_due_and_over(office, room, reviewer):
    case = await office.case(room, "AAAA")
    by = Actor(id=reviewer.id, role=Role.REVIEWER)
    change = acts.take_on(case, by=by, at=office.now)
    await office.desk.store.write(cases.record, change, sealing=office.desk.sealing)
    for days, words in ((0, "三天内到期 0，逾期 0"), (58, "三天内到期 1"), (4, "逾期 1")):
        office.forward(days=days)
        counts = await counted(office, room)
        text = board.texts("zh").board(office.now.date(), counts)
        assert "在办 1 件" in text
        assert words in text


async def test_what_nobody_has_looked_at_for_five_working_days_is_told_on_board_and_in_digest(
    office, room
):
    await office.case(room, "AAAA")
    line = "超过 5 个工作日没人看 1 件"
    for days, told in ((7, False), (1, True)):
        office.forward(days=days)
        await board.deliver(office.desk, BoardChanged(room.id))
        await digest.deliver(office.desk, DigestDue(room.id, day=str(days)))
        shown = (office.wire.sent(GROUP, "editMessageText") or office.wire.sent(GROUP))[-1]
        assert [line in text for text in (shown["text"], office.wire.last(5))] == [told, told]
        assert (line in office.wire.last(GROUP)) == told


async def test_overdue_are_also_those_nobody_has_taken(office, room):
    await office.case(room, "AAAA")
    await office.case(room, "BBBB", urgent=True)
    assert (await counted(office, room)).overdue == 0
    office.forward(hours=3)
    assert (await counted(office, room)).overdue == 1
    office.forward(days=3)
    assert (await counted(office, room)).overdue == 2


async def buried(store, *notices):
    for notice in notices:
        await store.write(outbox.put, notice, not_before=MORNING)
    for waiting in await store.write(outbox.claim, MORNING):
        if waiting.notice in notices:
            await store.write(outbox.bury, waiting)


async def test_what_could_not_be_told_of_a_rooms_cases_is_counted_and_named(office, room, reviewer):
    case = await office.case(room, "AAAA")
    other = await office.room(chat=GROUP - 1)
    hidden = await office.case(other, "BBBB")
    notices = [ChaseDue(each.id, occasion="1") for each in (case, hidden)]
    await buried(office.desk.store, *notices, DigestDue(room.id, day="b"), PeekOver(5, 1))
    assert (await counted(office, room)).unsent == 2
    await digest.deliver(office.desk, DigestDue(room.id, day="d"))
    line = office.wire.last(GROUP)
    assert "有 2 条通知没发成\nAAAA\n请打开这几件" in line
    assert "BBBB" not in line


async def test_a_report_that_cannot_be_shown_is_told_of_in_each_room_without_its_code(
    office, room, reviewer
):
    store = office.desk.store
    case = (await filed(store, office.desk.sealing, not_before=MORNING)).filing.case
    for _ in range(GIVEN_UP_AFTER):
        assert (await counted(office, room)).unsent == 0
        (waiting,) = await store.write(outbox.claim, office.now)
        await store.write(outbox.postpone, waiting, until=office.now)
    assert (await counted(office, room)).unsent == 1
    await digest.deliver(office.desk, DigestDue(room.id, day="d"))
    assert "有 1 条通知没发成" in office.wire.last(GROUP)
    assert case.code not in office.wire.last(GROUP)


async def test_a_board_that_was_deleted_is_posted_again(office, room):
    await board.deliver(office.desk, BoardChanged(room.id))
    words = "Bad Request: message to edit not found"
    office.wire.refused["editMessageText", None] = (400, words)
    await board.deliver(office.desk, BoardChanged(room.id))
    assert len(office.wire.sent(GROUP)) == 2


async def test_a_board_without_news_stays_as_it_is(office, room):
    await board.deliver(office.desk, BoardChanged(room.id))
    words = "Bad Request: message is not modified"
    office.wire.refused["editMessageText", None] = (400, words)
    await board.deliver(office.desk, BoardChanged(room.id))
    assert len(office.wire.sent(GROUP)) == 1


REMARKS = {
    "pin": {"pinned_message": {"message_id": 1, "date": 1, "chat": CHAT, "text": "board"}},
    "name": {"forum_topic_edited": {"name": "急 消防 AAAA"}},
    "closed": {"forum_topic_closed": {}},
    "reopened": {"forum_topic_reopened": {}},
}


@pytest.mark.parametrize("remark", REMARKS.values(), ids=REMARKS)
async def test_telegrams_remark_about_what_we_did_is_removed_and_anybody_elses_stays(
    office, room, remark
):
    message = {"message_id": 2, "date": 1, "chat": CHAT} | remark
    await office.feed(message=message | {"from": person(5)})
    assert office.wire.sent(GROUP, "deleteMessage") == []
    await office.feed(message=message | {"from": BOT})
    assert office.wire.sent(GROUP, "deleteMessage")[0]["message_id"] == 2


async def test_a_remark_that_may_not_be_deleted_stays(office, room):
    office.wire.refused["deleteMessage", GROUP] = (400, "Bad Request: message can't be deleted")
    message = {"message_id": 2, "date": 1, "chat": CHAT, "from": BOT} | REMARKS["name"]
    await office.feed(message=message)
    assert office.errors == []


async def test_in_a_room_that_is_not_ready_nothing_is_shown(office, reviewer):
    room = await office.room(reviewer)
    await office.desk.store.write(group.open_or_close, room, ready=False, by="x", at=office.now)
    await digest.deliver(office.desk, DigestDue(room.id, day="d"))
    await board.deliver(office.desk, BoardChanged(room.id))
    assert office.wire.sent() == []
