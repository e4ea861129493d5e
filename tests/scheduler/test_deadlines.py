"""What the clock does to cases: each once, whenever it is done."""

from datetime import datetime, timedelta, timezone

import pytest

from domain import acts
from domain.cases import POSTED_WITHIN, Actor, Outcome, Stage, new
from domain.errors import StageError
from domain.notices import BoardChanged, CardChanged, CasesOrphaned, ChaseDue, DigestDue, DueOver
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


async def reminded(store, days):
    """What is reminded of on each of so many days, the clock asking three times a day."""
    told = []
    for day in range(days):
        now = MONDAY + timedelta(days=day)
        for hour in (7, 9, 17):
            await store.write(deadlines.remind, now.replace(hour=hour), is_workday)
        told += [(now.date(), notice) for notice in await store.write(tell, now.replace(hour=18))]
    return told


async def test_a_referral_without_an_answer_is_chased_once_a_week_and_then_leads_hear_of_it(
    store, case
):
    await act(store, case, acts.refer, by=BY, department="住建", is_workday=is_workday)
    due = (await store.read(cases.load, case.id)).due.day
    told = await reminded(store, 25)
    assert [(day - due).days for day, n in told if isinstance(n, ChaseDue)] == [1, 8]
    (late,) = [(day, n) for day, n in told if isinstance(n, DueOver)]
    assert (late[0] - due).days == 8
    assert (late[1].what, late[1].to) == ("chase", "leads")


async def test_once_a_department_has_answered_it_is_chased_no_more(store, case):
    await act(store, case, acts.refer, by=BY, department="住建", is_workday=is_workday)
    await act(store, case, acts.receipt_came, by=BY)
    assert await reminded(store, 25) == []


async def test_what_nobody_looks_at_climbs_to_the_leads_each_working_day(store, case):
    await act(store, case, acts.conclude, by=BY, outcome=Outcome.PROVEN, text="done")
    again = await act(store, case, acts.object_to, is_workday=is_workday)
    assert again.stage is Stage.RECEIVED
    told = await reminded(store, 15)
    assert [(day - MONDAY.date()).days for day, _ in told] == [8, 9, 10, 11, 14]
    assert {(n.what, n.to) for _, n in told} == {("look", "leads")}


async def test_an_overdue_conclusion_is_the_holders_first_and_a_week_later_the_leads(store, case):
    told = [(day - case.due.day, n.to) for day, n in await reminded(store, 72)]
    whom = [to for _, to in told]
    assert sorted(whom) == ["holder", "holder", "leads"]
    assert [day.days for day, _ in told] == [3, 10, 10]  # it was due on a Friday


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
