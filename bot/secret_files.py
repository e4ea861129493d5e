"""Files only their owner may read."""

import os
from collections.abc import Callable
from pathlib import Path


def write_privately(path: Path, write: Callable[[Path], None]) -> None:
    """Writes a file anew that nobody but its owner may read, from its first byte on."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    write(path)
