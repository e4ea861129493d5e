"""How an update ends, and in which order."""

import asyncio
import logging

import pytest

from bot.loop import chat_of, failed, pauses
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
