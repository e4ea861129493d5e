"""What a backup holds of the database, and how it gets into an empty one, on either engine.

Drafts are left out: they are meant to die with their day, and a backup would keep them. So are
routes, which open with a key that is in no backup and would lie there after they were destroyed;
after a restore nobody is knocked for, as the intake tells the desk when it starts. And so are the
marks of handled updates and who sends for which bot, which mean nothing on another day.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Final

from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.orm import Session

from storage import schema
from storage.backup_file import BackupError, Writer, lines
from storage.opening import Opening
from storage.sealed import Sealed
from storage.sealing import Sealing
from storage.tables import Base

LEFT_OUT: Final = frozenset({"drafts", "draft_files", "handled", "leases", "routes", "knockables"})
_ROWS: Final = 200
"""Rows that are read or put in at once."""


class NotEmptyError(Exception):
    """The database already holds something."""


class OtherSchemaError(Exception):
    """The backup was made at another revision of the schema; `revision` is which."""

    def __init__(self, revision: str) -> None:
        super().__init__("schema")
        self.revision = revision


def save(session: Session, file: BinaryIO, sealing: Sealing, made: datetime) -> int:
    """Write a snapshot of everything that is kept, sealed to the desk; how many rows it has."""
    writer, count = Writer(file, sealing), 0
    writer.line({"made": made.isoformat(), "schema": schema.newest()})
    for table in _tables():
        writer.line({"table": table.name, "columns": [column.name for column in table.columns]})
        # in the order of their keys: where a row lies tells when it was put there
        query = select(table).order_by(*table.primary_key.columns)
        query = query.execution_options(yield_per=_ROWS)
        for row in session.execute(query):
            writer.line([_plain(value) for value in row])
            count += 1
    writer.line({"rows": count})
    writer.end()
    return count


def restore(session: Session, reopened: Callable[[], BinaryIO], opening: Opening) -> datetime:
    """Put a backup into an empty database; when it was made.

    `reopened` gives the file from its start, because a transaction may be run again. Raises
    BackupError, NotEmptyError or OtherSchemaError, and then nothing has been put in.
    """
    with reopened() as file:
        coming = lines(file, opening)
        head = next(coming)
        if head["schema"] != schema.newest():
            raise OtherSchemaError(head["schema"])
        _require_empty(session)
        _put_in(session, coming)
    return datetime.fromisoformat(head["made"])


def made_at(file: BinaryIO, opening: Opening) -> datetime:
    """When a backup was made, read to its end; BackupError unless it is whole."""
    coming = lines(file, opening)
    head = last = next(coming)
    count = 0
    for line in coming:
        count += isinstance(line, list)
        last = line
    if last != {"rows": count}:
        raise BackupError
    return datetime.fromisoformat(head["made"])


def _tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]


def _require_empty(session: Session) -> None:
    for table in _tables():
        if table.name == "journal_head":
            session.execute(table.delete().where(table.c.number == 0))
        if session.scalar(select(func.count()).select_from(table)):
            raise NotEmptyError


def _put_in(session: Session, coming: Iterator[Any]) -> None:
    known = {table.name: table for table in _tables()}
    count, table, names = 0, None, []
    waiting: list[dict[str, Any]] = []
    later: list[tuple[Table, dict[str, Any]]] = []
    for line in coming:
        if isinstance(line, list):
            if table is None:
                raise BackupError
            row = dict(zip(names, map(_value, line), strict=True))
            later += _self_references(table, row)
            waiting.append(row)
            count += 1
        if waiting and (isinstance(line, dict) or len(waiting) >= _ROWS):
            assert table is not None
            session.execute(insert(table), waiting)
            waiting = []
        if isinstance(line, dict) and "table" in line:
            table, names = known[line["table"]], line["columns"]
    if line != {"rows": count}:
        raise BackupError
    for table, row in later:
        keys = [column == row[column.name] for column in table.primary_key.columns]
        session.execute(update(table).where(*keys).values(**row))


def _self_references(table: Table, row: dict[str, Any]) -> list[tuple[Table, dict[str, Any]]]:
    """Takes out of a row what points to another of its table, which may come after it."""
    taken = {}
    for column in table.columns:
        own = any(key.column.table is table for key in column.foreign_keys)
        if own and row[column.name] is not None:
            taken[column.name], row[column.name] = row[column.name], None
    keys = {column.name: row[column.name] for column in table.primary_key.columns}
    return [(table, taken | keys)] if taken else []


def _plain(value: Any) -> Any:
    """A column's value as JSON can say it; an object names what it is."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Sealed():
            return {"sealed": b64encode(value.blob).decode()}
        case bytes():
            return {"bytes": b64encode(value).decode()}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case dict() | list():
            return {"json": value}
    raise TypeError("a backup cannot say this value")


def _value(plain: Any) -> Any:
    match plain:
        case {"sealed": text}:
            return Sealed(b64decode(text))
        case {"bytes": text}:
            return b64decode(text)
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case {"json": value}:
            return value
    return plain
