"""What the clock does to cases: each once, whenever it is done."""

from datetime import datetime, timedelta, timezone

import pytest

from domain import acts
from domain.cases import POSTED_WITHIN, Actor, Outcome, Stage, new
from domain.errors import StageError
from domain.notices import BoardChanged, CardChanged, CasesOrphaned, ChaseDue, DigestDue
from domain.people import Reviewer, Role, Room
from domain.reading import OBJECTION_WITHIN, Line, LineKind
from domain.reports import Kind
from scheduler import deadlines
from storage import cases, outbox, people
from storage.cases import Filing
from storage.ids import fresh
from storage.mailbox_keys import mailbox_public
from storage.opening import Opening

OFFICE = timezone(timedelta(hours=8))
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE)
SEALING = Opening.make().sealing
HOLDER = Reviewer(id="h" * 24, label="审核员 1", role=Role.REVIEWER, chat_id=5)
BY = Actor(id=HOLDER.id, role=Role.REVIEWER)


def is_workday(day):
    return day.weekday() < 5


@pytest.fixture
async def room(store):
    room = Room(id="r" * 24, chat_id=-1001, ready=True)

    def work(session):
        people.put_room(session, room)
        people.put_reviewer(session, HOLDER)
        people.seen_in(session, room.id, 5, HOLDER.id)

    await store.write(work)
    return room


@pytest.fixture
async def case(store, room):
    """A case that its holder has taken on, everything told so far."""
    case_id = fresh()
    filing = Filing(
        case=new(case_id=case_id, code="K7QM", kind=Kind.TIP, day=MONDAY.date(), urgent=False),
        report=SEALING.seal(b"{}", cases.PLACE, case_id),
        locator=fresh(),
        mailbox_key=mailbox_public(bytes(32)),
        files=(),
        first_line=Line(kind=LineKind.RECEIVED, day=MONDAY.date()),
    )

    def work(session):
        cases.file(session, filing, sealing=SEALING, not_before=MONDAY)
        posted = acts.post(
            cases.load(session, case_id), room=room.id, rings=False, at=MONDAY,
            is_workday=is_workday,
        )  # fmt: skip
        saved = cases.record(session, posted, sealing=SEALING, hold=False)
        taken = acts.take_on(saved, by=BY, at=MONDAY)
        saved = cases.record(session, taken, sealing=SEALING, hold=False)
        tell(session, MONDAY)
        return saved

    return await store.write(work)


def tell(session, now):
    waiting = outbox.claim(session, now)
    for each in waiting:
        outbox.delivered(session, each)
    return [each.notice for each in waiting]


async def act(store, case, decide, **more):
    def work(session):
        change = decide(cases.load(session, case.id), at=more.pop("at", MONDAY), **more)
        saved = cases.record(session, change, sealing=SEALING, hold=False)
        tell(session, MONDAY)
        return saved

    return await store.write(work)


async def test_a_conclusion_nobody_objected_to_is_closed_once_none_can_be_on_its_way(store, case):
    await act(store, case, acts.conclude, by=BY, outcome=Outcome.PROVEN, text="done")
    last = MONDAY + OBJECTION_WITHIN + POSTED_WITHIN
    assert await store.write(deadlines.close_ended, last, SEALING) == 0
    assert await store.write(deadlines.close_ended, last + timedelta(days=1), SEALING) == 1
    assert (await store.read(cases.load, case.id)).stage is Stage.CLOSED
    assert await store.write(deadlines.close_ended, last + timedelta(days=9), SEALING) == 0
    with pytest.raises(StageError):
        acts.close(await store.read(cases.load, case.id), at=last)


async def test_a_referral_without_an_answer_is_chased_once_a_week(store, case):
    await act(store, case, acts.refer, by=BY, department="住建", is_workday=is_workday)
    due = (await store.read(cases.load, case.id)).due.day
    told = []
    for day in range(25):
        now = MONDAY + timedelta(days=day)
        for _ in range(2):
            await store.write(deadlines.chase_departments, now)
        told += [(now.date(), n) for n in await store.write(tell, now)]
    assert [(day - due).days for day, _ in told] == [1, 7]
    assert {type(notice) for _, notice in told} == {ChaseDue}


async def test_the_cases_of_who_left_the_desk_are_freed_and_offered_once(store, case):
    assert await store.write(deadlines.release_left, MONDAY, SEALING) == 0
    gone = Reviewer(id=HOLDER.id, label=HOLDER.label, role=Role.REVIEWER, active=False)
    await store.write(people.put_reviewer, gone)
    assert await store.write(deadlines.release_left, MONDAY, SEALING) == 1
    assert await store.write(deadlines.release_left, MONDAY, SEALING) == 0
    freed = await store.read(cases.load, case.id)
    assert (freed.holder, freed.stage) == (None, Stage.ACCEPTED)
    told = await store.write(tell, MONDAY)
    assert [n.reviewer for n in told if isinstance(n, CasesOrphaned)] == [HOLDER.id]
    assert BoardChanged(case.room) in told


async def test_the_cases_of_who_left_the_group_are_freed_unless_it_is_not_watched(
    store, case, room
):
    await store.write(people.gone_from, room.id, 5)
    await store.write(people.put_room, Room(id=room.id, chat_id=-1001, ready=False))
    assert await store.write(deadlines.release_left, MONDAY, SEALING) == 0
    await store.write(people.put_room, room)
    assert await store.write(deadlines.release_left, MONDAY, SEALING) == 1


@pytest.mark.parametrize(
    ("day", "hour", "minute", "told"),
    [(0, 8, 29, 0), (0, 8, 30, 1), (0, 15, 0, 1), (0, 18, 0, 0), (5, 9, 0, 0)],
)
async def test_the_digest_is_due_on_working_days_from_half_past_eight(
    store, room, day, hour, minute, told
):
    now = (MONDAY + timedelta(days=day)).replace(hour=hour, minute=minute)
    for _ in range(3):
        await store.write(deadlines.greet, now, is_workday)
    due = [n for n in await store.write(tell, now) if isinstance(n, DigestDue)]
    assert len(due) == told
    await store.write(deadlines.greet, now, is_workday)
    assert await store.write(tell, now) == []


async def test_a_room_that_is_ready_later_hears_its_digest_later(store, room):
    await store.write(people.put_room, Room(id=room.id, chat_id=-1001, ready=False))
    await store.write(deadlines.greet, MONDAY, is_workday)
    assert await store.write(tell, MONDAY) == []
    await store.write(people.put_room, room)
    await store.write(deadlines.greet, MONDAY, is_workday)
    assert len(await store.write(tell, MONDAY)) == 1


async def test_each_day_cards_and_boards_are_drawn_anew(store, case):
    await store.write(deadlines.draw_anew, MONDAY)
    assert set(await store.write(tell, MONDAY)) == {CardChanged(case.id), BoardChanged(case.room)}
