"""With CHUISHAO_PROXY every request of both bots goes through the proxy."""

import asyncio
import json

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.types import BufferedInputFile
from aiohttp import ClientError

from bot.desk import _application
from bot.intake import _session
from bot.settings import DeskSettings, IntakeSettings

TOKEN = "123456:" + "x" * 35
AWAY = "http://telegram.invalid"
ME = {"id": 123456, "is_bot": True, "first_name": "bot", "username": "some_bot"}


class Proxy:
    """Passes nothing on: it notes where a request was to go, and answers in Telegram's stead."""

    def __init__(self):
        self.asked_for = []
        self.refuses = False

    async def serve(self, reader, writer):
        try:
            first = await reader.readexactly(1)
            if first == b"\x05":
                await self._socks(reader, writer)
                first = b""
            if self.refuses:
                return
            head = first + await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"CONNECT "):
                self.asked_for.append(head.split()[1].decode())
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                head = await reader.readuntil(b"\r\n\r\n")
            self.asked_for.append(head.split()[1].decode())
            body = json.dumps({"ok": True, "result": ME}).encode()
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
            )
            await writer.drain()
        finally:
            writer.close()

    async def _socks(self, reader, writer):
        await reader.readexactly((await reader.readexactly(1))[0])
        writer.write(b"\x05\x00")
        *_, kind = await reader.readexactly(4)
        assert kind == 3  # the proxy is told the name, so that nobody on this side looks it up
        name = await reader.readexactly((await reader.readexactly(1))[0])
        await reader.readexactly(2)
        self.asked_for.append(name.decode())
        writer.write(b"\x05" + bytes([self.refuses]) + b"\x00\x01" + bytes(6))


@pytest.fixture
async def proxy(unused_tcp_port):
    made = Proxy()
    async with await asyncio.start_server(made.serve, "127.0.0.1", unused_tcp_port):
        made.address = f"127.0.0.1:{unused_tcp_port}"
        yield made


def through(settings, proxy, scheme, tmp_path, **more):
    return settings(
        data_dir=tmp_path, telegram_api=AWAY, proxy=f"{scheme}://{proxy.address}", **more
    )


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_the_intake_speaks_through_the_proxy(proxy, scheme, tmp_path):
    more = {"intake_token": TOKEN, "desk_username": "work_bot"}
    settings = through(IntakeSettings, proxy, scheme, tmp_path, **more)
    async with Bot(TOKEN, session=_session(settings)) as bot:
        assert (await bot.get_me()).username == "some_bot"
    assert any("telegram.invalid" in asked for asked in proxy.asked_for)


async def test_what_a_proxy_refuses_the_intake_is_a_broken_line(proxy, tmp_path):
    proxy.refuses = True
    more = {"intake_token": TOKEN, "desk_username": "work_bot"}
    settings = through(IntakeSettings, proxy, "socks5", tmp_path, **more)
    async with Bot(TOKEN, session=_session(settings)) as bot:
        with pytest.raises(TelegramNetworkError):
            await bot.get_me()
        with pytest.raises(TelegramNetworkError):
            await bot.send_photo(1, BufferedInputFile(b"p", "1.jpg"))
        with pytest.raises(ClientError):
            await bot.download_file("photos/1.jpg")


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_the_desk_speaks_through_the_proxy(proxy, scheme, tmp_path):
    more = {"desk_token": TOKEN, "intake_username": "safe_bot"}
    settings = through(DeskSettings, proxy, scheme, tmp_path, **more)
    async with _application(settings) as application:
        assert application.bot.username == "some_bot"
    assert any("telegram.invalid" in asked for asked in proxy.asked_for)
