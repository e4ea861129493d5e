"""Whether a process is well, for whoever watches the machine: three addresses on it alone.

`/healthz` says that the process answers, `/readyz` that its database does as well, `/metrics` the
figures in Prometheus' form. None carries a label, and the intake gives no figure of what people
do: who reads such figures each second would see when somebody writes.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from storage import Session
from storage.store import Store, StoreUnavailableError

Figures = Callable[[Session], Mapping[str, float]]
"""Reads a process's own figures, by the names in `KNOWN`."""

KNOWN: Final = {
    "database_up": "1 while the database answers",
    "outbox_waiting": "Notices that are due and not yet told",
    "outbox_oldest_seconds": "For how long the oldest of them has been due",
    "outbox_failed": "Notices that could not be told",
}
_PATIENCE: Final = 3.0


@asynccontextmanager
async def answering(port: int, store: Store, figures: Figures) -> AsyncIterator[None]:
    """Answers on this machine's port while entered; port 0 for nobody."""
    if not port:
        yield
        return
    runner = web.AppRunner(application(store, figures), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield
    finally:
        await runner.cleanup()


def application(store: Store, figures: Figures) -> web.Application:
    """The web application with the three addresses."""

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_: web.Request) -> web.Response:
        if await _read(store, figures) is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, text="no database\n")
        return web.Response(text="ready\n")

    async def metrics(_: web.Request) -> web.Response:
        found = await _read(store, figures)
        registry = CollectorRegistry()
        for name, value in {"database_up": float(found is not None), **(found or {})}.items():
            Gauge(f"chuishao_{name}", KNOWN[name], registry=registry).set(value)
        body = generate_latest(registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    made = web.Application()
    made.router.add_get("/healthz", healthz)
    made.router.add_get("/readyz", readyz)
    made.router.add_get("/metrics", metrics)
    return made


async def _read(store: Store, figures: Figures) -> Mapping[str, float] | None:
    """The figures; None while the database does not answer."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return await store.read(figures)
    except (StoreUnavailableError, TimeoutError):
        return None
