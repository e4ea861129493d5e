"""The sender: drains the outbox for as long as the lease is ours, else stands by to take over."""

import asyncio
import logging
from typing import Final

from scheduler.lanes import Lanes
from scheduler.lease import Lease
from scheduler.outbox import Drain
from storage import outbox
from storage.store import StoreUnavailableError

LOOKS_EVERY: Final = 1.0  # seconds; the intake files without being able to nudge

_log = logging.getLogger(__name__)


async def run(drain: Drain, lease: Lease, *, nudge: asyncio.Event, stop: asyncio.Event) -> None:
    """Drain until `stop`: woken by `nudge`, by an intent's time, and every second.

    Somebody else keeps the lease renewed. Whoever sets `stop` also sets `nudge`, so that the stop
    is heard at once. What is under way is finished first.
    """
    async with asyncio.TaskGroup() as work:
        lanes = drain.lanes(work, lambda: lease.ours() and not stop.is_set())
        while not stop.is_set():
            nudge.clear()
            if not await _look(drain, lanes, lease):
                await _quiet(nudge, await _seconds(drain, lanes))


async def _look(drain: Drain, lanes: Lanes, lease: Lease) -> int:
    if not lease.ours():
        return 0
    try:
        return await drain.look(lanes)
    except StoreUnavailableError:
        _log.warning("the store is away, the outbox waits")
    return 0


async def _seconds(drain: Drain, lanes: Lanes) -> float:
    try:
        due = await drain.store.read(outbox.next_due, lanes.keys())
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
