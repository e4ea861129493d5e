"""Both processes fetch updates raw, and hear how long Telegram has them wait."""

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot import hearing, intake
from bot.polling import RefusedError
from playground.client import Playground
from playground.server import running
from playground.world import World


@pytest.fixture
async def telegram():
    async with running(World()) as url, Playground(url) as playground:
        yield url, playground


async def of_intake(url, token):
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(token, session=session) as bot:
        return await intake.fetch(bot, None, 0, 10)


async def of_desk(url, token):
    direct = {"trust_env": False}
    bot = ExtBot(
        token,
        base_url=f"{url}/bot",
        request=HTTPXRequest(httpx_kwargs=direct),
        get_updates_request=HTTPXRequest(httpx_kwargs=direct),
    )
    async with bot:
        return await hearing.fetch(bot, None, 0, 10)


@pytest.mark.parametrize("of", [of_intake, of_desk])
async def test_updates_come_raw_and_too_fast_a_fetch_hears_how_long_to_wait(telegram, of):
    url, playground = telegram
    token = await playground.bot("some_bot", "bot")
    person = await playground.person("小王")
    await person.chat("some_bot").starts()
    (update,) = await of(url, token)
    assert update["message"]["text"] == "/start"
    await playground.fault("getUpdates", retry_after=7, bot="some_bot")
    with pytest.raises(RefusedError) as refused:
        await of(url, token)
    assert refused.value.seconds == 7
