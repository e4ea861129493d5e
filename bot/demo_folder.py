"""The folder of a trial: wiped at each start, and one running demo's alone."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

MARK: Final = ".chuishao-demo"
"""What a folder holds that may be wiped; whoever runs in the folder keeps it locked."""


class NotOursError(Exception):
    """The folder holds something else, which was left alone."""


class InUseError(Exception):
    """Another demo runs in the folder, which was left alone."""


@contextmanager
def held(folder: Path, *, keep: bool) -> Iterator[None]:
    """An empty folder that no other demo takes meanwhile; `keep` puts the last one aside."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise NotOursError
        with _locked(folder):
            if keep:
                folder.rename(_aside(folder))
            else:
                shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder):
        yield


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with os.fdopen(os.open(folder / MARK, os.O_RDWR | os.O_CREAT, 0o600), "rb") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUseError from None
        yield


def _aside(folder: Path) -> Path:
    number = 1
    while (aside := folder.with_name(f"{folder.name}.{number}")).exists():
        number += 1
    return aside
