"""Databases to walk over: SQLite's file afresh for each path, one PostgreSQL for all of them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from storage import schema
from storage.store import Store
from tests.handlers.intake.conftest import places


async def prepare(url: str) -> str:
    """The newest schema, enterprises, a site and a reviewer; the same address."""
    schema.upgrade(url)
    async with Store(url) as store:
        await store.remember(places)
    return url


@dataclass
class Template:
    """A SQLite database that is copied for each path."""

    file: Path

    @classmethod
    async def make(cls, folder: Path) -> "Template":
        """Made once in a folder."""
        made = cls(folder / "template.db")
        await prepare(f"sqlite:///{made.file}")
        return made

    def copy(self, folder: Path) -> str:
        """A fresh one in another folder."""
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.file, folder / "chuishao.db")
        return f"sqlite:///{folder / 'chuishao.db'}"
