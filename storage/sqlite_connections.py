"""Connections to a SQLite file, as the store wants them."""

from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event

from storage.unavailable import StoreUnavailableError

_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
)


def engine(url: URL, *, writes: bool, size: int, lock_seconds: float) -> Engine:
    """Connections that begin nothing by themselves.

    No event of SQLAlchemy's begins a transaction either: where one is listened to, each statement
    looks for listeners.
    """
    made = create_engine(
        url,
        hide_parameters=True,
        pool_size=size,
        max_overflow=0,
        connect_args={"timeout": lock_seconds, "check_same_thread": False},
    )

    @event.listens_for(made, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (*_PRAGMAS, *(() if writes else ("query_only=ON",))):
            connection.execute(f"PRAGMA {pragma}").close()

    return made


def driver(connection: Connection) -> Any:
    """The driver's own connection."""
    own = connection.connection.dbapi_connection
    assert own is not None
    return own


def gone(cause: BaseException | None) -> StoreUnavailableError:
    """The database could not be used, for this cause."""
    error = StoreUnavailableError(type(cause).__name__)
    error.__cause__ = cause
    return error
