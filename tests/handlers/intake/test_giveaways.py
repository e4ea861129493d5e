"""What might tell who writes is told before it is sent, and masked where the person wants it."""

import pytest

from bot.intake import receive
from handlers.intake import keeping
from handlers.intake.turns import dispatcher
from storage.tables import CaseRow
from tests.handlers.intake.robots import Robot
from tests.handlers.intake.test_filing import report_of, rows
from tests.handlers.intake.test_mailbox import filed, inward

TELLING = "我是二班的，三号楼的门锁着，电话13847712345"


async def previewed(robot, text=TELLING):
    for said in ("/start", "反映问题", "没有", text, "下一步", "说不清", "跳过"):
        await robot.say(said)


async def filed_texts(kit, opening):
    (case,) = await rows(kit, CaseRow)
    return (await report_of(kit, opening, case.id)).texts


async def test_places_are_counted_and_masked_one_by_one_and_what_is_filed_holds_the_mask(
    robot, kit, opening
):
    await previewed(robot)
    assert "⚠️ 有 2 处可能让人认出你。" in robot.form.text
    await robot.press("遮掉 2 处")
    assert "「我是二班的，三号楼的门锁着，电……」" in robot.form.text
    assert "「■■■，三号楼的门锁着，电……」" in robot.form.text
    await robot.press("遮掉")
    assert "13847712345" in robot.form.text
    await robot.press("遮掉")
    assert "可能让人认出" not in robot.form.text
    await robot.press("提交")
    assert await filed_texts(kit, opening) == ("■■■，三号楼的门锁着，电话■■■",)


async def test_what_is_left_in_is_filed_and_not_asked_about_again(robot, kit, opening):
    await previewed(robot)
    for said in ("遮掉", "留着", "遮掉"):
        await robot.say(said)
    assert "可能让人认出" not in robot.form.text
    await robot.say("提交")
    assert await filed_texts(kit, opening) == ("我是二班的，三号楼的门锁着，电话■■■",)


@pytest.mark.parametrize("way", ["遮掉 2 处", "提交"])
async def test_nobody_is_kept_from_submitting(robot, kit, opening, way):
    await previewed(robot)
    await robot.press(way)
    if way != "提交":
        await robot.say("提交")
    assert await filed_texts(kit, opening) == (TELLING,)


async def test_masking_goes_on_after_a_restart(robot, kit, wire, errands, clock, opening):
    await previewed(robot)
    await robot.press("遮掉 2 处")
    await robot.press("遮掉")
    kit.memory.chats.clear()
    again = Robot(wire, receive(kit, dispatcher(kit), clock), errands, clock=clock)
    await again.press("全部遮掉")
    await again.press("提交")
    assert await filed_texts(kit, opening) == ("■■■，三号楼的门锁着，电话■■■",)


async def test_back_leads_to_the_form_and_clearing_destroys_it(robot, kit):
    await previewed(robot)
    await robot.press("遮掉 2 处")
    await robot.press("返回")
    assert "遮掉 2 处" in robot.form.labels
    await robot.press("遮掉 2 处")
    await robot.press("清空")
    draft, there = await keeping.load(kit, robot.chat)
    assert not there
    assert draft.report.empty


async def test_urgent_and_hazard_forms_tell_it_too(robot, kit, opening):
    await robot.say("危险")
    await robot.press("我到安全处了，接着报")
    await robot.say("我们班有人掉下去了")
    assert "⚠️ 有 1 处可能让人认出你。" in robot.form.text
    await robot.press("遮掉 1 处")
    await robot.press("遮掉")
    await robot.press("提交")
    assert await filed_texts(kit, opening) == ("■■■有人掉下去了",)
    await robot.say("/start A17")
    await robot.press("没有，接着说")
    await robot.say("围挡倒了，加我微信wx_1988")
    assert "遮掉 1 处" in robot.form.labels


async def test_an_edit_that_leaves_nothing_to_mask_is_said(robot):
    await previewed(robot, "门锁着")
    raw = await robot.say("我是二班的")
    await robot.press("遮掉 1 处")
    message = raw["message"] | {"text": "后门也锁着", "edit_date": 2**31 - 1}
    await robot.receives({"update_id": next(robot.wire.updates), "edited_message": message})
    assert "没有要遮的了" in robot.form.text
    await robot.press("返回")
    assert "1 单位" in robot.form.text


async def test_a_letter_is_looked_through_as_well(robot, kit, opening):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    await robot.press("回信")
    await robot.say("补充一句，就我一个人看见")
    assert "⚠️ 有 1 处可能让人认出你。" in robot.form.text
    await robot.press("遮掉 1 处")
    await robot.press("遮掉")
    assert "补充一句，■■■" in robot.form.text
    await robot.press("发出")
    assert [line.text for line in await inward(kit, opening)][-1] == "补充一句，■■■"


async def test_a_letter_can_be_sent_from_the_midst_of_masking(robot, kit, opening):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    await robot.press("回信")
    await robot.say("就我一个人看见，电话13847712345")
    for label in ("遮掉 2 处", "遮掉", "发出"):
        await robot.press(label)
    assert [line.text for line in await inward(kit, opening)][-1] == "■■■，电话13847712345"


async def test_it_is_told_in_english_too(robot):
    await robot.say("/language")
    await robot.press("English")
    for said in ("Tell us", "No", "I am fine, call 13847712345", "next", "not sure", "skip"):
        await robot.say(said)
    assert "⚠️ 1 place might tell who you are." in robot.form.text
    await robot.say("mask")
    assert "Masked, the reviewers see:" in robot.form.text
