"""SQLite: one writer that commits many units of work at once; readers never wait for it."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.sqlite_connections import driver, engine, gone
from storage.sqlite_writer import Writer
from storage.turnstile import Turnstile
from storage.unavailable import StoreUnavailableError, unavailable

T = TypeVar("T")

LARGEST_REWRITTEN: Final = 512 * 1024 * 1024
"""Bytes of a file up to which it is rewritten: that is done in memory, and writers wait for it."""


class Sqlite:
    """The database in one file; other processes may write to it too."""

    def __init__(self, url: URL, *, readers: int, lock_seconds: float, tries: int) -> None:
        self._url = url
        self._file = Path(url.database or "")
        self._lock_seconds = lock_seconds
        self._turnstile = Turnstile(self._file)
        writing = engine(url, writes=True, size=1, lock_seconds=lock_seconds)
        self._writer = Writer(writing, self._turnstile, lock_seconds=lock_seconds, tries=tries)
        self._reading = engine(url, writes=False, size=readers, lock_seconds=lock_seconds)
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="store-reader")

    def open(self) -> None:
        """Makes the file for its owner alone where there is none, shuts others out, and begins."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file.touch(mode=0o600)
        if self._file.stat().st_mode & 0o007:  # its group may have been let in on purpose
            self._file.chmod(0o600)
        self._turnstile.open()
        self._writer.open()

    def close(self) -> None:
        """Finishes what was handed in, then lets go of the file."""
        self._readers.shutdown()
        self._reading.dispose()
        self._writer.close()
        self._turnstile.close()

    def rewrite(self) -> bool:
        """Lays the rows down anew, each table by its keys; False, and nothing done, when too large.

        Where a row's pages lie tells what was written before and after it, and so does the log of
        commits, which is emptied.
        """
        if self._file.stat().st_size > LARGEST_REWRITTEN:
            return False
        own = engine(self._url, writes=True, size=1, lock_seconds=self._lock_seconds)
        try:
            with closing(own.raw_connection()) as connection:  # it is no transaction
                for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    connection.cursor().execute(statement)
        except (DBAPIError, sqlite3.OperationalError) as error:
            raise gone(error) from error
        finally:
            own.dispose()
        return True

    def scrub(self) -> None:
        """Brings the zeros of deleted rows from the log into the file and empties the log.

        Deleted rows are overwritten at once (`secure_delete`), but in the log; what stood there
        before would rest in the file and in older frames of the log.
        """
        connection = sqlite3.connect(self._file, timeout=self._lock_seconds)
        try:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
        if busy:
            raise StoreUnavailableError("others are reading")

    async def write(self, work: Callable[[Session], T]) -> T:
        """Queues the work for the writer and returns after its commit."""
        return await self._writer.write(work)

    async def read(self, work: Callable[[Session], T]) -> T:
        """Runs the work on one snapshot; writing in it is refused."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def _read(self, work: Callable[[Session], T]) -> T:
        try:
            with self._reading.connect() as connection:
                driver(connection).execute("BEGIN")
                with Session(connection, expire_on_commit=False) as session:
                    return work(session)
        except DBAPIError as error:
            if unavailable(error):
                raise StoreUnavailableError from error
            raise
