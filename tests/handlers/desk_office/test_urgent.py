"""Danger rings, louder with time, until somebody has taken the case on."""

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
from tests.handlers.desk_office.conftest import GROUP, buttons


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


async def test_the_group_and_who_is_on_duty_are_rung_aloud_without_content(office, roster, case):
    await due(office)
    assert [d["chat_id"] for d in office.wire.sent()] == [GROUP, 5]
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


def leads_of(session):
    return [r for r in people.reviewers(session) if r.role is Role.LEAD]
