"""The sender: drains the outbox for as long as the lease is ours, else stands by to take over."""

import asyncio
import logging
from typing import Final

from scheduler.lanes import Lanes
from scheduler.lease import NOTICED_WITHIN, Lease
from scheduler.outbox import Drain
from storage import outbox
from storage.store import StoreUnavailableError

LOOKS_EVERY: Final = 1.0  # seconds; the intake files without being able to nudge
GATHERS: Final = 0.05  # seconds, in which more may come that one look finds

_log = logging.getLogger(__name__)


async def run(drain: Drain, lease: Lease, *, nudge: asyncio.Event, stop: asyncio.Event) -> None:
    """Drain until `stop`: woken by `nudge`, by an intent's time, and every second.

    Somebody else keeps the lease renewed. Whoever sets `stop` also sets `nudge`, so that the stop
    is heard at once. What is under way is finished first. Each time the lease has become ours, what
    its former holder had in hand is taken over.
    """
    async with asyncio.TaskGroup() as work:
        lanes = drain.lanes(work, lambda: lease.ours() and not stop.is_set())
        anew = True
        while not stop.is_set():
            nudge.clear()
            found = await _look(drain, lanes, anew=anew) if lease.ours() else None
            anew = found is None
            if not found:
                await _quiet(nudge, await _seconds(drain, lanes, lease))
                await asyncio.sleep(GATHERS)


async def _look(drain: Drain, lanes: Lanes, *, anew: bool) -> int | None:
    """How many intents were found; None when nobody could look."""
    try:
        return await drain.look(lanes, anew=anew)
    except StoreUnavailableError:
        _log.warning("the store is away, the outbox waits")
    return None


async def _seconds(drain: Drain, lanes: Lanes, lease: Lease) -> float:
    if not lease.ours():
        return NOTICED_WITHIN
    keys = lanes.keys()
    if len(keys) >= drain.most_in_hand:
        return LOOKS_EVERY
    try:
        due = await drain.store.read(outbox.next_due, keys)
    except StoreUnavailableError:
        return LOOKS_EVERY
    if due is None:
        return LOOKS_EVERY
    return min(LOOKS_EVERY, max(0.05, (due - drain.now()).total_seconds()))


async def _quiet(nudge: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await nudge.wait()
    except TimeoutError:
        return
