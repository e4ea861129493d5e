"""Who sent an update is shown what is recorded, or asked to send it again, in the end."""

import asyncio

import pytest

from storage.handled import AlreadyHandledError
from storage.store import StoreUnavailableError
from tests.bot.inbox import message


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
