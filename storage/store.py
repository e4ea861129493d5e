"""The one seam to the database: plain functions of a session, run by the store.

What stands in such a function is what happens in the transaction. It cannot wait for Telegram,
because nothing in there can wait at all; it neither commits nor rolls back, and it may be run
again from its start, so it changes nothing but the database.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from storage import handled
from storage.postgresql import Postgresql
from storage.sqlite import Sqlite
from storage.unavailable import StoreUnavailableError

__all__ = ["Session", "Store", "StoreUnavailableError"]

P = ParamSpec("P")
T = TypeVar("T")


class Store:
    """The database behind `url`: `sqlite:///path` or `postgresql+psycopg://…`.

    Every method raises StoreUnavailableError when the database cannot be used after some tries of
    `lock_seconds` each; an error of the work reaches its caller as it is.
    """

    def __init__(
        self, url: str, *, threads: int = 4, lock_seconds: float = 5.0, tries: int = 4
    ) -> None:
        place = make_url(url)
        self._engine: Sqlite | Postgresql
        if place.drivername == "sqlite" and place.database not in {None, "", ":memory:"}:
            self._engine = Sqlite(place, readers=threads, lock_seconds=lock_seconds, tries=tries)
        elif place.drivername == "postgresql+psycopg":
            self._engine = Postgresql(
                place, threads=threads, lock_seconds=lock_seconds, tries=tries
            )
        else:
            raise ValueError("a store is sqlite:///path or postgresql+psycopg://…")

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Connects; a SQLite file is made when there is none, for its owner alone."""
        await asyncio.to_thread(self._engine.open)

    async def close(self) -> None:
        """Finishes the work handed in and lets go of the database."""
        await asyncio.to_thread(self._engine.close)

    async def scrub(self) -> None:
        """Takes what was deleted out of the database's files, where the engine left it there.

        StoreUnavailableError when others stand in the way; it may be tried again at any time.
        """
        await asyncio.to_thread(self._engine.scrub)

    async def write(
        self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Runs `work(session, …)` in a transaction and returns its value once that is durable.

        While an update is in hand (`handled.in_hand`) the same transaction notes that the update
        was handled: AlreadyHandledError, and no effect, when it was; SecondWriteError when this
        update wrote before, since only one transaction can hold all of an update's effect.
        """
        unit = partial(_apply, work, args, kwargs)
        update = handled.update_in_hand.get()
        if update is None:
            return await self._engine.write(unit)
        with update.writing() as mark:
            return await self._engine.write(partial(_noted, mark, unit))

    async def refuse_repeated(self) -> None:
        """AlreadyHandledError when the effect of the update in hand is recorded already.

        For handlers that look before they write: what they would find is what came of the update.
        """
        update = handled.update_in_hand.get()
        if update is not None:
            await self._engine.read(partial(handled.refuse_repeated, mark=update.mark))

    async def remember(
        self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Writes what was shown, such as a message's number; it is no effect of an update."""
        return await self._engine.write(partial(_apply, work, args, kwargs))

    async def rewrite(self) -> bool:
        """Lays the rows down anew, so that nothing tells in which order they came (SQLite).

        False where that was not done: a SQLite file that is too large, or PostgreSQL, which would
        have to be shut for it (docs/threat-model.md).
        """
        return await asyncio.to_thread(self._engine.rewrite)

    async def read(
        self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Runs `work(session, …)` on one snapshot that no writer disturbs."""
        return await self._engine.read(partial(_apply, work, args, kwargs))


def _apply(
    work: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object], session: Session
) -> T:
    try:
        return work(session, *args, **kwargs)
    except StopIteration as error:  # no future can carry it, and its caller would wait for ever
        raise RuntimeError("the work ran out of items") from error


def _noted(mark: handled.UpdateMark, unit: Callable[[Session], T], session: Session) -> T:
    handled.note(session, mark)
    return unit(session)
