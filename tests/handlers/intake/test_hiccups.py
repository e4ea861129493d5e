"""The wire fails once, or the process dies: what is to be erased or told is not forgotten."""

from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import DeleteMessages

from handlers.intake.idle import tidy
from storage.tables import DraftRow
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
