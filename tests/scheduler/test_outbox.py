"""The drain, on both engines: what is told when, what waits, and what is given up."""

import asyncio
from datetime import timedelta

import pytest

from domain.delivery import GIVEN_UP_AFTER, NotYetError
from domain.notices import (
    BoardChanged,
    CardChanged,
    CaseArrived,
    ChaseDue,
    HolderTold,
    LetterArrived,
    UrgentRaised,
)
from scheduler.outbox import Drain, pause
from storage import outbox
from tests.scheduler.drained import NOW, judge, put


async def test_the_pressing_goes_first_then_the_oldest(drain, store, wire):
    await put(store, CardChanged("young"))
    await put(store, CardChanged("old"), at=NOW - timedelta(hours=1))
    await put(store, UrgentRaised("danger", occasion="1"))
    await drain.once()
    assert [notice.case for notice in wire.told] == ["danger", "old", "young"]


async def test_one_room_hears_in_order_while_another_waits_for_nobody(store, clock):
    started, order, gate = asyncio.Event(), [], asyncio.Event()

    async def deliver(notice):
        if notice.room == "slow":
            started.set()
            await gate.wait()
        order.append(notice.room)
        gate.set()

    await put(store, BoardChanged("slow"), BoardChanged("quick"))
    await Drain(store, deliver, judge, clock).once()
    assert started.is_set()
    assert order == ["quick", "slow"]


async def test_what_is_told_is_told_once(drain, store, wire):
    await put(store, CaseArrived("a"))
    await drain.once()
    await put(store, CaseArrived("a"))
    await drain.once()
    assert wire.told == [CaseArrived("a")]


async def test_a_failure_waits_longer_each_time_and_is_told_in_the_end(drain, store, wire, clock):
    await put(store, ChaseDue("a", occasion="1"))
    wire.errors[ChaseDue("a", occasion="1").key] = OSError()
    await drain.once()
    assert await drain.once() == 0
    clock.forward(2)
    assert await drain.once() == 1
    clock.forward(2)
    assert await drain.once() == 0
    wire.errors.clear()
    clock.forward(2)
    await drain.once()
    assert wire.told == [ChaseDue("a", occasion="1")]


def test_pauses_double_up_to_a_quarter_of_an_hour_and_differ_by_chance():
    assert [pause(n, 1.0) for n in range(4)] == [2, 4, 8, 16]
    assert pause(50, 1.0) == 900
    assert pause(50, 0.0) == 675


async def test_who_must_wait_waits_alone_and_is_not_nearer_to_being_given_up(
    drain, store, wire, clock
):
    await put(store, BoardChanged("a"), BoardChanged("b"))
    wire.errors[BoardChanged("a").key] = NotYetError(30)
    for _ in range(GIVEN_UP_AFTER + 1):
        await drain.once()
        clock.forward(30)
    assert wire.told == [BoardChanged("b")]
    wire.errors.clear()
    await drain.once()
    assert wire.told == [BoardChanged("b"), BoardChanged("a")]
    assert await store.read(outbox.dead) == []


async def test_what_fails_too_often_is_buried_and_counted(drain, store, wire, clock):
    await put(store, ChaseDue("a", occasion="1"))
    wire.errors[ChaseDue("a", occasion="1").key] = OSError()
    for _ in range(GIVEN_UP_AFTER):
        assert await store.read(outbox.dead) == []
        await drain.once()
        clock.forward(1000)
    assert len(await store.read(outbox.dead)) == 1


@pytest.mark.parametrize("error", [OSError(), LookupError()])
async def test_a_report_is_never_given_up(drain, store, wire, clock, error):
    await put(store, CaseArrived("a"))
    wire.errors[CaseArrived("a").key] = error
    for _ in range(GIVEN_UP_AFTER + 3):
        await drain.once()
        clock.forward(1000)
    wire.errors.clear()
    await drain.once()
    assert wire.told == [CaseArrived("a")]


async def test_what_can_never_be_told_is_buried_at_once(drain, store, wire):
    await put(store, CardChanged("a"))
    wire.errors[CardChanged("a").key] = LookupError()
    await drain.once()
    assert len(await store.read(outbox.dead)) == 1


async def test_what_is_not_ours_any_more_keeps_its_place(drain, store, wire):
    await put(store, CaseArrived("a"))
    await drain.once(ours=lambda: False)
    assert wire.told == []
    await drain.once()
    assert wire.told == [CaseArrived("a")]


async def test_a_case_without_a_room_is_told_of_by_one_at_a_time(store, clock):
    busy, together = set(), []

    async def deliver(notice):
        together.extend((case, notice.case) for case in busy)
        busy.add(notice.case)
        await asyncio.sleep(0.01)
        busy.remove(notice.case)

    await put(store, CaseArrived("a"), LetterArrived("a", "1"), CardChanged("a"))
    await put(store, LetterArrived("b", "2"), HolderTold("a", "somebody", occasion="1"))
    await Drain(store, deliver, judge, clock).once()
    assert together == []


async def test_with_very_much_in_hand_only_danger_is_taken_besides(store, clock):
    told, heard, gate = [], asyncio.Event(), asyncio.Event()

    async def deliver(notice):
        if not isinstance(notice, UrgentRaised):
            await gate.wait()
        told.append(notice)
        heard.set()

    drain = Drain(store, deliver, judge, clock, most_in_hand=3)
    await put(store, BoardChanged("a"), BoardChanged("b"), BoardChanged("c"))
    async with asyncio.TaskGroup() as tasks:
        lanes = drain.lanes(tasks, lambda: True)
        assert await drain.look(lanes) == 3
        await put(store, BoardChanged("later"), UrgentRaised("danger", occasion="1"))
        assert await drain.look(lanes) == 1
        await heard.wait()
        assert told == [UrgentRaised("danger", occasion="1")]
        gate.set()
    assert await drain.once() == 1
    assert told[-1] == BoardChanged("later")
