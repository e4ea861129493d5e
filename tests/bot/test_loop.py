"""How an update ends, and in which order."""

import asyncio
import logging

import pytest

from bot.loop import chat_of, failed, pauses
from storage.handled import AlreadyHandledError
from storage.store import StoreUnavailableError
from tests.bot.inbox import message


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        (message(1, chat=5), 5),
        ({"update_id": 1, "edited_message": {"chat": {"id": -100}, "from": {"id": 5}}}, -100),
        (
            {"update_id": 1, "callback_query": {"from": {"id": 5}, "message": {"chat": {"id": 9}}}},
            9,
        ),
        ({"update_id": 1, "callback_query": {"from": {"id": 5}, "inline_message_id": "x"}}, 5),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 6}, "from": {"id": 5}}}, 6),
        ({"update_id": 1, "chat_member": {"chat": {"id": 6}, "from": {"id": 5}}}, 6),
        ({"update_id": 1, "message_reaction": {"chat": {"id": 6}, "user": {"id": 5}}}, 6),
        ({"update_id": 1, "poll_answer": {"poll_id": "p", "user": {"id": 5}}}, 5),
        ({"update_id": 1, "poll": {"id": "p"}}, ("update", 1)),
        ({"update_id": 1, "message": {"chat": "what?", "from": []}}, ("update", 1)),
        ({"update_id": 1, "message": None}, ("update", 1)),
        ({"update_id": 1}, ("update", 1)),
    ],
)
def test_an_update_belongs_to_its_chat_or_its_person_or_itself(update, chat):
    assert chat_of(update) == chat


def test_pauses_double_and_end_at_the_longest():
    waits = pauses(1.0, 8.0)
    for most in (1, 2, 4, 8, 8, 8):
        assert 0.75 * most <= next(waits) <= most


def test_an_error_told_to_no_loop_is_raised():
    with pytest.raises(LookupError):
        failed(LookupError())


async def test_one_chat_is_handled_in_order_and_others_meanwhile(reception_of):
    seen = []
    slow = asyncio.Event()

    async def handle(raw):
        if raw["update_id"] == 1:
            await slow.wait()
        seen.append(raw["update_id"])

    reception = reception_of(handle)
    updates = [message(1, chat=1), message(2, chat=1), message(3, chat=2), message(4, chat=1)]
    tasks = [asyncio.create_task(reception.take(raw)) for raw in updates]
    await asyncio.sleep(0.01)
    assert seen == [3]
    slow.set()
    await asyncio.gather(*tasks)
    assert seen == [3, 1, 2, 4]
    assert not reception._chats


async def test_no_more_than_so_many_are_handled_side_by_side(reception_of):
    now = most = 0

    async def handle(raw):
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.002)
        now -= 1

    reception = reception_of(handle, side_by_side=5)
    await asyncio.gather(*(reception.take(message(n, chat=n)) for n in range(30)))
    assert most == 5


async def test_a_failure_that_passes_is_tried_again_and_nobody_is_told(reception_of, told):
    tries = []

    async def handle(raw):
        tries.append(raw)
        if len(tries) < 3:
            raise ValueError

    await reception_of(handle).take(message(1))
    assert len(tries) == 3
    assert told == []


async def test_poison_is_set_aside_and_the_person_is_asked_again(reception_of, told, caplog):
    async def handle(raw):
        raise ValueError(raw["message"]["text"])

    with caplog.at_level(logging.DEBUG):
        await reception_of(handle).take(message(1, text="canary"))
    assert told == [("poison", 1)]
    assert "ValueError" in caplog.text
    assert "test_loop.py" in caplog.text
    assert "canary" not in caplog.text


async def test_what_failed_after_its_effect_is_shown_again_and_not_asked_again(reception_of, told):
    tries = []

    async def handle(raw):
        tries.append(raw)
        if len(tries) > 1:
            raise AlreadyHandledError
        raise ConnectionError  # the effect is recorded, the answer did not get through

    await reception_of(handle).take(message(1))
    assert told == [("repeat", 1)]


async def test_nobody_is_asked_to_send_again_what_was_recorded(reception_of, told):
    async def handle(raw):
        raise AlreadyHandledError

    reception = reception_of(handle)

    async def unreachable(raw):
        raise ConnectionError

    reception._on_repeat = unreachable
    await reception.take(message(1))
    assert told == []


async def test_what_is_recorded_is_shown_in_the_end_though_telegram_is_away_for_a_while(
    reception_of, told
):
    async def handle(raw):
        raise AlreadyHandledError

    reception = reception_of(handle)
    show, faults = reception._on_repeat, [ConnectionError()] * 5

    async def at_last(raw):
        if faults:
            raise faults.pop()
        await show(raw)

    reception._on_repeat = at_last
    await reception.take(message(1))
    assert told == [("repeat", 1)]


