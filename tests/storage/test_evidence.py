"""What the desk has sealed is what the journal saw, or it is found out."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain import acts
from domain.cases import Actor, Outcome
from domain.people import Reviewer, Role, Room
from domain.reading import Line, LineKind
from storage import attachments, cases, evidence, letters, notes, people
from storage.attachments import Attachment, File
from storage.ids import fresh
from storage.notes import Note
from storage.opening import Opening
from storage.tables import AttachmentRow, CaseRow, LetterRow, NoteRow
from tests.storage.filing import DAY, NOON, filed

ANNA = Actor(id="anna", role=Role.REVIEWER)
ROOM = "r" * 24


@pytest.fixture
def sealing():
    return Opening.make().sealing


@pytest.fixture
async def case(store, sealing):
    """A case in which everything sealed exists: report, files, letters both ways, a note."""
    anna = Reviewer(id="anna", label="审核员甲", role=Role.REVIEWER)
    await store.write(people.put_reviewer, anna)
    await store.write(people.put_room, Room(id=ROOM, chat_id=-1, ready=True))
    made = await filed(store, sealing, files=2)
    await store.write(_worked_on, made.case, sealing)
    return made.case


def _worked_on(session, case_id, sealing):
    filing = [cases.report(session, case_id)]
    filing += [file.content for file in attachments.of_report(session, case_id)]
    case = cases.load(session, case_id)
    posted = acts.post(case, room=ROOM, rings=False, at=NOON, is_workday=lambda _: True)
    case = cases.record(session, posted, sealing=sealing, hold=False, about=filing)
    name = fresh()
    photo = File("image/jpeg", b"door").to_bytes()
    file = Attachment(name, sealing.seal_file(photo, attachments.PLACE, name))
    asked = acts.ask(case, by=ANNA, text="哪个门？", at=NOON, files=(name,))
    case = cases.record(session, asked, sealing=sealing, hold=False, files=[file])
    line = Line(kind=LineKind.OWN, day=DAY, text="北门")
    written = letters.write(session, case_id, line, sealing=sealing, visible_from=None, inward=True)
    letters.mark_posted(session, written)
    heard = acts.hear(case, letter=written, at=NOON)
    answer = [letters.load(session, written).body]
    cases.record(session, heard, sealing=sealing, hold=False, about=answer)
    body = sealing.seal("已打电话".encode(), notes.PLACE, "n" * 24)
    notes.write(session, Note("n" * 24, case_id, "anna", "note", NOON, body))


async def test_all_that_came_through_the_product_is_known_to_the_journal(store, case):
    assert await store.read(evidence.strangers) == 0


@pytest.mark.parametrize(
    ("change", "how_many"),
    [
        (lambda other: update(CaseRow).values(report=other), 1),
        (lambda other: update(LetterRow).where(LetterRow.inward).values(body=other), 1),
        (
            lambda other: (
                update(LetterRow)
                .where(~LetterRow.inward, LetterRow.position > 1)
                .values(body=other)
            ),
            1,
        ),
        (lambda other: update(NoteRow).values(body=other), 1),
        (lambda other: update(AttachmentRow).values(content=other), 3),
    ],
)
async def test_whatever_was_replaced_is_counted(store, sealing, case, change, how_many):
    other = sealing.seal("都没有问题".encode(), cases.PLACE, case)
    await store.write(lambda session: session.execute(change(other)) and None)
    assert await store.read(evidence.strangers) == how_many


async def test_what_nobody_at_the_desk_has_seen_is_no_stranger(store, sealing, case):
    made = await filed(store, sealing, files=1)
    line = Line(kind=LineKind.OWN, day=DAY, text="又看见一次")
    await store.write(
        letters.write, made.case, line, sealing=sealing, visible_from=None, inward=True
    )
    assert await store.read(evidence.strangers) == 0


async def test_taking_back_and_merging_leave_no_strangers(store, sealing, case):
    merged = await filed(store, sealing)
    other = await store.read(cases.load, merged.case)
    into = await store.read(cases.load, case)
    joined = acts.merge(other, into=into, by=ANNA, at=NOON)
    await store.write(cases.record, joined, sealing=sealing)
    taken = acts.take_on(into, by=ANNA, at=NOON)
    into = await store.write(cases.record, taken, sealing=sealing)
    ended = acts.conclude(into, by=ANNA, outcome=Outcome.PROVEN, text="已整改", at=NOON)
    await store.write(cases.record, ended, sealing=sealing)
    letter = await store.read(cases.held, case, now=NOON)
    assert await store.read(evidence.strangers) == 0
    soon = NOON + timedelta(seconds=5)
    await store.write(cases.take_back, case, letter, by=ANNA, at=soon)
    assert await store.read(evidence.strangers) == 0
