"""What the store promises, on both engines; what only one of them has is asked of that one."""

import asyncio
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import DeclarativeBase

from storage import Session
from storage.store import Store, StoreUnavailableError

METADATA = MetaData()


class Base(DeclarativeBase):
    metadata = METADATA


WORDS = Table(
    "words",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("word", String, unique=True, nullable=False),
)


class Word(Base):
    __table__ = WORDS


LABELS = Table(
    "labels",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "word_id", ForeignKey("words.id", deferrable=True, initially="DEFERRED"), nullable=False
    ),
)


def create(session: Session) -> None:
    METADATA.create_all(session.connection())


def keep(session: Session, word: str) -> str:
    session.execute(insert(WORDS), {"word": word})
    return word


def label_nothing(session: Session) -> None:
    """Breaks a deferred constraint: only the commit fails."""
    session.execute(insert(LABELS), {"word_id": 404})


def kept(session: Session) -> set[str]:
    return set(session.scalars(select(WORDS.c.word)))


@pytest.fixture
async def words(database_url: str) -> AsyncIterator[Store]:
    async with Store(database_url) as store:
        await store.write(create)
        yield store


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
    store._engine._longest = 0.0
    first = asyncio.ensure_future(store.write(gate))
    await asyncio.to_thread(gate.entered.wait, 10)
    store._engine._longest = 60.0
    tasks = [asyncio.ensure_future(store.write(work)) for work in works]
    await asyncio.sleep(0.02)  # each has put its work into the queue, and the gate's time is over
    gate.opened.set()
    await first
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_was_written_is_read(words):
    assert await words.write(keep, word="矿井") == "矿井"
    assert await words.read(kept) == {"矿井"}


async def test_a_failing_work_records_nothing_and_its_error_reaches_its_caller(words):
    def half(session):
        keep(session, "half")
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        await words.write(half)
    assert await words.read(kept) == set()


async def test_a_refused_row_is_its_callers_error(words):
    await words.write(keep, "once")
    with pytest.raises(IntegrityError):
        await words.write(keep, "once")


async def test_a_row_that_is_refused_when_it_is_flushed_is_its_callers_error(words):
    with pytest.raises(IntegrityError):
        await words.write(lambda session: session.add(Word(word=None)))
    assert await words.write(keep, "next") == "next"


async def test_a_work_that_runs_out_of_items_does_not_leave_its_caller_waiting(words):
    async with asyncio.timeout(5):
        with pytest.raises(RuntimeError, match="ran out"):
            await words.write(lambda session: next(iter(())))


async def test_a_read_cannot_write(words):
    with pytest.raises(DBAPIError):
        await words.read(keep, "sneaked")
    assert await words.read(kept) == set()


async def test_a_read_sees_one_moment_while_others_write(words):
    loop = asyncio.get_running_loop()

    def twice(session):
        before = kept(session)
        asyncio.run_coroutine_threadsafe(words.write(keep, "meanwhile"), loop).result(10)
        return before, kept(session)

    before, after = await words.read(twice)
    assert before == after == set()
    assert await words.read(kept) == {"meanwhile"}


async def test_an_error_hides_the_values(words):
    await words.write(keep, "canary")
    with pytest.raises(IntegrityError) as caught:
        await words.write(keep, "canary")
    assert "hide_parameters" in str(caught.value)


async def test_closing_finishes_what_was_handed_in(database_url):
    store = Store(database_url)
    await store.start()
    await store.write(create)
    tasks = [asyncio.ensure_future(store.write(keep, f"w{n}")) for n in range(100)]
    await asyncio.sleep(0)
    await store.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("store-")]
    assert len(await asyncio.gather(*tasks)) == 100


async def test_a_caller_that_gave_up_disturbs_nobody(words):
    tasks = [asyncio.ensure_future(words.write(keep, f"w{n}")) for n in range(20)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert [end for end in ends if isinstance(end, str)] == [f"w{n}" for n in range(1, 20, 2)]


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://host/db", "postgresql://h/d"]
)
def test_a_store_is_a_file_or_postgresql_through_psycopg(url):
    with pytest.raises(ValueError):
        Store(url)


# SQLite


