"""A backup brings everything back, on either engine, and tells nobody anything on the way."""

import asyncio
import io
import threading
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, insert, select

from domain.change import Entry
from storage import backup, journal
from storage.backup import LEFT_OUT, NotEmptyError, OtherSchemaError
from storage.backup_file import BackupError, Writer, lines
from storage.opening import Opening
from storage.store import Store
from storage.tables import Base

MADE = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CANARY = "CANARY-三号楼"
OPENING = Opening.make()


def value(column, number):
    """Something that fits into the column of the row `number`, and is unlike every other."""
    own = any(key.column.table is column.table for key in column.foreign_keys)
    if own:
        return "id 2" if number == 1 else None
    if column.foreign_keys:
        return f"id {number}"
    if column.primary_key and column.table.name == "journal_head":
        return number
    if column.name == "visible_from" and number == 1:
        return None  # what comes in has no moment, and number 1 is true of it
    kind = type(column.type).__name__
    match kind:
        case "SealedColumn":
            return OPENING.sealing.seal(f"{CANARY} {number}".encode(), "test", "x")
        case "UtcDateTime":
            return datetime(2026, 11, number, 8, 30, 1, 123456, tzinfo=UTC)
        case "LargeBinary":
            return bytes([number, 0, 255])
        case "JSON":
            return {"said": f"{CANARY} {number}"} if number == 1 else {}
        case "Date":
            return date(2026, 11, number)
        case "Boolean":
            return number == 1
        case "Integer" | "BigInteger":
            return -(10**12) * number if kind == "BigInteger" else number
        case "String":
            return f"id {number}" if column.primary_key else f"{CANARY} {column.name} {number}"
    raise AssertionError(f"{column} {kind}")


def fill(session):
    """Two rows in every table, one of them pointing to the other where that is possible."""
    for table in Base.metadata.sorted_tables:
        for number in (2, 1) if table.name != "journal_head" else ():
            row = {column.name: value(column, number) for column in table.columns}
            session.execute(insert(table), [row])


def everything(session):
    """All that is kept, by table."""
    return {
        table.name: sorted(map(repr, session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
        if table.name not in LEFT_OUT
    }


async def saved(store, opening=OPENING):
    file = io.BytesIO()
    await store.read(backup.save, file, opening.sealing, MADE)
    return file.getvalue()


async def restored(store, content, opening=OPENING):
    return await store.write(backup.restore, lambda: io.BytesIO(content), opening)


async def test_everything_comes_back_on_either_engine(store, other_url):
    await store.write(fill)
    content = await saved(store)
    async with Store(other_url) as other:
        assert await restored(other, content) == MADE
        assert await other.read(everything) == await store.read(everything)


async def test_drafts_are_not_in_a_backup(store):
    await store.write(fill)
    told = lines(io.BytesIO(await saved(store)), OPENING)
    names = {line.get("table") for line in told if isinstance(line, dict)}
    assert "cases" in names
    assert not names & LEFT_OUT
    assert {"drafts", "draft_files"} <= LEFT_OUT


async def test_without_the_opening_key_a_backup_says_nothing(store):
    await store.write(fill)
    content = await saved(store)
    assert CANARY.encode() not in content
    with pytest.raises(BackupError):
        await restored(store, content, Opening.make())


async def test_a_key_that_was_rotated_still_opens_an_older_backup(store):
    content = await saved(store)
    assert backup.made_at(io.BytesIO(content), OPENING.rotated()) == MADE


async def test_nothing_is_put_into_a_database_that_holds_something(store):
    await store.write(fill)
    before = await store.read(everything)
    with pytest.raises(NotEmptyError):
        await restored(store, await saved(store))
    assert await store.read(everything) == before


@pytest.mark.parametrize("end", [10, 200, -1, -40])
async def test_of_a_file_cut_short_nothing_is_kept(store, other_url, end):
    await store.write(fill)
    content = (await saved(store))[:end]
    async with Store(other_url) as other:
        empty = await other.read(everything)
        with pytest.raises(BackupError):
            await restored(other, content)
        assert await other.read(everything) == empty


@pytest.mark.parametrize("place", [0, 30, 300, -20])
async def test_a_file_that_was_changed_is_refused(store, place):
    content = bytearray(await saved(store))
    content[place] ^= 1
    with pytest.raises(BackupError):
        backup.made_at(io.BytesIO(bytes(content)), OPENING)


async def test_a_backup_of_another_schema_names_it(store):
    file = io.BytesIO()
    writer = Writer(file, OPENING.sealing)
    writer.line({"made": MADE.isoformat(), "schema": "0000"})
    writer.end()
    with pytest.raises(OtherSchemaError) as refused:
        await restored(store, file.getvalue())
    assert refused.value.revision == "0000"


async def test_a_backup_is_one_moment_however_long_it_takes(store):
    begun, on = threading.Event(), threading.Event()
    file = io.BytesIO()

    def slowly(session):
        before = session.scalar(select(func.count()).select_from(Base.metadata.tables["cases"]))
        begun.set()
        assert on.wait(10)
        return before, backup.save(session, file, OPENING.sealing, MADE)

    saving = asyncio.create_task(store.read(slowly))
    await asyncio.to_thread(begun.wait, 10)
    await store.write(fill)
    on.set()
    assert await saving == (0, 1), "the journal's head alone"


async def test_the_journal_that_comes_back_is_whole(store, other_url):
    for subject in ("a", "b"):
        await store.write(journal.append, Entry("test", "nobody", MADE, subject))
    head = await store.read(journal.head)
    async with Store(other_url) as other:
        await restored(other, await saved(store))
        assert await other.read(journal.verify) is None
        assert await other.read(journal.head) == head
