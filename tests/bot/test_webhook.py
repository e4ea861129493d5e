"""200 means handled to the end, and only Telegram is listened to."""

import asyncio
import gzip
import logging
from io import BytesIO

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer

from bot.webhook import LARGEST, Webhook
from storage.handled import AlreadyHandledError
from storage.store import StoreUnavailableError
from tests.bot.inbox import message

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}


@pytest.fixture
async def client_of(reception_of):
    """Makes a client of a webhook around a handler."""
    clients = []

    async def make(handle, **more):
        webhook = Webhook(reception_of(handle), path="/updates", secret="s3cret", **more)
        client = TestClient(TestServer(webhook.application()))
        await client.start_server()
        clients.append(client)
        return client

    yield make
    for client in clients:
        await client.close()


async def nothing(raw):
    pass


async def test_an_update_is_answered_only_after_it_was_handled(client_of):
    order = []

    async def handle(raw):
        await asyncio.sleep(0.01)
        order.append("handled")

    client = await client_of(handle)
    response = await client.post("/updates", json=message(1), headers=SECRET)
    order.append("answered")
    assert response.status == 200
    assert order == ["handled", "answered"]


@pytest.mark.parametrize("token", [None, "", "s3cre", "s3cret2", "密"])
async def test_without_the_secret_nothing_is_handled(client_of, token):
    async def handle(raw):
        raise AssertionError

    client = await client_of(handle)
    headers = {} if token is None else {"X-Telegram-Bot-Api-Secret-Token": token}
    response = await client.post("/updates", json=message(1), headers=headers)
    assert response.status == 401


def test_a_webhook_needs_a_secret(reception_of):
    with pytest.raises(ValueError):
        Webhook(reception_of(nothing), path="/updates", secret="")


async def test_while_the_store_is_away_telegram_is_asked_to_come_again(client_of, told):
    async def handle(raw):
        raise StoreUnavailableError

    client = await client_of(handle)
    response = await client.post("/updates", json=message(1), headers=SECRET)
    assert response.status == 503
    assert int(response.headers["Retry-After"]) > 0
    assert told == []


async def test_poison_is_answered_so_that_it_does_not_come_again(client_of, told):
    async def handle(raw):
        raise ValueError

    client = await client_of(handle)
    response = await client.post("/updates", json=message(1), headers=SECRET)
    assert response.status == 200
    assert told == [("poison", 1)]


async def test_a_repeated_update_is_shown_its_screen(client_of, told):
    async def handle(raw):
        raise AlreadyHandledError

    client = await client_of(handle)
    response = await client.post("/updates", json=message(1), headers=SECRET)
    assert response.status == 200
    assert told == [("repeat", 1)]


async def test_one_chat_keeps_its_order(client_of):
    seen = []

    async def handle(raw):
        await asyncio.sleep(0.02 if raw["update_id"] == 1 else 0)
        seen.append(raw["update_id"])

    client = await client_of(handle)
    first = asyncio.create_task(client.post("/updates", json=message(1), headers=SECRET))
    await asyncio.sleep(0.01)
    other = client.post("/updates", json=message(2, chat=2), headers=SECRET)
    second = client.post("/updates", json=message(3), headers=SECRET)
    await asyncio.gather(first, other, second)
    assert seen == [2, 1, 3]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"{}", b'{"update_id": "x"}', b"\xff"])
async def test_what_is_no_update_is_refused(client_of, body):
    client = await client_of(nothing)
    response = await client.post("/updates", data=body, headers=SECRET)
    assert response.status == 400


async def test_a_body_too_large_is_refused(client_of):
    client = await client_of(nothing)
    response = await client.post("/updates", data=BytesIO(b" " * (LARGEST + 1)), headers=SECRET)
    assert response.status == 413


async def test_another_method_is_not_allowed(client_of):
    client = await client_of(nothing)
    for method in ("GET", "PUT", "DELETE"):
        response = await client.request(method, "/updates", json=message(1), headers=SECRET)
        assert response.status == 405


BROKEN = {
    "no json": b"canary",
    "cut short": b'{"update_id": 1, "message": {"text": "canary',
    "nested without end": b'{"canary":' * 90_000,
    "nested lists": b"[" * 500_000,
    "no number": b'{"update_id": true, "message": {"text": "canary"}}',
    "half a letter": b'{"update_id": 1, "message": {"text": "canary\xe5"}}',
}


@pytest.mark.parametrize("what", BROKEN)
async def test_of_what_is_no_update_nothing_is_logged(client_of, caplog, what):
    client = await client_of(nothing)
    with caplog.at_level(logging.DEBUG):
        response = await client.post("/updates", data=BROKEN[what], headers=SECRET)
    assert response.status == 400
    assert await response.read() == b""
    assert "canary" not in caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_what_claims_to_be_packed_and_is_not_is_refused(client_of):
    client = await client_of(nothing)
    packed = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    response = await client.post("/updates", data=b"canary", headers=SECRET | packed)
    assert response.status == 400


async def test_a_small_body_that_would_unpack_to_a_large_one_is_refused(client_of):
    client = await client_of(nothing)
    packed = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    bomb = gzip.compress(b" " * (40 * LARGEST))
    response = await client.post("/updates", data=bomb, headers=SECRET | packed)
    assert response.status == 400


async def test_nobody_without_the_secret_has_a_body_read(client_of):
    client = await client_of(nothing)
    response = await client.post("/updates", data=BytesIO(b" " * (LARGEST + 1)))
    assert response.status == 401


async def test_stopping_finishes_what_is_under_way(reception_of, unused_tcp_port):
    begun, finish, stop = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def handle(raw):
        begun.set()
        await finish.wait()

    webhook = Webhook(reception_of(handle), path="/updates", secret="s3cret")
    running = asyncio.create_task(webhook.run(stop, host="127.0.0.1", port=unused_tcp_port))
    await asyncio.sleep(0.05)
    async with ClientSession() as session:
        url = f"http://127.0.0.1:{unused_tcp_port}/updates"
        posting = asyncio.create_task(session.post(url, json=message(1), headers=SECRET))
        await begun.wait()
        stop.set()
        await asyncio.sleep(0.02)
        assert not running.done()
        finish.set()
        assert (await posting).status == 200
    await running


async def test_who_stands_by_leaves_updates_with_whoever_brings_them(client_of):
    async def handle(raw):
        raise AssertionError

    client = await client_of(handle, ours=lambda: False)
    response = await client.post("/updates", json=message(1), headers=SECRET)
    assert response.status == 503
    assert response.headers["Retry-After"]
