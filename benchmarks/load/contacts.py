"""Contacts who are reminded: who heard it when, and whether anybody heard it twice."""

import asyncio
import time
from collections import Counter

from benchmarks.load.telegram import Call, Telegram


class Contacts:
    """`heard` counts what was sent to each chat, `moments` are when, in seconds.

    `some` is set once `enough` have heard, `whole` once everybody has.
    """

    def __init__(self, first: int, count: int, *, enough: int) -> None:
        self.telegram = Telegram(self._hears)
        self._chats = {str(first + n) for n in range(count)}
        self.heard: Counter[str] = Counter()
        self.moments: list[float] = []
        self._enough = enough
        self.some = asyncio.Event()
        self.whole = asyncio.Event()

    def _hears(self, method: str, call: Call) -> None:
        if method != "sendmessage" or call["chat_id"] not in self._chats:
            return
        self.heard[call["chat_id"]] += 1
        self.moments.append(time.perf_counter())
        if len(self.heard) >= self._enough:
            self.some.set()
        if len(self.heard) == len(self._chats):
            self.whole.set()
