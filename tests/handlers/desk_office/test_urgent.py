"""Danger rings, louder with time, until somebody has taken the case on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import acts
from domain.cases import Actor
from domain.notices import BoardChanged, UrgentRaised
from domain.people import Role
from handlers.desk import board, urgent
from storage import cases, duty, outbox, people
from storage.duty import Shift
from storage.ids import fresh
from storage.tables import OutboxRow
from tests.handlers.desk_office.telegram import GROUP, buttons


@pytest.fixture
async def people_(office):
    return {
        "duty": await office.reviewer("值班", 5),
        "lead": await office.reviewer("组长", 6, role=Role.LEAD),
        "deputy": await office.reviewer("分管领导", 7, role=Role.LEAD),
    }


@pytest.fixture
async def room(office, people_):
    return await office.room(*people_.values())


@pytest.fixture
async def roster(office, people_):
    start, end = office.now - timedelta(hours=1), office.now + timedelta(hours=8)
    shifts = [
        Shift(fresh(), reviewer.id, rank, start, end)
        for rank, reviewer in enumerate(people_.values())
    ]
    await office.desk.store.write(duty.replace_from, office.now, shifts)


@pytest.fixture
async def case(office, room):
    return await office.case(room, "K7QM", text="the words", urgent=True)


async def due(office):
    """Tell every ring that is due now."""
    claimed = await office.desk.store.write(outbox.claim, office.now)
    rings = [w for w in claimed if isinstance(w.notice, UrgentRaised)]
    for waiting in rings:
        await urgent.deliver(office.desk, waiting.notice)
        await office.desk.store.write(outbox.delivered, waiting)
    return len(rings)


async def take(office, case, reviewer):
    by = Actor(id=reviewer.id, role=Role.REVIEWER)
    change = acts.take_on(await office.stored(case), by=by, at=office.now)
    await office.desk.store.write(cases.record, change, sealing=office.desk.sealing)


async def test_who_is_on_duty_and_the_group_are_rung_aloud_without_content(office, roster, case):
    await due(office)
    assert [d["chat_id"] for d in office.wire.sent()] == [5, GROUP]
    for sent in office.wire.sent():
        assert "急！新线索 K7QM" in sent["text"]
        assert "the words" not in sent["text"]
        assert not sent.get("disable_notification")
        assert buttons(sent)[0]["text"] == "我来接"


async def test_unanswered_the_lead_is_called_after_fifteen_minutes_the_deputy_after_thirty(
    office, roster, case
):
    await due(office)
    office.forward(minutes=14)
    assert await due(office) == 0
    office.forward(minutes=1)
    await due(office)
    assert "K7QM 响铃 15 分钟了" in office.wire.last(6)
    assert office.wire.sent(7) == []
    office.forward(minutes=15)
    await due(office)
    assert "K7QM 响铃 30 分钟了" in office.wire.last(7)
    assert len(office.wire.sent(GROUP)) == 1
    office.forward(hours=2)
    assert await due(office) == 0


async def test_once_taken_on_the_ring_says_by_whom_and_nobody_else_is_called(
    office, roster, case, people_, room
):
    await due(office)
    office.forward(minutes=6)
    await take(office, case, people_["duty"])
    await board.deliver(office.desk, BoardChanged(room.id))
    edited = [d for d in office.wire.sent(name="editMessageText") if "K7QM" in d["text"]]
    assert {d["chat_id"] for d in edited} == {GROUP, 5}
    assert {d["text"] for d in edited} == {"K7QM 已由【值班】接，用时 6 分钟。"}
    office.forward(minutes=9)
    await due(office)
    assert office.wire.sent(6) == []
    office.forward(minutes=15)
    assert await due(office) == 0


async def test_with_nobody_on_duty_the_group_still_rings_and_the_leads_are_told(office, case):
    await due(office)
    assert {d["chat_id"] for d in office.wire.sent()} == {GROUP, 6, 7}
    assert "没有人值班" in office.wire.last(6)


async def test_who_is_tied_to_the_enterprise_is_not_rung(office, room):
    await office.enterprise("gas")
    tied = await office.reviewer("审核员 4", 8, role=Role.LEAD, ties=["gas"], inside=False)
    await office.case(room, "K7QM", urgent=True)
    await due(office)
    assert tied.chat_id not in [d["chat_id"] for d in office.wire.sent()]
    assert office.wire.sent(6)


async def test_a_ring_cut_short_reaches_nobody_twice(office, case):
    leads = [r.chat_id for r in await office.desk.store.read(leads_of)]
    office.wire.refused["sendMessage", leads[-1]] = (500, "Internal Server Error")
    with pytest.raises(Exception, match="Internal"):
        await urgent.deliver(office.desk, UrgentRaised(case.id, occasion="posted"))
    office.wire.refused.clear()
    await urgent.deliver(office.desk, UrgentRaised(case.id, occasion="posted"))
    assert len(office.wire.sent(GROUP)) == 1
    assert len(office.wire.sent(leads[0])) == 1
    assert len(office.wire.sent(leads[-1])) == 2


async def test_who_has_blocked_the_bot_does_not_stop_the_ring(office, case):
    office.wire.refused["sendMessage", GROUP] = (403, "Forbidden: bot was kicked")
    await due(office)
    assert office.wire.sent(6)
    office.forward(minutes=15)
    assert await due(office) == 1


async def test_a_group_that_fails_keeps_nobody_from_being_rung_and_is_rung_in_the_end(
    office, roster, case
):
    ring = UrgentRaised(case.id, occasion="posted")
    office.wire.refused["sendMessage", GROUP] = (400, "Bad Request: not enough rights")
    with pytest.raises(Exception, match="rights"):
        await urgent.deliver(office.desk, ring)
    assert len(office.wire.sent(5)) == 1
    assert await office.desk.store.read(waiting_for, f"urgent:{case.id}:posted:1")
    office.wire.refused.clear()
    await urgent.deliver(office.desk, ring)
    assert len(office.wire.sent(GROUP)) == 2
    assert len(office.wire.sent(5)) == 1


@pytest.mark.parametrize(
    "refusal", [(403, "Forbidden: bot was blocked"), (400, "Bad Request: chat not found")]
)
async def test_with_nobody_on_duty_to_be_reached_the_leads_are_called_at_once(
    office, roster, case, refusal
):
    office.wire.refused["sendMessage", 5] = refusal
    await due(office)
    assert [d["chat_id"] for d in office.wire.sent()] == [5, 7, 6, GROUP]


async def test_who_cannot_take_the_case_is_not_rung_though_on_duty(office, room):
    await office.enterprise("gas")
    others = [
        await office.reviewer("有关联", 8, ties=["gas"]),
        await office.reviewer("不在群里", 9),
    ]
    start, end = office.now - timedelta(hours=1), office.now + timedelta(hours=8)
    shifts = [Shift(fresh(), one.id, 0, start, end) for one in others]
    await office.desk.store.write(duty.replace_from, office.now, shifts)
    await office.case(room, "K7QM", urgent=True)
    await due(office)
    assert {d["chat_id"] for d in office.wire.sent()} == {6, 7, GROUP}


async def test_who_had_the_case_before_is_not_rung_for_the_second_look(
    office, roster, case, people_
):
    await take(office, case, people_["duty"])
    by = Actor(id=people_["duty"].id, role=Role.REVIEWER)
    change = acts.decline(await office.stored(case), by=by, text="不归我们管。", at=office.now)
    await office.desk.store.write(cases.record, change, sealing=office.desk.sealing)
    change = acts.object_to(
        await office.stored(case), at=office.now, is_workday=office.desk.is_workday
    )
    await office.desk.store.write(cases.record, change, sealing=office.desk.sealing)
    await urgent.deliver(office.desk, UrgentRaised(case.id, occasion="again"))
    assert {d["chat_id"] for d in office.wire.sent()} == {6, 7, GROUP}


async def test_a_lead_outside_the_group_is_called_last_and_offered_nothing(office):
    nobody = await office.room(await office.reviewer("审核员", 5))
    outside = await office.reviewer("组长", 6, role=Role.LEAD)
    await office.case(nobody, "K7QM", urgent=True)
    await due(office)
    (told,) = office.wire.sent(outside.chat_id)
    assert "请马上叫人到群里接" in told["text"]
    assert "reply_markup" not in told


async def test_a_group_with_a_stranger_in_it_hears_no_ring(office, room, roster, case):
    await office.desk.store.write(people.put_room, replace(room, ready=False))
    await due(office)
    assert [d["chat_id"] for d in office.wire.sent()] == [5]


async def test_what_somebody_has_taken_on_before_the_ring_is_not_rung(
    office, roster, case, people_
):
    await take(office, case, people_["lead"])
    assert await due(office) == 1
    assert office.wire.sent() == []


def waiting_for(session, key):
    return session.get(OutboxRow, key) is not None


def leads_of(session):
    return [r for r in people.reviewers(session) if r.role is Role.LEAD]
