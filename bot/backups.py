"""The folder of the backups: what they are called, and how old the newest is."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"chuishao-(\d{4}-\d{2}-\d{2})-\d{6}\.backup")


def named(made: datetime) -> str:
    """What a backup made at that moment is called."""
    return f"chuishao-{made:%Y-%m-%d-%H%M%S}.backup"


def cut_off(folder: Path) -> list[tuple[Path, date]]:
    """What a kill left of backups that were being made, each with its day."""
    return [
        (path, date.fromisoformat(shape[1]))
        for path in folder.glob(".chuishao-*.backup.new")
        if (shape := _NAME.fullmatch(path.name[1:].removesuffix(".new")))
    ]


def kept(folder: Path) -> list[tuple[Path, date]]:
    """The backups in a folder, each with its day, in no order."""
    return [
        (path, date.fromisoformat(shape[1]))
        for path in folder.glob("chuishao-*.backup")
        if (shape := _NAME.fullmatch(path.name))
    ]


def newest(folder: Path) -> date | None:
    """The day of the newest backup; None when there is none, or nobody may look."""
    try:
        return max((day for _, day in kept(folder)), default=None)
    except OSError:
        return None
