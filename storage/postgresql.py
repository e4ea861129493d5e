"""PostgreSQL: units of work side by side in threads, each in a transaction of its own."""

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from sqlalchemy import URL, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.failpoints import passing
from storage.unavailable import StoreUnavailableError, collided, unavailable

T = TypeVar("T")

SCRUBBED: Final = (
    *("cases", "letters", "attachments", "identities", "notes", "pending"),
    *("holds", "topics", "screens", "outbox"),
)
"""The tables that hold something of a case."""


class Postgresql:
    """A database that several processes and machines share."""

    def __init__(self, url: URL, *, threads: int, lock_seconds: float, tries: int) -> None:
        self._tries = tries
        self._writing = create_engine(
            url,
            hide_parameters=True,
            pool_size=2 * threads,
            max_overflow=0,
            connect_args={
                "connect_timeout": 5,
                "options": f"-c lock_timeout={int(lock_seconds * 1000)}",
            },
        )
        self._reading = self._writing.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._writers = ThreadPoolExecutor(threads, thread_name_prefix="store-writer")
        self._readers = ThreadPoolExecutor(threads, thread_name_prefix="store-reader")

    def open(self) -> None:
        """Raises StoreUnavailableError when the server cannot be reached."""
        self._retried(lambda: self._writing.connect().close())

    def close(self) -> None:
        """Finishes what was handed in, then lets go of the connections."""
        self._writers.shutdown()
        self._readers.shutdown()
        self._writing.dispose()

    def rewrite(self) -> bool:
        """Nothing is done: a server keeps who wrote a row when, whatever is laid down anew."""
        return False

    def scrub(self) -> None:
        """Writes the tables anew without what was deleted; nobody writes to one meanwhile.

        Needs the right to maintain them (PostgreSQL 17 and later); without it nothing happens but
        a warning in the server's log. The write-ahead log forgets by itself, in its own time.
        """
        alone = self._writing.execution_options(isolation_level="AUTOCOMMIT")
        try:
            with alone.connect() as connection:
                for table in SCRUBBED:
                    connection.exec_driver_sql(f"VACUUM (FULL) {table}")
        except DBAPIError as error:
            raise StoreUnavailableError(type(error).__name__) from error

    async def write(self, work: Callable[[Session], T]) -> T:
        """Runs the work and returns after its commit."""
        return await asyncio.get_running_loop().run_in_executor(
            self._writers, lambda: self._retried(lambda: self._write(work))
        )

    async def read(self, work: Callable[[Session], T]) -> T:
        """Runs the work on one snapshot; writing in it is refused."""
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, lambda: self._retried(lambda: self._read(work))
        )

    def _write(self, work: Callable[[Session], T]) -> T:
        with Session(self._writing, expire_on_commit=False) as session:
            value = work(session)
            session.flush()
            try:
                passing("commit.before")
                session.commit()
                passing("commit.after")
            except DBAPIError as error:
                if unavailable(error):
                    # it may be committed or not, so running it again is for the caller to decide
                    raise StoreUnavailableError("the commit was not confirmed") from error
                raise
            return value

    def _read(self, work: Callable[[Session], T]) -> T:
        with Session(self._reading, expire_on_commit=False) as session:
            return work(session)

    def _retried(self, run: Callable[[], T]) -> T:
        """Runs it again after a collision or a lost connection, a few times and ever later."""
        for attempt in range(1, self._tries + 1):
            try:
                return run()
            except DBAPIError as error:
                if not (collided(error) or unavailable(error)):
                    raise
                if attempt == self._tries:
                    raise StoreUnavailableError(type(error).__name__) from error
            time.sleep(random.uniform(0.5, 1.0) * 0.02 * 2**attempt)  # noqa: S311 - no secret
        raise AssertionError("tries is at least one")
