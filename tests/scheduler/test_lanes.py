"""A case is told of in one place at a time; danger waits for nobody else's case."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from domain.delivery import Later
from domain.notices import BoardChanged, CardChanged, CaseArrived, LetterArrived, UrgentRaised
from scheduler.lanes import Lanes
from scheduler.outbox import Drain
from storage.opening import Opening
from storage.outbox import Waiting
from tests.storage.filing import filed

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RING = UrgentRaised("danger", occasion="1")


class Telling:
    """Tells for as long as the gate is shut; what began and ended, in order."""

    def __init__(self):
        self.gate = asyncio.Event()
        self.seen = []

    async def __call__(self, waiting):
        self.seen.append(waiting.notice)
        if not isinstance(waiting.notice, UrgentRaised):
            await self.gate.wait()
        return True


@pytest.fixture
def telling():
    return Telling()


def put(lanes, name, *notices):
    for notice in notices:
        lanes.put(name, Waiting(notice, 1, 0))


async def test_a_case_that_finds_a_room_stays_in_its_lane_until_all_is_told(telling):
    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(tasks, telling, side_by_side=8)
        put(lanes, "homeless", CaseArrived("a"))
        await asyncio.sleep(0)
        put(lanes, "room", LetterArrived("a", "1"), CardChanged("b"))
        await asyncio.sleep(0.01)
        assert telling.seen == [CaseArrived("a"), CardChanged("b")]
        assert set(lanes.keys()) == {
            each.key for each in (CaseArrived("a"), LetterArrived("a", "1"), CardChanged("b"))
        }
        telling.gate.set()
    assert telling.seen[2:] == [LetterArrived("a", "1")]
    assert lanes.keys() == []


async def test_what_presses_more_overtakes_what_waits_but_not_what_is_under_way(telling):
    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(tasks, telling, side_by_side=8)
        put(lanes, "room", CardChanged("a"))
        await asyncio.sleep(0)
        put(lanes, "room", BoardChanged("room"), CardChanged("b"), RING)
        await asyncio.sleep(0)
        telling.gate.set()
    assert telling.seen == [CardChanged("a"), RING, CardChanged("b"), BoardChanged("room")]


async def test_danger_needs_no_turn_among_those_that_are_told_side_by_side(telling):
    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(tasks, telling, side_by_side=1)
        put(lanes, "one", CardChanged("a"))
        put(lanes, "two", CardChanged("b"))
        put(lanes, "three", RING)
        await asyncio.sleep(0.01)
        assert telling.seen == [CardChanged("a"), RING]
        telling.gate.set()


async def test_an_urgent_case_waits_for_no_other_case(store):
    sealing = Opening.make().sealing
    calm = await filed(store, sealing, not_before=NOW - timedelta(hours=1))
    danger = await filed(store, sealing, not_before=NOW, urgent=True)
    told, gate = [], asyncio.Event()

    async def deliver(notice):
        told.append(notice)
        if notice.case == danger.case:
            gate.set()
        await gate.wait()

    async with asyncio.timeout(5):
        await Drain(store, deliver, lambda error: Later(), lambda: NOW).once()
    assert set(told) == {CaseArrived(calm.case), CaseArrived(danger.case)}
