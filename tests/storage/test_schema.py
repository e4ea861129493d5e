"""The schema is what the migrations make, and they can be walked both ways on both engines."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from storage import schema


@pytest.fixture
def tables(database_url):
    """The names of the tables there are now."""

    def names():
        engine = create_engine(database_url)
        with engine.connect() as connection:
            found = set(inspect(connection).get_table_names())
        engine.dispose()
        return found - {"alembic_version"}

    return names


def test_every_migration_can_be_walked_up_down_and_up_again(database_url, tables):
    steps = schema.revisions()
    for below, step in zip([None, *steps], steps, strict=False):
        schema.upgrade(database_url, step)
        first = tables()
        schema.downgrade(database_url, below or "base")
        assert schema.current(database_url) == below
        schema.upgrade(database_url, step)
        assert schema.current(database_url) == step
        assert tables() == first
    schema.downgrade(database_url, "base")
    assert tables() == set()


def test_the_newest_revision_is_what_the_row_classes_say(database_url):
    schema.upgrade(database_url)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        command.check(schema.config(connection))
    engine.dispose()


def test_the_history_is_one_line():
    scripts = ScriptDirectory.from_config(schema.config())
    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1
    assert not [step.revision for step in scripts.walk_revisions() if step.is_merge_point]
    assert schema.revisions()[-1] == schema.newest()


def test_a_database_that_is_not_there_has_no_revision_and_is_not_made(tmp_path):
    file = tmp_path / "chuishao.db"
    assert schema.current(f"sqlite:///{file}") is None
    assert not file.exists()


def test_a_new_sqlite_file_is_its_owners_alone(tmp_path):
    file = tmp_path / "data" / "chuishao.db"
    schema.upgrade(f"sqlite:///{file}")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_migration_that_fails_leaves_nothing_behind(database_url, tables):
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE topics (id INTEGER)")
    engine.dispose()
    with pytest.raises(Exception, match="topics"):
        schema.upgrade(database_url)
    assert tables() == {"topics"}
    assert schema.current(database_url) is None


BEFORE_ROWS_WERE_REBUILT = "0004"
WRITTEN_BY_REPORTERS = {
    *("cases", "letters", "attachments", "drafts", "draft_files", "outbox", "handled"),
    *("identities", "routes", "knockables"),
}


def made(url):
    """How SQLite made each table and index."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        ).all()
    engine.dispose()
    return dict(rows)


def test_what_reporters_write_has_no_row_numbers_and_loses_no_rule(sqlite_url):
    schema.upgrade(sqlite_url, BEFORE_ROWS_WERE_REBUILT)
    before = made(sqlite_url)
    schema.upgrade(sqlite_url)
    after = made(sqlite_url)
    assert {name for name, how in after.items() if "WITHOUT ROWID" in how} == WRITTEN_BY_REPORTERS
    assert {name for name in before if name.startswith(("ix_", "uq_"))} <= set(after)
    for name in (WRITTEN_BY_REPORTERS & before.keys()) - {"handled"}:
        for rule in ("CONSTRAINT", "CHECK", "REFERENCES", "CASCADE", "NOT NULL"):
            assert after[name].count(rule) == before[name].count(rule), (name, rule)


def test_rows_live_through_being_rebuilt(sqlite_url):
    schema.upgrade(sqlite_url, BEFORE_ROWS_WERE_REBUILT)
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        for at, name in enumerate(("c", "a", "b")):
            connection.exec_driver_sql(
                "INSERT INTO outbox (key, kind, fields, rank, not_before, wanted, state, attempts)"
                " VALUES (?, 'card', '{}', ?, '2026-11-23 00:00:00', 1, 'waiting', 0)",
                (name, at),
            )
    schema.upgrade(sqlite_url)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT key, rank, kind FROM outbox").all()
    engine.dispose()
    assert rows == [("a", 1, "card"), ("b", 2, "card"), ("c", 0, "card")]
