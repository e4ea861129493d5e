"""The schema is made by migrations only, on both engines."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
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
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The revision this program is made for."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None
    return head


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, with the connection its `env.py` is to use."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    settings.attributes["connection"] = connection
    return settings


def _run(url: str, act: Callable[[Config, str], None], revision: str) -> None:
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with engine.begin() as connection:
        act(config(connection), revision)
