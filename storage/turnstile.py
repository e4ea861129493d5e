"""Whose turn it is to write, among the processes that share a SQLite file.

SQLite itself keeps no order: who finds the file locked sleeps for a while and tries again, and
while another process writes one group after the other it hardly ever tries in a gap. Here whoever
wants to write passes one by one, and the next may only come once this one has the lock.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_LOOK: Final = 0.001  # seconds between two tries: who is in it leaves it with the next group


class Turnstile:
    """A lock on an empty file beside the database, which a killed process gives back."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._path = database.with_name(f"{database.name}-turn")
        self._opened: int | None = None

    def open(self) -> None:
        """Makes the file where there is none, for whom the database is for.

        Whoever may not open it writes without turns.
        """
        with suppress(OSError):
            self._opened = os.open(self._path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
            os.fchmod(self._opened, self._database.stat().st_mode & 0o660)

    def close(self) -> None:
        """Lets go of the file."""
        if self._opened is not None:
            os.close(self._opened)
            self._opened = None

    @contextmanager
    def passed(self, patience: float) -> Iterator[None]:
        """In it alone, or after so many seconds beside whoever does not leave it.

        Only the order hangs on it: what is written at one time is SQLite's own to decide.
        """
        mine = self._opened is not None and self._taken(self._opened, patience)
        try:
            yield
        finally:
            if mine and self._opened is not None:
                fcntl.flock(self._opened, fcntl.LOCK_UN)

    def _taken(self, opened: int, patience: float) -> bool:
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
                time.sleep(_LOOK)
            except OSError:  # a file system that knows no such locks
                return False
            else:
                return True
