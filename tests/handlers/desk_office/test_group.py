"""A group becomes a desk, and stops being one while its bot is out or without its rights."""

from dataclasses import replace

import pytest

from domain.errors import EnrolmentError
from domain.notices import BoardChanged, CardChanged, LeadTold
from handlers.desk.deliver import deliver
from storage import codes, outbox, people, topics
from storage.topics import Topic
from tests.handlers.desk_office.linking import CODE, linked
from tests.handlers.desk_office.telegram import BOT, GROUP, buttons, me_in, person


async def test_a_group_where_nothing_is_missing_becomes_a_desk(office, lead):
    assert "可以用了" in await linked(office)
    (room,) = await office.rooms()
    assert room.ready
    assert await office.desk.store.read(people.members, room.id) == [(7, lead.id)]
    waiting = await office.desk.store.write(outbox.claim, office.now)
    assert [w.notice for w in waiting] == [BoardChanged(room.id)]


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda w: setattr(w, "forum", False), "打开“话题”"),
        (lambda w: w.rights.discard("can_manage_topics"), "缺“管理话题”权限"),
        (lambda w: w.rights.discard("can_delete_messages"), "缺“删除消息”权限"),
        (lambda w: w.rights.discard("can_pin_messages"), "缺“置顶消息”权限"),
        (lambda w: setattr(w, "admin", False), "看不到全部消息"),
        (lambda w: setattr(w, "username", "open_to_all"), "群是公开的"),
        (lambda w: setattr(w, "others", 2), "有 2 个没登记的人"),
    ],
)
async def test_what_is_missing_is_named_and_the_group_is_no_desk(office, lead, spoil, line):
    spoil(office.wire)
    shown = await linked(office)
    assert line in shown
    assert "❌" in shown
    assert not (await office.rooms())[0].ready


async def test_who_is_tied_to_an_enterprise_shown_here_is_counted(office, lead):
    await linked(office)
    (room,) = await office.rooms()
    await office.enterprise("gas", room=room.id)
    await office.reviewer("审核员 1", 8, ties=["gas"])
    await office.presses(7, "link:again", chat=GROUP)
    assert "有 1 个人和这里的单位有关联" in office.wire.sent(name="editMessageText")[-1]["text"]
    assert not (await office.rooms())[0].ready


async def test_once_it_is_put_right_a_second_check_opens_the_desk(office, lead):
    office.wire.rights.clear()
    await linked(office)
    (again,) = buttons(office.wire.sent(GROUP)[-1])
    office.wire.rights = {"can_manage_topics", "can_delete_messages", "can_pin_messages"}
    await office.presses(7, again["callback_data"], chat=GROUP)
    assert (await office.rooms())[0].ready


async def test_a_wrong_code_and_a_stranger_link_nothing(office, lead):
    await office.says(7, "/link WRONG123", chat=GROUP)
    assert isinstance(office.errors[0], EnrolmentError)
    await office.code(CODE, purpose=codes.LINK)
    await office.says(99, f"/link {CODE}", chat=GROUP)
    assert await office.rooms() == []


async def stands(office, new):
    await office.feed(
        my_chat_member={
            "chat": {"id": GROUP, "type": "supergroup"},
            "from": person(7),
            "date": 1,
            "old_chat_member": me_in(office.wire.rights),
            "new_chat_member": new,
        }
    )


async def told(office):
    """What the leads are to be told is told."""
    for waiting in await office.desk.store.write(outbox.claim, office.now):
        if isinstance(waiting.notice, LeadTold):
            await deliver(office.desk, waiting.notice)


async def test_a_bot_put_out_closes_the_desk_and_tells_the_leads(office, lead):
    await linked(office)
    await stands(office, {"status": "left", "user": BOT})
    assert not (await office.rooms())[0].ready
    await told(office)
    assert "没有本机器人了" in office.wire.last(7)


async def test_where_no_lead_is_left_the_reviewers_hear_of_a_lost_group(office, lead):
    await linked(office)
    await office.reviewer("审核员 1", 8)
    await office.reviewer("审核员 2")
    await office.desk.store.write(people.put_reviewer, replace(lead, active=False, chat_id=None))
    await stands(office, {"status": "left", "user": BOT})
    await told(office)
    assert "没有本机器人了" in office.wire.last(8)
    assert office.wire.sent(7) == []


async def test_a_bot_without_its_rights_closes_the_desk_and_tells_the_leads(office, lead):
    await linked(office)
    office.wire.rights.discard("can_manage_topics")
    await stands(office, me_in(office.wire.rights))
    assert not (await office.rooms())[0].ready
    await told(office)
    assert "少了权限" in office.wire.last(7)


async def test_a_group_is_told_which_right_its_bot_has_lost(office, lead):
    await linked(office)
    office.wire.rights.discard("can_manage_topics")
    await stands(office, me_in(office.wire.rights))
    assert "缺“管理话题”权限" in office.wire.last(GROUP)


async def test_another_group_takes_the_place_of_a_lost_one_with_its_cases(office, lead):
    await linked(office)
    (room,) = await office.rooms()
    case = await office.case(room, "K7QM")
    await office.desk.store.write(
        topics.remember, Topic(case=case.id, room=room.id, thread=3, title="t")
    )
    await office.desk.store.write(outbox.drop, CardChanged(case.id).key)
    await stands(office, {"status": "kicked", "user": BOT, "until_date": 0})
    await office.code("NEXT-GRUP", purpose=codes.LINK)
    await office.says(7, "/link NEXT-GRUP", chat=-1002)
    (moved,) = await office.rooms()
    assert (moved.id, moved.chat_id, moved.ready) == (room.id, -1002, True)
    assert await office.desk.store.read(topics.find, case.id) is None
    waiting = await office.desk.store.write(outbox.claim, office.now)
    assert CardChanged(case.id) in [w.notice for w in waiting]


@pytest.mark.parametrize("rights", [set(), {"manage_topics", "delete_messages", "pin_messages"}])
async def test_a_desk_that_was_let_in_again_is_not_taken_by_another_group(office, lead, rights):
    await linked(office)
    (room,) = await office.rooms()
    await stands(office, {"status": "left", "user": BOT})
    office.wire.rights = {f"can_{right}" for right in rights}
    await stands(office, me_in(office.wire.rights))
    await office.code("NEXT-GRUP", purpose=codes.LINK)
    await office.says(7, "/link NEXT-GRUP", chat=-1002)
    assert {one.chat_id: one.id == room.id for one in await office.rooms()} == {
        GROUP: True,
        -1002: False,
    }


async def test_an_upgraded_group_goes_on_under_its_new_id(office, lead):
    await linked(office)
    (room,) = await office.rooms()
    await office.says(7, chat=GROUP, migrate_to_chat_id=-1005)
    (moved,) = await office.rooms()
    assert (moved.id, moved.chat_id, moved.ready) == (room.id, -1005, True)


@pytest.mark.parametrize(
    ("chat", "facts"),
    [(GROUP, {"migrate_to_chat_id": 7}), (None, {"migrate_from_chat_id": GROUP})],
)
async def test_a_desk_is_not_followed_into_somebodys_private_chat(office, lead, chat, facts):
    await linked(office)
    await office.says(7, chat=chat, **facts)
    (room,) = await office.rooms()
    assert room.chat_id == GROUP
