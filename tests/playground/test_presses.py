"""Buttons are as many and as long as Telegram allows, and a press is waited for as long."""

import asyncio

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CopyTextButton, InlineKeyboardButton

from playground.phone import LapsedError
from tests.playground.conftest import Stage, keys


async def test_a_press_is_waited_for_though_time_leaps(stage: Stage):
    button = InlineKeyboardButton(text="提交", callback_data="go")
    sent = await stage.intake.send_message(stage.alice.id, "看一眼", reply_markup=keys([button]))
    place = {"by": stage.alice.id, "chat": stage.phone.place, "message_id": sent.message_id}
    pressed = await stage.playground.act("press", data="go", **place)
    (update,) = await stage.next_updates()
    said = stage.playground.act("answer", press=pressed["press"], seconds=20)
    answering = asyncio.create_task(said)
    await asyncio.sleep(0.2)
    await stage.playground.forward_clock(60)
    await asyncio.sleep(0.2)
    await stage.intake.answer_callback_query(update.callback_query.id, "收下了")
    assert (await answering)["text"] == "收下了"


async def test_a_press_that_time_has_leapt_over_is_waited_for_no_longer(stage: Stage):
    button = InlineKeyboardButton(text="提交", callback_data="go")
    sent = await stage.intake.send_message(stage.alice.id, "看一眼", reply_markup=keys([button]))
    pressing = asyncio.create_task(stage.phone.presses("提交", on=sent.message_id, timeout=20))
    (update,) = await stage.intake.get_updates(timeout=10)
    await stage.playground.forward_clock(151)
    with pytest.raises(LapsedError):
        await pressing
    with pytest.raises(TelegramBadRequest, match="too old"):
        await stage.intake.answer_callback_query(update.callback_query.id, "收下了")


async def test_keyboards_are_limited(stage: Stage):
    fine = InlineKeyboardButton(text="a", callback_data="字" * 21)
    long = InlineKeyboardButton(text="a", callback_data="字" * 22)
    send = stage.intake.send_message
    await send(stage.alice.id, "a", reply_markup=keys(*[[fine] * 4] * 25))
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await send(stage.alice.id, "a", reply_markup=keys([long]))
    with pytest.raises(TelegramBadRequest, match="too long"):
        await send(stage.alice.id, "a", reply_markup=keys([fine] * 9))
    with pytest.raises(TelegramBadRequest, match="too long"):
        await send(stage.alice.id, "a", reply_markup=keys(*[[fine]] * 101))


async def test_a_press_is_answered_once_and_in_time(stage: Stage):
    markup = keys(
        [InlineKeyboardButton(text="提交", callback_data="go")],
        [InlineKeyboardButton(text="复制", copy_text=CopyTextButton(text="K7QM"))],
        [InlineKeyboardButton(text="看", url="https://t.me/desk_bot?start=x")],
    )
    await stage.intake.send_message(stage.alice.id, "a", reply_markup=markup)
    assert await stage.phone.presses("复制") == "K7QM"
    assert await stage.phone.presses("看") == "https://t.me/desk_bot?start=x"
    await stage.phone.presses("提交", answered=False)
    (update,) = await stage.next_updates()
    assert update.callback_query.data == "go"
    await stage.intake.answer_callback_query(update.callback_query.id, "好")
    assert stage.world.presses[update.callback_query.id].text == "好"
    await stage.phone.presses("提交", answered=False)
    (late,) = await stage.next_updates()
    await stage.playground.forward_clock(151)
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await stage.intake.answer_callback_query(late.callback_query.id)


async def test_an_unfetched_press_is_forgotten_and_a_message_is_not(stage: Stage):
    markup = keys([InlineKeyboardButton(text="提交", callback_data="go")])
    await stage.intake.send_message(stage.alice.id, "a", reply_markup=markup)
    await stage.phone.presses("提交", answered=False)
    await stage.phone.says("还在")
    await stage.playground.forward_clock(151)
    assert [u.message.text for u in await stage.intake.get_updates()] == ["还在"]
    await stage.playground.forward_clock(24 * 3600)
    assert await stage.intake.get_updates() == []
