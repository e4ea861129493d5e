"""Who sends: one at a time, the next within seconds, and a stop that finishes its work."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from domain.delivery import Later
from domain.notices import BoardChanged, CaseArrived, DigestDue, UrgentRaised
from scheduler import lease as leasing
from scheduler import sender
from scheduler.lease import Lease, keeping
from scheduler.outbox import Drain
from storage import leases, outbox


def now():
    return datetime.now(UTC)


class Desk:
    """A process that drains, telling what it told."""

    def __init__(self, store, name, told):
        self.name = name
        self.nudge, self.stop = asyncio.Event(), asyncio.Event()
        self.told = told
        self.drain = Drain(store, self.deliver, lambda error: Later(), now)
        self.lease = Lease(store, "desk", name, now)
        self.task = None

    async def deliver(self, notice):
        self.told.append((self.name, notice.case))

    def start(self):
        self.task = asyncio.ensure_future(self.run())

    async def run(self):
        async with keeping(self.lease):
            await sender.run(self.drain, self.lease, nudge=self.nudge, stop=self.stop)

    async def end(self):
        self.stop.set()
        self.nudge.set()
        await asyncio.wait_for(self.task, 5)


async def until(condition):
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - it is told by what was sent, not by an event
            await asyncio.sleep(0.02)


async def test_one_sends_the_other_stands_by_and_takes_over(store):
    told = []
    first, second = Desk(store, "first", told), Desk(store, "second", told)
    first.start()
    await store.write(outbox.put, CaseArrived("a"), not_before=now())
    await until(lambda: told)
    second.start()
    await store.write(outbox.put, CaseArrived("b"), not_before=now())
    first.nudge.set()
    second.nudge.set()
    await until(lambda: len(told) == 2)
    assert told == [("first", "a"), ("first", "b")]
    await first.end()
    await store.write(outbox.put, CaseArrived("c"), not_before=now())
    await until(lambda: len(told) == 3)
    assert told[2] == ("second", "c")
    await second.end()


async def test_a_stopped_sender_leaves_no_lease_behind(store):
    desk = Desk(store, "first", [])
    desk.start()
    await store.write(outbox.put, CaseArrived("a"), not_before=now())
    await until(lambda: desk.told)
    await desk.end()
    moment = now()
    _, sign = await store.write(leases.hold, "desk", "other", until=moment)
    assert sign.holder == "other"


class Stuck(Desk):
    """A process in which one room's boards take as long as `gate` is shut."""

    def __init__(self, store, told):
        super().__init__(store, "first", told)
        self.gate = asyncio.Event()

    async def deliver(self, notice):
        self.told.append(notice)
        if notice == BoardChanged("slow"):
            await self.gate.wait()
            self.told.append("slow is done")


async def test_what_comes_while_one_room_is_slow_is_told_in_the_others(store):
    desk = Stuck(store, [])
    desk.start()
    await store.write(outbox.put, BoardChanged("slow"), not_before=now())
    await until(lambda: desk.told)
    ring = UrgentRaised("danger", occasion="1")
    await store.write(outbox.put, ring, not_before=now())
    await store.write(outbox.put, BoardChanged("quick"), not_before=now())
    await until(lambda: len(desk.told) == 3)
    assert desk.told == [BoardChanged("slow"), ring, BoardChanged("quick")]
    desk.gate.set()
    await desk.end()
    assert desk.told.count(BoardChanged("slow")) == 1


async def test_what_is_under_way_is_finished_and_what_waits_behind_it_keeps_its_place(store):
    desk, moment = Stuck(store, []), now()
    await store.write(outbox.put, BoardChanged("slow"), not_before=moment - timedelta(seconds=1))
    await store.write(outbox.put, DigestDue("slow", "day"), not_before=moment)
    desk.start()
    await until(lambda: desk.told)
    ending = asyncio.ensure_future(desk.end())
    await asyncio.sleep(0.1)
    desk.gate.set()
    await ending
    assert desk.told == [BoardChanged("slow"), "slow is done"]
    (left,) = await store.write(outbox.claim, now())
    assert left.notice == DigestDue("slow", "day")


async def test_each_time_the_lease_becomes_ours_something_is_done(store):
    first, second = (Lease(store, "desk", name, now) for name in ("first", "second"))
    done = []

    async def do():
        done.append(now())

    async with keeping(first):
        telling = asyncio.ensure_future(first.each_time(do))
        await until(lambda: done)
        await first.let_go()
        await second.keep()
        await asyncio.sleep(3 * leasing.NOTICED_WITHIN)
        await second.let_go()
        await until(lambda: len(done) == 2)
        telling.cancel()


def two_leases(store, seconds, moment=None):
    """Two that want the same; `seconds` is what both count, `moment` the first one's clock."""
    moment = moment or [now()]
    return (
        Lease(store, "desk", "first", lambda: moment[0], lambda: seconds[0]),
        Lease(store, "desk", "second", now, lambda: seconds[0]),
    )


async def test_who_gives_no_sign_of_life_is_replaced_within_seconds(store):
    seconds = [100.0]
    first, second = two_leases(store, seconds)
    await first.keep()
    await second.keep()
    assert (first.ours(), second.ours()) == (True, False)
    seconds[0] += leasing.LENGTH - 0.1
    await second.keep()
    assert (first.ours(), second.ours()) == (True, False)
    seconds[0] += 0.1
    assert not first.ours()
    await second.keep()
    await first.keep()
    assert (first.ours(), second.ours()) == (False, True)


@pytest.mark.parametrize("leap", [timedelta(days=1), timedelta(days=-1)])
async def test_a_clock_that_leaps_ends_no_lease_and_keeps_nobody_from_taking_it(store, leap):
    seconds, moment = [100.0], [now()]
    first, second = two_leases(store, seconds, moment)
    for _ in range(8):
        await first.keep()
        await second.keep()
        assert (first.ours(), second.ours()) == (True, False)
        seconds[0] += 1
        moment[0] += leap + timedelta(seconds=1)
    seconds[0] += leasing.LENGTH
    await second.keep()
    assert (first.ours(), second.ours()) == (False, True)


async def test_of_two_that_begin_together_one_has_it(store):
    for number in range(10):
        both = [Lease(store, f"desk {number}", name, now) for name in ("first", "second")]
        await asyncio.gather(*(each.keep() for each in both))
        assert sum(each.ours() for each in both) == 1


async def test_what_a_killed_sender_had_in_hand_is_told_by_the_next_one_at_once(store):
    await store.write(outbox.put, CaseArrived("a"), not_before=now())
    (taken,) = await store.write(outbox.claim, now())
    desk = Desk(store, "second", [])
    desk.start()
    await until(lambda: desk.told)
    assert desk.told == [("second", taken.notice.case)]
    await desk.end()


async def test_who_takes_the_lease_knows_for_how_long_nobody_had_it(store):
    moment, seconds = [now()], [100.0]
    first, again = (
        Lease(store, "desk", name, lambda: moment[0], lambda: seconds[0]) for name in ("a", "a")
    )
    await first.keep()
    assert first.silence == timedelta()
    moment[0] += timedelta(minutes=5)
    await again.keep()
    assert again.silence == timedelta(minutes=5)
    moment[0] += timedelta(seconds=1)
    await again.keep()
    assert again.silence == timedelta(minutes=5)
