"""What has had its time is destroyed at night with all that belongs to it, and looked for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, select, text, update

from domain import receipts
from domain.cases import Outcome, Stage
from domain.notices import CardChanged
from domain.people import Reviewer, Role, Room
from domain.reading import Line, LineKind
from domain.retention import Keeping
from scheduler.retention import destroy_over
from storage import attachments, cases, journal, letters, notes, outbox, pending, people, topics
from storage.ids import fresh
from storage.notes import Note
from storage.opening import Opening
from storage.pending import Pending
from storage.screens import Screen, remember
from storage.tables import Base, CaseRow, LetterRow, OutboxRow
from storage.topics import Topic
from tests.proof import forms
from tests.proof.places import below
from tests.proof.search import Search
from tests.storage.filing import DAY, NOON, filed

KEEPING = Keeping()
CLOSED = timedelta(days=31)
LONG_AFTER = datetime(2036, 1, 1, 3, 20, tzinfo=UTC)
_JOURNAL = {"journal", "journal_head"}


@pytest.fixture
def sealing():
    return Opening.make().sealing


async def closed(store, sealing, *, outcome=Outcome.PROVEN, **report):
    """A case that was closed, with everything that can belong to one."""
    made = await filed(store, sealing, files=2, **report)

    def end(session):
        values = {"stage": Stage.CLOSED, "outcome": outcome, "concluded_on": DAY, "posted": True}
        session.execute(update(CaseRow).where(CaseRow.id == made.case).values(values))
        letters.write(
            session,
            made.case,
            Line(kind=LineKind.PROVEN, day=DAY, text="查过了"),
            sealing=sealing,
            visible_from=NOON,
        )
        note = Note(fresh(), made.case, "r1", "note", NOON, sealing.seal(b"n", notes.PLACE, "n"))
        notes.write(session, note)
        outbox.put(session, CardChanged(made.case), not_before=NOON)
        remember(session, Screen("walk:5", 5, 77, {"kind": "one", "case": made.case, "trail": []}))
        remember(session, Screen("rings:room", 0, 0, {made.case: [[-1, 2, "x", "y"]]}))
        pending.put(session, _writes(made.case))
        topics.remember(session, Topic(case=made.case, room="room", thread=7, title="x", card=8))

    await store.write(end)
    return made


def _writes(case):
    return Pending(
        id=fresh(), reviewer="r1", chat=5, thread=0, case=case, purpose="note", asked_at=NOON
    )


@pytest.fixture
async def office(store):
    def furnish(session):
        people.put_room(session, Room(id="room", chat_id=-1001, ready=True))
        lead = Reviewer(id="r1", label="审核员 1", role=Role.LEAD, chat_id=5)
        people.put_reviewer(session, lead)

    await store.write(furnish)
    return store


async def everything(store):
    """Every row of every table but the journal, as text."""

    def look(session):
        tables = [t for t in Base.metadata.sorted_tables if t.name not in _JOURNAL]
        return [f"{t.name} {tuple(row)}" for t in tables for row in session.execute(select(t))]

    return await store.read(look)


async def test_a_case_goes_with_all_that_belongs_to_it_and_its_topic_after_it(office, sealing):
    made = await closed(office, sealing)
    kept = await filed(office, sealing)
    last = NOON + CLOSED + KEEPING.checked
    await office.write(destroy_over, last, replace(KEEPING, files=KEEPING.checked))
    assert (await office.read(cases.load, made.case)).id == made.case
    assert await office.write(destroy_over, last + timedelta(days=1), KEEPING) == 1
    assert [row for row in await everything(office) if made.case in row] == []
    assert await office.read(cases.report, kept.case) is not None
    waiting = await office.read(lambda s: sorted(s.scalars(select(OutboxRow.key))))
    gone = ["sight_lost:5:0:77", "topic_over:room:7:8"]
    assert waiting == [f"arrived:{kept.case}", "board:room", *gone]
    assert await office.read(letters.find, receipts.locator(made.code), now=NOON) is None
    assert [entry.act for entry in await office.read(journal.of, made.case)] == ["note", "destroy"]
    assert await office.read(journal.verify) is None
    assert await office.write(destroy_over, last + timedelta(days=2), KEEPING) == 0


async def test_files_go_first_and_the_topic_in_which_they_stood(office, sealing):
    made = await closed(office, sealing)
    after = NOON + CLOSED + KEEPING.files + timedelta(days=1)
    assert await office.write(destroy_over, after, KEEPING) == 1
    assert await office.read(attachments.of_report, made.case) == []
    assert await office.read(topics.find, made.case) is None
    assert await office.read(cases.report, made.case) == made.filing.report
    assert await office.write(destroy_over, after, KEEPING) == 0


async def test_a_case_whose_reporter_waits_to_be_read_is_not_destroyed(office, sealing):
    made = await closed(office, sealing)
    line = Line(kind=LineKind.RETALIATION, day=DAY, text="被调岗了")
    inward = {"sealing": sealing, "visible_from": None, "inward": True}
    letter = await office.write(letters.write, made.case, line, **inward)
    assert await office.write(destroy_over, LONG_AFTER, KEEPING) == 0
    await office.write(letters.mark_posted, letter)
    assert await office.write(destroy_over, LONG_AFTER, KEEPING) == 0
    answer = {"sealing": sealing, "visible_from": NOON}
    await office.write(letters.write, made.case, line, **answer)  # who answers has read
    assert await office.write(destroy_over, LONG_AFTER, KEEPING) == 1


async def test_a_merged_case_lives_as_long_as_the_one_it_was_merged_into(office, sealing):
    merged = await closed(office, sealing, outcome=Outcome.MERGED)
    leading = await filed(office, sealing)

    def lead(session, stage):
        session.get_one(CaseRow, merged.case).merged_into = leading.case
        values = {"stage": stage, "concluded_on": DAY, "outcome": Outcome.PROVEN}
        session.execute(update(CaseRow).where(CaseRow.id == leading.case).values(values))
        session.execute(update(LetterRow).values(seen=True))

    await office.write(lead, Stage.ACCEPTED)
    forever = replace(KEEPING, files=timedelta(days=9999))
    assert await office.write(destroy_over, LONG_AFTER, forever) == 0
    await office.write(lead, Stage.CLOSED)
    assert await office.write(destroy_over, LONG_AFTER, forever) == 2


async def test_what_was_withdrawn_leaves_no_row_and_no_word_in_the_journal(office, sealing):
    made = await filed(office, sealing)
    values = {"stage": Stage.WITHDRAWN, "report": None, "locator": None, "mailbox_key": None}
    await office.write(lambda s: s.execute(update(CaseRow).values(values)) and None)
    assert await office.write(destroy_over, NOON, KEEPING) == 1
    assert [row for row in await everything(office) if made.case in row] == []
    assert await office.read(journal.of, made.case) == ()


async def test_nothing_of_it_is_left_in_the_databases_files(office, sealing, database_url):
    made = await closed(office, sealing, text="沉淀池没有护栏" * 300)
    for _ in range(20):
        await filed(office, sealing, files=1)
    sealed = [made.filing.report, *(file.content for file in made.filing.files)]
    sealed += [letter.body for letter in await office.read(letters.of, made.case)]
    sought = [forms.raw("sealed", blob.blob[-400:-300]) for blob in sealed]
    sought += [forms.raw("a mailbox's key", made.filing.mailbox_key)]
    sought += [forms.text("a locator", made.filing.locator)]
    folder = await _settled(office, database_url)
    assert {hit.mark for hit in _found(folder, sought)} == {c.name for c in sought}
    await office.write(destroy_over, LONG_AFTER, KEEPING)
    await office.scrub()
    assert _found(await _settled(office, database_url), sought) == []


def _found(folder, sought):
    return Search(sought).hits(below(folder))


async def _settled(store, url):
    """SQLite's file with its log; PostgreSQL's tables, whose log forgets in its own time."""
    place = make_url(url)
    if place.drivername == "sqlite":
        return Path(place.database).parent
    await store.write(lambda session: session.execute(text("CHECKPOINT")) and None)
    own = text("SELECT oid FROM pg_database WHERE datname = current_database()")
    oid = await store.read(lambda session: session.scalar(own))
    return Path(place.query["host"]) / "base" / str(oid)
