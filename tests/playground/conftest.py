import io
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from PIL import Image
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from playground.client import Playground
from playground.server import running
from playground.world import World


@dataclass
class Stage:
    world: World
    url: str
    playground: Playground
    intake: Bot
    desk: ExtBot
    intake_token: str
    desk_token: str


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    world = World()
    async with running(world) as url, Playground(url) as playground:
        intake_token = await playground.bot("intake_bot", "安全服务助手", can_join_groups=False)
        desk_token = await playground.bot("desk_bot", "处置台")
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        desk = ExtBot(
            desk_token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
            get_updates_request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
        )
        async with Bot(intake_token, session=session) as intake, desk:
            yield Stage(world, url, playground, intake, desk, intake_token, desk_token)


def picture(side: int = 200, color: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (side, side), color).save(buffer, "JPEG")
    return buffer.getvalue()
