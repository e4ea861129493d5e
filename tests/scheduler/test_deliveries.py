"""A delivery under way is not cut, whatever comes, and goes on where the store was away."""

import asyncio
import selectors
from datetime import timedelta

from domain.notices import BoardChanged, CaseArrived, LetterArrived
from scheduler.outbox import Drain
from storage import outbox
from storage.store import Store, StoreUnavailableError
from tests.migrated import migrate
from tests.scheduler.drained import NOW, judge, put


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
