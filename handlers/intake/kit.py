"""What the intake's handlers may use."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TypeAlias

from aiogram import Bot

from domain.retention import Keeping
from domain.workdays import IsWorkday
from handlers.intake.memory import Memory
from handlers.texts.intake import Catalogue, texts
from handlers.texts.intake.catalogue import Hotlines
from storage.daykeys import DayKeys
from storage.officers import Officers
from storage.routekey import RouteKey
from storage.sealing import Sealing
from storage.store import Store

Later: TypeAlias = Callable[[int, float, Callable[[], Awaitable[None]]], None]
"""Does something for a chat some seconds later; asked again, it begins to wait anew."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one person may do; `quiet` are the seconds after which an album is taken as whole.

    `burst` updates `within` some time are answered one by one, further ones together;
    `filings` reports are taken in an hour; what waited for us `late` or longer is told so.
    """

    largest: int = 20 * 1024 * 1024
    quiet: float = 0.7
    burst: int = 20
    within: timedelta = timedelta(seconds=10)
    filings: int = 10
    late: timedelta = timedelta(minutes=2)


@dataclass(frozen=True, kw_only=True)
class Kit:
    """The intake's half: store, the public key, its own keys, the bot, the clock.

    `now` gives an aware moment in the office's time zone; `posting_hours` () means at once;
    `knock_hour` is when whoever asked for it is told of news; `source` is where the program is
    published, "" for nowhere; `officers` are those to whom a reporter may seal who they are, None
    where there are none; `keeping` and `backups` (days) are told to who asks how long things are
    kept.
    """

    store: Store
    sealing: Sealing
    day_keys: DayKeys
    route_key: RouteKey
    bot: Bot
    now: Callable[[], datetime]
    is_workday: IsWorkday
    later: Later
    language: str = "zh"
    posting_hours: tuple[time, ...] = ()
    knock_hour: time = time(20)
    hotlines: Hotlines = field(default_factory=Hotlines)
    source: str = ""
    officers: Officers | None = None
    keeping: Keeping = field(default_factory=Keeping)
    backups: int = 14
    limits: Limits = Limits()
    memory: Memory = field(default_factory=Memory)

    def texts(self, language: str) -> Catalogue:
        """The texts of a draft's language."""
        return texts(language or self.language)
