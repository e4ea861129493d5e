"""When Telegram is asked for updates, and when it is left alone."""

import asyncio
import logging

from bot.polling import RefusedError
from tests.bot.inbox import Inbox, message
from tests.bot.poller import polling, until


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
