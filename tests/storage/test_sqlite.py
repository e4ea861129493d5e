"""What only SQLite is asked: that many works share a commit, and that it is kept apart."""

import asyncio
import sqlite3
import stat
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from storage import Session
from storage.store import Store, StoreUnavailableError
from tests.storage.words import create, keep, kept, label_nothing


@pytest.fixture
async def file_words(sqlite_url: str) -> AsyncIterator[Store]:
    async with Store(sqlite_url, lock_seconds=0.05, tries=2) as store:
        await store.write(create)
        yield store


class Gate:
    """A unit of work that keeps the writer busy until it is opened."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.opened = threading.Event()

    def __call__(self, session: Session) -> None:
        self.entered.set()
        assert self.opened.wait(10)


async def behind_a_gate(store: Store, *works) -> list[object]:
    """Hands all the works in while the writer is busy, so that they wait for it together.

    The gate's own group takes nobody in; the next takes all in, however slow the machine is.
    """
    gate = Gate()
    store._engine._writer.longest = 0.0
    first = asyncio.ensure_future(store.write(gate))
    await asyncio.to_thread(gate.entered.wait, 10)
    store._engine._writer.longest = 60.0
    tasks = [asyncio.ensure_future(store.write(work)) for work in works]
    await asyncio.sleep(0.02)  # each has put its work into the queue, and the gate's time is over
    gate.opened.set()
    await first
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_waiting_writes_share_a_commit(file_words):
    commits = []
    event.listen(file_words._engine._writer.engine, "commit", commits.append)
    await behind_a_gate(file_words, *(lambda s, n=n: keep(s, f"w{n}") for n in range(60)))
    assert len(await file_words.read(kept)) == 60
    assert len(commits) == 1 + 2  # at most 32 in one


async def test_a_write_returns_only_after_its_commit(file_words):
    order = []
    event.listen(
        file_words._engine._writer.engine, "commit", lambda connection: order.append("commit")
    )
    await file_words.write(keep, "durable")
    order.append("returned")
    assert order == ["commit", "returned"]


async def test_one_failure_leaves_the_rest_of_its_group_alone(file_words):
    def fail(session):
        keep(session, "lost")
        raise LookupError

    ends = await behind_a_gate(
        file_words,
        lambda s: keep(s, "before"),
        fail,
        lambda s: keep(s, "after"),
    )
    assert ends[0] == "before"
    assert isinstance(ends[1], LookupError)
    assert ends[2] == "after"
    assert await file_words.read(kept) == {"before", "after"}


async def test_a_failed_commit_fails_the_whole_group(file_words):
    ends = await behind_a_gate(
        file_words, lambda s: keep(s, "one"), label_nothing, lambda s: keep(s, "two")
    )
    assert [type(end) for end in ends] == [StoreUnavailableError] * 3
    assert await file_words.read(kept) == set()
    assert await file_words.write(keep, "next") == "next"


async def test_when_sqlite_rolls_everything_back_nobody_is_told_it_was_kept(file_words):
    def struck(session):
        # what SQLite does by itself on a full disk: the whole transaction is gone
        session.connection().exec_driver_sql("INSERT OR ROLLBACK INTO words (word) VALUES (NULL)")

    ends = await behind_a_gate(
        file_words, lambda s: keep(s, "one"), struck, lambda s: keep(s, "two")
    )
    assert [type(end) for end in ends[:2]] == [StoreUnavailableError, IntegrityError]
    assert ends[2] == "two"
    assert await file_words.read(kept) == {"two"}


async def test_a_full_disk_is_no_fault_of_the_work(file_words):
    def fill(session):
        connection = session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        keep(session, "x" * 100_000)

    with pytest.raises(StoreUnavailableError):
        await file_words.write(fill)


async def test_a_file_locked_by_another_process_is_unavailable_and_then_available(
    file_words, sqlite_url
):
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailableError):
        await file_words.write(keep, "locked out")
    other.execute("ROLLBACK")
    other.close()
    await file_words.write(keep, "let in")
    assert await file_words.read(kept) == {"let in"}


async def test_nobody_else_writes_between_what_a_work_reads_and_what_it_writes(
    file_words, sqlite_url
):
    def intrude(session):
        kept(session)
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0)
        try:
            other.execute("INSERT INTO words (word) VALUES ('intruder')")
        finally:
            other.close()

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await file_words.write(intrude)


async def test_a_short_lock_is_waited_for(file_words, sqlite_url):
    other = sqlite3.connect(
        sqlite_url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.08, other.execute, ["ROLLBACK"]).start()
    assert await file_words.write(keep, "patient") == "patient"
    other.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),
        ("busy_timeout", 50),
    ],
)
async def test_every_connection_is_set_up(file_words, pragma, value):
    def ask(session):
        return session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar()

    assert await file_words.read(ask) == value
    assert await file_words.write(ask) == value


async def test_the_file_and_its_folder_are_the_owners_alone(tmp_path):
    path = tmp_path / "kept" / "here.db"
    async with Store(f"sqlite:///{path}") as store:
        await store.write(create)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
        assert len(list(path.parent.iterdir())) == 4


@pytest.mark.parametrize(("mode", "kept"), [(0o660, 0o660), (0o664, 0o600)])
async def test_a_group_may_share_the_file_and_nobody_else(tmp_path, mode, kept):
    path = tmp_path / "here.db"
    path.touch()
    path.chmod(mode)
    async with Store(f"sqlite:///{path}") as store:
        await store.write(create)
        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {kept}
        assert len(list(tmp_path.iterdir())) == 4
