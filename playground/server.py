"""The playground over HTTP, on this machine alone."""

from asyncio import Event
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from playground.bot_api.endpoint import WORLD, download, serve
from playground.control import STOPPING, events, file, perform
from playground.world import World

_PAGE = Path(__file__).parent / "page"
_LARGEST = 80 * 1024 * 1024
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


async def _index(request: web.Request) -> web.FileResponse:
    del request
    return web.FileResponse(_PAGE / "index.html")


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Only callers that address this machine, so that no web page elsewhere can reach in."""
    if request.url.host not in {"127.0.0.1", "localhost", "::1"}:
        raise web.HTTPForbidden
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        raise web.HTTPForbidden
    return await handler(request)


async def _seal(request: web.Request, response: web.StreamResponse) -> None:
    del request
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers.setdefault("Referrer-Policy", "no-referrer")


def build_app(world: World) -> web.Application:
    """The Bot API, the control address and the page over one world."""
    app = web.Application(client_max_size=_LARGEST, middlewares=[_guard])
    app[WORLD] = world
    app[STOPPING] = Event()
    app.on_response_prepare.append(_seal)
    app.on_shutdown.append(_stop)
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", serve)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", download)
    app.router.add_get("/api/events", events)
    app.router.add_get("/api/files/{id}", file)
    app.router.add_post("/api/{act}", perform)
    app.router.add_get("/", _index)
    app.router.add_static("/page", _PAGE)
    return app


async def _stop(app: web.Application) -> None:
    app[STOPPING].set()
    app[WORLD].stop()


@asynccontextmanager
async def running(world: World, port: int = 0) -> AsyncGenerator[str]:
    """Serve while the block runs; yields the address. Port 0 takes a free one."""
    runner = web.AppRunner(build_app(world), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
