"""Who comes into a group may close its desk, and may open it again by leaving."""

from dataclasses import replace

import pytest

from bot.leaving import leave
from domain import acts
from domain.cases import Actor
from domain.delivery import NotYetError
from domain.notices import CasesOrphaned, RoomClosed
from domain.people import Role
from handlers.desk.deliver import deliver
from storage import cases, codes, outbox, people
from tests.handlers.desk_office.linking import linked
from tests.handlers.desk_office.telegram import GROUP, person


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
