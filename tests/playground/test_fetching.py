import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import web
from telegram.error import NetworkError

from tests.playground.conftest import Stage


async def test_updates_come_again_until_acknowledged(stage: Stage):
    await stage.phone.says("一")
    await stage.phone.says("二")
    first = await stage.intake.get_updates()
    assert [u.message.text for u in first] == ["一", "二"]
    assert [u.message.text for u in await stage.intake.get_updates()] == ["一", "二"]
    rest = await stage.intake.get_updates(offset=first[0].update_id + 1)
    assert [u.message.text for u in rest] == ["二"]
    assert await stage.intake.get_updates(offset=rest[-1].update_id + 1) == []


async def test_a_long_poll_ends_when_something_comes(stage: Stage):
    poll = asyncio.create_task(stage.intake.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    assert not poll.done()
    await stage.phone.says("来了")
    (update,) = await asyncio.wait_for(poll, 5)
    assert update.message.text == "来了"


async def test_a_second_poller_ends_the_first(stage: Stage):
    poll = asyncio.create_task(stage.intake.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    await stage.intake.get_updates()
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates"):
        await poll


async def test_a_revoked_token_is_worth_nothing_and_what_waits_comes_with_the_new_one(stage: Stage):
    await stage.phone.says("一")
    token = await stage.playground.new_token("intake_bot")
    with pytest.raises(TelegramUnauthorizedError):
        await stage.intake.get_updates()
    session = AiohttpSession(api=TelegramAPIServer.from_base(stage.url))
    async with Bot(token, session=session) as intake:
        assert (await intake.get_me()).id == stage.intake.id
        assert [update.message.text for update in await intake.get_updates()] == ["一"]


async def test_unknown_tokens_and_methods(stage: Stage):
    session = AiohttpSession(api=TelegramAPIServer.from_base(stage.url))
    async with Bot("123456:nobody", session=session) as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()
    async with aiohttp.ClientSession() as http:
        url = f"{stage.url}/bot{stage.intake.token}/noSuchMethod"
        async with http.get(url) as answer:
            assert answer.status == 404
            assert (await answer.json())["error_code"] == 404
        url = f"{stage.url}/bot{stage.intake.token}/sendmessage"
        body = {"chat_id": stage.alice.id, "text": "你好"}
        async with http.post(url, json=body) as answer:
            assert (await answer.json())["result"]["text"] == "你好"
        async with http.get(url, params=body) as answer:
            assert (await answer.json())["result"]["text"] == "你好"


async def test_only_callers_who_mean_this_machine_are_heard(stage: Stage):
    async with aiohttp.ClientSession() as http:
        for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
            async with http.post(f"{stage.url}/api/everything", headers=headers) as answer:
                assert answer.status == 403
        async with http.get(stage.url) as page:
            assert "default-src 'none'" in page.headers["Content-Security-Policy"]


class Receiver:
    """A bot's own address, which fails as it is told to."""

    def __init__(self) -> None:
        self.answers: list[web.Response] = []
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.arrived = asyncio.Condition()

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        async with self.arrived:
            self.got.append(await request.json())
            self.arrived.notify_all()
        return self.answers.pop(0) if self.answers else web.Response()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_post("/hook", self.take)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        await runner.cleanup()

    async def until(self, number: int) -> None:
        async with asyncio.timeout(10), self.arrived:
            await self.arrived.wait_for(lambda: len(self.got) >= number)


async def test_a_webhook_is_tried_again_in_order_and_proves_itself(stage: Stage):
    receiver = Receiver()
    receiver.answers = [web.Response(status=500), web.Response(status=503)]
    async with receiver.listening() as url:
        await stage.intake.set_webhook(url, secret_token="s3cret")
        with pytest.raises(TelegramConflictError, match="webhook is active"):
            await stage.intake.get_updates()
        await stage.phone.says("一")
        await stage.phone.says("二")
        await receiver.until(4)
        assert [u["message"]["text"] for u in receiver.got] == ["一", "一", "一", "二"]
        assert set(receiver.secrets) == {"s3cret"}
        info = await stage.intake.get_webhook_info()
        assert "503" in info.last_error_message
        await stage.intake.delete_webhook()
        assert await stage.intake.get_updates() == []


async def test_a_webhook_waits_as_long_as_it_is_told(stage: Stage):
    receiver = Receiver()
    receiver.answers = [web.Response(status=429, headers={"Retry-After": "1"})]
    async with receiver.listening() as url:
        await stage.intake.set_webhook(url)
        await stage.phone.says("一")
        await receiver.until(1)
        await asyncio.sleep(0.6)
        assert len(receiver.got) == 1
        await receiver.until(2)
        await stage.intake.delete_webhook()


async def test_a_webhook_elsewhere_is_refused(stage: Stage):
    with pytest.raises(TelegramBadRequest, match="bad webhook"):
        await stage.intake.set_webhook("https://example.com/hook")


async def test_ordered_trouble_comes_and_goes(stage: Stage):
    alice, send = stage.alice.id, stage.intake.send_message
    await stage.playground.fault("sendMessage", code=502, description="Bad Gateway", chat=alice)
    with pytest.raises(TelegramServerError):
        await send(alice, "a")
    await stage.playground.fault("sendMessage", retry_after=7, bot="intake_bot")
    with pytest.raises(TelegramRetryAfter) as slow:
        await send(alice, "a")
    assert slow.value.retry_after == 7
    await stage.playground.fault("sendMessage", chat=stage.bo.id)
    await send(alice, "好")
    assert [m.text for m in await stage.phone.messages()] == ["/start", "好"]


async def test_a_cut_connection_leaves_the_message_or_does_not(stage: Stage):
    await stage.playground.fault("sendMessage", "drop_before")
    with pytest.raises(TelegramNetworkError):
        await stage.intake.send_message(stage.alice.id, "没到")
    await stage.playground.fault("sendMessage", "drop_after")
    with pytest.raises(TelegramNetworkError):
        await stage.intake.send_message(stage.alice.id, "到了")
    assert [m.text for m in await stage.phone.messages()] == ["/start", "到了"]
    await stage.playground.fault("sendMessage", "drop_after")
    with pytest.raises(NetworkError):
        await stage.desk.send_message(stage.group.id, "到了")


async def test_haste_is_refused_when_limits_are_on(stage: Stage):
    await stage.playground.act("limit", on=True)
    for _ in range(3):
        await stage.intake.send_message(stage.alice.id, "a")
    with pytest.raises(TelegramRetryAfter) as slow:
        await stage.intake.send_message(stage.alice.id, "a")
    await stage.playground.forward_clock(slow.value.retry_after)
    await stage.intake.send_message(stage.alice.id, "a")
    counts = await stage.playground.act("pace")
    assert sum(count["messages"] for count in counts) == 4
