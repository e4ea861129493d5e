"""The desk's line to Telegram, against a server that says what it was asked."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.desk_wire import Wire

SENT = {"message_id": 7, "date": 1, "chat": {"id": 5, "type": "private"}}
ME = {"id": 42, "is_bot": True, "first_name": "bot", "username": "some_bot"}


@asynccontextmanager
async def speaking(answer):
    """A bot whose Telegram answers so, after it has said who the bot is."""

    async def answered(request):
        if request.match_info["method"] == "getMe":
            return web.json_response({"ok": True, "result": ME})
        return await answer(request)

    application = web.Application()
    application.router.add_post("/bot{token}/{method}", answered)
    async with TestServer(application) as server:
        url = str(server.make_url("/bot"))
        lines = {"request": Wire(), "get_updates_request": Wire()}
        async with Bot("42:TEST", base_url=url, **lines) as bot:
            yield bot


async def test_a_call_without_files_goes_as_json_as_it_was_said():
    asked = []

    async def answer(request):
        asked.append(await request.json())
        return web.json_response({"ok": True, "result": SENT})

    keyboard = InlineKeyboardMarkup.from_button(InlineKeyboardButton("受理", callback_data="t:1"))
    async with speaking(answer) as bot:
        sent = await bot.send_message(5, "三号楼的门锁着", reply_markup=keyboard)
    assert sent.message_id == 7
    (call,) = asked
    assert (call["chat_id"], call["text"]) == (5, "三号楼的门锁着")
    assert call["reply_markup"]["inline_keyboard"] == [[{"text": "受理", "callback_data": "t:1"}]]


async def test_files_go_as_a_form_each_under_the_name_it_is_called_by():
    files, album = {}, []

    async def answer(request):
        for name, part in (await request.post()).items():
            if isinstance(part, str):
                album.append(part)
            else:
                files[name] = part.file.read()
        return web.json_response({"ok": True, "result": [SENT, SENT]})

    async with speaking(answer) as bot:
        await bot.send_media_group(5, [InputMediaPhoto(b"first"), InputMediaPhoto(b"second")])
    assert sorted(files.values()) == [b"first", b"second"]
    assert all(any(f"attach://{name}" in said for said in album) for name in files)


@pytest.mark.parametrize(
    ("status", "said", "error"),
    [
        (400, {"description": "Bad Request: chat not found"}, BadRequest),
        pytest.param(
            429,
            {"description": "", "parameters": {"retry_after": 3}},
            RetryAfter,
            marks=pytest.mark.filterwarnings("ignore:.*retry_after"),
        ),
        (502, {}, NetworkError),
    ],
)
async def test_a_refusal_is_the_error_that_ptb_has_for_it(status, said, error):
    async def answer(_):
        return web.json_response({"ok": False, **said}, status=status)

    async with speaking(answer) as bot:
        with pytest.raises(error):
            await bot.send_message(5, "x")


async def test_a_line_that_breaks_is_a_network_error_and_a_silent_one_times_out():
    async def answer(request):
        if request.match_info["method"] == "getChat":
            await asyncio.sleep(30)
        request.transport.abort()
        return web.Response()

    async with speaking(answer) as bot:
        with pytest.raises(NetworkError, match="Disconnected"):
            await bot.send_message(5, "x")
        with pytest.raises(TimedOut):
            await bot.get_chat(5, read_timeout=0.05)
