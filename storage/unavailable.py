"""When the database cannot be used now: nothing is wrong with the work, it may come again."""

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

# BUSY, LOCKED, NOMEM, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB
_SQLITE_CODES = frozenset({5, 6, 7, 9, 10, 11, 13, 14, 15, 26})
# connection lost, out of resources, the operator stops or starts the server, lock wait too long
_POSTGRESQL_STATES = ("08", "53", "57P", "58", "55P03")
_POSTGRESQL_COLLISIONS = frozenset({"40001", "40P01"})


class StoreUnavailableError(Exception):
    """The database is unreachable, locked or full; nothing was recorded that was promised.

    Not a rule's refusal and not the work's fault: an update that meets it is held and tried again.
    """


def collided(error: DBAPIError) -> bool:
    """Whether PostgreSQL rolled the transaction back in favour of another one: run it again."""
    return getattr(error.orig, "sqlstate", None) in _POSTGRESQL_COLLISIONS


def unavailable(error: DBAPIError) -> bool:
    """Whether the database, rather than the statement, is at fault."""
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", 0)
        return (code & 0xFF) in _SQLITE_CODES
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return isinstance(error, OperationalError | InterfaceError)
    return str(state).startswith(_POSTGRESQL_STATES)
