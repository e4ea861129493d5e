"""A Bot API of one bot that costs next to nothing: it takes calls, and tells who listens of them.

The playground's double checks what a bot sends and keeps every chat; here that would be measured
along with the bot. Only what a load needs is understood: calls as a form or as JSON, and one file
that can be fetched.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

Call = dict[str, str]
Listener = Callable[[str, Call], None]

BOT: Final = 4242
TOKEN: Final = f"{BOT}:" + "A" * 35
PUSHED_AT_ONCE: Final = 40  # as Telegram does to a webhook, unless it is told otherwise
_ME: Final = {
    "id": BOT,
    "is_bot": True,
    "first_name": "bench",
    "username": "bench_bot",
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
_SHOWN: Final = frozenset({"sendmessage", "editmessagetext"})
_ANSWER: Final = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
)


class Telegram:
    """Keeps the bot's updates until they are confirmed, or pushes them; counts calls by method.

    `listener` hears each call but those for updates: the method in small letters and its
    parameters, with `message_id` as the number of what is shown. `file` is what every document
    that is sent holds. Its clock is `ahead` of the machine's by so many seconds.
    """

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self.file = b""
        self.ahead = 0.0
        self._updates: deque[bytes] = deque()
        self._first = 1
        self._next = 1
        self._waiting: list[asyncio.Future[None]] = []
        self._message = 1000
        self._tasks: list[asyncio.Task[None]] = []
        self._pushing: asyncio.Queue[bytes] | None = None
        self.calls: dict[str, int] = {}
        self.greeted = asyncio.Event()

    async def serve(self, port: int) -> asyncio.Server:
        """Begins to answer on the port."""
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: _Connection(self), "127.0.0.1", port)

    def push(self, address: str, secret: str) -> None:
        """From now on updates are sent to a webhook."""
        self._pushing = asyncio.Queue()
        for _ in range(PUSHED_AT_ONCE):
            self._tasks.append(asyncio.create_task(self._push(address, secret, self._pushing)))

    async def close(self) -> None:
        """Ends what pushes."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def update(self, kind: str, content: dict[str, Any]) -> None:
        """Something has happened that the bot is to be told."""
        raw = json.dumps({"update_id": self._next, kind: content}).encode()
        self._next += 1
        if self._pushing is not None:
            self._pushing.put_nowait(raw)
            return
        self._updates.append(raw)
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    def now(self) -> float:
        """The moment, in seconds since 1970."""
        return time.time() + self.ahead

    def number(self) -> int:
        """The next message's number."""
        self._message += 1
        return self._message

    def document(self) -> dict[str, object]:
        """The file as a message tells of it."""
        return {"file_id": "1", "file_unique_id": "1", "file_size": len(self.file)}

    def answered(self, method: str, call: Call) -> bytes:
        """What a call gives, as JSON."""
        self.calls[method] = self.calls.get(method, 0) + 1
        if method == "getme":
            return _ok(json.dumps(_ME).encode())
        if method == "getfile":
            return _ok(json.dumps({**self.document(), "file_path": "1"}).encode())
        if method == "getforumtopiciconstickers":
            return _ok(b"[]")
        if method in {"setwebhook", "getupdates"}:
            self.greeted.set()
        shown = method in _SHOWN
        if method == "sendmessage":
            call["message_id"] = str(self.number())
        if "chat_id" in call or method == "answercallbackquery":
            self._listener(method, call)
        if not shown:
            return _ok(b"true")
        said = '{"message_id":%s,"date":%d,"chat":{"id":%s,"type":"private"},"text":"."}'
        return _ok((said % (call["message_id"], self.now(), call["chat_id"])).encode())

    async def fetched(self, call: Call) -> bytes:
        """The updates from the offset on, once there are any."""
        self.calls["getupdates"] = self.calls.get("getupdates", 0) + 1
        self.greeted.set()
        offset, limit = int(call.get("offset", 0)), int(call.get("limit", 100))
        while self._updates and self._first < offset:
            self._updates.popleft()
            self._first += 1
        if not self._updates and int(call.get("timeout", 0)):
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
            await asyncio.wait([future], timeout=int(call["timeout"]))
        head = [self._updates[n] for n in range(min(limit, len(self._updates)))]
        return _ok(b"[" + b",".join(head) + b"]")

    async def _push(self, address: str, secret: str, updates: asyncio.Queue[bytes]) -> None:
        place = urlsplit(address)
        head = (
            f"POST {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        while True:
            raw = await updates.get()
            writer.write(head + b"%d\r\n\r\n%b" % (len(raw), raw))
            answer = (await reader.readuntil(b"\r\n\r\n")).lower()
            if not answer.startswith(b"http/1.1 200"):
                updates.put_nowait(raw)
            at = answer.find(b"content-length:")
            length = int(answer[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            await reader.readexactly(length)


class _Connection(asyncio.Protocol):
    """One connection of the bot's, on which calls come one after the other."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport if isinstance(transport, asyncio.Transport) else None

    def connection_lost(self, _: Exception | None) -> None:
        for task in self._tasks:
            task.cancel()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self._buffer) < end + 4 + length:
                return
            target = self._buffer.split(b" ", 2)[1].partition(b"?")[0]
            body = self._buffer[end + 4 : end + 4 + length]
            self._buffer = self._buffer[end + 4 + length :]
            method = target.rsplit(b"/", 1)[-1].decode().lower()
            if target.startswith(b"/file/"):
                self._write(self._telegram.file)
            elif method == "getupdates":
                task = asyncio.ensure_future(self._later(_read(body)))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            else:
                self._write(self._telegram.answered(method, _read(body)))

    async def _later(self, call: Call) -> None:
        self._write(await self._telegram.fetched(call))

    def _write(self, body: bytes) -> None:
        if self._transport is not None:
            with suppress(OSError):
                self._transport.write(_ANSWER % (len(body), body))


def _read(body: bytes) -> Call:
    if body[:1] != b"{":
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    said = json.loads(body)
    return {name: v if isinstance(v, str) else json.dumps(v) for name, v in said.items()}


def _ok(result: bytes) -> bytes:
    return b'{"ok":true,"result":' + result + b"}"
