"""One sender per token: whoever holds the lease drains, the others stand by to take over."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from scheduler.lanes import Lanes
from scheduler.outbox import Drain
from storage import leases, outbox
from storage.store import Store, StoreUnavailableError

LENGTH: Final = timedelta(seconds=10)
RENEWED_EVERY: Final = 3.0  # seconds
LOOKS_EVERY: Final = 1.0  # seconds; the intake files without being able to nudge

_log = logging.getLogger(__name__)


class Lease:
    """A lease that is renewed while its holder lives, and given back when it stops."""

    def __init__(self, store: Store, name: str, holder: str, now: Callable[[], datetime]) -> None:
        self._store = store
        self._name = name
        self._holder = holder
        self._now = now
        self._until: datetime | None = None

    def ours(self) -> bool:
        """Whether nobody else can have it now."""
        return self._until is not None and self._now() < self._until

    async def keep(self) -> None:
        """Take it or renew it once."""
        now = self._now()
        held = await self._store.write(
            leases.hold, self._name, self._holder, now=now, length=LENGTH
        )
        self._until = now + LENGTH if held else None

    async def let_go(self) -> None:
        """Give it back, so that the next one need not wait."""
        self._until = None
        await self._store.write(leases.let_go, self._name, self._holder)


async def run(
    drain: Drain, *, token: str, holder: str, nudge: asyncio.Event, stop: asyncio.Event
) -> None:
    """Drain until `stop`: woken by `nudge`, by an intent's time, and every second.

    `token` names the bot (never the token itself), `holder` this process. Whoever sets `stop`
    also sets `nudge`, so that the stop is heard at once. What is under way is finished first.
    """
    lease = Lease(drain.store, f"sender:{token}", holder, drain.now)
    async with asyncio.TaskGroup() as tasks:
        keeper = tasks.create_task(_keep(lease))
        async with asyncio.TaskGroup() as work:
            lanes = drain.lanes(work, lambda: lease.ours() and not stop.is_set())
            while not stop.is_set():
                nudge.clear()
                if not await _look(drain, lanes, lease):
                    await _quiet(nudge, await _seconds(drain, lanes))
        keeper.cancel()
    try:
        await lease.let_go()
    except StoreUnavailableError:
        _log.warning("the lease could not be given back and runs out by itself")


async def _keep(lease: Lease) -> None:
    while True:
        try:
            await lease.keep()
        except StoreUnavailableError:
            _log.warning("the store is away, the lease is not renewed")
        await asyncio.sleep(RENEWED_EVERY if lease.ours() else LOOKS_EVERY)


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
