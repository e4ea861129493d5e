"""The schema is made by migrations only, on both engines."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from storage import roles

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_NOT_ALLOWED: Final = "42501"  # PostgreSQL: insufficient_privilege


class NotOwnerError(Exception):
    """The schema is another user's, who alone may change it."""


def upgrade(url: str, revision: str = "head") -> tuple[str, ...]:
    """Bring a database to a revision, the newest unless another is named; it may be empty.

    With the newest come its views and the roles' rights; returned are the roles that are missing
    and that this user may not make (`roles.CURE`).

    Raises:
        NotOwnerError: when this user may not change the schema; nothing has changed then.
    """
    return _run(url, command.upgrade, revision)


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


def _run(url: str, act: Callable[[Config, str], None], revision: str) -> tuple[str, ...]:
    file = _file(url)
    if file is not None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    try:
        with _engine(url, begin="BEGIN IMMEDIATE").begin() as connection:
            roles.drop_views(connection)
            act(config(connection), revision)
            return _finish(connection)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _NOT_ALLOWED:
            raise NotOwnerError from None
        raise


def _finish(connection: Connection) -> tuple[str, ...]:
    """What belongs to the newest revision and is no migration's: views and rights."""
    if MigrationContext.configure(connection).get_current_revision() != newest():
        return ()
    roles.make_views(connection)
    return roles.write(connection)


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
