"""What is known of chats only while the process runs, and lies nowhere else."""

import asyncio
import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from weakref import WeakValueDictionary

from domain.counts import Told
from domain.errors import TooFastError

HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Seen:
    """One chat of the last day: what the clock does to it, and what is still to tell or erase.

    As small as can be, since there is one for everybody who wrote within the day.
    """

    postponed: int = 0
    idle_at: datetime | None = None
    dies_at: datetime | None = None
    forget_at: datetime | None = None
    remarks: tuple[str, ...] = ()
    leftover: tuple[int, ...] = ()
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
        self.chats: dict[int, Seen] = {}
        self.counted: dict[bytes, tuple[datetime, ...]] = {}  # until when each one counts
        self.visits: dict[str, Visit] = {}
        self.month: tuple[datetime, Told] | None = None

    def turn(self, chat: int) -> asyncio.Lock:
        """Held while something is done for a chat, be it an update or the clock's doing."""
        return self._turns.setdefault(chat, asyncio.Lock())

    def seen(self, chat: int) -> Seen:
        """What is known of a chat."""
        return self.chats.setdefault(chat, Seen())

    def too_many(
        self, chat: int, what: str, now: datetime, *, most: int, within: timedelta
    ) -> bool:
        """Counts one more and tells whether there were more than `most` within that time."""
        name, times = self._counting(chat, what, now)
        self.counted[name] = (*times, now + within)[-most - 1 :]
        return len(times) >= most

    def check_filings(self, chat: int, now: datetime, *, most: int) -> None:
        """TooFastError when a chat has filed `most` reports within the hour."""
        _, times = self._counting(chat, "filed", now)
        if len(times) >= most:
            raise TooFastError(int((times[-most] - now).total_seconds()) + 1)

    def filed(self, chat: int, now: datetime) -> None:
        """A report was filed."""
        name, times = self._counting(chat, "filed", now)
        self.counted[name] = (*times, now + HOUR)

    def stop_counting(self, now: datetime) -> None:
        """Nothing stays of counts whose time is over."""
        self.counted = {name: times for name, times in self.counted.items() if max(times) > now}

    def _counting(self, chat: int, what: str, now: datetime) -> tuple[bytes, tuple[datetime, ...]]:
        if self._salt[0] != now.date():
            self._salt = (now.date(), secrets.token_bytes(32))
            self.counted.clear()
        name = hashlib.blake2b(
            f"{chat}:{what}".encode(), key=self._salt[1], digest_size=16
        ).digest()
        return name, tuple(each for each in self.counted.get(name, ()) if each > now)
