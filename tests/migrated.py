"""Databases at the newest schema for tests: migrated once in a process, then copied."""

import tempfile
from functools import cache
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import URL, make_url

from storage import schema

_TEMPLATE: Final = "newest"


def migrate(url: str) -> None:
    """An empty database is as `schema.upgrade` would make it, without its steps."""
    place = make_url(url)
    if place.drivername == "sqlite":
        file = Path(place.database or "")
        file.touch(mode=0o600)
        file.write_bytes(_file())
    else:
        _copy(place)


@cache
def _file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "newest.db"
        schema.upgrade(f"sqlite:///{file}")
        return file.read_bytes()


def _copy(place: URL) -> None:
    server = place.set(drivername="postgresql", database="postgres")
    with psycopg.connect(server.render_as_string(), autocommit=True) as connection:
        known = "SELECT FROM pg_database WHERE datname = %s"
        if connection.execute(known, [_TEMPLATE]).fetchone() is None:
            connection.execute(f"CREATE DATABASE {_TEMPLATE}")
            schema.upgrade(place.set(database=_TEMPLATE).render_as_string())
        connection.execute(f"DROP DATABASE {place.database}")
        connection.execute(f"CREATE DATABASE {place.database} TEMPLATE {_TEMPLATE}")
