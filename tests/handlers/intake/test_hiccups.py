"""The wire fails once, or the process dies: what is to be erased or told is not forgotten."""

from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import DeleteMessages, EditMessageText

from handlers.intake.idle import tidy
from storage import drafts
from storage.tables import DraftRow
from tests.handlers.intake.robots import Robot
from tests.handlers.intake.test_filing import file_a_tip, rows


def torn(method):
    return TelegramNetworkError(method, "reset")


async def test_a_clearing_that_fails_once_still_erases_the_receipt(robot, kit, wire):
    await file_a_tip(robot)
    wire.faults.append((DeleteMessages, torn))
    await robot.press("抄好了，清空")
    (advice,) = robot.screen
    assert "今天的安全提示" in advice.text
    assert await rows(kit, DraftRow) == []


async def test_a_clearing_is_finished_after_a_restart(robot, kit, wire):
    await file_a_tip(robot)
    wire.faults += [(DeleteMessages, torn)] * 3
    raw = await robot.say("/clear")
    kit.memory.chats.clear()
    await robot.receives(raw)
    (advice,) = robot.screen
    assert "今天的安全提示" in advice.text
    assert await rows(kit, DraftRow) == []


async def test_a_clearing_that_fails_every_time_is_finished_by_the_clock(robot, kit, wire):
    await file_a_tip(robot)
    wire.faults += [(DeleteMessages, torn)] * 3
    await robot.press("抄好了，清空")
    assert len(robot.screen) == 1
    assert "<code>" in robot.form.text
    await tidy(kit)
    assert robot.screen == []
    assert await rows(kit, DraftRow) == []


async def test_the_erasing_after_a_day_is_tried_until_it_is_done(robot, kit, wire, clock):
    await robot.say("/start")
    clock.forward(hours=25)
    wire.faults.append((DeleteMessages, torn))
    await tidy(kit)
    assert robot.screen
    await kit.store.write(drafts.sweep, now=kit.now())
    await tidy(kit)
    assert robot.screen == []
    assert kit.memory.chats == {}


async def test_one_chat_that_cannot_be_reached_keeps_no_other_waiting(robot, kit, wire, clock):
    other = Robot(wire, robot.reception, robot.errands, chat=7002)
    await robot.say("/start")
    await other.say("/start")
    clock.forward(hours=24)
    wire.faults.append((DeleteMessages, torn))
    await tidy(kit)
    assert robot.screen
    assert other.screen == []


async def test_a_mailbox_is_folded_away_until_the_fold_is_shown(robot, kit, wire, clock):
    lines = await file_a_tip(robot)
    await robot.press("抄好了，清空")
    await robot.say("\n".join(lines))
    clock.forward(minutes=5)
    wire.faults += [(EditMessageText, torn)] * 2
    await tidy(kit)
    await tidy(kit)
    assert "已收起" not in robot.form.text
    await tidy(kit)
    assert "已收起" in robot.form.text
    edits = wire.count(EditMessageText)
    await tidy(kit)
    assert wire.count(EditMessageText) == edits