class RefusedError(Exception):
    """Whoever refused names the seconds left until it listens again."""


def listening_soon():
    """Refuses for a moment, and every later refusal names what is left of it."""
    loop = asyncio.get_running_loop()
    until = loop.time() + 0.05

    def ask():
        if (left := until - loop.time()) > 0:
            raise RefusedError(left)

    return ask


def wish(error):
    return error.args[0] if isinstance(error, RefusedError) else 0.0


async def test_no_try_is_wasted_while_whoever_refused_wants_to_be_left_alone(reception_of, told):
    ask, handled = listening_soon(), []

    async def handle(raw):
        ask()
        handled.append(raw)

    await reception_of(handle, wish=wish).take(message(1))
    assert len(handled) == 1
    assert told == []


async def test_what_is_recorded_is_shown_when_whoever_refused_listens_again(reception_of, told):
    ask = listening_soon()

    async def handle(raw):
        raise AlreadyHandledError

    reception = reception_of(handle, retries=(), asking=(0.0,), wish=wish)
    show = reception._on_repeat

    async def when_it_listens(raw):
        ask()
        await show(raw)

    reception._on_repeat = when_it_listens
    await reception.take(message(1))
    assert told == [("repeat", 1)]


async def test_nobody_is_left_alone_for_longer_than_a_try_may_take(reception_of, told):
    async def handle(raw):
        raise RefusedError(3600.0)

    await reception_of(handle, wish=wish, longest=0.01).take(message(1))
    assert told == [("poison", 1)]


async def test_an_unreachable_person_does_not_stop_the_rest(reception_of):
    async def handle(raw):
        raise ValueError

    reception = reception_of(handle)
    reception._on_poison = handle
    await reception.take(message(1))


async def test_asking_a_person_again_is_tried_more_than_once(reception_of, told):
    async def handle(raw):
        raise ValueError

    reception = reception_of(handle)
    ask = reception._on_poison
    faults = [ConnectionError(), ConnectionError()]

    async def at_last(raw):
        if faults:
            raise faults.pop()
        await ask(raw)

    reception._on_poison = at_last
    await reception.take(message(1))
    assert told == [("poison", 1)]


async def test_asking_a_person_again_ends_after_so_many_tries(reception_of):
    asked = []

    async def handle(raw):
        raise ValueError

    async def unreachable(raw):
        asked.append(raw)
        raise ConnectionError

    reception = reception_of(handle, asking=(0.0, 0.0, 0.0))
    reception._on_poison = unreachable
    await reception.take(message(1))
    assert len(asked) == 4


async def test_a_person_who_cannot_be_asked_for_want_of_the_store_is_kept(reception_of):
    async def handle(raw):
        raise ValueError

    async def without_store(raw):
        raise StoreUnavailableError

    reception = reception_of(handle)
    reception._on_poison = without_store
    with pytest.raises(StoreUnavailableError):
        await reception.take(message(1))


async def test_a_handler_that_never_ends_is_poison(reception_of, told):
    async def handle(raw):
        await asyncio.Event().wait()

    await reception_of(handle, longest=0.005).take(message(1))
    assert told == [("poison", 1)]


async def test_a_handler_that_cancels_itself_is_poison(reception_of, told):
    async def handle(raw):
        raise asyncio.CancelledError

    await reception_of(handle).take(message(1))
    assert told == [("poison", 1)]


async def test_a_store_that_is_away_is_never_poison(reception_of, told):
    tries = []

    async def handle(raw):
        tries.append(raw)
        raise StoreUnavailableError

    with pytest.raises(StoreUnavailableError):
        await reception_of(handle).take(message(1))
    assert len(tries) == 1
    assert told == []


async def test_while_the_store_is_away_a_chat_keeps_its_order(reception_of):
    seen = []
    away = [StoreUnavailableError()]

    async def handle(raw):
        if away:
            raise away.pop()
        seen.append(raw["update_id"])

    reception = reception_of(handle)
    await asyncio.gather(*(reception.take_patiently(message(n)) for n in range(3)))
    assert seen == [0, 1, 2]


async def test_every_try_is_one_update_in_hand_that_may_write(reception_of, store, told):
    tries = []

    async def handle(raw):
        await store.write(lambda session: tries.append(1))
        raise ConnectionError

    await reception_of(handle).take(message(1))
    assert tries == [1]
    assert told == [("repeat", 1)]
