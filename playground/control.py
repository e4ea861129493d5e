"""The address through which the page and tests make people act and look."""

import asyncio
import inspect
from typing import Any

from aiohttp import web

from playground.bot_api.endpoint import WORLD
from playground.people import gathering, pressing, seeing, speaking, staging
from playground.people.act import ACTS, CannotError
from playground.refusals import RefusalError

KNOWN = (gathering, pressing, seeing, speaking, staging)


async def perform(request: web.Request) -> web.Response:
    """POST /api/<act> with the act's arguments as a JSON object; answers with its result.

    What cannot be done is 400 with {"error": why}.
    """
    function = ACTS.get(request.match_info["act"])
    if function is None:
        return web.json_response({"error": "there is no such act"}, status=404)
    arguments: dict[str, Any] = await request.json() if request.can_read_body else {}
    try:
        inspect.signature(function).bind(request.app[WORLD], **arguments)
    except TypeError as wrong:
        return web.json_response({"error": str(wrong)}, status=400)
    try:
        result = function(request.app[WORLD], **arguments)
        if inspect.isawaitable(result):
            result = await result
    except (CannotError, RefusalError) as refusal:
        return web.json_response({"error": str(refusal)}, status=400)
    return web.json_response(result)


async def file(request: web.Request) -> web.Response:
    """GET /api/files/<id>: the bytes of a file somebody sent."""
    found = request.app[WORLD].files.stored.get(request.match_info["id"])
    if found is None:
        raise web.HTTPNotFound
    shown = found.width > 0
    kind = found.mime if shown else "application/octet-stream"
    headers = {"X-Content-Type-Options": "nosniff"}
    return web.Response(body=found.data, content_type=kind, headers=headers)


async def events(request: web.Request) -> web.StreamResponse:
    """GET /api/events: Server-Sent Events, each carrying the number of the latest change."""
    world = request.app[WORLD]
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    shown = -1
    try:
        while not request.app[STOPPING].is_set():
            if world.changes == shown:
                await response.write(b": still here\n\n")
            else:
                shown = world.changes
                await response.write(f"data: {shown}\n\n".encode())
            if world.changes == shown:
                await world.bell.wait(10)
    except ConnectionResetError:
        pass
    return response


STOPPING = web.AppKey("stopping", asyncio.Event)
