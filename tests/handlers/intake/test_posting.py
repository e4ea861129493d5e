"""When what is sent reaches the desk: at a fixed hour, unless its writer wants it sooner."""

from datetime import time

from handlers.intake import keeping
from storage.tables import OutboxRow
from tests.handlers.intake.test_filing import rows
from tests.handlers.intake.test_mailbox import filed


async def to_the_preview(robot):
    await robot.say("三号楼的安全出口一直锁着")
    for label in ("是，接着写", "写好了，下一步", "说不清", "跳过"):
        await robot.press(label)


async def posted_at(kit, clock, kind):
    found = [row for row in await rows(kit, OutboxRow) if row.kind == kind]
    return found[-1].not_before.astimezone(clock.local().tzinfo).time()


async def test_before_it_is_sent_one_reads_at_which_hour_it_is_posted(robot, kit, clock):
    await to_the_preview(robot)
    assert "送出：今天 15:00，看不出你几点写的。" in robot.form.text
    clock.forward(hours=6)
    await robot.press("改 4")
    await robot.press("跳过")
    assert "送出：明天 09:00" in robot.form.text
    await robot.press("提交")
    assert await posted_at(kit, clock, "arrived") == time(9)


async def test_one_press_more_sends_it_at_once_after_saying_what_that_tells(robot, kit, clock):
    await to_the_preview(robot)
    presses = robot.presses
    await robot.press("越快越好")
    assert "审核员会知道是几点写的" in robot.form.text
    await robot.press("提交")
    assert robot.presses == presses + 2
    assert await posted_at(kit, clock, "arrived") == time(0)


async def test_who_thinks_better_of_it_waits_for_the_hour_like_everybody(robot, kit, clock):
    await to_the_preview(robot)
    await robot.press("越快越好")
    await robot.press("到点再送")
    await robot.press("提交")
    assert await posted_at(kit, clock, "arrived") == time(15)


async def test_a_wish_holds_for_what_is_sent_next_and_no_longer(robot, kit, clock):
    await to_the_preview(robot)
    await robot.press("越快越好")
    await robot.press("提交")
    await robot.press("抄好了，清空")
    await to_the_preview(robot)
    assert "送出：今天 15:00" in robot.form.text
    await robot.press("越快越好")
    kit.memory.chats.clear()  # a restart: the sealed draft carries it
    assert (await keeping.load(kit, robot.chat))[0].soon


async def test_a_letter_can_be_sent_at_once_as_well_and_the_next_waits(robot, kit, clock):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    await robot.say("又锁上了")
    assert "送出：今天 15:00" in robot.form.text
    await robot.press("越快越好")
    await robot.press("发出")
    assert await posted_at(kit, clock, "letter") == time(0)
    await robot.press("回到信箱")
    await robot.say("还有一处")
    await robot.press("发出")
    sent = [row for row in await rows(kit, OutboxRow) if row.kind == "letter"]
    zone = clock.local().tzinfo
    assert {row.not_before.astimezone(zone).time() for row in sent} == {time(0), time(15)}


async def test_a_photo_can_go_at_once_and_danger_does_so_unasked(robot, kit):
    await robot.say("/start A17")
    await robot.press("没有，接着说")
    await robot.photo()
    assert "越快越好" in robot.form.labels
    await robot.press("🚨 危险")
    await robot.press("我到安全处了，接着报")
    assert "越快越好" not in robot.form.labels
    assert "送出" not in robot.form.text
