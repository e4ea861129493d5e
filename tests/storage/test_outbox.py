"""Intents wait under one key, are taken in hand by one, and told once."""

from datetime import timedelta

from sqlalchemy import func, select

from domain.notices import CardChanged, CaseArrived, UrgentRaised
from storage import outbox
from storage.tables import OutboxRow
from tests.storage.filing import NOON

SOON = NOON + timedelta(seconds=1)


async def test_an_occasion_is_told_once_however_often_it_is_queued(store):
    for _ in range(2):
        await store.write(outbox.put, CaseArrived("c"), not_before=NOON)
    (waiting,) = await store.write(outbox.claim, NOON)
    await store.write(outbox.delivered, waiting)
    await store.write(outbox.put, CaseArrived("c"), not_before=NOON)
    assert await store.write(outbox.claim, NOON + timedelta(hours=1)) == []


async def test_a_card_changed_while_it_was_shown_is_shown_again(store):
    await store.write(outbox.put, CardChanged("c"), not_before=NOON)
    (waiting,) = await store.write(outbox.claim, NOON)
    await store.write(outbox.put, CardChanged("c"), not_before=NOON)
    await store.write(outbox.delivered, waiting)
    (again,) = await store.write(outbox.claim, SOON)
    await store.write(outbox.delivered, again)
    assert await store.write(outbox.claim, NOON + timedelta(hours=1)) == []


async def test_what_one_has_in_hand_nobody_else_gets_until_it_is_let_go(store):
    await store.write(outbox.put, CaseArrived("c"), not_before=NOON)
    assert len(await store.write(outbox.claim, NOON)) == 1
    assert await store.write(outbox.claim, SOON) == []
    assert len(await store.write(outbox.claim, NOON + timedelta(minutes=3))) == 1


async def test_danger_is_told_first_and_nothing_before_its_time(store):
    await store.write(outbox.put, CaseArrived("c"), not_before=NOON)
    await store.write(outbox.put, CaseArrived("d"), not_before=SOON)
    await store.write(outbox.put, UrgentRaised("c", occasion="1"), not_before=NOON)
    kinds = [one.notice.kind for one in await store.write(outbox.claim, NOON)]
    assert kinds == ["urgent", "arrived"]
    assert await store.read(outbox.next_due) is not None


async def test_what_could_not_be_told_waits_and_is_counted_when_it_never_can(store):
    await store.write(outbox.put, CaseArrived("c"), not_before=NOON)
    (waiting,) = await store.write(outbox.claim, NOON)
    await store.write(outbox.postpone, waiting, until=SOON)
    assert await store.write(outbox.claim, NOON) == []
    (again,) = await store.write(outbox.claim, SOON)
    assert again.attempts == 1
    await store.write(outbox.bury, again)
    assert len(await store.read(outbox.dead)) == 1
    assert await store.write(outbox.claim, NOON + timedelta(hours=1)) == []


async def test_what_is_asked_for_anew_does_not_wait_out_an_old_delay(store):
    await store.write(outbox.put, CardChanged("c"), not_before=NOON)
    (waiting,) = await store.write(outbox.claim, NOON)
    await store.write(outbox.postpone, waiting, until=NOON + timedelta(minutes=15))
    await store.write(outbox.put, CardChanged("c"), not_before=SOON)
    assert len(await store.write(outbox.claim, SOON)) == 1


async def test_an_early_wish_is_not_put_off_by_a_later_one(store):
    await store.write(outbox.put, CardChanged("c"), not_before=NOON)
    await store.write(outbox.put, CardChanged("c"), not_before=NOON + timedelta(hours=1))
    assert len(await store.write(outbox.claim, NOON)) == 1


async def test_only_what_was_told_is_forgotten(store):
    for case in ("told", "waits"):
        await store.write(outbox.put, CaseArrived(case), not_before=NOON)
    claimed = await store.write(outbox.claim, NOON)
    told = next(one for one in claimed if one.notice.case == "told")
    await store.write(outbox.delivered, told)
    await store.write(outbox.purge, before=SOON)
    for case in ("told", "waits"):
        await store.write(outbox.put, CaseArrived(case), not_before=NOON)
    again = await store.write(outbox.claim, NOON + timedelta(hours=1))
    assert sorted((one.notice.case, one.wanted) for one in again) == [("told", 1), ("waits", 1)]
    assert await store.read(told_so_far) == 0


async def test_what_could_not_be_told_is_forgotten_after_its_time(store):
    for case, at in (("old", NOON), ("young", SOON)):
        await store.write(outbox.put, CardChanged(case), not_before=at)
    for waiting in await store.write(outbox.claim, SOON):
        await store.write(outbox.bury, waiting)
    await store.write(outbox.forget_dead, before=SOON)
    assert await store.read(outbox.dead) == [CardChanged("young")]


def told_so_far(session):
    return session.scalar(select(func.count()).where(OutboxRow.state == outbox.DONE))
