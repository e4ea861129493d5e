"""A group becomes a desk, and stops being one while somebody is in it who should not be."""

from dataclasses import replace

import pytest

from bot.leaving import leave
from domain import acts
from domain.cases import Actor
from domain.delivery import NotYetError
from domain.errors import EnrolmentError
from domain.notices import BoardChanged, CardChanged, CasesOrphaned, LeadTold, RoomClosed
from domain.people import Role
from handlers.desk import members
from handlers.desk.deliver import deliver
from storage import cases, codes, outbox, people, topics
from storage.topics import Topic
from tests.handlers.desk_office.conftest import BOT, GROUP, buttons, me_in, person

CODE = "8F3K-2MQA"


@pytest.fixture
async def lead(office):
    return await office.reviewer("组长", 7, role=Role.LEAD)


async def linked(office):
    await office.code(CODE, purpose=codes.LINK)
    await office.says(7, f"/link {CODE}", chat=GROUP)
    return office.wire.last(GROUP)


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


async def joins(office, account):
    office.wire.members.add(account)
    await changes(office, account, "left", "member")


async def leaves(office, account):
    office.wire.members.discard(account)
    await changes(office, account, "member", "left")


async def changes(office, account, old, new):
    await office.feed(
        chat_member={
            "chat": {"id": GROUP, "type": "supergroup"},
            "from": person(account),
            "date": 1,
            "old_chat_member": {"status": old, "user": person(account)},
            "new_chat_member": {"status": new, "user": person(account)},
        }
    )


async def test_who_is_tied_to_a_case_shown_here_closes_the_desk_by_coming_in(office, lead):
    await linked(office)
    (room,) = await office.rooms()
    await office.enterprise("gas", room=None)
    await office.case(room, "K7QM")
    await office.reviewer("审核员 9", 9, ties=["gas"], inside=False)
    await joins(office, 9)
    assert not (await office.rooms())[0].ready
    assert "有关联" in office.wire.last(GROUP)
    await leaves(office, 9)
    assert (await office.rooms())[0].ready


async def test_a_tie_made_later_closes_the_desk_as_soon_as_its_member_writes(office, lead):
    await linked(office)
    (room,) = await office.rooms()
    await office.enterprise("gas", room=room.id)
    member = await office.reviewer("审核员 9", 9, inside=False)
    await joins(office, 9)
    assert (await office.rooms())[0].ready
    tied = replace(member, ties=frozenset({"gas"}))
    await office.desk.store.write(people.put_reviewer, tied)
    await office.says(9, "hello", chat=GROUP)
    await office.says(9, "hello", chat=GROUP)
    assert not (await office.rooms())[0].ready
    assert len([d for d in office.wire.sent(GROUP) if "有关联" in d["text"]]) == 1


async def test_a_stranger_who_comes_in_closes_the_desk_and_going_opens_it(office, lead):
    await linked(office)
    office.wire.others = 1
    await changes(office, 99, "left", "member")
    assert not (await office.rooms())[0].ready
    assert "群里有 1 个没登记的人" in office.wire.last(GROUP)
    office.wire.others = 0
    await changes(office, 99, "member", "left")
    assert (await office.rooms())[0].ready
    assert "线索接着发" in office.wire.last(GROUP)


async def test_a_stranger_who_writes_closes_the_desk_and_enrolling_opens_it(office, lead):
    await linked(office)
    newcomer = await office.reviewer("审核员 4")
    office.wire.others = 1
    await office.says(99, "hello", chat=GROUP)
    (room,) = await office.rooms()
    assert not room.ready
    assert (99, None) in await office.desk.store.read(people.members, room.id)
    office.wire.others = 0
    office.wire.members.add(99)
    await office.code("7K2M-9QXD", purpose=codes.ENROL, subject=newcomer.id)
    await office.presses(99, "enrol:yes:7K2M-9QXD")
    assert (await office.rooms())[0].ready
    assert (99, newcomer.id) in await office.desk.store.read(people.members, room.id)


async def test_a_reviewer_who_leaves_is_no_member_any_more(office, lead):
    await linked(office)
    other = await office.reviewer("审核员 1", 8)
    await joins(office, 8)
    (room,) = await office.rooms()
    assert (8, other.id) in await office.desk.store.read(people.members, room.id)
    await leaves(office, 8)
    assert await office.desk.store.read(people.members, room.id) == [(7, lead.id)]
    assert (await office.rooms())[0].ready


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


