"""Both engines, for every test that keeps something: SQLite in a file, PostgreSQL from a wheel."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.store import Store
from tests import postgresql
from tests.migrated import migrate
from tests.postgresql import Server

settings.register_profile("chuishao", deadline=None)  # a test tells no time
settings.load_profile("chuishao")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--engine postgresql`: the journeys' towns are on PostgreSQL, each process with its role."""
    parser.addoption("--engine", choices=["sqlite", "postgresql"], default="sqlite")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One PostgreSQL server for the whole run (or for each of xdist's workers)."""
    with postgresql.server() as running:
        running.hurry()
        yield running


@pytest.fixture
def other_server() -> Iterator[Server]:
    """A PostgreSQL server in which nobody has made a role."""
    with postgresql.server() as running:
        yield running


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A fresh SQLite database without tables."""
    return f"sqlite:///{tmp_path / 'chuishao.db'}"


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """A fresh PostgreSQL database without tables."""
    url = postgresql_server.fresh()
    yield url
    postgresql_server.drop(url)


@pytest.fixture
def login(postgresql_server: Server) -> Callable[[str, str], str]:
    """A PostgreSQL address as seen by a login that is a member of one role: `(url, role)`."""

    def made(url: str, role: str) -> str:
        name = f"{role}_login"
        postgresql_server.let_in(name, role)
        return url.replace("postgres:@", f"{name}:@")

    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A second database at the newest schema, on each engine in turn."""
    url = f"sqlite:///{tmp_path / 'other.db'}"
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql_server")
        url = server.fresh()
    migrate(url)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database without tables, on each engine in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A store at the newest schema, on each engine in turn."""
    migrate(database_url)
    async with Store(database_url) as opened:
        yield opened
