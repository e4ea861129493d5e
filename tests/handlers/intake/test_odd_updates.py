"""What no app sends: it is answered, and harms nobody's chat."""

import pytest
from aiogram.methods import AnswerCallbackQuery

from domain.lengths import units
from handlers.intake import refusals
from handlers.intake.idle import tidy
from handlers.intake.views.view import LONGEST, View
from tests.handlers.intake.robots import begin


@pytest.mark.parametrize("text", ["፩", "²", "①", "٣", "9" * 5000])
async def test_whatever_is_a_digit_somewhere_is_answered(robot, caplog, text):
    await begin(robot, "门锁着")
    await robot.say(text)
    assert "第 1 步" in robot.form.text
    assert "set aside" not in caplog.text


async def test_a_press_outside_a_private_chat_need_not_wait(robot, wire):
    await robot.say("/start")
    raw = robot.pressing("反映问题")
    raw["callback_query"]["message"]["chat"] = {"id": -9, "type": "group"}
    await robot.receives(raw)
    assert wire.count(AnswerCallbackQuery) == 1


async def test_a_press_that_comes_again_without_its_message_is_answered(robot, wire):
    await robot.say("/start")
    raw = await robot.press("反映问题")
    before = wire.count(AnswerCallbackQuery)
    del raw["callback_query"]["message"]
    await robot.receives(raw)
    assert wire.count(AnswerCallbackQuery) == before + 1


@pytest.mark.parametrize("number", [1.5, None, "7", {}])
async def test_a_message_without_a_number_leaves_none_to_be_erased(robot, kit, clock, number):
    await begin(robot, "门锁着")
    raw = robot.raw("message", number, text="x")
    await refusals.ask_again(kit, raw)
    clock.forward(hours=30)
    await tidy(kit)
    assert robot.screen == []


async def test_an_album_that_is_refused_at_once_is_answered(robot):
    await robot.document(b"MZ", media_group_id="7", settle=False)
    await robot.document(b"MZ", media_group_id="7")
    (form,) = robot.screen
    assert "没有收" in form.text


@pytest.mark.parametrize("sign", ["字", "😀"])
def test_a_screen_is_cut_as_telegram_counts(sign):
    shown = View(sign * 4000).under(sign * 200)
    assert units(shown.text) == LONGEST
