"""The store and Telegram fail on purpose: at one write, at one request, once or several times.

Every error carries words of the canary's own, as a real one may carry a row or an update.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from sqlalchemy.exc import DataError

from storage.store import Session, StoreUnavailableError
from tests.handlers.intake.robots import Wire


class Store(StrEnum):
    """How a write comes to grief."""

    AWAY = "the store is away"
    LOST = "the store keeps it and does not say so"
    BROKEN = "the store refuses what it is given"


class Telegram(StrEnum):
    """How a request comes to grief."""

    TORN = "the line is torn"
    REFUSED = "Telegram refuses"
    BLOCKED = "they have blocked the bot"
    FLOODED = "Telegram wants to be left alone"
    STRANGE = "something nobody thought of"


@dataclass
class Plan:
    """What is to fail: of the things counted, `at` (from 1) and the next ones, `times` in all."""

    kind: StrEnum | None = None
    at: int = 0
    times: int = 1
    words: str = ""
    count: int = 0
    struck: int = 0

    def now(self) -> bool:
        """Counts one more; whether it fails."""
        self.count += 1
        strikes = self.kind is not None and self.at <= self.count < self.at + self.times
        self.struck += strikes
        return strikes


@dataclass
class Unsteady:
    """An engine of the store that fails as planned, and otherwise does what the real one does."""

    engine: Any
    plan: Plan = field(default_factory=Plan)

    async def write(self, unit: Callable[[Session], Any]) -> Any:
        """A write, or its failure."""
        if not self.plan.now():
            return await self.engine.write(unit)
        if self.plan.kind is Store.AWAY:
            raise StoreUnavailableError(self.plan.words)
        if self.plan.kind is Store.BROKEN:
            return await self.engine.write(_breaking(unit, self.plan.words))
        await self.engine.write(unit)
        raise StoreUnavailableError(self.plan.words)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)


def _breaking(unit: Callable[[Session], Any], words: str) -> Callable[[Session], Any]:
    def broken(session: Session) -> None:
        unit(session)
        raise DataError(f"INSERT INTO drafts VALUES ({words})", {"body": words}, ValueError(words))

    return broken


class UnsteadyWire(Wire):
    """A Telegram that fails as planned."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan()

    async def make_request(self, bot, method, timeout=None):  # noqa: ASYNC109 - the library asks so
        if self.plan.now():
            self.calls.append(method)
            raise _refusal(self.plan, method)
        return await super().make_request(bot, method, timeout)


def _refusal(plan: Plan, method: Any) -> Exception:
    match plan.kind:
        case Telegram.TORN:
            return TelegramNetworkError(method, plan.words)
        case Telegram.BLOCKED:
            return TelegramForbiddenError(method, f"Forbidden: bot was blocked by {plan.words}")
        case Telegram.FLOODED:
            return TelegramRetryAfter(method, plan.words, 0)
        case Telegram.STRANGE:
            return ZeroDivisionError(plan.words)
    return TelegramBadRequest(method, f"Bad Request: {plan.words}")
