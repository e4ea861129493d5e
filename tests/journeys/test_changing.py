"""What an office goes through in its years: a new version, a leaked token, a lost group, a move."""

import asyncio
import re
import shutil

import pytest

from playground.client import Group
from storage import schema
from storage.grants import DESK as DESK_ROLE
from storage.grants import INTAKE as INTAKE_ROLE
from storage.store import Store
from tests.journeys.reporter import reporter
from tests.journeys.rest import Rest
from tests.journeys.town import DESK, INTAKE, PATIENCE, Clerk, Town

STORY = "二号锅炉的水位计看不清"
BEGUN = "吊篮的钢丝绳断了几股"
MEANWHILE = "今天上午还在用"
QUESTION = "是哪一台？"
ANSWER = "靠北那台。"
OLDER = "0003"


async def test_a_new_version_goes_on_with_the_case_the_draft_and_the_buttons_there_were(town: Town):
    wang, li, two = await reporter(town), await reporter(town, "小李"), town.clerks["审核员 2"]
    await wang.starts()
    code = await wang.tips(STORY)
    await li.starts()
    await li.presses_on("反映问题", "没有，接着说")
    await li.reads("第 1 步")
    await li.says(BEGUN)
    topic = await two.topic("")
    card = await topic.until(lambda message: message.has("受理，我来办"), PATIENCE)
    await town.intake.stop()
    await town.desk.stop()

    await asyncio.to_thread(schema.downgrade, town.database, OLDER)
    await li.phone.says(MEANWHILE)
    await topic.presses("受理，我来办", on=card, answered=False)
    with pytest.raises(AssertionError, match=r"bot\.migrate"):
        await town.desk.orders("bot.desk")
    assert schema.newest() in await town.desk.orders("bot.migrate")
    town.desk.start()
    town.intake.start()

    await topic.until("审核员 2 在办", PATIENCE)
    await li.reads("文字 2 段")
    await li.presses_on("写好了，下一步", "东胜建工", "跳过", "提交")
    await li.copies_code()
    texts = [(await town.rest.report(case)).texts for case in await town.rest.cases()]
    assert sorted(texts) == sorted([(STORY,), (BEGUN, MEANWHILE)])
    await wang.clears()
    await town.a_minute_passes()
    assert "有专人在办" in (await wang.opens_mailbox(code)).text
    assert await town.rest.chain_is_whole()


async def test_bots_with_new_tokens_go_on_and_a_lost_group_is_made_anew_in_another(town: Town):
    one, two, wang = town.clerks["审核员 1"], town.clerks["审核员 2"], await reporter(town)
    await wang.starts()
    code = await wang.tips(STORY)
    topic = await two.topic("")
    card = await topic.until(lambda message: message.has("受理，我来办"), PATIENCE)
    await town.playground.until_idle()

    tokens = [await town.playground.new_token(bot) for bot in (INTAKE, DESK)]
    await topic.presses("受理，我来办", on=card, answered=False)
    await wang.phone.presses("清空", answered=False)
    await asyncio.gather(town.intake.stop(), town.desk.stop())
    for process, token in zip((town.intake, town.desk), tokens, strict=True):
        process.tell(f"CHUISHAO_{process.name.upper()}_TOKEN", token)
        process.start()
    await topic.until("审核员 2 在办", PATIENCE)
    await wang.sees("开始")

    await one.room.remove(DESK)
    await one.desk.until("工作群里没有本机器人了", PATIENCE)
    group = await _linked(town, one, two)
    case = await town.rest.case()
    again = await two.person.chat(group).until_topic(case.code, PATIENCE)
    await again.until(STORY, PATIENCE)
    await two.writes("问举报人", QUESTION, again)
    await town.a_minute_passes()
    assert QUESTION in (await wang.opens_mailbox(code)).text
    await wang.presses_on("收起并清空")
    await wang.starts()
    await wang.tips(BEGUN)
    (second,) = [one.code for one in await town.rest.cases() if one.id != case.id]
    await two.person.chat(group).until_topic(second, PATIENCE)


async def test_on_another_machine_and_engine_the_code_opens_the_mailbox_and_the_card_acts(
    town: Town, request: pytest.FixtureRequest
):
    wang, two = await reporter(town), town.clerks["审核员 2"]
    await wang.starts()
    code = await wang.tips(STORY)
    topic = await two.topic("")
    await two.presses("受理，我来办", topic)
    await topic.until("审核员 2 在办", PATIENCE)
    await town.intake.stop()
    await town.desk.stop()
    await town.desk.orders("bot.backup", "make")
    (backup,) = (town.folder / "data" / "backups").iterdir()

    data, other = town.folder / "elsewhere", _other(town, request)
    shutil.copytree(town.folder / "data" / "keys", data / "keys")
    for process, role in ((town.desk, DESK_ROLE), (town.intake, INTAKE_ROLE)):
        process.tell("CHUISHAO_DATA_DIR", str(data))
        process.tell("CHUISHAO_DATABASE_URL", other)
        if process is town.desk:
            await process.orders("bot.migrate")
            assert "日志完整" in await process.orders("bot.backup", "restore", str(backup))
        if other.startswith("postgresql"):
            process.tell("CHUISHAO_DATABASE_URL", request.getfixturevalue("login")(other, role))
        process.start()

    async with Store(other) as store:
        town.rest = Rest(store, town.opening)
        await wang.clears()
        await two.writes("问举报人", QUESTION, topic)
        await town.a_minute_passes()
        assert QUESTION in (await wang.opens_mailbox(code)).text
        await wang.writes_back(ANSWER)
        await topic.until(ANSWER, PATIENCE)
        assert await town.rest.chain_is_whole()
        await town.stop()


async def _linked(town: Town, one: Clerk, two: Clerk) -> Group:
    """Another group, by the office's command and the code that it gives."""
    group = await town.playground.group("安全线索一组（新）", one.person, two.person)
    await group.add(DESK, by=one.person)
    await group.promote(DESK, by=one.person)
    told = await town.desk.orders("bot.people", "room", "code")
    command = re.search(r"/link [2-9A-Z-]+", told)
    assert command is not None
    await one.person.chat(group).says(command[0])
    await two.person.chat(group).until("这个群可以用了", PATIENCE)
    return group


def _other(town: Town, request: pytest.FixtureRequest) -> str:
    """An empty database on the engine that the town is not on."""
    if town.database.startswith("postgresql"):
        return f"sqlite:///{town.folder / 'elsewhere.db'}"
    return str(request.getfixturevalue("postgresql_url"))
