"""A wrong, an expired and a never-issued code: the same words, and the same queries."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiogram import Bot
from sqlalchemy import Engine, event

from bot import clock
from bot import intake as process
from bot.errands import Errands
from bot.settings import IntakeSettings
from domain.receipts import ReceiptCode, lines, make, read_code
from handlers.intake.turns import dispatcher
from playground.seen import Message
from storage.store import Store
from tests.journeys.conftest import Found
from tests.journeys.reporter import Reporter, reporter
from tests.journeys.town import PATIENCE, Town

STORY = "换热站的地沟盖板缺了三块"
NEVER = make(b"nobody was ever given the code made of this")


async def test_codes_that_lead_nowhere_are_answered_alike(found: Found):
    town = await found(start=False)
    town.intake.start()
    codes = await _codes(town)
    screens = {n: await _tried(town, code, await _newcomer(town)) for n, code in codes.items()}
    assert "没有找到这件事" in screens["never issued"].text
    seen = {(screen.text, tuple(screen.labels)) for screen in screens.values()}
    assert len(seen) == 1


async def test_codes_that_lead_nowhere_ask_the_database_alike(found: Found):
    town = await found(start=False)
    async with _intake_in_here(town):
        codes = await _codes(town)
        asked = {}
        for name, code in codes.items():
            li = await _newcomer(town)
            with _queries() as queries:
                await _tried(town, code, li)
            asked[name] = queries
        read = [query for query, _ in asked["expired"] if query.startswith("SELECT")]
        for words in ("cases.locator =", "FROM letters"):  # a hit reads both, so a miss must
            assert any(words in query for query in read)
        assert asked["wrong"] == asked["never issued"] == asked["expired"]


async def _codes(town: Town) -> dict[str, ReceiptCode]:
    """One with a line of another code, one whose report was withdrawn, one nobody ever got."""
    wang = await reporter(town)
    await wang.starts()
    kept = await wang.tips(STORY)
    await wang.clears()
    await wang.starts()
    gone = await wang.tips(STORY)
    await wang.clears()
    await wang.opens_mailbox(gone)
    await wang.presses_on("断掉这条线", "撤回这件事", "撤回并销毁")
    await wang.reads("都销毁了")
    first, second, _ = lines(kept)
    wrong = read_code("\n".join((first, second, lines(NEVER)[2])))
    return {"wrong": wrong, "never issued": NEVER, "expired": gone}


async def _newcomer(town: Town) -> Reporter:
    li = await reporter(town, "小李")
    await li.starts()
    await town.until_handled()
    return li


async def _tried(town: Town, code: ReceiptCode, li: Reporter) -> Message:
    """What somebody is shown who sends this code."""
    await li.says("\n".join(lines(code)))
    shown = await li.phone.until(lambda message: message.has("再试一次"), PATIENCE)
    await town.until_handled()
    return shown


@asynccontextmanager
async def _intake_in_here(town: Town) -> AsyncIterator[None]:
    """The intake as it is, but in this process, where its queries can be heard."""
    settings = IntakeSettings(**town.intake.settings())
    stop = asyncio.Event()
    async with (
        Store(settings.database) as store,
        Bot(settings.intake_token.get_secret_value(), session=process._session(settings)) as bot,
    ):
        kit = process._kit(settings, store, bot, Errands(), clock.now)
        reception = process.receive(kit, dispatcher(kit), clock.now)
        serving = asyncio.create_task(process._serve(settings, bot, reception, stop))
        try:
            yield
        finally:
            stop.set()
            await serving


@contextmanager
def _queries() -> Iterator[list[tuple[str, tuple[str, ...]]]]:
    """Every statement and the types of what it was given, in order."""
    heard: list[tuple[str, tuple[str, ...]]] = []

    def hear(_c: Any, _u: Any, statement: str, given: Any, _x: Any, _many: bool) -> None:
        values = given.values() if isinstance(given, dict) else given
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            heard.append((statement, tuple(type(value).__name__ for value in values)))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
