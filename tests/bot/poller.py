"""A poller that runs while a block runs, and waiting for what it brings about."""

import asyncio
from contextlib import asynccontextmanager

from bot.polling import Polling


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
