"""How a process begins: a token that is worth nothing ends it, a Telegram that is away does not."""

import asyncio

import pytest

from tests.journeys.conftest import Found
from tests.journeys.reporter import reporter
from tests.journeys.town import DESK, INTAKE, PATIENCE

TOKENS = {INTAKE: "CHUISHAO_INTAKE_TOKEN", DESK: "CHUISHAO_DESK_TOKEN"}


@pytest.mark.parametrize("bot", [INTAKE, DESK])
async def test_a_revoked_token_ends_in_one_line_that_names_it_and_the_cure(found: Found, bot: str):
    town = await found(start=False)
    process = town.intake if bot == INTAKE else town.desk
    await town.playground.new_token(bot)
    for language, cure in (("zh", "Telegram 不认"), ("en", "does not accept the token in")):
        process.tell("CHUISHAO_LANGUAGE", language)
        before = len(process.said().encode())
        process.start()
        assert await process.ends() == 2
        (line,) = [one for one in process.said(before).splitlines() if "Z DEBUG " not in one]
        assert cure in line
        assert TOKENS[bot] in line
        assert "@BotFather" in line
    process.log.unlink()


async def test_a_telegram_that_is_away_at_the_start_is_waited_for(found: Found):
    town = await found(start=False)
    await town.playground.fault("getMe", "error", times=2, code=502, description="Bad Gateway")
    await town.playground.fault("*", "drop_before", times=2)
    town.intake.start()
    town.desk.start()
    wang = await reporter(town)
    await wang.starts()
    await wang.tips("塔吊的限位器坏了一个月")
    async with asyncio.timeout(PATIENCE):
        await town.clerks["审核员 1"].topic("")
