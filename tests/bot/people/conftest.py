"""An office whose people are kept from the command line, and its store."""

import pytest

from storage.opening import Opening
from storage.store import Store
from tests.migrated import migrate


@pytest.fixture
def place(tmp_path):
    """The settings of an office with a database and a sealing key."""
    migrate(f"sqlite:///{tmp_path / 'chuishao.db'}")
    (tmp_path / "keys").mkdir()
    key = Opening.make().sealing.public_key
    (tmp_path / "keys" / "sealing.key").write_text(key.hex())
    return {"data_dir": tmp_path}


@pytest.fixture
async def store(tmp_path, place):
    async with Store(f"sqlite:///{tmp_path / 'chuishao.db'}") as opened:
        yield opened
