"""One speaker per token: who holds the lease fetches and sends, the others stand by."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final, NoReturn

from storage import leases
from storage.leases import Sign
from storage.store import Store, StoreUnavailableError

LENGTH: Final = 4.0  # seconds without a sign of life after which another one takes over
RENEWED_EVERY: Final = 1.0  # seconds
LOOKS_EVERY: Final = 0.5  # seconds between two looks of who stands by
NOTICED_WITHIN: Final = 0.2  # seconds

_log = logging.getLogger(__name__)


class Lease:
    """A lease that is renewed while its holder lives, and given back when it stops.

    Each counts seconds on a `clock` of its own that never goes back: its holder from before it gave
    a sign of life, whoever stands by from after it was seen. So no leap of the machine's time,
    which `now` tells, ends it or lets two have it. `silence` is for how long nobody had it, as far
    as those clocks tell, when it became ours.
    """

    def __init__(
        self,
        store: Store,
        name: str,
        holder: str,
        now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._name = name
        self._holder = holder
        self._now = now
        self._clock = clock
        self.silence = timedelta()
        self._until: float | None = None
        self._seen: tuple[Sign, float] | None = None

    def ours(self) -> bool:
        """Whether nobody else can have it now."""
        return self._until is not None and self._clock() < self._until

    async def keep(self) -> None:
        """Take it or renew it once."""
        asked, until = self._clock(), self._now() + timedelta(seconds=LENGTH)
        before, sign = await self._store.write(
            leases.hold, self._name, self._holder, until=until, dead=self._dead(asked)
        )
        if sign.holder == self._holder and not self.ours():
            self.silence = until - before.until
        self._until = asked + LENGTH if sign.holder == self._holder else None
        if self._seen is None or self._seen[0] != sign:
            self._seen = sign, self._clock()

    def _dead(self, now: float) -> Sign | None:
        if self._seen is None:
            return None
        sign, since = self._seen
        return sign if now - since >= LENGTH else None

    async def each_time(self, do: Callable[[], Awaitable[object]]) -> NoReturn:
        """Do something whenever it has become ours, until cancelled."""
        had = False
        while True:
            has = self.ours()
            if has and not had:
                await do()
            had = has
            await asyncio.sleep(NOTICED_WITHIN)

    async def let_go(self) -> None:
        """Give it back, so that the next one need not wait."""
        self._until = None
        await self._store.write(leases.let_go, self._name, self._holder)


@asynccontextmanager
async def keeping(lease: Lease) -> AsyncIterator[None]:
    """Take and renew a lease for as long as it is entered, then give it back.

    What is under way must have been finished before it is left.
    """
    async with asyncio.TaskGroup() as tasks:
        keeper = tasks.create_task(_keep(lease))
        try:
            yield
        finally:
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
