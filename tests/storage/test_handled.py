"""An update has one effect, however often it is delivered."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import func, insert, select, text

from storage import handled
from storage.handled import AlreadyHandledError, SecondWriteError, UpdateMark, in_hand
from storage.tables import HandledRow

DAY = date(2026, 11, 23)
MARK = UpdateMark("intake", 7, DAY, "token")


def effect(session, update_id=1000):
    """Any row will do as an effect; this table is at hand."""
    session.execute(insert(HandledRow), {"mark": f"effect {update_id}", "day": DAY})
    return "done"


def rows(session):
    effects = HandledRow.mark.startswith("effect")
    return session.scalar(select(func.count()).where(effects))


def noted(session):
    effects = HandledRow.mark.startswith("effect")
    return session.scalar(select(func.count()).where(~effects))


async def test_a_redelivered_update_has_no_second_effect(store):
    with in_hand(MARK):
        assert await store.write(effect, 1) == "done"
    with in_hand(MARK), pytest.raises(AlreadyHandledError):
        await store.write(effect, 2)
    assert await store.read(rows) == 1


async def test_of_the_same_update_delivered_twice_at_once_one_takes_effect(store):
    async def deliver(number):
        with in_hand(MARK):
            return await store.write(effect, number)

    ends = await asyncio.gather(*(deliver(n) for n in range(8)), return_exceptions=True)
    assert sum(end == "done" for end in ends) == 1
    assert sum(isinstance(end, AlreadyHandledError) for end in ends) == 7
    assert await store.read(rows) == 1


async def test_whoever_looks_before_the_work_is_refused_what_is_recorded(store):
    with in_hand(MARK):
        await store.refuse_repeated()
        await store.write(effect, 1)
    with in_hand(MARK), pytest.raises(AlreadyHandledError):
        await store.refuse_repeated()


async def test_looking_before_the_work_records_nothing(store):
    with in_hand(MARK):
        await store.refuse_repeated()
    await store.refuse_repeated()
    with in_hand(MARK):
        await store.refuse_repeated()
        assert await store.write(effect, 1) == "done"


@pytest.mark.parametrize(
    "other",
    [
        UpdateMark("desk", 7, DAY, "token"),
        UpdateMark("intake", 8, DAY, "token"),
        UpdateMark("intake", 7, DAY, "another"),
    ],
)
async def test_another_bots_or_another_update_is_not_a_repetition(store, other):
    for number, mark in enumerate((MARK, other)):
        with in_hand(mark):
            await store.write(effect, number)
    assert await store.read(rows) == 2


async def test_the_day_does_not_make_it_another_update(store):
    with in_hand(MARK):
        await store.write(effect)
    tomorrow = UpdateMark("intake", 7, DAY + timedelta(days=1), "token")
    with in_hand(tomorrow), pytest.raises(AlreadyHandledError):
        await store.write(effect, 2)


async def test_a_work_that_failed_leaves_the_update_unhandled(store):
    def fail(session):
        effect(session)
        raise LookupError

    with in_hand(MARK):
        with pytest.raises(LookupError):
            await store.write(fail)
        assert await store.read(noted) == 0
        assert await store.write(effect) == "done"


async def test_an_update_writes_once(store):
    with in_hand(MARK):
        await store.write(effect, 1)
        with pytest.raises(SecondWriteError):
            await store.write(effect, 2)
        with pytest.raises(SecondWriteError):  # nor from a task of its own
            await asyncio.create_task(store.write(effect, 2))
    assert await store.read(rows) == 1


async def test_reading_and_remembering_are_free(store):
    with in_hand(MARK):
        await store.remember(effect, 1)
        await store.write(effect, 2)
        await store.remember(effect, 3)
        assert await store.read(rows) == 3
        assert await store.read(noted) == 1


async def test_without_an_update_in_hand_writes_are_counted_by_nobody(store):
    await store.write(effect, 1)
    await store.write(effect, 2)
    assert await store.read(noted) == 0


async def test_an_update_handled_long_ago_is_forgotten(store):
    for age in range(4):
        with in_hand(UpdateMark("intake", age, DAY - timedelta(days=age), "token")):
            await store.write(effect, age)
    await store.write(handled.purge, DAY - timedelta(days=2))
    assert await store.read(noted) == 3


async def test_what_is_noted_tells_neither_the_number_nor_the_order_of_updates(store):
    for number in range(1000, 1040):
        with in_hand(UpdateMark("intake", number, DAY, "token")):
            await store.write(effect, number)
    marks = await store.read(
        lambda session: [m for m in session.scalars(select(HandledRow.mark)) if len(m) == 32]
    )
    digests = [UpdateMark("intake", n, DAY, "token").digest for n in range(1000, 1040)]
    assert sorted(marks) == sorted(digests) != digests
    assert "token" not in repr(MARK)


async def test_noting_an_update_needs_only_the_right_to_insert(store, request):
    if "postgresql" not in request.node.name:
        return
    role = "teller"

    def grant(session):
        session.execute(text(f"DROP ROLE IF EXISTS {role}"))
        session.execute(text(f"CREATE ROLE {role}"))
        session.execute(text(f"GRANT INSERT ON handled TO {role}"))

    def noted_as_teller(session):
        session.execute(text(f"SET LOCAL ROLE {role}"))
        handled.note(session, MARK)

    await store.write(grant)
    await store.write(noted_as_teller)
    with pytest.raises(AlreadyHandledError):
        await store.write(noted_as_teller)
    await store.write(
        lambda session: session.execute(text(f"DROP OWNED BY {role}; DROP ROLE {role}"))
    )
