"""Small files with secrets: read by their owner alone, replaced at once, the old content erased."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keeps every other process from a file meanwhile.

    The lock is a file of its own beside it, because the file is replaced by another.
    """
    lock = path.with_name(f"{path.name}.lock")
    with os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600), "rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def replace(path: Path, content: bytes) -> None:
    """Puts content in a file's place (mode 0600): whole or not at all, and for good.

    What stood there is overwritten once the new content is safe. On disks and file systems that
    write elsewhere than told, that is an attempt and no more.
    """
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    old = os.open(path, os.O_WRONLY) if path.exists() else None
    try:
        beside.replace(path)
        _settle(path.parent)
        if old is not None:
            _overwrite(old)
    finally:
        if old is not None:
            os.close(old)


def erase(path: Path) -> None:
    """Overwrites a file and takes it away."""
    old = os.open(path, os.O_WRONLY)
    try:
        _overwrite(old)
    finally:
        os.close(old)
    path.unlink()
    _settle(path.parent)


def _overwrite(descriptor: int) -> None:
    os.pwrite(descriptor, os.urandom(os.fstat(descriptor).st_size), 0)
    os.fsync(descriptor)


def _settle(folder: Path) -> None:
    """Makes sure that the folder's own entry survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
