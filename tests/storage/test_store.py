"""What the store promises, on both engines; what only one of them has is asked of that one."""

import asyncio
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.store import Store
from tests.storage.words import Word, create, keep, kept


@pytest.fixture
async def words(database_url: str) -> AsyncIterator[Store]:
    async with Store(database_url) as store:
        await store.write(create)
        yield store


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
