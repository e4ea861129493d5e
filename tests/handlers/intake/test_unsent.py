"""A letter that was not sent is kept for its mailbox, and for a day at most."""

import pytest

from handlers.intake import keeping
from handlers.intake.idle import tidy
from storage.tables import CaseRow, DraftFileRow, DraftRow
from tests.handlers.intake.test_filing import file_a_tip, rows


@pytest.fixture
async def code(robot):
    lines = await file_a_tip(robot)
    await robot.press("抄好了，清空")
    return "\n".join(lines)


async def write(robot, code):
    await robot.say(code)
    await robot.press("回信")
    await robot.say("东侧那一扇")
    await robot.photo()


async def test_a_letter_survives_the_folding_and_is_sent_later(robot, kit, clock, code):
    await write(robot, code)
    clock.forward(minutes=5)
    await tidy(kit)
    assert "没发出的信先留着" in robot.form.text
    await robot.say(code)
    assert "你有一封没发出的信" in robot.form.text
    assert "现在：已收到" in robot.form.text
    await robot.press("回信")
    assert "东侧那一扇" in robot.form.text
    await robot.press("发出")
    assert "送到了" in robot.form.text
    assert await rows(kit, DraftFileRow) == []
    await robot.say(code)
    assert "没发出的信" not in robot.form.text


@pytest.mark.parametrize("said", ["/start", "/find"])
async def test_a_command_puts_the_letter_by_and_says_so(robot, kit, code, said):
    await write(robot, code)
    await robot.say(said)
    assert "没发出的信先留着" in robot.form.text
    await robot.say("/privacy")
    assert "没发出的信" not in robot.form.text
    assert len(await rows(kit, DraftFileRow)) == 1


async def test_danger_puts_the_letter_by(robot, code):
    await write(robot, code)
    await robot.press("危险")
    await robot.press("我到安全处了，接着报")
    assert "没发出的信先留着" in robot.form.text
    await robot.say(code)
    assert "你有一封没发出的信" in robot.form.text


async def test_clearing_destroys_a_letter_that_was_put_by(robot, kit, code):
    await write(robot, code)
    await robot.say("/start")
    await robot.say("/clear")
    assert await rows(kit, DraftRow) == await rows(kit, DraftFileRow) == []
    await robot.say(code)
    assert "没发出的信" not in robot.form.text


async def test_a_letter_that_was_put_by_is_destroyed_after_a_day(robot, kit, clock, code):
    await write(robot, code)
    await robot.say("/start")
    clock.forward(hours=23)
    await robot.say("/help")
    clock.forward(hours=1)
    await tidy(kit)
    assert await rows(kit, DraftFileRow) == []
    await robot.say(code)
    assert "没发出的信" not in robot.form.text


async def test_a_letter_to_a_mailbox_that_is_gone_is_said_to_be_lost(robot, kit, code):
    await write(robot, code)
    await kit.store.remember(_burn)
    await robot.press("发出")
    assert "信没有发出" in robot.form.text
    assert await rows(kit, DraftFileRow) == []


async def test_the_receipt_leaves_the_screen_and_the_draft_after_a_day(robot, kit, clock):
    lines = await file_a_tip(robot)
    clock.forward(hours=23)
    await robot.say("还有一件事")
    assert robot.code() == lines
    clock.forward(hours=1)
    await tidy(kit)
    assert "<code>" not in robot.form.text
    assert "反映问题" in robot.form.labels
    assert len(robot.screen) == 1
    draft, _ = await keeping.load(kit, robot.chat)
    assert not draft.receipt


def _burn(session):
    session.query(CaseRow).update({CaseRow.mailbox_key: None})
