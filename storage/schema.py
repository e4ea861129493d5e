"""The schema is made by migrations only, on both engines."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def upgrade(url: str, revision: str = "head") -> None:
    """Bring a database to a revision, the newest unless another is named; it may be empty."""
    _run(url, command.upgrade, revision)


def downgrade(url: str, revision: str) -> None:
    """Take a database back to an older revision; `base` is the empty one."""
    _run(url, command.downgrade, revision)


def current(url: str) -> str | None:
    """The revision a database is at, None for an empty one."""
    file = _file(url)
    if file is not None and not file.exists():
        return None
    with _engine(url, begin="BEGIN").connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The revision this program is made for."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None
    return head


def revisions() -> list[str]:
    """Every revision this program knows, the oldest first."""
    return [step.revision for step in ScriptDirectory.from_config(config()).walk_revisions()][::-1]


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, with the connection its `env.py` is to use."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    settings.attributes["connection"] = connection
    return settings


def _run(url: str, act: Callable[[Config, str], None], revision: str) -> None:
    file = _file(url)
    if file is not None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    with _engine(url, begin="BEGIN IMMEDIATE").begin() as connection:
        act(config(connection), revision)


def _file(url: str) -> Path | None:
    place = make_url(url)
    return Path(place.database or "") if place.drivername == "sqlite" else None


def _engine(url: str, *, begin: str) -> Engine:
    """Foreign keys stay off on SQLite: tables are rebuilt there, and their children must live."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    if engine.dialect.name != "sqlite":
        return engine

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # it would begin only before INSERT: `start` does
        connection.execute("PRAGMA secure_delete=ON").close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
