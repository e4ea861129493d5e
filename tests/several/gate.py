"""What stands in front of several instances: one address, and each request goes to the next one."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count

import aiohttp
from aiohttp import web

HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Gate:
    """Passes over who cannot be reached, breaks off, or stands by, as a proxy does that is told to.

    An update that reaches two has one effect, so it may be brought to the next one at any time.
    """

    def __init__(self, session: aiohttp.ClientSession, ports: dict[str, Sequence[int]]) -> None:
        self._session = session
        self._ports = ports
        self._turns = count()

    async def pass_on(self, request: web.Request) -> web.Response:
        """An update, brought to one after the other until somebody takes it."""
        ports, body = self._ports[request.path], await request.read()
        first = next(self._turns)
        for port in (ports[(first + more) % len(ports)] for more in range(len(ports))):
            status = await self._ask(f"http://127.0.0.1:{port}{request.path}", body, request)
            if status not in {None, 503}:
                return web.Response(status=status or 502)
        return web.Response(status=503, headers={"Retry-After": "1"})

    async def _ask(self, url: str, body: bytes, request: web.Request) -> int | None:
        headers = {HEADER: request.headers.get(HEADER, ""), "Content-Type": "application/json"}
        try:
            async with self._session.post(url, data=body, headers=headers) as answer:
                return answer.status
        except aiohttp.ClientError:
            return None


@asynccontextmanager
async def opened(ports: dict[str, Sequence[int]]) -> AsyncIterator[str]:
    """A gate to ports of this machine, by path; yields its address."""
    async with aiohttp.ClientSession() as session:
        gate, application = Gate(session, ports), web.Application()
        for path in ports:
            application.router.add_post(path, gate.pass_on)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()
