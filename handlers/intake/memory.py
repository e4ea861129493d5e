"""What is known of chats only while the process runs, and lies nowhere else."""

import asyncio
import hashlib
import secrets
from collections import deque
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from weakref import WeakValueDictionary

from domain.counts import Told
from domain.errors import TooFastError

HOUR = timedelta(hours=1)


@dataclass
class Seen:
    """One chat of the last day: when it was touched, and what is still to be told or erased."""

    touched: datetime
    postponed: int = 0
    idle_at: datetime | None = None
    dies_at: datetime | None = None
    forget_at: datetime | None = None
    remarks: list[str] = field(default_factory=list)
    leftover: list[int] = field(default_factory=list)
    language: str = ""


@dataclass(frozen=True)
class Visit:
    """A mailbox was opened `at` a moment; that it was may be told from an hour on."""

    at: datetime
    told_from: datetime


class Memory:
    """Chats by id, for the length of their conversation; counts under a salt that dies daily."""

    def __init__(self) -> None:
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._salt = (date.min, b"")
        self._recent: dict[bytes, deque[datetime]] = {}
        self.chats: dict[int, Seen] = {}
        self.visits: dict[str, Visit] = {}
        self.month: tuple[datetime, Told] | None = None

    def turn(self, chat: int) -> asyncio.Lock:
        """Held while something is done for a chat, be it an update or the clock's doing."""
        return self._turns.setdefault(chat, asyncio.Lock())

    def seen(self, chat: int, now: datetime) -> Seen:
        """What is known of a chat."""
        return self.chats.setdefault(chat, Seen(now))

    def too_many(self, chat: int, what: str, now: datetime, *, most: int, within: float) -> bool:
        """Counts one more and tells whether there were more than `most` in so many seconds."""
        times = self._times(chat, what, now)
        while times and (now - times[0]).total_seconds() >= within:
            times.popleft()
        times.append(now)
        return len(times) > most

    def check_filings(self, chat: int, now: datetime, *, most: int) -> None:
        """TooFastError when a chat has filed `most` reports within the hour."""
        times = self._times(chat, "filed", now)
        while times and now - times[0] >= HOUR:
            times.popleft()
        if len(times) >= most:
            raise TooFastError(int((times[0] + HOUR - now).total_seconds()) + 1)

    def filed(self, chat: int, now: datetime) -> None:
        """A report was filed."""
        self._times(chat, "filed", now).append(now)

    def _times(self, chat: int, what: str, now: datetime) -> deque[datetime]:
        if self._salt[0] != now.date():
            self._salt = (now.date(), secrets.token_bytes(32))
            self._recent.clear()
        name = hashlib.blake2b(f"{chat}:{what}".encode(), key=self._salt[1]).digest()
        return self._recent.setdefault(name, deque())
