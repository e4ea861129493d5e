"""Nothing tells in which order reports came: not how they are told, not where they lie."""

import sqlite3
from datetime import timedelta

import pytest

from scheduler.outbox import Drain
from storage import backup, outbox, sqlite
from storage.backup_file import lines
from storage.opening import Opening
from storage.store import Store
from storage.tables import CaseRow
from tests.migrated import migrate
from tests.storage.filing import NOON, filed

MANY = 40
OPENING = Opening.make()


@pytest.fixture
async def cases(store):
    """The ids of reports in the order in which they came, all to be told at the same hour."""
    return [(await filed(store, OPENING.sealing)).case for _ in range(MANY)]


async def told(store, moment):
    """The order in which the desk tells what is due, which then waits again."""
    heard = []

    async def deliver(notice):
        heard.append(notice.case)

    drain = Drain(store, deliver, lambda error: None, lambda: moment, side_by_side=1)
    await drain.once()
    return heard


async def test_at_a_posting_hour_reports_are_told_in_an_order_of_their_own(store, cases):
    heard = await told(store, NOON + timedelta(seconds=1))
    assert sorted(heard) == sorted(cases)
    assert heard not in (cases, cases[::-1], sorted(cases))


async def test_two_who_take_the_same_in_hand_get_it_in_different_orders(store, cases):
    def claim(session):
        taken = outbox.claim(session, NOON)
        for waiting in taken:
            outbox.let_go(session, waiting)
        return [waiting.notice.case for waiting in taken]

    assert await store.write(claim) != await store.write(claim)


async def test_what_rests_lies_in_the_order_of_random_ids(sqlite_url, tmp_path):
    migrate(sqlite_url)
    async with Store(sqlite_url) as store:
        came = [(await filed(store, OPENING.sealing)).case for _ in range(MANY)]
        bodies = await store.read(
            lambda session: {row.id: row.report.blob[-200:-100] for row in session.query(CaseRow)}
        )
        assert await store.rewrite()
        file = (tmp_path / "chuishao.db").read_bytes()
        assert (tmp_path / "chuishao.db-wal").stat().st_size == 0
    places = {case: file.find(body) for case, body in bodies.items()}
    assert min(places.values()) > 0
    assert sorted(came, key=lambda case: places[case]) == sorted(came) != came
    with sqlite3.connect(tmp_path / "chuishao.db") as database:
        for table in ("cases", "letters", "outbox"):
            with pytest.raises(sqlite3.OperationalError, match="rowid"):
                database.execute(f"SELECT rowid FROM {table}")
    database.close()


async def test_a_file_too_large_to_be_rewritten_is_left_as_it_is(sqlite_url, monkeypatch):
    migrate(sqlite_url)
    monkeypatch.setattr(sqlite, "LARGEST_REWRITTEN", 1000)
    async with Store(sqlite_url) as store:
        assert not await store.rewrite()


async def test_a_backup_tells_no_order(store, cases, tmp_path):
    with (tmp_path / "backup").open("wb") as file:
        await store.read(backup.save, file, OPENING.sealing, NOON)
    kept, table = [], ""
    with (tmp_path / "backup").open("rb") as file:
        for line in lines(file, OPENING):
            if isinstance(line, dict):
                table = line.get("table", "")
            elif table == "cases":
                kept.append(line[0])
    assert kept == sorted(cases)
