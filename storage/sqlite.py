"""SQLite: one writer that commits many units of work at once; readers never wait for it."""

import asyncio
import queue
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.failpoints import passing
from storage.turnstile import Turnstile
from storage.unavailable import StoreUnavailableError, unavailable

T = TypeVar("T")

MOST = 32
"""Units of work in one commit at most."""

LONGEST = 0.05
"""Seconds for which a commit is put off at most, counted from its first unit of work."""

LARGEST_REWRITTEN = 512 * 1024 * 1024
"""Bytes of a file up to which it is rewritten: that is done in memory, and writers wait for it."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of work and where its caller waits."""

    work: Callable[[Session], Any]
    waiting: "asyncio.Future[Any]"


@dataclass(frozen=True, slots=True)
class _End:
    """How a unit of work ended: its value or its error."""

    unit: _Unit
    value: Any = None
    error: BaseException | None = None

    def tell(self) -> None:
        if self.unit.waiting.done():  # the caller was cancelled and no longer waits
            return
        if self.error is None:
            self.unit.waiting.set_result(self.value)
        else:
            self.unit.waiting.set_exception(self.error)


class Sqlite:
    """The database in one file; other processes may write to it too."""

    def __init__(self, url: URL, *, readers: int, lock_seconds: float, tries: int) -> None:
        self._url = url
        self._file = Path(url.database or "")
        self._turnstile = Turnstile(self._file)
        self._tries, self._longest = tries, LONGEST
        self._lock_seconds = lock_seconds
        self._writing = _engine(url, writes=True, size=1, lock_seconds=lock_seconds)
        self._reading = _engine(url, writes=False, size=readers, lock_seconds=lock_seconds)
        self._units: queue.SimpleQueue[_Unit | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write_until_closed, name="store-writer")
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="store-reader")

    def open(self) -> None:
        """Makes the file for its owner alone where there is none, shuts others out, and begins."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file.touch(mode=0o600)
        if self._file.stat().st_mode & 0o007:  # its group may have been let in on purpose
            self._file.chmod(0o600)
        self._turnstile.open()
        try:
            self._begin().close()  # WAL mode is set before anybody reads
        except DBAPIError as error:
            raise _unavailable(error) from error
        self._writer.start()

    def close(self) -> None:
        """Finishes what was handed in, then lets go of the file."""
        self._units.put(None)
        self._writer.join()
        self._readers.shutdown()
        self._reading.dispose()
        self._writing.dispose()
        self._turnstile.close()

    def rewrite(self) -> bool:
        """Lays the rows down anew, each table by its keys; False, and nothing done, when too large.

        Where a row's pages lie tells what was written before and after it, and so does the log of
        commits, which is emptied.
        """
        if self._file.stat().st_size > LARGEST_REWRITTEN:
            return False
        own = _engine(self._url, writes=True, size=1, lock_seconds=self._lock_seconds)
        try:
            with closing(own.raw_connection()) as connection:  # it is no transaction
                for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    connection.cursor().execute(statement)
        except (DBAPIError, sqlite3.OperationalError) as error:
            raise _unavailable(error) from error
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
        waiting: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._units.put(_Unit(work, waiting))
        return await waiting

    async def read(self, work: Callable[[Session], T]) -> T:
        """Runs the work on one snapshot; writing in it is refused."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def _read(self, work: Callable[[Session], T]) -> T:
        try:
            with self._reading.connect() as connection:
                _driver(connection).execute("BEGIN")
                with Session(connection, expire_on_commit=False) as session:
                    return work(session)
        except DBAPIError as error:
            if unavailable(error):
                raise StoreUnavailableError from error
            raise

    def _write_until_closed(self) -> None:
        while (first := self._units.get()) is not None:
            ends = self._commit(first)
            loops = {end.unit.waiting.get_loop() for end in ends}
            for loop in loops:
                mine = [end for end in ends if end.unit.waiting.get_loop() is loop]
                loop.call_soon_threadsafe(_tell, mine)

    def _commit(self, first: _Unit) -> list[_End]:
        """Runs the unit and those that came in the meantime, and commits them together.

        It does not wait for more to come: while one group is being synced to disk the next one
        gathers by itself. Waiting 3 ms cost a lone write 4.0 ms instead of 0.5 and 64 writers
        got no faster by it.
        """
        ends: list[_End] = []
        running: list[_Unit] = []
        try:
            connection = self._begin()
        except Exception as error:  # noqa: BLE001 - whatever it is, the callers must hear of it
            waiting = [first, *self._now()]
            return [_End(unit, error=_unavailable(error)) for unit in waiting]
        with connection:
            try:
                for unit in self._arriving(first):
                    running = [unit]
                    ends.append(_run(connection, unit))
                    running = []
                    if not _in_transaction(connection):
                        return _undone(ends, ends[-1].error)
                passing("commit.before")
                connection.commit()
                passing("commit.after")
            except Exception as error:  # noqa: BLE001 - a failed commit fails every unit in it
                connection.invalidate()  # SQLite keeps a transaction open that it cannot commit
                return _undone([*ends, *(_End(unit) for unit in running)], error)
        return ends

    def _begin(self) -> Connection:
        """Takes the write lock in its turn; after the last try raises what stood in the way."""
        with self._turnstile.passed(self._lock_seconds):
            return self._begin_at_last()

    def _begin_at_last(self) -> Connection:
        for attempt in range(1, self._tries):
            try:
                return self._begin_once()
            except DBAPIError as error:
                if not unavailable(error):
                    raise
                time.sleep(random.uniform(0.5, 1.0) * 0.05 * 2**attempt)  # noqa: S311 - no secret
        return self._begin_once()

    def _begin_once(self) -> Connection:
        connection = self._writing.connect()
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            connection.close()
            raise
        return connection

    def _arriving(self, first: _Unit) -> Iterator[_Unit]:
        until = time.monotonic() + self._longest
        yield first
        for _ in range(MOST - 1):
            if time.monotonic() > until:
                return
            try:
                unit = self._units.get_nowait()
            except queue.Empty:
                return
            if unit is None:
                self._units.put(None)
                return
            yield unit

    def _now(self) -> Iterator[_Unit]:
        """What waits in the queue now: behind a lost lock nobody should wait once more."""
        for _ in range(self._units.qsize()):
            unit = self._units.get()
            if unit is None:
                self._units.put(None)
                return
            yield unit


