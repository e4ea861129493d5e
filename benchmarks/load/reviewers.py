"""Reviewers who press buttons of their cases' cards, each as soon as the last press is answered."""

import asyncio
import time
from dataclasses import dataclass
from typing import Final

from benchmarks.load.people import somebody
from benchmarks.load.telegram import Call, Telegram

GROUP: Final = -1_002_000_000_000
FIRST: Final = 6_000_000_000
"""The account of the first reviewer; the others follow."""
VERBS: Final = ("mute", "loud")


@dataclass
class Desk:
    """A reviewer and a case of theirs as its card shows it."""

    account: int
    case: str
    version: int
    pressed: int = 0
    since: float = 0.0


class Reviewers:
    """`took` are the seconds from each press to its answer."""

    def __init__(self, cases: list[str], *, version: int) -> None:
        self.telegram = Telegram(self._hears)
        self._desks = [Desk(FIRST + n, case, version) for n, case in enumerate(cases)]
        self._presses: dict[str, Desk] = {}
        self.answered = asyncio.Event()
        self.took: list[float] = []
        self.filed = 0

    async def act(self) -> None:
        """Everybody presses until cancelled."""
        for desk in self._desks:
            self._press(desk)
        await asyncio.Event().wait()

    def measure(self) -> None:
        """From now on counts."""
        self.took.clear()

    def _hears(self, method: str, call: Call) -> None:
        if method != "answercallbackquery":
            return
        desk = self._presses.pop(call["callback_query_id"])
        self.took.append(time.perf_counter() - desk.since)
        self.answered.set()
        desk.version += 1
        self._press(desk)

    def _press(self, desk: Desk) -> None:
        number = self.telegram.number()
        verb = VERBS[desk.pressed % len(VERBS)]
        desk.pressed += 1
        desk.since = time.perf_counter()
        self._presses[str(number)] = desk
        thread = 100 + desk.account - FIRST
        content = {
            "id": str(number),
            "chat_instance": "1",
            "from": somebody(desk.account),
            "data": f"{verb}:{desk.case}:{desk.version}",
            "message": {
                "message_id": thread,
                "message_thread_id": thread,
                "is_topic_message": True,
                "date": int(time.time()),
                "chat": {"id": GROUP, "type": "supergroup", "title": "g", "is_forum": True},
                "text": ".",
            },
        }
        self.telegram.update("callback_query", content)
