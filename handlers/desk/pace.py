"""How fast the desk speaks: every message waits for its turn, so that Telegram never has to refuse.

A chat hears one message a second with a burst of three, a group twenty a minute, all together
thirty a second. Where Telegram refuses all the same, only the chat it names is kept waiting.
"""

import asyncio
import os
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, TypeAlias

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter
from typing_extensions import override

from domain.delivery import GoOn, Later, Never, NotYetError
from domain.errors import NotFoundError
from handlers.desk.doubts import UNSAID, Doubts, Remarks
from storage.failpoints import passing

# Else PTB warns of its coming ways at each refusal, and tests take warnings for errors.
os.environ.setdefault("PTB_TIMEDELTA", "true")

Answer: TypeAlias = bool | dict[str, Any] | list[dict[str, Any]]

PATIENCE: Final = 15.0  # seconds a call waits for its turn before it is given back
LONGEST: Final = 120.0  # seconds a request may take; ten files on a slow line need some
TRIES: Final = 3
MESSAGES: Final = ("send", "copy", "forward", "createForumTopic", "pin")
CHANGES: Final = ("edit",)

_may_speak: ContextVar[Callable[[], bool]] = ContextVar("may_speak", default=lambda: True)


@contextmanager
def only_while(ours: Callable[[], bool]) -> Iterator[None]:
    """What is asked of Telegram within ends in NotYetError once it is another one's to speak."""
    token = _may_speak.set(ours)
    try:
        yield
    finally:
        _may_speak.reset(token)


@dataclass
class Turns:
    """Turns that come every `every` seconds after a burst; in any time t at most burst + t/every.

    Times are seconds of any clock that only goes forward.
    """

    every: float
    burst: int
    full_at: float = 0.0

    def next(self, now: float, cost: int = 1) -> float:
        """When the next `cost` turns can be had together; never more than the whole burst."""
        return max(now, self.full_at - (self.burst - min(cost, self.burst)) * self.every)

    def take(self, at: float, cost: int = 1) -> None:
        """Use the turns up at that time."""
        self.full_at = max(self.full_at, at) + cost * self.every

    def idle(self, now: float) -> bool:
        """Whether nothing of the burst is used."""
        return self.full_at <= now


class Window:
    """At most `most` turns within any so many seconds, and not one less than that."""

    def __init__(self, most: int, within: float) -> None:
        self._most, self._within = most, within
        self._taken: deque[float] = deque(maxlen=most)

    def next(self, now: float, cost: int = 1) -> float:
        """When the next `cost` turns can be had together; never more than the whole window."""
        left = self._most - min(cost, self._most)
        if not self._taken:
            return now
        if len(self._taken) <= left:
            return max(now, self._taken[-1])
        return max(now, self._taken[-1], self._taken[-1 - left] + self._within)

    def take(self, at: float, cost: int = 1) -> None:
        """Use the turns up at that time, which is none before the last."""
        self._taken.extend([at] * cost)


def of_all() -> Window:
    """Thirty a second, and a little time for what is on its way."""
    return Window(most=30, within=1.02)


def of_a_chat() -> Turns:
    """One a second, three at once."""
    return Turns(every=1.0, burst=3)


def of_a_group() -> Turns:
    """Twenty a minute, whatever the minute: 8 + 60 / 5; edits are not counted by Telegram."""
    return Turns(every=5.0, burst=8)


class Pace(BaseRateLimiter[None]):
    """Gives all that is said its turn; answers to presses, questions and deletions never wait.

    `clock` tells seconds, `sleep` waits for some. TimeoutError for a request that takes more than
    `longest` seconds: the limit is each request's, never a whole delivery's. What may have arrived
    already is said to be so, by `remarks`.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        longest: float = LONGEST,
        remarks: Remarks = UNSAID,
    ) -> None:
        self._doubts = Doubts(remarks, clock)
        self._clock = clock
        self._sleep = sleep
        self._longest = longest
        self._all = of_all()
        self._chats: dict[int | str, list[Turns]] = {}
        self._refused: dict[int | str, float] = {}

    @override
    async def initialize(self) -> None:
        """Nothing to prepare."""

    @override
    async def shutdown(self) -> None:
        """Nothing to clear."""

    @override
    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Answer:
        """Make the request in its turn; RetryAfter when that is too far off."""
        with self._doubts.about(endpoint, data):
            return await self._asked(callback, args, kwargs, endpoint, data)

    async def _asked(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
    ) -> Answer:
        chat = data.get("chat_id")
        if chat is None or not endpoint.startswith((*MESSAGES, *CHANGES)):
            return await self._request(callback, args, kwargs)
        anew = endpoint.startswith(MESSAGES)
        cost = len(data.get("media") or ()) if endpoint == "sendMediaGroup" else 1
        for attempt in range(1, TRIES + 1):
            await self._turn(chat, cost, anew=anew)
            try:
                return await self._request(callback, args, kwargs)
            except RetryAfter as refusal:
                self._refused[chat] = self._clock() + seconds(refusal)
                if attempt == TRIES:
                    raise
        raise AssertionError

    async def _request(
        self, callback: Callable[..., Coroutine[Any, Any, Answer]], args: Any, kwargs: Any
    ) -> Answer:
        if not _may_speak.get()():
            raise NotYetError(0)
        passing("request.before")
        async with asyncio.timeout(self._longest):
            answer = await callback(*args, **kwargs)
        passing("request.after")
        return answer

    async def _turn(self, chat: int | str, cost: int, *, anew: bool) -> None:
        now = self._clock()
        wait = self._refused.get(chat, now) - now
        while wait > 0:  # others may be refused while this one waits
            if wait > PATIENCE:
                raise RetryAfter(timedelta(seconds=wait))
            await self._sleep(wait)
            now = self._clock()
            wait = self._refused.get(chat, now) - now
        self._refused.pop(chat, None)
        turns = self._turns(chat, now)[: None if anew else 1]
        at = max(each.next(now, cost) for each in turns)
        if at - now > PATIENCE:
            raise RetryAfter(timedelta(seconds=at - now))
        for each in turns:
            each.take(at, cost)
        await self._until(at)
        at = self._all.next(self._clock(), cost)  # last, so that no chat waits for another's turn
        self._all.take(at, cost)
        await self._until(at)

    async def _until(self, at: float) -> None:
        if (wait := at - self._clock()) > 0:
            await self._sleep(wait)

    def _turns(self, chat: int | str, now: float) -> list[Turns]:
        """A chat's turns: one after the other for all that is shown, and a group's for what is new.

        Telegram counts no edits to a group's twenty a minute.
        """
        if len(self._chats) > 500:
            self._chats = {
                key: turns
                for key, turns in self._chats.items()
                if not all(each.idle(now) for each in turns)
            }
        if chat not in self._chats:
            group = isinstance(chat, str) or chat < 0
            self._chats[chat] = [of_a_chat(), of_a_group()] if group else [of_a_chat()]
        return self._chats[chat]


def seconds(refusal: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    wait = refusal.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def wish(error: Exception) -> float:
    """For how many seconds Telegram wants to be left alone, by this error."""
    return seconds(error) if isinstance(error, RetryAfter) else 0.0


def how_to_go_on(error: Exception) -> GoOn:
    """What becomes of an intent whose delivery ended in this error."""
    match error:
        case NotYetError():
            return Later(error.seconds, failed=False)
        case RetryAfter():
            return Later(seconds(error), failed=False)
        case NotFoundError() | Forbidden():
            return Never()
        case BadRequest():
            return Later()
        case TelegramError() | TimeoutError():
            return Later()
        case _:
            return Later()