def _engine(url: URL, *, writes: bool, size: int, lock_seconds: float) -> Engine:
    """Connections that begin nothing by themselves.

    No event of SQLAlchemy's begins a transaction either: where one is listened to, each statement
    looks for listeners.
    """
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=size,
        max_overflow=0,
        connect_args={"timeout": lock_seconds, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (*_PRAGMAS, *(() if writes else ("query_only=ON",))):
            connection.execute(f"PRAGMA {pragma}").close()

    return engine


def _run(connection: Connection, unit: _Unit) -> _End:
    """Runs one unit under its own savepoint: its failure is its caller's alone.

    The savepoint is set past SQLAlchemy, which takes a tenth of a write for setting one.
    """
    driver = _driver(connection)
    driver.execute("SAVEPOINT unit")
    try:
        with Session(
            connection, join_transaction_mode="rollback_only", expire_on_commit=False
        ) as session:
            value = unit.work(session)
            session.flush()
    except BaseException as error:  # noqa: BLE001 - handed to the caller, who waits for it
        lost = isinstance(error, DBAPIError) and unavailable(error)
        if _in_transaction(connection):
            driver.execute("ROLLBACK TO unit")
            driver.execute("RELEASE unit")
        return _End(unit, error=_unavailable(error) if lost else error)
    driver.execute("RELEASE unit")
    return _End(unit, value)


def _driver(connection: Connection) -> Any:
    driver = connection.connection.dbapi_connection
    assert driver is not None
    return driver


def _in_transaction(connection: Connection) -> bool:
    """Whether it still is: a full disk, or a row refused in a flush, has rolled everything back."""
    driver = connection.connection.dbapi_connection
    return driver is not None and bool(driver.in_transaction)


def _undone(ends: list[_End], cause: BaseException | None) -> list[_End]:
    """What went well in a transaction that was not committed did not happen."""
    return [_End(end.unit, error=_unavailable(cause)) if end.error is None else end for end in ends]


def _unavailable(cause: BaseException | None) -> StoreUnavailableError:
    error = StoreUnavailableError(type(cause).__name__)
    error.__cause__ = cause
    return error


def _tell(ends: list[_End]) -> None:
    for end in ends:
        end.tell()
