"""The intake's line to Telegram, against a server that says what it was asked."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.intake_wire import Wire

SENT = {"message_id": 7, "date": 1, "chat": {"id": 5, "type": "private"}}
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="提交", callback_data="a:1:")]]
)


@asynccontextmanager
async def speaking(answer):
    """A bot whose Telegram answers so."""
    application = web.Application()
    application.router.add_post("/{bot}/{method}", answer)
    async with TestServer(application) as server:
        api = TelegramAPIServer.from_base(str(server.make_url("")).rstrip("/"))
        async with Bot("42:TEST", session=Wire(api=api)) as bot:
            yield bot


async def test_a_call_without_files_goes_as_json_as_it_was_said():
    asked = []

    async def answer(request):
        asked.append((request.match_info["method"], await request.json()))
        return web.json_response({"ok": True, "result": SENT})

    async with speaking(answer) as bot:
        sent = await bot.send_message(5, "三号楼的门锁着", reply_markup=KEYBOARD)
    assert sent.message_id == 7
    ((method, call),) = asked
    assert method == "sendMessage"
    assert call["text"] == "三号楼的门锁着"
    assert call["reply_markup"]["inline_keyboard"] == [[{"text": "提交", "callback_data": "a:1:"}]]
    assert "parse_mode" not in call


async def test_a_file_goes_as_a_form():
    asked = []

    async def answer(request):
        form = await request.post()
        asked.extend(form[name].file.read() for name in form if hasattr(form[name], "file"))
        return web.json_response({"ok": True, "result": SENT})

    async with speaking(answer) as bot:
        await bot.send_photo(5, BufferedInputFile(b"pixels", "1.jpg"))
    assert asked == [b"pixels"]


@pytest.mark.parametrize(
    ("status", "said", "error"),
    [
        (400, {"description": "Bad Request: chat not found"}, TelegramBadRequest),
        (429, {"description": "", "parameters": {"retry_after": 3}}, TelegramRetryAfter),
    ],
)
async def test_a_refusal_is_the_error_that_aiogram_has_for_it(status, said, error):
    async def answer(_):
        return web.json_response({"ok": False, **said}, status=status)

    async with speaking(answer) as bot:
        for _ in range(2):
            with pytest.raises(error):
                await bot.send_message(5, "x")


async def test_a_line_that_breaks_or_is_silent_is_a_network_error():
    async def answer(request):
        if request.match_info["method"] == "getMe":
            await asyncio.sleep(30)
        request.transport.abort()
        return web.Response()

    async with speaking(answer) as bot:
        with pytest.raises(TelegramNetworkError, match="Disconnected"):
            await bot.send_message(5, "x")
        with pytest.raises(TelegramNetworkError, match="timeout"):
            await bot.get_me(request_timeout=0.05)
