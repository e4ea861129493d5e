"""What both update loops share: each update is handled to its end, in order per chat.

An update ends in one of three ways: its handler went through; its effect was recorded before, and
the person is shown the present screen again; or it failed again and again and is set aside, and
the person is asked to send it once more. A database that cannot be used is none of these: then the
update has not ended, and whoever gave it to us keeps it.
"""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any, Final
from weakref import WeakValueDictionary

from bot.clock import Clock
from bot.logs import outline
from storage.handled import AlreadyHandledError, UpdateMark, in_hand
from storage.store import StoreUnavailableError

_log = logging.getLogger(__name__)

Update = dict[str, Any]
"""An update of the Bot API as it came, before any framework parsed it."""

Handle = Callable[[Update], Awaitable[None]]

Pauses = tuple[float, ...]
RETRIES: Final[Pauses] = (0.5, 2.0)
ASKING: Final[Pauses] = (1.0, 5.0, 15.0)

_CHAT = (("chat",), ("message", "chat"), ("from",), ("user",), ("voter_chat",))


class Failure:
    """Where a handler's error waits when the framework does not hand it on."""

    def __init__(self) -> None:
        self.error: Exception | None = None


_failure: ContextVar[Failure | None] = ContextVar("failure", default=None)


def failed(error: Exception) -> None:
    """Tells the loop that the update in hand failed: for a framework that swallows errors."""
    failure = _failure.get()
    if failure is None:
        raise error
    if failure.error is None:
        failure.error = error


def chat_of(raw: Update) -> Hashable:
    """The chat whose updates are handled one after the other; without one, the update's own key."""
    for kind, content in raw.items():
        for path in _CHAT if kind != "update_id" else ():
            found: Any = content
            for name in (*path, "id"):
                found = found.get(name) if isinstance(found, dict) else None
            if isinstance(found, int):
                return found
    return ("update", raw.get("update_id"))


def pauses(first: float, longest: float) -> Iterator[float]:
    """Seconds to wait before each further try: doubling up to `longest`, each a little random."""
    pause = first
    while True:
        yield pause * random.uniform(0.75, 1.0)  # noqa: S311 - no secret
        pause = min(2 * pause, longest)


class Reception:
    """Handles updates: one chat's in the order they came, different chats' side by side.

    `on_repeat` shows the present screen again, `on_poison` asks the person to send it again;
    neither may write an effect. `secret` is one of the bot's own, under which the updates that were
    handled are noted. `retries` are the seconds before each further try of a failing update,
    `asking` those before each further try of telling the person, `longest` the seconds one try may
    take. `wish` tells for how many seconds whoever refused wants to be left alone: a try before
    would be refused too.
    """

    def __init__(
        self,
        bot: str,
        handle: Handle,
        *,
        on_repeat: Handle,
        on_poison: Handle,
        clock: Clock,
        secret: str,
        side_by_side: int = 64,
        retries: Pauses = RETRIES,
        asking: Pauses = ASKING,
        longest: float = 120.0,
        wish: Callable[[Exception], float] = lambda _: 0.0,
    ) -> None:
        self._bot = bot
        self._handle = handle
        self._on_repeat = on_repeat
        self._on_poison = on_poison
        self._clock = clock
        self._secret = secret
        self._room = asyncio.Semaphore(side_by_side)
        self._retries = retries
        self._asking = asking
        self._longest = longest
        self._wish = wish
        self._chats: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    async def take(self, raw: Update) -> None:
        """Handles the update to its end; StoreUnavailableError when it has not ended."""
        async with self._turn(raw):
            await self._finish(raw)

    async def take_patiently(self, raw: Update) -> None:
        """Handles the update to its end, and while the database is away keeps its chat waiting."""
        async with self._turn(raw):
            for pause in pauses(0.25, 15.0):
                try:
                    await self._finish(raw)
                except StoreUnavailableError as error:
                    _log.warning("the store is away, updates wait: %s", outline(error))
                    await asyncio.sleep(pause)
                else:
                    return

    @asynccontextmanager
    async def _turn(self, raw: Update) -> AsyncIterator[None]:
        """Waits for its turn in its chat (asyncio's locks are first come, first served)."""
        lock = self._chats.setdefault(chat_of(raw), asyncio.Lock())
        async with lock, self._room:
            yield

    async def _finish(self, raw: Update) -> None:
        recorded = False
        cause: Exception | None = None
        for pause in (0.0, *self._retries):
            await self._rest(pause, cause)
            try:
                try:
                    await self._attempt(raw)
                except AlreadyHandledError:
                    recorded = True
                    await self._on_repeat(raw)
            except StoreUnavailableError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever a handler raises is tried again
                cause = error
            else:
                return
        if not recorded:  # else it would be asked for twice
            _log.error("an update was set aside: %s", outline(cause or RuntimeError()))
        await self._tell(raw, self._on_repeat if recorded else self._on_poison, cause)

    def _mark(self, raw: Update) -> UpdateMark:
        return UpdateMark(self._bot, raw["update_id"], self._clock().date(), self._secret)

    async def _attempt(self, raw: Update) -> None:
        failure = Failure()
        token = _failure.set(failure)
        try:
            with in_hand(self._mark(raw)):
                async with asyncio.timeout(self._longest):
                    await self._handle(raw)
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            raise RuntimeError("the handler gave itself up") from error
        finally:
            _failure.reset(token)
        if failure.error is not None:
            raise failure.error

    async def _tell(self, raw: Update, tell: Handle, cause: Exception | None) -> None:
        """Whoever is not told does not know what became of it, so it is tried for a while."""
        for pause in (0.0, *self._asking):
            await self._rest(pause, cause)
            try:
                async with asyncio.timeout(self._longest):
                    await tell(raw)
            except StoreUnavailableError:
                raise
            except Exception as error:  # noqa: BLE001 - the rest must go on
                cause = error
                _log.warning("the person could not be told: %s", outline(error))
            else:
                return
        _log.error("what became of an update could not be told to the person")

    async def _rest(self, pause: float, cause: Exception | None) -> None:
        wish = self._wish(cause) if cause is not None else 0.0
        await asyncio.sleep(max(pause, min(wish, self._longest)))
