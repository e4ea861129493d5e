"""Power cuts in the worst hours: whoever asked is knocked for once, and what stands is erased."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.clock import LEAPS
from bot.settings import DeskSettings
from domain.receipts import ReceiptCode, lines
from playground.clock import Clock
from tests.journeys.conftest import Found
from tests.journeys.leaping import Leaping
from tests.journeys.reporter import Reporter, reporter
from tests.journeys.town import PATIENCE, ZONE, Town

MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)
EVENING = datetime(2026, 11, 24, 20, 0, 5, tzinfo=ZONE)
POSTING = datetime(2026, 11, 25, 9, 0, 5, tzinfo=ZONE)


async def test_the_knock_and_the_erasing_come_after_a_restart(found: Found):
    town, clock = await _at(found, MORNING)
    wang = await reporter(town)
    code = await _files(wang)
    four = town.clerks["审核员 4"]
    topic = await four.topic("")
    await four.presses("受理，我来办", topic)
    await topic.until("可敲门：是", PATIENCE)

    await town.intake.kill()
    await clock.to(EVENING)
    town.intake.start()
    await wang.reads("有新消息。")
    await town.intake.kill()
    town.intake.start()
    await wang.presses_on("看一看")
    await wang.reads("请把查询码发给我")
    await wang.phone.says("\n".join(lines(code)))
    await wang.reads("现在：已受理")
    await town.until_handled()
    await clock.to(POSTING)
    await _until_read(town)

    await town.intake.kill()
    await clock.to(EVENING + timedelta(hours=25))
    town.intake.start()
    await _until_bare(town, wang)
    assert _knocks(town) == 1


async def test_another_key_leads_to_nobody_and_the_desk_has_none(found: Found):
    town, clock = await _at(found, MORNING)
    wang = await reporter(town)
    await _files(wang)
    assert len(await town.rest.rows("routes")) == 1
    assert "一把新的" in await town.intake.orders("bot.routes", "rotate")
    await town.intake.kill()
    await clock.to(EVENING)
    town.intake.start()
    async with asyncio.timeout(PATIENCE):
        while await town.rest.rows("routes"):
            town.check()
            await asyncio.sleep(0.05)
    assert _knocks(town) == 0
    told = DeskSettings(**town.desk.settings())
    assert not any("route" in name or "day_key" in name for name in dir(told))


async def _at(found: Found, moment: datetime) -> tuple[Town, Leaping]:
    """A town whose bots both look at a clock that leaps."""
    town = await found(start=False)
    clock = Leaping(town, town.folder / "clock")
    town.world.clock = Clock()
    town.world.clock.offset = moment - datetime.now(UTC)
    clock.set(moment)
    for process in (town.intake, town.desk):
        process.tell(LEAPS, str(clock.file))
        process.start()
    await town.up()
    return town, clock


async def _files(wang: Reporter) -> ReceiptCode:
    """A tip, its code checked and a knock asked for."""
    await wang.starts()
    code = await wang.tips("泵房没有护栏", enterprise="东胜城投")
    await wang.presses_on("抄好了，核对一下")
    await wang.phone.says(lines(code)[2])
    await wang.presses_on("叫我一声")
    await wang.clears()
    return code


def _knocks(town: Town) -> int:
    return sum(sent.parameters.get("text") == "有新消息。" for sent in town.world.requests)


async def _until_read(town: Town) -> None:
    """The database is told at a posting hour that the mailbox was opened."""
    async with asyncio.timeout(PATIENCE):
        while not all(row["seen"] for row in await town.rest.rows("letters") if not row["inward"]):
            town.check()
            await asyncio.sleep(0.05)


async def _until_bare(town: Town, wang: Reporter) -> None:
    """Nothing stands in the chat but advice, which a cleared chat is left with; nothing rests."""
    async with asyncio.timeout(PATIENCE):
        while not all("安全提示" in shown.text for shown in await wang.phone.messages()):
            await town.world.bell.wait(0.1)
        while await town.rest.rows("drafts"):
            await town.world.bell.wait(0.1)
