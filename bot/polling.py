"""Fetching updates: Telegram keeps each until it is handled to its end.

Asking with an offset makes Telegram forget everything before it, so the offset passes only what is
finished without a gap, in the order it came. Update ids turn random after a quiet week: they are
never compared by size, and once everything is confirmed the offset is forgotten.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.logs import outline
from bot.loop import Reception, Update, pauses
from storage.failpoints import passing

_log = logging.getLogger(__name__)

Fetch = Callable[[int | None, int, int], Awaitable[list[Update]]]
"""getUpdates(offset, timeout in seconds, limit): raw updates, oldest first; or RefusedError."""


class RefusedError(Exception):
    """Telegram wants to be asked again after `seconds`, and not before (429)."""

    def __init__(self, seconds: float) -> None:
        super().__init__("refused for a while")
        self.seconds = seconds


_SHORTEST, _LONGEST = 0.02, 0.2
"""Seconds to wait for updates under way before asking whether others have come meanwhile."""


class Polling:
    """The update loop of one bot; `wait` is the long poll's seconds, `grace` the stop's.

    Nothing is fetched while it is not `ours` to fetch: two that fetch for one bot would cut each
    other off, and one chat's updates would be handled by both at once.
    """

    def __init__(
        self,
        fetch: Fetch,
        reception: Reception,
        *,
        wait: int = 50,
        limit: int = 100,
        grace: float = 20.0,
        ours: Callable[[], bool] = lambda: True,
    ) -> None:
        self._fetch = fetch
        self._reception = reception
        self._wait = wait
        self._limit = limit
        self._grace = grace
        self._ours = ours
        self._under_way: dict[int, asyncio.Task[None]] = {}  # in the order received
        self._offset: int | None = None
        self._confirmed: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Fetches and handles until `stop`; then finishes what is under way and confirms it."""
        stopping = asyncio.create_task(stop.wait())
        backing_off = pauses(1.0, 30.0)
        gap = _SHORTEST
        try:
            while not stop.is_set():
                if not self._ours():
                    await self._stand_by(stopping)
                    continue
                self._advance()
                try:
                    fresh = await self._ask(stopping)
                except Exception as error:  # noqa: BLE001 - 409, 5xx, a broken line: all pass
                    _log.warning("no updates for now: %s", outline(error))
                    told = error.seconds if isinstance(error, RefusedError) else 0.0
                    await asyncio.wait({stopping}, timeout=max(told, next(backing_off)))
                    continue
                backing_off = pauses(1.0, 30.0)
                gap = _SHORTEST if fresh else min(2 * gap, _LONGEST)
                if self._under_way:
                    await asyncio.wait(self._under_way.values(), timeout=gap)
            await self._finish()
        finally:
            for task in (stopping, *self._under_way.values()):
                task.cancel()

    async def _stand_by(self, stopping: asyncio.Task[bool]) -> None:
        """Confirms what is finished, and waits a moment for the turn to come back."""
        self._advance()
        if not self._under_way:
            await self._confirm()
            self._offset = self._confirmed = None
        await asyncio.wait({stopping}, timeout=_LONGEST)

    async def _ask(self, stopping: asyncio.Task[bool]) -> int:
        """Fetches once and begins what is new; how many that were."""
        offset = self._offset
        wait = 0 if self._under_way else self._wait
        if offset != self._confirmed:
            passing("confirm.before")
        asking = asyncio.ensure_future(self._fetch(offset, wait, self._limit))
        try:
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not asking.done():
                asking.cancel()
        await asyncio.wait({asking})
        if asking.cancelled():
            return 0
        answer = asking.result()
        self._confirmed = offset
        if not answer and not self._under_way:
            self._offset = self._confirmed = None
        fresh = [raw for raw in answer if raw["update_id"] not in self._under_way]
        for raw in fresh:
            self._under_way[raw["update_id"]] = asyncio.create_task(
                self._reception.take_patiently(raw)
            )
        return len(fresh)

    def _advance(self) -> None:
        """Moves the offset past what is finished, up to the first that is not."""
        for update_id, task in list(self._under_way.items()):
            if not task.done() or task.cancelled():
                return
            task.result()
            del self._under_way[update_id]
            self._offset = update_id + 1

    async def _finish(self) -> None:
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=self._grace)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        self._advance()
        await self._confirm()

    async def _confirm(self) -> None:
        if self._offset == self._confirmed:
            return
        passing("confirm.before")
        try:
            async with asyncio.timeout(self._grace):
                await self._fetch(self._offset, 0, 1)
        except Exception as error:  # noqa: BLE001 - Telegram sends it again; no effect is doubled
            _log.warning("what was handled last is not confirmed: %s", outline(error))
