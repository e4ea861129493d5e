"""Posting updates to a bot's own address until it takes them."""

import asyncio

import aiohttp

from playground.accounts import BotAccount
from playground.inbox import Waiting
from playground.world import World

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0


def start_webhook(world: World, bot: BotAccount) -> None:
    """Begin to deliver, instead of whatever was delivering before."""
    stop_webhook(world, bot)
    world.webhooks[bot.id] = asyncio.create_task(_deliver_all(world, bot))


def stop_webhook(world: World, bot: BotAccount) -> None:
    """Deliver no more; what is not taken stays in the inbox."""
    task = world.webhooks.pop(bot.id, None)
    if task is not None:
        task.cancel()


async def _deliver_all(world: World, bot: BotAccount) -> None:
    """In order within a chat, side by side across chats."""
    busy: set[str] = set()
    gate = asyncio.Semaphore(bot.settings["webhook"]["max_connections"])
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:

        async def one(update: Waiting) -> None:
            try:
                await _deliver(session, gate, world, bot, update)
            finally:
                busy.discard(update.lane)
                bot.inbox.bell.ring()

        while True:
            bot.inbox.drop_old(world.clock.now())
            for update in bot.inbox.waiting:
                if update.lane not in busy:
                    busy.add(update.lane)
                    group.create_task(one(update))
            await bot.inbox.bell.wait(1)


async def _deliver(
    session: aiohttp.ClientSession,
    gate: asyncio.Semaphore,
    world: World,
    bot: BotAccount,
    update: Waiting,
) -> None:
    """Post one update until it is taken or too old; honours Retry-After."""
    webhook, pause = bot.settings["webhook"], _FIRST_PAUSE
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook["secret"]} if webhook["secret"] else {}
    while world.clock.now() < update.until:
        wait = pause
        try:
            async with (
                gate,
                session.post(
                    webhook["url"],
                    json=update.body,
                    headers=headers,
                    timeout=aiohttp.ClientTimeout(total=60),
                ) as response,
            ):
                await response.read()
                if response.ok:
                    bot.inbox.remove(update)
                    return
                after = response.headers.get("Retry-After", "")
                wait = float(after) if after.isdecimal() else pause
                why = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError):
            why = "Connection failed"
        webhook |= {"failed": why, "failed_at": int(world.clock.now().timestamp())}
        await asyncio.sleep(wait)
        pause = min(pause * 2, _LONGEST_PAUSE)
