"""The two addresses a bot knows: its methods and its files."""

import asyncio
import hashlib
import inspect
import json
from typing import Any

from aiohttp import BodyPartReader, web

from playground.accounts import BotAccount
from playground.bot_api import changing, places, profile, sending, topics, updates
from playground.bot_api.call import METHODS, Call, Method, Upload
from playground.faults import Fault
from playground.files import StoredFile
from playground.refusals import RefusalError
from playground.world import Request, World

__all__ = ["WORLD", "download", "serve"]

WORLD = web.AppKey("world", World)
KNOWN = (changing, places, profile, sending, topics, updates)
_UNTOLD = ("getupdates",)


async def serve(request: web.Request) -> web.StreamResponse:
    """A bot calls a method."""
    world = request.app[WORLD]
    try:
        bot = _caller(world, request)
        name = request.match_info["method"]
        function = _method(name)
        parameters, uploads = await _read(request)
        _record(world, bot, name, parameters, uploads)
        fault = world.faults.take(name, bot.username, parameters.get("chat_id"))
        if fault is not None and fault.kind == "drop_before":
            return _cut(request)
        await _suffer(fault)
        result = function(Call(world, bot, parameters, uploads))
        if inspect.isawaitable(result):
            result = await result
    except RefusalError as refusal:
        return web.json_response(refusal.as_json(), status=refusal.code)
    if fault is not None and fault.kind == "drop_after":
        return _cut(request)
    return web.json_response({"ok": True, "result": result})


def _caller(world: World, request: web.Request) -> BotAccount:
    bot = world.bots.get(request.match_info["token"])
    if bot is None:
        raise RefusalError(401, "Unauthorized")
    return bot


def _method(name: str) -> Method:
    function = METHODS.get(name.lower())
    if function is None:
        raise RefusalError(404, "Not Found")
    return function


def _file(world: World, bot: BotAccount, path: str) -> StoredFile:
    file = world.files.at_path(bot.id, path)
    if file is None:
        raise RefusalError(404, "Not Found")
    return file


async def _suffer(fault: Fault | None) -> None:
    if fault is not None and fault.kind == "error":
        raise fault.refusal()
    if fault is not None and fault.kind == "delay":
        await asyncio.sleep(fault.seconds)


def _cut(request: web.Request) -> web.StreamResponse:
    """Break the connection instead of answering."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters from the query and from a body of any of the three kinds, all in memory."""
    parameters: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                continue
            data = bytes(await part.read())
            if part.filename is None:
                parameters[part.name] = data.decode()
            else:
                mime = part.headers.get("Content-Type", "application/octet-stream")
                uploads[part.name] = Upload(part.filename, mime, data)
    elif request.content_type == "application/json":
        body = await request.read()
        try:
            parameters |= json.loads(body) if body else {}
        except (ValueError, TypeError):
            raise RefusalError(400, "Bad Request: can't parse JSON object") from None
    elif request.method == "POST":
        parameters |= dict(await request.post())
    return parameters, uploads


def _record(
    world: World,
    bot: BotAccount,
    name: str,
    parameters: dict[str, Any],
    uploads: dict[str, Upload],
) -> None:
    if name.lower() in _UNTOLD:
        return
    files = tuple(
        {
            "field": field,
            "name": upload.name,
            "size": len(upload.data),
            "sha256": hashlib.sha256(upload.data).hexdigest(),
        }
        for field, upload in uploads.items()
    )
    world.requests.append(Request(world.clock.now(), bot.username, name, parameters, files))


async def download(request: web.Request) -> web.StreamResponse:
    """A bot fetches a file it asked about."""
    world = request.app[WORLD]
    try:
        bot = _caller(world, request)
        file = _file(world, bot, request.match_info["path"])
        fault = world.faults.take("download", bot.username, None)
        if fault is not None and fault.kind.startswith("drop"):
            return _cut(request)
        await _suffer(fault)
    except RefusalError as refusal:
        return web.json_response(refusal.as_json(), status=refusal.code)
    return web.Response(body=file.data, content_type="application/octet-stream")
