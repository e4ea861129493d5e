"""The drain, on both engines: what is told when, what waits, and what is given up."""

import asyncio
import selectors
from datetime import UTC, datetime, timedelta

import pytest

from domain.delivery import GIVEN_UP_AFTER, Later, Never, NotYetError
from domain.notices import (
    BoardChanged,
    CardChanged,
    CaseArrived,
    ChaseDue,
    DigestDue,
    HolderTold,
    LetterArrived,
    UrgentRaised,
)
from domain.people import Room
from scheduler.outbox import Drain, pause
from storage import outbox, people
from storage.store import Store, StoreUnavailableError
from tests.migrated import migrate

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.moment = NOW

    def __call__(self):
        return self.moment

    def forward(self, seconds):
        self.moment += timedelta(seconds=seconds)


class Wire:
    """Tells intents; what it is told to refuse it refuses."""

    def __init__(self):
        self.told = []
        self.errors = {}

    async def __call__(self, notice):
        error = self.errors.get(notice.key)
        if error is not None:
            raise error
        self.told.append(notice)


def judge(error):
    if isinstance(error, NotYetError):
        return Later(error.seconds, failed=False)
    return Never() if isinstance(error, LookupError) else Later()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
def drain(store, clock, wire):
    return Drain(store, wire, judge, clock, chance=lambda: 1.0)


async def put(store, *notices, at=NOW):
    for notice in notices:
        await store.write(outbox.put, notice, not_before=at)


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


@pytest.fixture
async def room(store):
    await store.write(people.put_room, Room(id="room", chat_id=-1, ready=True))
    return "room"


def shown(wire):
    return [notice for notice in wire.told if isinstance(notice, BoardChanged)]


async def test_the_board_is_edited_within_fifteen_seconds_of_what_was_told_in_its_room(
    drain, store, wire, clock, room
):
    await put(store, DigestDue(room, day="d"))
    await drain.once()
    assert shown(wire) == []
    clock.forward(15)
    await drain.once()
    assert shown(wire) == [BoardChanged(room)]


async def test_the_board_is_edited_every_fifteen_seconds_at_most(store, clock, room):
    edited = []

    async def deliver(notice):
        if not isinstance(notice, BoardChanged):
            return
        edited.append((clock.moment - NOW).seconds)
        if len(edited) == 1:  # something changes while the board is edited
            await put(store, BoardChanged(room), at=clock.moment)

    drain = Drain(store, deliver, judge, clock)
    for second in range(60):
        await put(store, DigestDue(room, day=str(second)), at=clock.moment)
        await drain.once()
        clock.forward(1)
    assert edited == [15, 30, 45]


async def test_a_board_asked_for_at_once_waits_until_fifteen_seconds_after_the_last_edit(
    drain, store, wire, clock, room
):
    for second in range(16):
        await put(store, BoardChanged(room), at=clock.moment)
        await drain.once()
        assert len(shown(wire)) == (2 if second == 15 else 1)
        clock.forward(1)


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


class HastySelector(selectors.DefaultSelector):
    """Waits a thousandth of what it is asked to."""

    def select(self, timeout=None):
        return super().select(timeout and timeout / 1000)


class Hasty(asyncio.SelectorEventLoop):
    """A thousand seconds pass in one."""

    def __init__(self):
        super().__init__(HastySelector())

    def time(self):
        return super().time() * 1000


def test_a_long_delivery_is_not_cut_between_sending_and_remembering(sqlite_url, clock):
    migrate(sqlite_url)
    sent, remembered = [], []

    async def deliver(notice):
        for part in range(3):
            sent.append(part)
            await asyncio.sleep(50)
            remembered.append(part)

    async def drained():
        async with Store(sqlite_url) as store:
            await put(store, CaseArrived("a"))
            await Drain(store, deliver, judge, clock).once()

    with asyncio.Runner(loop_factory=Hasty) as runner:
        runner.run(drained())
    assert sent == remembered == [0, 1, 2]


async def test_what_a_lane_dropped_while_the_store_was_away_is_taken_in_hand_at_once(
    store, clock, wire
):
    away = [True]

    class Away(Drain):
        async def _go_on(self, waiting, error):
            if away[0]:
                raise StoreUnavailableError
            await super()._go_on(waiting, error)

    await put(store, CaseArrived("a"), at=NOW - timedelta(hours=1))
    await put(store, LetterArrived("a", "1"))
    wire.errors[CaseArrived("a").key] = OSError()
    drain = Away(store, wire, judge, clock, rest=0)
    async with asyncio.TaskGroup() as tasks:
        lanes = drain.lanes(tasks, lambda: True)
        assert await drain.look(lanes) == 2
        while not lanes.dropped:  # noqa: ASYNC110 - nothing else tells of it
            await asyncio.sleep(0)
        away[0] = False
        wire.errors.clear()
        assert await drain.look(lanes) == 2
    assert wire.told == [CaseArrived("a"), LetterArrived("a", "1")]


async def test_what_was_sent_and_could_not_be_remembered_goes_on_as_in_doubt(store, clock):
    seen = []

    async def deliver(notice):
        seen.append(outbox.doubt.get().open)
        if len(seen) == 1:
            raise StoreUnavailableError

    await put(store, CaseArrived("a"))
    drain = Drain(store, deliver, judge, clock, rest=0)
    async with asyncio.TaskGroup() as tasks:
        lanes = drain.lanes(tasks, lambda: True)
        await drain.look(lanes)
        while not lanes.dropped:  # noqa: ASYNC110 - nothing else tells of it
            await asyncio.sleep(0)
        await drain.look(lanes)
    assert seen == [False, True]


async def test_a_store_that_fails_one_delivery_cuts_no_other(store, clock):
    sent, remembered = [], []

    async def deliver(notice):
        if notice.room == "a":
            await asyncio.sleep(0.05)
            raise OSError
        sent.append(notice.room)
        await asyncio.sleep(0.2)
        remembered.append(notice.room)

    class Away(Drain):
        async def _go_on(self, waiting, error):
            raise StoreUnavailableError

    await put(store, BoardChanged("a"), BoardChanged("b"))
    await Away(store, deliver, judge, clock, rest=0).once()
    assert sent == remembered == ["b"]