async def test_waiting_writes_share_a_commit(file_words):
    commits = []
    event.listen(file_words._engine._writing, "commit", commits.append)
    await behind_a_gate(file_words, *(lambda s, n=n: keep(s, f"w{n}") for n in range(60)))
    assert len(await file_words.read(kept)) == 60
    assert len(commits) == 1 + 2  # at most 32 in one


async def test_a_write_returns_only_after_its_commit(file_words):
    order = []
    event.listen(file_words._engine._writing, "commit", lambda connection: order.append("commit"))
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
        assert len(list(path.parent.iterdir())) == 3


@pytest.mark.parametrize(("mode", "kept"), [(0o660, 0o660), (0o664, 0o600)])
async def test_a_group_may_share_the_file_and_nobody_else(tmp_path, mode, kept):
    path = tmp_path / "here.db"
    path.touch()
    path.chmod(mode)
    async with Store(f"sqlite:///{path}") as store:
        await store.write(create)
        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {kept}
        assert len(list(tmp_path.iterdir())) == 3


WRITER = """
import asyncio, sys
from sqlalchemy import text
from storage.store import Store

async def main(url, name, many):
    async with Store(url) as store:
        async def one(n):
            def work(session):
                session.scalar(text("SELECT count(*) FROM words"))  # decided on what it read
                session.execute(text("INSERT INTO words (word) VALUES (:w)"), {"w": f"{name}-{n}"})
            await store.write(work)
            print(f"{name}-{n}", flush=True)
        for start in range(0, many, 20):
            await asyncio.gather(*(one(n) for n in range(start, start + 20)))

asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""


def start_writer(url: str, name: str, many: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, url, name, str(many)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )


async def test_two_processes_lose_nothing_to_each_other(words, database_url):
    processes = [start_writer(database_url, name, 200) for name in ("a", "b")]
    outputs = [await asyncio.to_thread(process.communicate) for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    told = {line for out, _ in outputs for line in out.split()}
    assert len(told) == 400
    assert await words.read(kept) == told


async def test_what_a_killed_process_was_told_is_kept(words, database_url):
    process = start_writer(database_url, "k", 1_000_000)
    assert process.stdout is not None
    told = {process.stdout.readline().strip() for _ in range(300)}
    process.kill()
    rest, _ = process.communicate()
    whole = rest[: rest.rfind("\n") + 1]  # the last line may be cut short
    told |= set(whole.split())
    assert process.returncode == -signal.SIGKILL
    assert told <= await words.read(kept)


# PostgreSQL


@pytest.fixture
async def server_words(postgresql_url: str) -> AsyncIterator[Store]:
    async with Store(postgresql_url) as store:
        await store.write(create)
        yield store


async def test_postgresql_runs_works_side_by_side(server_words):
    meeting = threading.Barrier(2, timeout=5)

    def meet(session, word):
        keep(session, word)
        meeting.wait()

    await asyncio.gather(server_words.write(meet, "one"), server_words.write(meet, "two"))
    assert await server_words.read(kept) == {"one", "two"}


async def test_a_deadlock_is_run_again_until_both_are_done(server_words):
    for word in ("left", "right"):
        await server_words.write(keep, word)
    meeting = threading.Barrier(2)
    runs = []

    def cross(session, first, second):
        runs.append(first)
        for place, word in enumerate((first, second)):
            session.execute(update(WORDS).where(WORDS.c.word == word).values(id=WORDS.c.id + 10))
            if place == 0 and len(runs) <= 2:
                meeting.wait(5)

    await asyncio.gather(
        server_words.write(cross, "left", "right"), server_words.write(cross, "right", "left")
    )
    assert len(runs) == 3
    assert await server_words.read(lambda s: s.scalar(select(func.sum(WORDS.c.id)))) == 1 + 2 + 40


async def test_a_lost_connection_is_replaced(server_words):
    runs = []

    def cut_once(session):
        keep(session, "again")
        runs.append(1)
        if len(runs) == 1:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    await server_words.write(cut_once)
    assert len(runs) == 2
    assert await server_words.read(kept) == {"again"}


async def test_a_server_that_is_not_there_is_unavailable(tmp_path):
    store = Store(f"postgresql+psycopg:///db?host={tmp_path}", tries=2)
    with pytest.raises(StoreUnavailableError):
        await store.start()
    await store.close()
