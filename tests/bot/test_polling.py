"""Telegram forgets an update only after it was handled to its end."""

import asyncio
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.loop import Reception
from bot.polling import Polling
from storage.handled import AlreadyHandledError
from storage.store import StoreUnavailableError
from tests.bot.inbox import Inbox, message
from tests.bot.poller import polling, until


async def test_what_is_handled_is_confirmed_and_forgotten(reception_of):
    seen = []

    async def handle(raw):
        seen.append(raw["update_id"])

    inbox = Inbox([message(n, chat=n) for n in (10, 11, 12)])
    async with polling(inbox, reception_of(handle)):
        await until(lambda: inbox.confirmed == [10, 11, 12])
        inbox.send(message(13))
        await until(lambda: inbox.confirmed == [10, 11, 12, 13])
    assert seen == [10, 11, 12, 13]


async def test_the_offset_stops_before_the_first_that_is_not_finished(reception_of):
    seen = []
    slow = asyncio.Event()

    async def handle(raw):
        if raw["update_id"] == 11:
            await slow.wait()
        seen.append(raw["update_id"])

    inbox = Inbox([message(n, chat=n) for n in (10, 11, 12)])
    async with polling(inbox, reception_of(handle)):
        await until(lambda: inbox.confirmed == [10] and 12 in seen)
        inbox.send(message(13, chat=13))
        await until(lambda: 13 in seen)  # others go on meanwhile
        assert inbox.confirmed == [10]
        slow.set()
        await until(lambda: inbox.confirmed == [10, 11, 12, 13])
    assert sorted(seen) == [10, 11, 12, 13]  # though they came again and again, each once


async def test_ids_may_start_anew_at_a_smaller_number(reception_of):
    seen = []

    async def handle(raw):
        seen.append(raw["update_id"])

    inbox = Inbox([message(900_000_000)])
    async with polling(inbox, reception_of(handle)):
        await until(lambda: inbox.confirmed and inbox.asked[-1][0] is None)
        inbox.send(message(5))
        await until(lambda: inbox.confirmed == [900_000_000, 5])
    assert seen == [900_000_000, 5]


async def test_the_slow_first_of_a_full_batch_holds_up_nobody_else(reception_of):
    seen = []
    slow = asyncio.Event()

    async def handle(raw):
        if raw["update_id"] == 1:
            await slow.wait()
        seen.append(raw["update_id"])

    inbox = Inbox([message(n, chat=n) for n in range(1, 101)])
    async with polling(inbox, reception_of(handle), limit=100):
        await until(lambda: len(seen) == 99)
        assert inbox.confirmed == []
        slow.set()
        await until(lambda: len(inbox.confirmed) == 100)
    assert sorted(seen) == list(range(1, 101))


async def test_while_the_store_is_away_nothing_is_confirmed_or_called_poison(reception_of, told):
    away = True

    async def handle(raw):
        if away:
            raise StoreUnavailableError

    inbox = Inbox([message(1), message(2)])
    async with polling(inbox, reception_of(handle)):
        await asyncio.sleep(0.1)
        assert inbox.confirmed == []
        away = False
        await until(lambda: inbox.confirmed == [1, 2])
    assert told == []


async def test_killed_between_effect_and_confirmation_an_update_has_no_second_effect(
    reception_of, store, told
):
    effects = []

    def effect(session, update_id):
        effects.append(update_id)

    async def handle(raw):
        await store.write(effect, raw["update_id"])

    inbox = Inbox([message(1)])

    async def only_once(*asked):
        if inbox.asked:
            await asyncio.Event().wait()  # it dies before it can confirm
        return await inbox.fetch(*asked)

    killed = asyncio.create_task(Polling(only_once, reception_of(handle)).run(asyncio.Event()))
    await until(lambda: effects)
    killed.cancel()
    await asyncio.wait({killed})
    assert inbox.confirmed == []
    async with polling(inbox, reception_of(handle)):
        await until(lambda: inbox.confirmed == [1])
    assert effects == [1]
    assert told == [("repeat", 1)]


PLANS = st.lists(
    st.tuples(
        st.integers(1, 2**31 - 2),  # the update's id: in no order
        st.integers(1, 3),  # its chat
        st.integers(0, 3),  # milliseconds its handling takes
        st.sampled_from(["well", "once", "after", "always", "away"]),  # how it fails
    ),
    unique_by=lambda plan: plan[0],
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(plans=PLANS, limit=st.integers(1, 8), kills=st.lists(st.integers(0, 15), max_size=3))
def test_whatever_fails_and_whenever_it_dies_every_update_ends_once_and_in_order(
    plans, limit, kills
):
    asyncio.run(live_through(plans, limit, kills))


async def live_through(plans, limit, kills):
    inbox = Inbox([message(update_id, chat=chat) for update_id, chat, _, _ in plans])
    plan_of = {plan[0]: plan for plan in plans}
    effects, poison, failed_before = [], set(), set()
    forgotten_early = []

    async def handle(raw):
        update_id = raw["update_id"]
        _, _, duration, fate = plan_of[update_id]
        await asyncio.sleep(duration / 1000)
        first = update_id not in failed_before
        failed_before.add(update_id)
        if fate == "always" or (fate == "once" and first):
            raise ValueError
        if fate == "away" and first:
            raise StoreUnavailableError
        if update_id in effects:
            raise AlreadyHandledError
        effects.append(update_id)
        if fate == "after" and first:
            raise ConnectionError

    async def on_poison(raw):
        poison.add(raw["update_id"])

    async def on_repeat(raw):
        assert raw["update_id"] in effects

    async def watched(offset, wait, most):
        before = len(inbox.confirmed)
        answer = await inbox.fetch(offset, wait and 0.01, most)
        ended = poison | set(effects)
        forgotten_early.extend(set(inbox.confirmed[before:]) - ended)
        return answer

    def start():
        reception = Reception(
            "intake",
            handle,
            on_repeat=on_repeat,
            on_poison=on_poison,
            secret="token",
            clock=lambda: datetime(2026, 11, 23, tzinfo=UTC),
            retries=(0.0,),
        )
        stop = asyncio.Event()
        return stop, asyncio.create_task(Polling(watched, reception, limit=limit).run(stop))

    for after in kills:
        _, task = start()
        await asyncio.sleep(after / 1000)
        task.cancel()
        _, alive = await asyncio.wait({task}, timeout=5)
        assert not alive
    stop, task = start()
    await until(lambda: task.done() or not inbox.waiting)
    stop.set()
    await task
    assert forgotten_early == []
    assert sorted(effects) == sorted(p[0] for p in plans if p[3] != "always")
    assert poison == {p[0] for p in plans if p[3] == "always"}
    for chat in (1, 2, 3):
        sent = [p[0] for p in plans if p[1] == chat and p[3] != "always"]
        assert [update_id for update_id in effects if update_id in sent] == sent
