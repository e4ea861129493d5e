"""Lanes: what is in hand goes side by side, each lane one intent after the other."""

import asyncio
from bisect import insort
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from storage.outbox import Waiting


@dataclass
class _Lane:
    queue: list[Waiting] = field(default_factory=list)
    under_way: Waiting | None = None

    def in_hand(self) -> list[Waiting]:
        """What waits in it, and what is being told."""
        return self.queue + ([self.under_way] if self.under_way is not None else [])


class Lanes:
    """What was taken in hand and is not told yet.

    `tell` must raise nothing that the other lanes do not deserve to be cut for. At most
    `side_by_side` are told at once, apart from what is most pressing (rank 0). `dropped` tells that
    a lane has ended before all in it was told.
    """

    def __init__(
        self,
        tasks: asyncio.TaskGroup,
        tell: Callable[[Waiting], Awaitable[bool]],
        *,
        side_by_side: int,
    ) -> None:
        self._tasks = tasks
        self._tell = tell
        self._turns = asyncio.Semaphore(side_by_side)
        self._lanes: dict[str, _Lane] = {}
        self.dropped = False

    def keys(self) -> list[str]:
        """The keys of what is in hand."""
        return [each.key for lane in self._lanes.values() for each in lane.in_hand()]

    def put(self, name: str, waiting: Waiting) -> None:
        """Have an intent told in its turn; the lane that its case is in already has it."""
        name = self._lane_of(waiting) or name
        if name not in self._lanes:
            self._lanes[name] = _Lane()
            self._tasks.create_task(self._work(name))
        insort(self._lanes[name].queue, waiting, key=lambda each: each.notice.rank)

    def _lane_of(self, waiting: Waiting) -> str | None:
        case = _case(waiting)
        if case is None:
            return None
        for name, lane in self._lanes.items():
            if any(_case(each) == case for each in lane.in_hand()):
                return name
        return None

    async def _work(self, name: str) -> None:
        lane, goes_on = self._lanes[name], True
        try:
            while lane.queue and goes_on:
                async with self._turn(lane.queue[0]):
                    lane.under_way = lane.queue.pop(0)
                    goes_on = await self._tell(lane.under_way)
                    lane.under_way = None
        finally:
            self.dropped = self.dropped or not goes_on
            del self._lanes[name]

    def _turn(self, waiting: Waiting) -> AbstractAsyncContextManager[Any]:
        return self._turns if waiting.notice.rank else nullcontext()


def _case(waiting: Waiting) -> str | None:
    case: str | None = getattr(waiting.notice, "case", None)
    return case