async def test_what_somebody_left_is_taken_by_another(office, lead):
    case, chat = await orphaned(office, lead)
    await office.presses(7, "orphans:take_all", chat=chat)
    assert (await office.stored(case)).holder == lead.id


async def test_a_lead_deals_out_what_somebody_left_among_those_who_may(office, lead):
    await office.enterprise("gas")
    case, chat = await orphaned(office, lead)
    tied = await office.reviewer("审核员 1", 9, ties=["gas"])
    free = await office.reviewer("审核员 2", 8)
    (room,) = await office.rooms()
    for reviewer in (tied, free):
        await office.desk.store.write(people.seen_in, room.id, reviewer.chat_id, reviewer.id)
    await office.presses(7, "orphans:deal", chat=chat)
    assert (await office.stored(case)).holder in {lead.id, free.id}
    assert "1 件分给大家了" in office.wire.sent(name="editMessageText")[-1]["text"]


async def test_a_group_hears_once_that_who_was_let_go_must_leave_and_then_what_they_left(
    office, lead
):
    await linked(office)
    (room,) = await office.rooms()
    gone = await office.reviewer("审核员 9", 9)
    await joins(office, 9)
    case = await office.case(room, "K7QM")
    store, sealing = office.desk.store, office.desk.sealing
    taken = acts.take_on(case, by=Actor(id=gone.id, role=Role.REVIEWER), at=office.now)
    await store.write(cases.record, taken, sealing=sealing, hold=False)
    office.wire.members.discard(9)
    office.wire.others = 1
    await store.write(leave, gone, sealing=sealing, at=office.now)
    waiting = await store.write(outbox.claim, office.now)
    (closed,) = [w.notice for w in waiting if isinstance(w.notice, RoomClosed)]
    (left,) = [w.notice for w in waiting if isinstance(w.notice, CasesOrphaned)]
    office.wire.asked.clear()
    await deliver(office.desk, closed)
    (said,) = office.wire.sent(GROUP)
    assert "群里有 1 个没登记的人" in said["text"]
    assert "K7QM" not in said["text"]
    with pytest.raises(NotYetError):
        await deliver(office.desk, left)
    await office.says(9, "hello", chat=GROUP)
    assert len(office.wire.sent(GROUP)) == 1
    office.wire.others = 0
    await changes(office, 9, "member", "left")
    await deliver(office.desk, left)
    assert "他的 1 件等人接" in office.wire.last(GROUP)
    await deliver(office.desk, closed)
    assert len(office.wire.sent(GROUP)) == 3


async def test_an_offer_names_who_left_and_how_many_in_each_room(office, lead):
    await orphaned(office, lead)
    gone = next(r for r in await office.desk.store.read(people.reviewers) if r.label == "审核员 9")
    await members.deliver_orphaned(office.desk, CasesOrphaned(gone.id, occasion="1"))
    (offer,) = office.wire.sent(GROUP)
    assert "【审核员 9】不在这里办了，他的 1 件等人接" in offer["text"]
    assert [b["text"] for b in buttons(offer)] == ["分给大家", "我来接"]


async def test_no_other_than_a_lead_deals_out_what_somebody_left(office, lead):
    other = await office.reviewer("审核员 1", 8)
    case, chat = await orphaned(office, other)
    await office.presses(8, "orphans:deal", chat=chat)
    assert office.errors
    assert (await office.stored(case)).holder is None


async def orphaned(office, insider):
    gone = await office.reviewer("审核员 9", 19)
    room = await office.room(insider)
    case = await office.case(room, "K7QM")
    by = Actor(id=gone.id, role=Role.REVIEWER)

    def work(session):
        taken = acts.take_on(cases.load(session, case.id), by=by, at=office.now)
        saved = cases.record(session, taken, sealing=office.desk.sealing, hold=False)
        freed = acts.release(saved, at=office.now)
        return cases.record(session, freed, sealing=office.desk.sealing, hold=False)

    await office.desk.store.write(work)
    return case, room.chat_id
