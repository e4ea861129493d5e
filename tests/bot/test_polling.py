"""Telegram forgets an update only after it was handled to its end."""

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.loop import Reception
from bot.polling import Polling, RefusedError
from storage.handled import AlreadyHandledError
from storage.store import StoreUnavailableError
from tests.bot.inbox import Inbox, message


@asynccontextmanager
async def polling(inbox, reception, **kwargs):
    """Polls while the block runs, then stops and waits for the end."""
    stop = asyncio.Event()
    task = asyncio.create_task(Polling(inbox.fetch, reception, **kwargs).run(stop))
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(5):
            await task


async def until(condition):
    async with asyncio.timeout(15):
        while not condition():  # noqa: ASYNC110 - the code under test signals nobody
            await asyncio.sleep(0.001)


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


async def test_waiting_for_a_slow_handler_asks_gently(reception_of):
    slow = asyncio.Event()

    async def handle(raw):
        await slow.wait()

    inbox = Inbox([message(1)])
    async with polling(inbox, reception_of(handle)):
        await asyncio.sleep(0.5)
        assert len(inbox.asked) <= 10
        slow.set()


async def test_with_nothing_under_way_telegram_is_asked_to_wait(reception_of):
    async def handle(raw):
        pass

    inbox = Inbox()
    async with polling(inbox, reception_of(handle), wait=50):
        await until(lambda: len(inbox.asked) == 1)
    assert inbox.asked == [(None, 50, 100)]


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


async def test_another_poller_or_a_broken_line_passes(reception_of, caplog):
    async def handle(raw):
        pass

    inbox = Inbox([message(1)])
    inbox.faults = [RuntimeError("Conflict: canary")]
    with caplog.at_level(logging.DEBUG):
        async with polling(inbox, reception_of(handle)):
            await until(lambda: inbox.confirmed == [1])
    assert "canary" not in caplog.text


async def test_refused_for_a_while_telegram_is_left_alone_as_long_as_it_says(reception_of):
    async def handle(raw):
        pass

    inbox = Inbox([message(1)])
    inbox.faults = [RefusedError(1.6)]
    async with polling(inbox, reception_of(handle)):
        await until(lambda: inbox.asked)
        await asyncio.sleep(1.4)
        assert len(inbox.asked) == 1
        await until(lambda: inbox.confirmed == [1])


async def test_a_long_refusal_does_not_keep_a_process_from_stopping(reception_of):
    async def handle(raw):
        pass

    inbox = Inbox()
    inbox.faults = [RefusedError(3600)]
    async with polling(inbox, reception_of(handle)):
        await until(lambda: inbox.asked)


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


async def test_stopping_finishes_what_is_under_way_and_confirms_it(reception_of):
    slow = asyncio.Event()

    async def handle(raw):
        await slow.wait()

    inbox = Inbox([message(1), message(2, chat=2)])
    stop = asyncio.Event()
    task = asyncio.create_task(Polling(inbox.fetch, reception_of(handle)).run(stop))
    await until(lambda: inbox.asked)
    stop.set()
    await asyncio.sleep(0.03)
    assert not task.done()
    slow.set()
    await task
    assert inbox.confirmed == [1, 2]
    assert inbox.asked[-1] == (3, 0, 1)


async def test_stopping_during_a_long_poll_does_not_wait_for_it(reception_of):
    async def never(offset, wait, limit):
        await asyncio.Event().wait()

    async def handle(raw):
        pass

    inbox = Inbox()
    inbox.fetch = never
    async with polling(inbox, reception_of(handle)):
        await asyncio.sleep(0.01)


async def test_cancelling_while_stopping_is_heard(reception_of):
    async def slow_to_give_up(offset, wait, limit):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0.05)
            raise

    async def handle(raw):
        pass

    stop = asyncio.Event()
    task = asyncio.create_task(Polling(slow_to_give_up, reception_of(handle)).run(stop))
    await asyncio.sleep(0.01)
    stop.set()
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait({task}, timeout=5)
    assert task.cancelled()


async def test_what_does_not_finish_in_time_is_left_to_telegram(reception_of):
    async def handle(raw):
        if raw["update_id"] == 2:
            await asyncio.Event().wait()

    inbox = Inbox([message(n, chat=n) for n in (1, 2, 3)])
    async with polling(inbox, reception_of(handle), grace=0.02):
        await until(lambda: inbox.asked)
    assert inbox.confirmed == [1]
    assert [raw["update_id"] for raw in inbox.waiting] == [2, 3]


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


async def test_who_stands_by_fetches_nothing_and_what_is_under_way_is_confirmed(reception_of):
    turn, slow, seen = [True], asyncio.Event(), []

    async def handle(raw):
        seen.append(raw["update_id"])
        await slow.wait()

    inbox = Inbox([message(1)])
    async with polling(inbox, reception_of(handle), ours=lambda: turn[0]):
        await until(lambda: seen == [1])
        turn[0] = False
        await asyncio.sleep(0.3)
        asked = len(inbox.asked)
        inbox.send(message(2))
        slow.set()
        await until(lambda: inbox.confirmed == [1])
        await asyncio.sleep(0.3)
        assert seen == [1]
        assert len(inbox.asked) == asked + 1
        turn[0] = True
        await until(lambda: inbox.confirmed == [1, 2])
    assert seen == [1, 2]
