"""The database is made and checked by one command, and refused when it is not the newest."""

import psycopg
import pytest
from sqlalchemy import create_engine

from bot.ready import require_newest, what_is_wrong
from bot.settings import OfficeSettings
from storage import schema
from storage.grants import DESK
from storage.roles import CURE
from tests.bot.commands import call


def settings(tmp_path, **more):
    return OfficeSettings(_env_file=None, data_dir=tmp_path, **more)


def test_an_empty_database_is_made_and_then_left_alone(tmp_path):
    first = call("bot.migrate", data_dir=tmp_path)
    assert (first.returncode, first.stdout) == (0, f"数据库升级好了（{schema.newest()}）。\n")
    again = call("bot.migrate", data_dir=tmp_path)
    assert (again.returncode, again.stdout) == (0, f"数据库是最新的（{schema.newest()}）。\n")


def test_a_check_changes_nothing(tmp_path):
    checked = call("bot.migrate", "--check", data_dir=tmp_path, language="en")
    assert checked.returncode == 1
    assert checked.stderr == (
        "The database has not been made yet. First run: python -m bot.migrate\n"
    )
    assert not (tmp_path / "chuishao.db").exists()


def test_a_process_does_not_start_on_a_database_that_was_never_made(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        require_newest(settings(tmp_path))
    assert ended.value.code == 2
    assert "python -m bot.migrate" in capsys.readouterr().err


def test_a_database_of_a_newer_program_is_left_as_it_is(tmp_path):
    office = settings(tmp_path)
    schema.upgrade(office.database)
    assert what_is_wrong(office) is None
    engine = create_engine(office.database)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    assert "9999 比程序新" in (what_is_wrong(office) or "")
    refused = call("bot.migrate", data_dir=tmp_path)
    assert refused.returncode == 1
    assert "9999 比程序新" in refused.stderr
    assert schema.current(office.database) == "9999"


def test_an_unreachable_database_is_told_in_a_sentence_without_its_password(tmp_path):
    url = "postgresql://chuishao:geheim-7@127.0.0.1:1/chuishao"
    told = call("bot.migrate", database_url=url, data_dir=tmp_path)
    assert told.returncode == 1
    assert told.stderr.startswith("数据库连不上。")
    assert told.stderr.count("\n") == 1
    assert "geheim-7" not in told.stdout + told.stderr


def test_whoever_owns_no_table_changes_nothing_and_is_told_who_can(postgresql_url, login, tmp_path):
    assert call("bot.migrate", database_url=postgresql_url, data_dir=tmp_path).stderr == ""
    as_desk = {"database_url": login(postgresql_url, DESK), "data_dir": tmp_path}
    refused = call("bot.migrate", **as_desk)
    assert refused.returncode == 1
    assert refused.stderr.startswith("这个数据库用户不能升级")
    assert call("bot.migrate", "--check", **as_desk).returncode == 0


def test_roles_that_cannot_be_made_are_told_with_the_cure(other_server, tmp_path):
    with psycopg.connect(other_server.running.get_uri(), autocommit=True) as connection:
        connection.execute("CREATE ROLE keeper LOGIN")
        connection.execute("CREATE DATABASE kept OWNER keeper")
    url = other_server.running.get_uri(database="kept").replace("postgres:@", "keeper:@")
    told = call("bot.migrate", database_url=url, data_dir=tmp_path)
    assert told.returncode == 0
    assert CURE in told.stderr
    assert "升级好了" in told.stdout
