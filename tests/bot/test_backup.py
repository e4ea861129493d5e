"""Backups are made, checked, kept for their time and restored from the command line."""

import stat
from datetime import UTC, datetime
from signal import SIGKILL

import pytest

from bot.backups import newest
from domain.change import Entry
from storage import journal
from storage.opening import Opening, Stretch
from storage.store import Store
from tests.bot.commands import call, run
from tests.migrated import migrate

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECRET = "correct horse battery"


@pytest.fixture
async def office(tmp_path, database_url):
    """An office with keys and an entry in its journal, on each engine in turn."""
    folder = tmp_path / "office"
    (folder / "keys").mkdir(parents=True)
    opening = Opening.make()
    opening.save(folder / "keys" / "opening.key", SECRET, Stretch(1, 8192))
    (folder / "keys" / "sealing.key").write_text(opening.sealing.public_key.hex())
    migrate(database_url)
    async with Store(database_url) as store:
        await store.write(journal.append, Entry("post", "somebody", NOON, "case"))
    return {"data_dir": folder, "database_url": database_url}


def made(office):
    told = call("bot.backup", "make", **office)
    assert told.returncode == 0, told.stderr
    return max((office["data_dir"] / "backups").glob("*.backup"))


def test_a_backup_is_made_checked_and_restored_into_the_other_engine(office, other_url):
    file = made(office)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    checked = call("bot.backup", "check", file, passphrase=SECRET, **office)
    assert "这份备份完整" in checked.stdout
    restored = call(
        "bot.backup", "restore", file, passphrase=SECRET, **office | {"database_url": other_url}
    )
    assert restored.returncode == 0, restored.stderr
    assert "日志完整：1 条" in restored.stdout
    assert "草稿不进备份" in restored.stdout


def test_a_database_that_holds_something_is_left_alone(office):
    told = call("bot.backup", "restore", made(office), passphrase=SECRET, **office)
    assert told.returncode == 1
    assert "没有动它" in told.stderr


@pytest.mark.parametrize("what", ["cut", "text"])
def test_a_file_that_is_no_whole_backup_says_so(office, other_url, what):
    file = made(office)
    file.write_bytes(file.read_bytes()[:-9] if what == "cut" else b"hello")
    settings = office | {"database_url": other_url}
    for command in ("check", "restore"):
        told = call("bot.backup", command, file, passphrase=SECRET, **settings)
        assert told.returncode == 1
        assert "读不了" in told.stderr
    assert call("bot.journal", "verify", **settings).stdout.startswith("日志还是空的")


def test_a_wrong_passphrase_and_a_missing_key_name_their_cure(office, tmp_path):
    file = made(office)
    wrong = call("bot.backup", "check", file, passphrase="something else", **office)
    assert "口令不对" in wrong.stderr
    nowhere = call(
        "bot.backup", "check", file, "--opening-key", tmp_path / "x", passphrase=SECRET, **office
    )
    assert "恢复词" in nowhere.stderr
    gone = call("bot.backup", "check", tmp_path / "none", passphrase=SECRET, **office)
    assert "读不到这个文件" in gone.stderr


def test_making_one_asks_for_no_secret(office):
    (office["data_dir"] / "keys" / "opening.key").unlink()
    made(office)


def test_where_no_backup_can_be_written_the_cure_is_named_and_nothing_half_stays(office):
    (office["data_dir"] / "keys" / "sealing.key").unlink()
    told = call("bot.backup", "make", **office)
    assert told.returncode == 1
    assert "没有备份成" in told.stderr
    assert not list(office["data_dir"].glob("backups/*"))


def test_old_backups_go_when_their_time_is_over_and_the_newest_stays(office):
    folder = office["data_dir"] / "backups"
    folder.mkdir()
    for name in ("chuishao-2020-01-01-020000.backup", "chuishao-2020-01-02-020000.backup"):
        (folder / name).touch()
    (folder / "notes-2020.txt").touch()
    assert newest(folder).year == 2020
    file = made(office)
    assert sorted(folder.iterdir()) == [file, folder / "notes-2020.txt"]
    assert newest(folder).year > 2020


def killed(office, *command, at):
    """A command that a power cut ends at a point."""
    told = run("bot.backup", *command, failpoint=at, passphrase=SECRET, **office)
    assert told.returncode == -SIGKILL


def test_a_kill_while_a_backup_is_made_leaves_none_and_its_rest_goes_the_next_day(office):
    folder = office["data_dir"] / "backups"
    killed(office, "make", at="backup.before:1")
    (rest,) = folder.iterdir()
    assert newest(folder) is None
    old = rest.rename(rest.with_name(".chuishao-2020-01-01-020000.backup.new"))
    file = made(office)
    assert not old.exists()
    checked = call("bot.backup", "check", file, passphrase=SECRET, **office)
    assert "这份备份完整" in checked.stdout


@pytest.mark.parametrize(("at", "whole"), [("commit.before:1", False), ("commit.after:1", True)])
def test_a_kill_while_a_backup_is_restored_leaves_all_or_nothing(office, other_url, at, whole):
    file, into = made(office), office | {"database_url": other_url}
    killed(into, "restore", file, at=at)
    told = call("bot.journal", "verify", **into).stdout
    assert told.startswith("日志完整：1 条" if whole else "日志还是空的")
    again = call("bot.backup", "restore", file, passphrase=SECRET, **into)
    assert again.returncode == (1 if whole else 0)
