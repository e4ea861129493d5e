"""The one writer of a SQLite file: it commits many units of work at once."""

import asyncio
import queue
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.failpoints import passing
from storage.sqlite_connections import driver, gone
from storage.turnstile import Turnstile
from storage.unavailable import unavailable

T = TypeVar("T")

MOST: Final = 32
"""Units of work in one commit at most."""

LONGEST: Final = 0.05
"""Seconds for which a commit is put off at most, counted from its first unit of work."""


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


class Writer:
    """A thread of its own that writes through one connection, in its turn among the processes."""

    def __init__(
        self, engine: Engine, turnstile: Turnstile, *, lock_seconds: float, tries: int
    ) -> None:
        self.engine, self.longest = engine, LONGEST
        self._turnstile, self._lock_seconds, self._tries = turnstile, lock_seconds, tries
        self._units: queue.SimpleQueue[_Unit | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write_until_closed, name="store-writer")

    def open(self) -> None:
        """Looks whether the file can be written to, and begins."""
        try:
            self._begin().close()  # WAL mode is set before anybody reads
        except DBAPIError as error:
            raise gone(error) from error
        self._thread.start()

    def close(self) -> None:
        """Finishes what was handed in."""
        self._units.put(None)
        self._thread.join()
        self.engine.dispose()

    async def write(self, work: Callable[[Session], T]) -> T:
        """Queues the work and returns after its commit."""
        waiting: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._units.put(_Unit(work, waiting))
        return await waiting

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
            return [_End(unit, error=gone(error)) for unit in waiting]
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
        connection = self.engine.connect()
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            connection.close()
            raise
        return connection

    def _arriving(self, first: _Unit) -> Iterator[_Unit]:
        until = time.monotonic() + self.longest
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


def _run(connection: Connection, unit: _Unit) -> _End:
    """Runs one unit under its own savepoint: its failure is its caller's alone.

    The savepoint is set past SQLAlchemy, which takes a tenth of a write for setting one.
    """
    own = driver(connection)
    own.execute("SAVEPOINT unit")
    try:
        with Session(
            connection, join_transaction_mode="rollback_only", expire_on_commit=False
        ) as session:
            value = unit.work(session)
            session.flush()
    except BaseException as error:  # noqa: BLE001 - handed to the caller, who waits for it
        lost = isinstance(error, DBAPIError) and unavailable(error)
        if _in_transaction(connection):
            own.execute("ROLLBACK TO unit")
            own.execute("RELEASE unit")
        return _End(unit, error=gone(error) if lost else error)
    own.execute("RELEASE unit")
    return _End(unit, value)


def _in_transaction(connection: Connection) -> bool:
    """Whether it still is: a full disk, or a row refused in a flush, has rolled everything back."""
    own = connection.connection.dbapi_connection
    return own is not None and bool(own.in_transaction)


def _undone(ends: list[_End], cause: BaseException | None) -> list[_End]:
    """What went well in a transaction that was not committed did not happen."""
    return [_End(end.unit, error=gone(cause)) if end.error is None else end for end in ends]


def _tell(ends: list[_End]) -> None:
    for end in ends:
        end.tell()
