"""Cases as they are filed, moved, taken back and withdrawn, on both engines."""

from datetime import date, timedelta

import pytest

from domain import acts, receipts
from domain.cases import Actor, Outcome, Stage
from domain.errors import ActFollowedError, NothingToUndoError, OvertakenError
from domain.people import Reviewer, Role
from domain.reading import Line, LineKind
from storage import attachments, cases, docket, journal, letters, outbox, people
from storage.opening import Opening
from tests.storage.filing import DAY, NOON, filed, prepared

ANNA = Actor(id="anna", role=Role.REVIEWER)
BERT = Actor(id="bert", role=Role.REVIEWER)
LATER = NOON + timedelta(minutes=2)


@pytest.fixture
def sealing():
    return Opening.make().sealing


@pytest.fixture(autouse=True)
async def anna(store):
    somebody = Reviewer(id="anna", label="审核员甲", role=Role.REVIEWER)
    await store.write(people.put_reviewer, somebody)


async def read_by(store, made, now=LATER):
    """The kinds of the lines the reporter reads with the code."""
    mailbox = await store.read(letters.find, receipts.locator(made.code), now=now)
    return [made.opened(letter).kind for letter in mailbox.letters]


async def taken(store, sealing, made):
    case = await store.read(cases.load, made.case)
    return await store.write(cases.record, acts.take_on(case, by=ANNA, at=NOON), sealing=sealing)


async def test_what_is_filed_comes_back_and_its_arrival_waits(store, sealing):
    made = await filed(store, sealing, files=2)
    assert await store.read(cases.load, made.case) == made.filing.case
    assert await store.read(cases.report, made.case) == made.filing.report
    assert await store.read(attachments.of_report, made.case) == list(made.filing.files)
    assert await read_by(store, made) == [LineKind.RECEIVED]
    (arrival,) = await store.write(outbox.claim, NOON)
    assert arrival.notice.case == made.case


async def test_a_decision_is_journalled_and_read_a_minute_later(store, sealing):
    made = await filed(store, sealing)
    case = await taken(store, sealing, made)
    assert (case.stage, case.holder, case.version) == (Stage.ACCEPTED, "anna", 2)
    assert await read_by(store, made, now=NOON) == [LineKind.RECEIVED]
    assert await read_by(store, made) == [LineKind.RECEIVED, LineKind.ACCEPTED]
    (entry,) = await store.read(journal.of, made.case)
    assert (entry.act, entry.by) == ("take_on", "anna")
    assert await store.read(journal.verify) is None


async def test_of_two_who_press_at_once_one_is_told_of_the_other(store, sealing):
    made = await filed(store, sealing)
    case = await store.read(cases.load, made.case)
    await taken(store, sealing, made)
    late = acts.take_on(case, by=BERT, at=NOON)
    with pytest.raises(OvertakenError) as overtaken:
        await store.write(cases.record, late, sealing=sealing)
    assert overtaken.value.by == "anna"


async def test_an_act_is_taken_back_within_a_minute_by_who_did_it(store, sealing):
    made = await filed(store, sealing)
    await taken(store, sealing, made)
    letter = await store.read(cases.held, made.case, now=NOON)
    with pytest.raises(NothingToUndoError):
        await store.write(cases.take_back, made.case, letter, by=BERT, at=NOON)
    back = await store.write(cases.take_back, made.case, letter, by=ANNA, at=NOON)
    assert (back.stage, back.holder) == (Stage.RECEIVED, None)
    assert await read_by(store, made) == [LineKind.RECEIVED]
    again = await taken(store, sealing, made)
    assert again.stage is Stage.ACCEPTED
    with pytest.raises(ActFollowedError):
        await store.write(cases.take_back, made.case, letter, by=ANNA, at=NOON)
    letter = await store.read(cases.held, made.case, now=NOON)
    with pytest.raises(NothingToUndoError):
        await store.write(cases.take_back, made.case, letter, by=ANNA, at=LATER)


async def test_what_is_withdrawn_leaves_nothing_of_it(store, sealing):
    made = await filed(store, sealing, files=1)
    await store.write(cases.withdraw, made.case, acts.withdraw, now=NOON)
    assert await store.read(cases.report, made.case) is None
    assert await store.read(attachments.of_report, made.case) == []
    assert await store.read(letters.of, made.case) == ()
    assert await store.read(letters.find, receipts.locator(made.code), now=NOON) is None
    assert await store.write(outbox.claim, NOON) == []


async def test_what_the_desk_has_in_hand_is_not_withdrawn(store, sealing):
    made = await filed(store, sealing)
    await store.write(outbox.claim, NOON)
    with pytest.raises(OvertakenError):
        await store.write(cases.withdraw, made.case, acts.withdraw, now=NOON)
    assert await store.read(cases.report, made.case) == made.filing.report


async def test_a_conclusion_is_read_in_every_case_put_together_with_it_also_by_way_of_another(
    store, sealing
):
    first, second, third = [await filed(store, sealing) for _ in range(3)]
    for one, into in ((first, second), (second, third)):
        case = await store.read(cases.load, one.case)
        other = await store.read(cases.load, into.case)
        merge = acts.merge(case, into=other, by=ANNA, at=NOON)
        await store.write(cases.record, merge, sealing=sealing)
    case = await taken(store, sealing, third)
    ended = acts.conclude(case, by=ANNA, outcome=Outcome.PROVEN, text="已整改", at=NOON)
    await store.write(cases.record, ended, sealing=sealing)
    for one in (first, second, third):
        assert (await read_by(store, one))[-1] is LineKind.PROVEN


async def test_a_conclusion_passes_a_burnt_mailbox_and_reaches_who_was_put_together_with_it(
    store, sealing
):
    leading, merged = [await filed(store, sealing) for _ in range(2)]
    case = await store.read(cases.load, merged.case)
    other = await store.read(cases.load, leading.case)
    merge = acts.merge(case, into=other, by=ANNA, at=NOON)
    await store.write(cases.record, merge, sealing=sealing)
    await store.write(letters.burn, leading.case)
    case = await taken(store, sealing, leading)
    ended = acts.conclude(case, by=ANNA, outcome=Outcome.PROVEN, text="已整改", at=NOON)
    await store.write(cases.record, ended, sealing=sealing)
    assert (await read_by(store, merged))[-1] is LineKind.PROVEN


async def test_what_was_filed_and_not_posted_shows_in_no_number(store, sealing):
    first = await filed(store, sealing)
    before = await store.read(docket.by_stage)
    unposted = prepared(sealing)
    await store.write(cases.file, unposted.filing, sealing=sealing, not_before=NOON)
    assert await store.read(docket.by_stage) == before
    assert first.case != unposted.case


async def test_a_case_whose_reporter_has_written_is_not_up_for_closing(store, sealing):
    one = await filed(store, sealing)
    case = await taken(store, sealing, one)
    ended = acts.conclude(case, by=ANNA, outcome=Outcome.PROVEN, text="已整改", at=NOON)
    await store.write(cases.record, ended, sealing=sealing)
    late = date(2027, 3, 1)
    assert [c.id for c in await store.read(docket.concluded_before, late)] == [one.case]
    line = Line(kind=LineKind.OBJECTED, day=DAY)
    await store.write(
        letters.write, one.case, line, sealing=sealing, visible_from=None, inward=True
    )
    assert await store.read(docket.concluded_before, late) == []
