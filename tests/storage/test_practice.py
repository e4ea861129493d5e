"""Practice cases are removed whole, and nothing else with them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from domain.notices import CardChanged
from domain.people import Room
from storage import cases, docket, journal, outbox, people, practice, topics
from storage.opening import Opening
from storage.tables import AttachmentRow, CaseRow, LetterRow, OutboxRow
from storage.topics import Topic
from tests.storage.filing import prepared

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def sealing():
    return Opening.make().sealing


async def filed(store, sealing, *, is_practice):
    made = prepared(sealing, files=1)
    case = replace(made.filing.case, practice=is_practice, posted=True)
    filing = replace(made.filing, case=case)
    await store.write(cases.file, filing, sealing=sealing, not_before=NOON)
    return case


def everything(session):
    return {
        table: sorted(session.scalars(select(column)))
        for table, column in (
            ("cases", CaseRow.id),
            ("letters", LetterRow.case_id),
            ("attachments", AttachmentRow.case_id),
        )
    }


async def test_practice_goes_with_all_that_belongs_to_it_and_nothing_else_does(store, sealing):
    tried = await filed(store, sealing, is_practice=True)
    real = await filed(store, sealing, is_practice=False)
    await store.write(people.put_room, Room(id="room", chat_id=-1001, ready=True))
    await store.write(topics.remember, Topic(case=tried.id, room="room", thread=7, title="x"))
    await store.write(outbox.put, CardChanged(tried.id), not_before=NOON)
    assert [case.code for case in await store.read(practice.listed)] == [tried.code]
    assert await store.read(docket.by_stage) == {"received": 1}
    removed = await store.write(practice.remove, at=NOON)
    assert [case.id for case in removed] == [tried.id]
    left = await store.read(everything)
    assert left == {name: [real.id] for name in ("cases", "letters", "attachments")}
    waiting = await store.read(lambda s: sorted(s.scalars(select(OutboxRow.key))))
    assert waiting == [f"arrived:{real.id}", "board:room", "topic_over:room:7:0"]
    assert [entry.act for entry in await store.read(journal.of, tried.id)] == ["remove_practice"]
    assert await store.read(journal.verify) is None


async def test_where_there_is_none_nothing_happens(store, sealing):
    await filed(store, sealing, is_practice=False)
    before = await store.read(everything)
    assert await store.write(practice.remove, at=NOON) == []
    assert await store.read(everything) == before


async def test_a_report_merged_into_practice_goes_on_without_it(store, sealing):
    tried = await filed(store, sealing, is_practice=True)
    real = await filed(store, sealing, is_practice=False)

    def merge(session):
        session.get_one(CaseRow, real.id).merged_into = tried.id

    await store.write(merge)
    await store.write(practice.remove, at=NOON)
    assert (await store.read(cases.load, real.id)).merged_into is None
