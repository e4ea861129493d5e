"""A poller that is stopped finishes what is under way, in its time, and waits for nothing else."""

import asyncio

from bot.polling import Polling, RefusedError
from tests.bot.inbox import Inbox, message
from tests.bot.poller import polling, until


async def test_a_long_refusal_does_not_keep_a_process_from_stopping(reception_of):
    async def handle(raw):
        pass

    inbox = Inbox()
    inbox.faults = [RefusedError(3600)]
    async with polling(inbox, reception_of(handle)):
        await until(lambda: inbox.asked)


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
