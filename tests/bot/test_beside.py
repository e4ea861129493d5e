"""What is done beside the serving never stands in its way."""

import asyncio

from bot.errands import beside


async def test_it_is_done_while_the_rest_goes_on():
    done = asyncio.Event()

    async def work():
        done.set()

    async with beside(work):
        await done.wait()


async def test_what_fails_beside_it_harms_nobody(caplog):
    failing = asyncio.Event()

    async def work():
        failing.set()
        raise ValueError("canary")

    async with beside(work):
        await failing.wait()
        await asyncio.sleep(0)
    assert "ValueError" in caplog.text
    assert "canary" not in caplog.text


async def test_what_has_not_come_to_its_end_is_broken_off_and_waited_for():
    begun, ended = asyncio.Event(), []

    async def work():
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append(True)

    async with beside(work):
        await begun.wait()
    assert ended == [True]
