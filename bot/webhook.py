"""Being sent updates: the answer 200 is given only when the update was handled to its end."""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from http import HTTPStatus

from aiohttp import web

from bot.logs import outline
from bot.loop import Reception
from storage.failpoints import passing
from storage.store import StoreUnavailableError

_log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
"""Bytes of one update at most; Telegram's largest are a few tens of kilobytes."""

_RETRY_AFTER = 5


class Webhook:
    """The update loop of one bot behind HTTPS; `secret` is what setWebhook was told.

    While it is not `ours` to handle updates, they stay with whoever brings them.
    """

    def __init__(
        self,
        reception: Reception,
        *,
        path: str,
        secret: str,
        ours: Callable[[], bool] = lambda: True,
    ) -> None:
        if not secret:
            raise ValueError("a webhook without a secret would take updates from anybody")
        self._reception = reception
        self._path = path
        self._secret = secret.encode()
        self._ours = ours

    def application(self) -> web.Application:
        """The web application with the one path."""
        # Telegram packs nothing; what were unpacked could be larger than it looks, or broken
        application = web.Application(
            client_max_size=LARGEST, handler_args={"auto_decompress": False}
        )
        application.router.add_post(self._path, self._on_post)
        return application

    async def run(self, stop: asyncio.Event, *, host: str, port: int, grace: float = 20.0) -> None:
        """Serves until `stop`, then finishes what is under way, for `grace` seconds at most."""
        # the access log would keep addresses and the path
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=grace)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            await stop.wait()
        finally:
            await runner.cleanup()

    async def _on_post(self, request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(errors="replace"), self._secret):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        if not self._ours():
            return _later()
        try:
            raw = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        if not (isinstance(raw, dict) and type(raw.get("update_id")) is int):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        try:
            await self._reception.take(raw)
        except StoreUnavailableError as error:
            _log.warning("the store is away, Telegram keeps the update: %s", outline(error))
            return _later()
        passing("confirm.before")
        return web.Response()


def _later() -> web.Response:
    return web.Response(
        status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(_RETRY_AFTER)}
    )
