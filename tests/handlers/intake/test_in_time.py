from datetime import time

from handlers.intake.idle import tidy
from scheduler import sweep
from storage.tables import CaseRow, DraftRow, HandledRow
from tests.handlers.intake.robots import FILE, begin, draft_of
from tests.handlers.intake.test_filing import rows


async def test_a_form_folds_after_ten_minutes_and_goes_on_where_it_was(robot, kit, clock):
    await begin(robot, "门锁着")
    clock.forward(minutes=10)
    await tidy(kit)
    assert robot.form.text == "安全服务助手\n已收起。"
    await robot.press("接着来")
    assert "文字 1 段" in robot.form.text


async def test_the_chat_and_the_draft_are_gone_after_a_day(robot, kit, clock):
    await begin(robot, "门锁着")
    clock.forward(hours=24)
    await tidy(kit)
    assert robot.screen == []
    assert await rows(kit, DraftRow) == []


async def test_a_draft_goes_on_the_next_day_and_after_a_restart(robot, kit, clock):
    await begin(robot, "门锁着")
    await robot.photo()
    before = {row.pseudonym for row in await rows(kit, DraftRow)}
    clock.forward(hours=20)
    kit.memory.chats.clear()
    await robot.say("/start")
    assert "没写完的" in robot.form.text
    await robot.press("接着写")
    assert "文字 1 段，照片 1 张" in robot.form.text
    after = {row.pseudonym for row in await rows(kit, DraftRow)}
    assert len(after) == 1
    assert before.isdisjoint(after)
    for label in ("写好了，下一步", "说不清", "跳过", "提交"):
        await robot.press(label)
    (case,) = await rows(kit, CaseRow)
    assert case.report is not None


async def test_a_dead_draft_is_not_shown(robot, kit, clock):
    await begin(robot, "门锁着")
    clock.forward(hours=24, minutes=59)
    await robot.say("/start")
    assert "没写完的" not in robot.form.text


async def test_the_sweep_destroys_the_dead_and_forgets_old_updates(robot, kit, clock):
    await begin(robot, "门锁着")
    (row,) = await rows(kit, DraftRow)
    assert row.dies_at.astimezone(clock.local().tzinfo).time() == time(0)
    clock.forward(hours=37)
    assert await sweep.drop_dead_drafts(kit.store, kit.now()) == 0
    clock.forward(hours=1)
    assert await sweep.drop_dead_drafts(kit.store, kit.now()) == 1
    assert await rows(kit, HandledRow) != []
    clock.forward(hours=12)
    await sweep.forget_updates(kit.store, clock())
    assert await rows(kit, HandledRow) == []


LATE = "刚才我们停了一会儿。"


async def begun_before(robot, clock, **span):
    """Something was sent, and the bot comes to it so much later."""
    sent = int(clock().timestamp())
    clock.forward(**span)
    return sent


async def test_what_waited_for_us_is_told_that_it_was_not_lost(robot, clock, kit):
    await begin(robot)
    await robot.say("门锁着", date=await begun_before(robot, clock, minutes=5))
    assert robot.form.text.startswith(LATE)
    assert "按过的按钮没收到，请再点一次。" in robot.form.text
    assert (await draft_of(kit, robot)).report.texts
    await robot.photo(date=await begun_before(robot, clock, minutes=5))
    assert LATE in robot.form.text
    await robot.say("已经三个月了")
    assert LATE not in robot.form.text


async def test_what_came_in_time_or_was_not_taken_is_not_told_that_it_waited(robot, clock):
    await begin(robot)
    await robot.say("门锁着", date=await begun_before(robot, clock, seconds=90))
    assert LATE not in robot.form.text
    voice = {"voice": FILE | {"duration": 1}, "date": await begun_before(robot, clock, minutes=5)}
    await robot.send(**voice)
    assert LATE not in robot.form.text
    for label in ("写好了，下一步", "说不清", "跳过", "提交"):
        await robot.press(label)
    await robot.say("还有一件事", date=await begun_before(robot, clock, minutes=5))
    assert "这一条没有收" in robot.form.text
    assert LATE not in robot.form.text
