"""The journal grows under one lock, and whoever changes it is found out."""

import asyncio

import pytest
from sqlalchemy import delete, update

from domain.change import Entry
from storage import journal
from storage.journal import Break, Head
from storage.tables import JournalRow
from tests.storage.filing import NOON

START = Head(0, journal.START)


def entry(number):
    return Entry("take_on", "anna", NOON, f"case-{number}", {"stage": "accepted"})


async def written(store, count):
    await asyncio.gather(*(store.write(journal.append, entry(n)) for n in range(count)))


async def test_an_empty_journal_holds(store):
    assert await store.read(journal.head) == START
    assert await store.read(journal.verify) is None


async def test_entries_written_side_by_side_make_one_chain(store):
    await written(store, 20)
    assert (await store.read(journal.head)).number == 20
    assert await store.read(journal.verify) is None
    assert [one.act for one in await store.read(journal.of, "case-7")] == ["take_on"]


@pytest.mark.parametrize(
    ("change", "first"),
    [
        (update(JournalRow).where(JournalRow.number == 2).values(by="someone else"), 2),
        (delete(JournalRow).where(JournalRow.number == 2), 2),
        (delete(JournalRow).where(JournalRow.number == 4), 4),
    ],
)
async def test_an_entry_changed_or_taken_out_is_named(store, change, first):
    await written(store, 4)
    await store.write(lambda session: session.execute(change) and None)
    assert await store.read(journal.verify) == Break(first)
