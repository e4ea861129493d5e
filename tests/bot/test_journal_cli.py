"""The journal is verified from the command line, and its first broken entry is named."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text

from domain.change import Entry
from storage import journal
from storage.store import Store
from tests.bot.commands import call
from tests.migrated import migrate

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
async def kept(tmp_path):
    """A database with three entries: its settings, and a way to tamper with it."""
    url = f"sqlite:///{tmp_path / 'chuishao.db'}"
    migrate(url)
    async with Store(url) as store:
        for act in ("post", "take_on", "conclude"):
            await store.write(journal.append, Entry(act, "somebody", NOON, "case"))

    def tamper(statement):
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()

    return {"data_dir": tmp_path}, tamper


def test_a_whole_journal_is_told_in_one_sentence(kept):
    settings, _ = kept
    told = call("bot.journal", "verify", **settings)
    assert told.returncode == 0
    assert told.stdout.startswith("日志完整：3 条")
    head = call("bot.journal", "head", **settings)
    assert head.stdout.startswith("第 3 条 ")
    assert head.stdout.split()[-1] == told.stdout.strip().split("：")[-1]


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE journal SET act = 'decline' WHERE number = 2", 2),
        ("DELETE FROM journal WHERE number = 1", 1),
        ("DELETE FROM journal WHERE number = 3", 3),
        ("UPDATE journal SET at = '2026-11-24T00:00:00+00:00' WHERE number = 3", 3),
    ],
)
def test_the_first_broken_entry_is_named(kept, statement, number):
    settings, tamper = kept
    tamper(statement)
    told = call("bot.journal", "verify", language="en", **settings)
    assert told.returncode == 1
    assert told.stderr.startswith(f"The journal breaks at entry {number}:")


def test_an_empty_journal_is_called_empty(tmp_path):
    migrate(f"sqlite:///{tmp_path / 'chuishao.db'}")
    told = call("bot.journal", "verify", data_dir=tmp_path)
    assert (told.returncode, told.stdout) == (0, "日志还是空的，没有什么可核对。\n")


def test_a_note_the_journal_does_not_know_is_told(kept):
    settings, tamper = kept
    tamper(
        "INSERT INTO notes (id, case_id, by, purpose, at, body)"
        " VALUES ('n', 'case', 'somebody', 'note', '2026-11-23 12:00:00', x'00')"
    )
    told = call("bot.journal", "verify", **settings)
    assert told.returncode == 1
    assert "1 份材料日志里没有记载" in told.stderr
