"""The lines of a mailbox: in their order, read when they may be, gone when they should be."""

import asyncio
from datetime import timedelta

import pytest

from domain import receipts
from domain.reading import Line, LineKind
from storage import letters
from storage.opening import Opening
from tests.storage.filing import DAY, NOON, filed


@pytest.fixture
def sealing():
    return Opening.make().sealing


async def write(store, sealing, case, *, kind=LineKind.QUESTION, **facts):
    line = Line(kind=kind, day=DAY, text="门锁在哪一侧？")
    return await store.write(
        letters.write, case, line, sealing=sealing, **({"visible_from": NOON} | facts)
    )


async def from_reporter(store, sealing, case):
    return await write(store, sealing, case, kind=LineKind.OWN, visible_from=None, inward=True)


async def test_lines_written_side_by_side_stand_one_behind_the_other(store, sealing):
    made = await filed(store, sealing)
    await asyncio.gather(*(write(store, sealing, made.case) for _ in range(20)))
    assert await store.read(_positions, made.case) == list(range(1, 22))


def _positions(session, case):
    rows = session.scalars(
        letters.select(letters.LetterRow.position)
        .where(letters.LetterRow.case_id == case)
        .order_by(letters.LetterRow.position)
    )
    return list(rows)


async def seen(store, case):
    return [letter.seen for letter in await store.read(letters.of, case)]


async def test_what_the_desk_wrote_is_read_from_its_moment_on(store, sealing):
    made = await filed(store, sealing)
    await write(store, sealing, made.case, visible_from=NOON + timedelta(minutes=1))
    locator = receipts.locator(made.code)
    soon = await store.read(letters.find, locator, now=NOON + timedelta(seconds=59))
    later = await store.read(letters.find, locator, now=NOON + timedelta(seconds=60))
    assert (len(soon.letters), len(later.letters)) == (1, 2)


async def test_opening_the_mailbox_tells_that_it_was_opened_and_not_when(store, sealing):
    made = await filed(store, sealing)
    await write(store, sealing, made.case)
    await write(store, sealing, made.case, visible_from=NOON + timedelta(hours=1))
    assert await seen(store, made.case) == [False, False, False]
    await store.write(letters.mark_seen, made.case, now=NOON)
    assert await seen(store, made.case) == [True, True, False]


async def test_what_may_have_been_read_is_not_taken_back(store, sealing):
    made = await filed(store, sealing)
    written = await write(store, sealing, made.case)
    assert not await store.write(letters.take_back, [written], now=NOON)
    just_before = NOON - timedelta(seconds=1)
    assert await store.write(letters.take_back, [written], now=just_before)
    assert await store.read(_positions, made.case) == [1]


async def test_a_burnt_mailbox_is_found_by_nobody_and_takes_no_answer(store, sealing):
    made = await filed(store, sealing)
    await store.write(letters.burn, made.case)
    assert await store.read(letters.find, receipts.locator(made.code), now=NOON) is None
    assert await write(store, sealing, made.case) is None
    assert await from_reporter(store, sealing, made.case) is not None


async def test_a_letter_under_way_is_still_posted_after_the_mailbox_was_burnt(store, sealing):
    made = await filed(store, sealing)
    written = await from_reporter(store, sealing, made.case)
    await store.write(letters.burn, made.case)
    (letter,) = [each for each in await store.read(letters.of, made.case) if each.inward]
    assert (letter.id, letter.posted) == (written, False)
    await store.write(letters.mark_posted, written)
    assert (await store.read(letters.load, written)).posted
