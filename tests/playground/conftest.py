import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from PIL import Image
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from playground.client import Group, Person, Playground
from playground.phone import Phone
from playground.server import running
from playground.world import World


@dataclass
class Stage:
    """Alice speaks with the intake (aiogram); Bo and Cai sit in a forum with the desk (PTB)."""

    world: World
    url: str
    playground: Playground
    intake: Bot
    desk: ExtBot[Any]
    alice: Person
    bo: Person
    cai: Person
    group: Group
    phone: Phone

    async def next_updates(self) -> list[Any]:
        updates = await self.intake.get_updates()
        if updates:
            await self.intake.get_updates(offset=updates[-1].update_id + 1)
        return updates

    async def desk_updates(self, **more: Any) -> list[Any]:
        updates = await self.desk.get_updates(**more)
        if updates:
            await self.desk.get_updates(offset=updates[-1].update_id + 1)
        return list(updates)


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    world = World()
    async with running(world) as url, Playground(url) as playground:
        intake_token = await playground.bot("intake_bot", "安全服务助手", can_join_groups=False)
        desk_token = await playground.bot("desk_bot", "处置台")
        alice, bo, cai = [await playground.person(name) for name in ("小王", "博", "蔡")]
        group = await playground.group("处置", bo, cai)
        await group.add("desk_bot", by=bo)
        await group.promote("desk_bot")
        phone = alice.chat("intake_bot")
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        desk = ExtBot(
            desk_token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
            get_updates_request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
        )
        async with Bot(intake_token, session=session) as intake, desk:
            stage = Stage(world, url, playground, intake, desk, alice, bo, cai, group, phone)
            await phone.starts()
            await stage.next_updates()
            await stage.desk_updates()
            yield stage


def picture(side: int = 200, color: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (side, side), color).save(buffer, "JPEG")
    return buffer.getvalue()


def keys(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(rows))
