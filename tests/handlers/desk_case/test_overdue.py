"""Reminders of what is overdue: private, without content, each once, to who may know of it."""

from datetime import timedelta

import pytest

from domain.notices import DueOver
from domain.people import Role
from scheduler import deadlines
from storage import outbox
from tests.handlers.desk_case.telegram import buttons

WORDS = "门一直锁着"


@pytest.fixture
async def chief(office):
    return await office.reviewer("组长 1", 301, role=Role.LEAD)


async def reminded(office, days):
    """So many days go by, the clock asking each noon; what is told on each."""
    told = []
    for _ in range(days):
        office.forward(days=1)
        await office.store.write(deadlines.remind, office.desk.now(), office.desk.is_workday)
        before = len(office.wire.asked)
        assert await office.tells() == []
        told.append([d for n, d in office.wire.asked[before:] if n == "sendMessage"])
    return told


async def test_each_lead_of_the_room_hears_once_a_day_what_nobody_looks_at(office, one, chief):
    other = await office.reviewer("组长 2", 302, role=Role.LEAD)
    await office.posted(text=WORDS)
    days = await reminded(office, 9)
    assert [len(day) for day in days] == [0] * 7 + [2, 2]
    assert {d["chat_id"] for d in days[-1]} == {chief.chat_id, other.chat_id}
    for told in days[-1]:
        assert told["text"] == "K7QM 超过 5 个工作日没人看。\n请今天就安排人看。"
        assert told["protect_content"]
        assert told["disable_notification"]
        assert buttons(told)["看案件"].startswith("walk:open:")


async def test_a_lead_who_is_tied_hears_nothing_and_one_of_another_room_only_that_it_is(
    office, one
):
    await office.reviewer("组长 1", 301, role=Role.LEAD, ties=["gas"], inside=False)
    away = await office.reviewer("组长 2", 302, role=Role.LEAD, inside=False)
    await office.posted(text=WORDS)
    days = await reminded(office, 8)
    (told,) = days[-1]
    assert told["chat_id"] == away.chat_id
    assert "reply_markup" not in told


async def test_what_was_looked_at_meanwhile_is_not_told(office, one, chief):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.tells(seconds=61)
    late = DueOver(case, "look", "leads", "2026-12-01")
    await office.store.write(outbox.put, late, not_before=office.desk.now())
    office.forward(days=20)
    before = len(office.wire.sent(chat=chief.chat_id))
    await office.tells()
    assert len(office.wire.sent(chat=chief.chat_id)) == before


async def test_an_overdue_conclusion_is_told_its_holder_and_a_week_later_the_lead(
    office, one, chief
):
    case = await office.posted()
    await office.presses_card(one, "受理，我来办", case)
    await office.tells(seconds=61)
    due = (await office.case(case)).due.day
    await reminded(office, (due - office.desk.now().date()).days)
    first = [told for day in await reminded(office, 5) for told in day]
    assert [(d["chat_id"], d["text"].splitlines()[0]) for d in first] == [
        (one.chat_id, "K7QM 应在 1月22日前下结论，")
    ]
    second = [told for day in await reminded(office, 7) for told in day]
    assert {d["chat_id"] for d in second} == {one.chat_id, chief.chat_id}
    (lead,) = [d for d in second if d["chat_id"] == chief.chat_id]
    assert "【审核员 1】在办" in lead["text"]
    assert office.desk.now().date() - due == timedelta(days=12)
