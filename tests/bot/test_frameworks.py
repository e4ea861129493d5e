"""What the loop relies on in aiogram and python-telegram-bot, asked of the real ones."""

import json
from datetime import UTC, datetime

import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import ErrorEvent, Message
from aiogram.types import Update as AiogramUpdate
from telegram import Update as PtbUpdate
from telegram.ext import Application, MessageHandler, filters
from telegram.request import BaseRequest

from bot.loop import Reception, failed
from storage.handled import AlreadyHandledError, update_in_hand

TOKEN = "42:TEST"
RAW = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "A"},
        "text": "canary",
    },
}


class Silent(BaseRequest):
    """Answers getMe and nothing else."""

    read_timeout = 1.0

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, url, method, **kwargs):
        assert url.endswith("/getMe")
        me = {"id": 42, "is_bot": True, "first_name": "B", "username": "b"}
        return 200, json.dumps({"ok": True, "result": me}).encode()


async def ptb(handle, on_error):
    application = (
        Application.builder().token(TOKEN).request(Silent()).get_updates_request(Silent()).build()
    )

    async def on_message(update, context):
        await handle()

    application.add_handler(MessageHandler(filters.TEXT, on_message))
    application.add_error_handler(on_error)
    await application.initialize()

    async def feed(raw):
        await application.process_update(PtbUpdate.de_json(raw, application.bot))

    return feed


async def aiogram(handle, on_error):
    dispatcher = Dispatcher()
    router = Router()
    bot = Bot(TOKEN)

    @router.message()
    async def on_message(message: Message) -> None:
        await handle()

    router.errors.register(on_error)
    dispatcher.include_router(router)

    async def feed(raw):
        update = AiogramUpdate.model_validate(raw, context={"bot": bot})
        await dispatcher.feed_update(bot, update)

    return feed


async def ptb_error(update, context):
    failed(context.error)


async def aiogram_error(event: ErrorEvent):
    return UNHANDLED


FRAMEWORKS = pytest.mark.parametrize(
    ("framework", "on_error"), [(ptb, ptb_error), (aiogram, aiogram_error)]
)


def reception(feed, seen):
    async def on_repeat(raw):
        seen.append("repeat")

    async def on_poison(raw):
        seen.append("poison")

    return Reception(
        "intake",
        feed,
        on_repeat=on_repeat,
        on_poison=on_poison,
        secret="token",
        clock=lambda: datetime(2026, 11, 23, 23, 59, tzinfo=UTC),
        retries=(0.0,),
    )


@FRAMEWORKS
async def test_a_handlers_error_reaches_the_loop(framework, on_error):
    seen = []

    async def fail():
        seen.append("handled")
        raise LookupError

    await reception(await framework(fail, on_error), seen).take(RAW)
    assert seen == ["handled", "handled", "poison"]


@FRAMEWORKS
async def test_a_repeated_update_reaches_the_loop_as_such(framework, on_error):
    seen = []

    async def repeat():
        raise AlreadyHandledError

    await reception(await framework(repeat, on_error), seen).take(RAW)
    assert seen == ["repeat"]


@FRAMEWORKS
async def test_a_handler_sees_the_update_in_hand(framework, on_error):
    seen = []

    async def look():
        seen.append(update_in_hand.get().mark)

    await reception(await framework(look, on_error), seen).take(RAW)
    (mark,) = seen
    assert (mark.bot, mark.update_id, mark.day.isoformat()) == ("intake", 7, "2026-11-23")
    assert update_in_hand.get() is None
