"""The updates that wait for a bot until it has acknowledged them."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from playground.bell import Bell
from playground.refusals import conflict

_UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}
PRESS_LIVES = timedelta(seconds=150)
"""For so long a press waits for its bot, and its bot may answer it."""
_UPDATE_LIVES = timedelta(hours=24)


@dataclass(frozen=True)
class Waiting:
    """One update: its id, its body, the chat whose order it keeps and when it is dropped."""

    id: int
    body: dict[str, Any]
    lane: str
    until: datetime


class Inbox:
    """A bot's queue: nothing leaves it but by acknowledgement or old age."""

    def __init__(self) -> None:
        self.waiting: list[Waiting] = []
        self.allowed: frozenset[str] | None = None
        self.bell = Bell()
        self._next_id = random.SystemRandom().randint(100_000_000, 900_000_000)
        self._poller = 0

    def put(self, kind: str, content: dict[str, Any], lane: str, now: datetime) -> None:
        """Queue an update, unless the bot has not asked for its kind."""
        wanted = kind not in _UNASKED if self.allowed is None else kind in self.allowed
        if not wanted:
            return
        lives = PRESS_LIVES if kind == "callback_query" else _UPDATE_LIVES
        body = {"update_id": self._next_id, kind: content}
        self.waiting.append(Waiting(self._next_id, body, lane, now + lives))
        self._next_id += 1
        self.bell.ring()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds of updates the bot wants; None keeps what was said before."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def drop_old(self, now: datetime) -> None:
        """Forget presses after 150 s and everything else after 24 h."""
        self.waiting = [update for update in self.waiting if update.until > now]

    def acknowledge(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one keeps so many from the end."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset > 0:
            self.waiting = [update for update in self.waiting if update.id >= offset]

    def remove(self, update: Waiting) -> None:
        """Forget one update a webhook has taken."""
        self.waiting = [other for other in self.waiting if other is not update]

    async def poll(
        self, *, offset: int, limit: int, seconds: float, now: Callable[[], datetime]
    ) -> list[dict[str, Any]]:
        """What waits from the offset on, at once or within so many seconds.

        Raises:
            RefusalError: 409, when another poll of the same bot begins meanwhile.
        """
        self._poller += 1
        mine = self._poller
        self.bell.ring()
        self.acknowledge(offset)
        end = now() + timedelta(seconds=seconds)
        while True:
            if mine != self._poller:
                raise conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
            self.drop_old(now())
            left = (end - now()).total_seconds()
            if self.waiting or left <= 0:
                return [update.body for update in self.waiting[:limit]]
            await self.bell.wait(left)

    def end_polls(self) -> None:
        """Make running polls end, because the playground stops."""
        self._poller += 1
        self.bell.ring()
