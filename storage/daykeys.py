"""Day keys: what open drafts are found and sealed by, for two days and never again.

They lie in a file that only the intake has: today's key and yesterday's. Tomorrow's is made from
today's by a step that cannot be taken back, and the older one is erased. All instances of the
intake share the file, one at a time under a lock.
"""

import hashlib
import json
import logging
import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from storage.secret_file import alone, erase, replace

_MARK = "chuishao day keys"
_LENGTH = 32
_DAY = timedelta(days=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DayKey:
    """One day's key; what it gives for a chat dies with it."""

    day: date
    key: bytes = field(repr=False)

    def pseudonym(self, chat_id: int) -> str:
        """The name that a chat's draft goes by on this day: 32 hexadecimal digits."""
        return self._derived(chat_id, b"chuishao.name", size=16).hex()

    def draft_key(self, chat_id: int) -> bytes:
        """The 32 bytes that lock a chat's draft on this day."""
        return self._derived(chat_id, b"chuishao.draft", size=_LENGTH)

    def whereabouts_key(self) -> bytes:
        """The 32 bytes that lock where this day's drafts belong: the same for every chat."""
        purpose = b"chuishao.where"
        return hashlib.blake2b(key=self.key, person=purpose, digest_size=_LENGTH).digest()

    def next(self) -> "DayKey":
        """The following day's key, from which this one cannot be told."""
        key = hashlib.blake2b(key=self.key, person=b"chuishao.ratchet", digest_size=_LENGTH)
        return DayKey(self.day + _DAY, key.digest())

    def _derived(self, chat_id: int, purpose: bytes, *, size: int) -> bytes:
        text = str(chat_id).encode()
        return hashlib.blake2b(text, key=self.key, person=purpose, digest_size=size).digest()


class _DamagedError(Exception):
    """The file does not hold two days' keys."""


class DayKeys:
    """The file of the two keys, made when it is missing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: tuple[tuple[int, int, date], tuple[DayKey, DayKey]] | None = None

    def at(self, today: date) -> tuple[DayKey, DayKey]:
        """Today's key and yesterday's, erasing what is older.

        While the clock stands a day or two behind the file, the oldest key there is stands in
        for a key that is gone. Further behind, the file belongs to days that never were: its
        keys would outlive their two days, so new ones are made.
        """
        if (known := self._known) is not None and known[0] == self._state(today):
            return known[1]
        with alone(self._path):
            kept = self._read()
            if kept is None or today < kept[1].day - _DAY:
                kept = _fresh(today)
                self._write(kept)
            elif today > kept[0].day:
                kept = _advanced(kept, today)
                self._write(kept)
            state = self._state(today)
        newest, oldest = kept
        answer = (newest, oldest) if today == newest.day else (oldest, oldest)
        self._known = (state, answer) if state is not None else None
        return answer

    def _state(self, today: date) -> tuple[int, int, date] | None:
        """Whether it is still the file, and the day, that it was: it is asked for at each step."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, today

    def _read(self) -> tuple[DayKey, DayKey] | None:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            return _parsed(content)
        except _DamagedError:
            self._put_away(content)
            return None

    def _put_away(self, content: bytes) -> None:
        """A damaged file of ours may still hold keys, and goes; a stranger's file is kept aside."""
        if _MARK.encode() in content or not content:
            erase(self._path)
            log.error("the day keys were damaged: erased, made anew, open drafts are lost")
        else:
            self._path.replace(self._path.with_name(f"{self._path.name}.not-day-keys"))
            log.error("the day keys' place held another file: put aside, keys made anew")

    def _write(self, kept: tuple[DayKey, DayKey]) -> None:
        days = {key.day.isoformat(): key.key.hex() for key in kept}
        replace(self._path, json.dumps({"file": _MARK, "days": days}).encode())


def _fresh(today: date) -> tuple[DayKey, DayKey]:
    yesterday = DayKey(today - _DAY, os.urandom(_LENGTH))
    return yesterday.next(), yesterday


def _advanced(kept: tuple[DayKey, DayKey], today: date) -> tuple[DayKey, DayKey]:
    newest, before = kept
    while newest.day < today:
        newest, before = newest.next(), newest
    return newest, before


def _parsed(content: bytes) -> tuple[DayKey, DayKey]:
    try:
        days = json.loads(content)["days"]
        found = [DayKey(date.fromisoformat(day), bytes.fromhex(key)) for day, key in days.items()]
        newest, before = sorted(found, key=lambda key: key.day, reverse=True)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise _DamagedError from None
    if newest.day - before.day != _DAY or {len(newest.key), len(before.key)} != {_LENGTH}:
        raise _DamagedError
    return newest, before
