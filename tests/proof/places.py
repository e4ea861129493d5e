"""Where things can rest: folders, databases of both engines, PostgreSQL's files, sealed content."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from domain.reading import Line
from domain.reports import Report
from storage import attachments, backup_file, cases, letters, notes
from storage.envelope import UnsealError
from storage.opening import Opening
from storage.sealed import Sealed
from tests.proof.search import Place


def below(folder: Path) -> Iterator[Place]:
    """Everything under a folder: every file's bytes, and every name."""
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        yield f"the name of {name}", name.encode()
        if path.is_file():
            yield name, path.read_bytes()


def values(url: str) -> Iterator[Place]:
    """Every value of every column of every table, as the engine gives it to whoever asks.

    Long values lie cut up, or compressed by the engine, in its files.
    """
    place = make_url(url)
    if place.drivername == "sqlite":
        yield from _sqlite(str(place.database))
    else:
        yield from _postgresql(url.replace("postgresql+psycopg://", "postgresql://"))


def _sqlite(database: str) -> Iterator[Place]:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            rows = connection.execute(f'SELECT * FROM "{table}"')
            yield from _rows(table, [column[0] for column in rows.description], rows)
    finally:
        connection.close()


def _postgresql(url: str) -> Iterator[Place]:
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
        for (table,) in tables.fetchall():
            rows = connection.execute(f'SELECT * FROM "{table}"')
            assert rows.description is not None
            yield from _rows(table, [column.name for column in rows.description], rows)


def _rows(table: str, names: list[str], rows: Any) -> Iterator[Place]:
    """Each column as one place: its values with a line's end between."""
    columns: list[list[bytes]] = [[] for _ in names]
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            column.append(_told(value))
    for name, column in zip(names, columns, strict=True):
        yield f"{table}.{name}", b"\n".join(column)


def _told(value: object) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    told = str(value).encode()
    # a float of a large number is written 7.3e+09 by some engines
    return told if not isinstance(value, float) else told + f" {value:.6f}".encode()


def opened(url: str, opening: Opening) -> Iterator[Place]:
    """What the desk can read: every sealed report, letter, note and file, opened with its key."""
    for table, column, place in _SEALED:
        for item, blob in _blobs(url, table, column):
            try:
                plain = opening.open(Sealed(blob), place, item)
            except UnsealError:
                continue
            yield f"{table}.{column}, opened", plain
            yield from _named(table, plain)


_SEALED = (
    ("cases", "report", cases.PLACE),
    ("letters", "body", letters.PLACE),
    ("attachments", "content", attachments.PLACE),
    ("notes", "body", notes.PLACE),
)


def _named(table: str, plain: bytes) -> Iterator[Place]:
    """The same by its parts: JSON escapes what people read as letters."""
    if table == "cases":
        yield "a report, read", repr(Report.from_bytes(plain)).encode()
    if table == "letters":
        yield "a letter, read", repr(Line.from_bytes(plain)).encode()


def _blobs(url: str, table: str, column: str) -> list[tuple[str, bytes]]:
    query = f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"
    place = make_url(url)
    if place.drivername == "sqlite":
        connection: Any = sqlite3.connect(f"file:{place.database}?mode=ro", uri=True)
    else:
        connection = psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"))
    try:
        return [(item, bytes(blob)) for item, blob in connection.execute(query).fetchall()]
    finally:
        connection.close()


def backups(folder: Path, opening: Opening) -> Iterator[Place]:
    """Every line of every backup, opened with the desk's key."""
    for path in sorted(folder.glob("*.backup")):
        with path.open("rb") as file:
            lines = [repr(line).encode() for line in backup_file.lines(file, opening)]
        yield f"{path.name}, opened", b"\n".join(lines)
