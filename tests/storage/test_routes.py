"""A knock is owed once for what is new, taken in hand by one, and its route goes with its case."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from domain.reading import Line, LineKind
from storage import cases, letters, outbox, routes
from storage.columns import Sealed
from storage.opening import Opening
from storage.tables import CaseRow
from tests.storage.filing import DAY, NOON, filed

UNTIL = date(2027, 2, 15)
LATER = NOON + timedelta(hours=8)
ROUTE = Sealed(b"route")


@pytest.fixture
def sealing():
    return Opening.make().sealing


@pytest.fixture
async def case(store, sealing):
    """A case whose reporter asked to be knocked for."""
    one = await filed(store, sealing)
    await store.write(routes.put, one.case, "r1", ROUTE, expires_on=UNTIL, now=NOON)
    return one.case


async def says(store, sealing, case, kind=LineKind.LETTER, *, at=NOON, inward=False):
    line = Line(kind=kind, day=DAY, text="门锁着")
    visible = None if inward else at
    await store.write(
        letters.write, case, line, sealing=sealing, visible_from=visible, inward=inward
    )


async def owed(store, *, at=LATER, now=LATER):
    return await store.read(routes.due, at=at, now=now)


async def test_what_was_there_when_it_was_asked_for_is_no_news(store, case):
    assert await owed(store) == []


async def test_a_line_is_told_once_and_the_next_one_again(store, sealing, case):
    await says(store, sealing, case)
    (due,) = await owed(store)
    assert await store.write(routes.claim, due, now=LATER)
    await store.write(routes.told, due)
    assert await owed(store) == []
    assert not await store.write(routes.claim, due, now=LATER)
    await says(store, sealing, case)
    assert len(await owed(store)) == 1


async def test_two_lines_are_one_knock(store, sealing, case):
    await says(store, sealing, case)
    await says(store, sealing, case)
    assert len(await owed(store)) == 1


async def test_what_came_after_the_hour_or_was_read_or_written_by_the_reporter_is_no_news(
    store, sealing, case
):
    await says(store, sealing, case, LineKind.OWN, inward=True)
    assert await owed(store) == []
    await says(store, sealing, case, at=LATER + timedelta(seconds=1))
    assert await owed(store) == []
    assert len(await owed(store, at=LATER + timedelta(seconds=1))) == 1
    await store.write(letters.mark_seen, case, now=LATER + timedelta(hours=1))
    assert await owed(store, at=LATER + timedelta(hours=1)) == []


async def test_one_instance_knocks_and_another_takes_over_when_it_died(store, sealing, case):
    await says(store, sealing, case)
    (due,) = await owed(store)
    assert await store.write(routes.claim, due, now=LATER)
    assert not await store.write(routes.claim, due, now=LATER)
    assert await owed(store) == []
    after = LATER + routes.CLAIM_FOR + timedelta(seconds=1)
    assert await owed(store, now=after) == [due]
    assert await store.write(routes.claim, due, now=after)
    await store.write(routes.let_go, due)
    assert await owed(store) == [due]


async def test_a_route_ends_with_its_case_but_not_before_the_conclusion_was_told(
    store, sealing, case
):
    await says(store, sealing, case, LineKind.PROVEN)
    await ends(store, case)
    await store.write(routes.drop_over)
    (due,) = await owed(store)
    await store.write(routes.told, due)
    await store.write(routes.drop_over)
    assert await store.read(routes.kept) == {}


async def test_a_conclusion_that_can_still_be_taken_back_is_waited_for(store, sealing, case):
    await says(store, sealing, case, LineKind.PROVEN, at=LATER + timedelta(minutes=1))
    await ends(store, case)
    await store.write(routes.drop_over)
    assert await store.read(routes.kept) == {"r1": ROUTE}


async def test_a_merged_case_is_over_only_when_the_one_it_was_merged_into_is(store, sealing, case):
    leading = (await filed(store, sealing)).case
    await ends(store, case, merged_into=leading)
    await store.write(routes.drop_over)
    assert await store.read(routes.kept) == {"r1": ROUTE}
    await ends(store, leading)
    await store.write(routes.drop_over)
    assert await store.read(routes.kept) == {}


async def ends(store, case, **more):
    def work(session):
        values = {"stage": "concluded"} | more
        session.execute(update(CaseRow).where(CaseRow.id == case).values(**values))

    await store.write(work)


async def test_a_route_expires_on_its_day_and_another_takes_its_place(store, case):
    await store.write(routes.put, case, "r2", Sealed(b"new"), expires_on=UNTIL, now=NOON)
    assert await store.read(routes.kept) == {"r2": Sealed(b"new")}
    await store.write(routes.expire, UNTIL - timedelta(days=1))
    assert await store.read(routes.kept)
    await store.write(routes.expire, UNTIL)
    assert await store.read(routes.kept) == {}


async def test_burning_and_taking_back_destroy_the_route(store, sealing, case):
    await store.write(letters.burn, case)
    assert await store.read(routes.kept) == {}
    other = (await filed(store, sealing)).case
    await store.write(routes.put, other, "r2", ROUTE, expires_on=UNTIL, now=NOON)
    await store.write(cases.withdraw, other, lambda case: case, now=NOON)
    assert await store.read(routes.kept) == {}


async def test_burning_overtakes_nobody_who_acts_on_the_case(store, case):
    before = await store.read(cases.load, case)
    await store.write(letters.burn, case)
    assert (await store.read(cases.load, case)).version == before.version
    assert await store.read(letters.key, case) is None


async def test_the_desk_is_told_when_it_is_published_and_nobody_is_overtaken(store, case):
    before = await store.read(cases.load, case)
    assert not await store.read(routes.knockable, case)
    await store.write(routes.publish, not_before=NOON)
    assert await store.read(routes.knockable, case)
    assert (await store.read(cases.load, case)).version == before.version
    waiting = [one.key for one in await store.write(outbox.claim, LATER)]
    assert f"knock:{case}:{NOON.isoformat()}" in waiting
    await store.write(routes.drop, case)
    assert await store.read(routes.knockable, case)
    await store.write(routes.publish, not_before=NOON)
    assert not await store.read(routes.knockable, case)
