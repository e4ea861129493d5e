"""Small tasks beside the update loop: what is done for a chat a little later, and again and again.

Nothing here is owed to anybody: what must not be lost is in the store before an errand is begun.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.logs import outline

_log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


@asynccontextmanager
async def beside(work: Work) -> AsyncIterator[None]:
    """Does something once while it is entered; what has not come to its end then is broken off."""
    task = asyncio.create_task(once(work))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


class Errands:
    """Tasks that are awaited at the end; an error of one is logged and harms no other.

    `retries` are the seconds before each further try of what is done later and failed.
    """

    def __init__(self, retries: tuple[float, ...] = (0.5, 2.0, 10.0)) -> None:
        self._retries = retries
        self._later: dict[int, asyncio.Task[None]] = {}
        self._regular: set[asyncio.Task[None]] = set()

    def later(self, key: int, seconds: float, work: Work) -> None:
        """Does something in so many seconds; asked again meanwhile, it begins to wait anew."""
        waiting = self._later.pop(key, None)
        if waiting is not None:
            waiting.cancel()
        self._later[key] = asyncio.create_task(self._wait(key, seconds, work))

    def every(self, seconds: float, work: Work) -> None:
        """Does something at once, then again and again with so many seconds between."""
        self._regular.add(asyncio.create_task(self._repeat(seconds, work)))

    async def settle(self) -> None:
        """Returns once everything that was to be done later is done."""
        while self._later:
            await asyncio.gather(*self._later.values(), return_exceptions=True)

    async def close(self) -> None:
        """Does at once what was to be done later, and ends what is done again and again."""
        for task in self._regular:
            task.cancel()
        await asyncio.gather(*self._regular, return_exceptions=True)
        try:
            async with asyncio.timeout(5):
                await self.settle()
        except TimeoutError:
            for task in self._later.values():
                task.cancel()

    async def _wait(self, key: int, seconds: float, work: Work) -> None:
        await asyncio.sleep(seconds)
        mine = self._later.get(key)
        try:
            # from here on it is not taken back: a half-shown screen would stay
            await asyncio.shield(self._in_the_end(work))
        finally:
            if self._later.get(key) is mine:
                del self._later[key]

    async def _repeat(self, seconds: float, work: Work) -> None:
        while True:
            await once(work)
            await asyncio.sleep(seconds)

    async def _in_the_end(self, work: Work) -> None:
        for pause in (0.0, *self._retries):
            await asyncio.sleep(pause)
            if await once(work):
                return


async def once(work: Work) -> bool:
    """Does something; whether it went through. What went wrong is logged and harms nothing else."""
    try:
        await work()
    except Exception as error:  # noqa: BLE001 - the other errands must go on
        _log.warning("an errand failed: %s", outline(error))
        return False
    return True
