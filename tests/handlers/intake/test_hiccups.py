"""The wire fails once, or the process dies: what is to be erased or told is not forgotten."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import aiohttp
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import DeleteMessages, EditMessageText, GetFile, LeaveChat, SendMessage

from domain.drafts import Draft
from handlers.intake import keeping, refusals
from handlers.intake.idle import tidy
from scheduler import sweep
from storage import drafts
from storage.tables import DraftRow, HandledRow
from tests.handlers.intake.robots import Robot
from tests.handlers.intake.test_filing import file_a_tip, rows


def blank(kit):
    return Draft(secret=bytes(32), touched=kit.now())


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
    wire.faults += [(DeleteMessages, torn)] * 7
    raw = await robot.say("/clear")
    kit.memory.chats.clear()
    await robot.receives(raw)
    (advice,) = robot.screen
    assert "今天的安全提示" in advice.text
    assert await rows(kit, DraftRow) == []


async def test_a_clearing_that_fails_every_time_is_finished_by_the_clock(robot, kit, wire):
    await file_a_tip(robot)
    wire.faults += [(DeleteMessages, torn)] * 7
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


async def test_a_cleared_chat_is_unknown_after_a_day(robot, kit, clock):
    await file_a_tip(robot)
    await robot.press("抄好了，清空")
    clock.forward(days=1)
    await tidy(kit)
    assert kit.memory.chats == {}


async def test_day_keys_die_though_nobody_writes(robot, kit, clock, tmp_path):
    await kit.store.remember(keeping.keep, kit, robot.chat, blank(kit))
    before = set(json.loads((tmp_path / "day-keys").read_bytes())["days"])
    clock.forward(days=6)
    assert kit.memory.chats == {}  # no chat's doing advances the keys
    await tidy(kit)
    assert before.isdisjoint(json.loads((tmp_path / "day-keys").read_bytes())["days"])


async def test_a_torn_download_is_asked_for_again_and_erased_later(robot, kit, wire):
    await _begin(robot)
    whole = wire.stream_content

    async def torn_off(*_, **__):
        raise aiohttp.ClientPayloadError
        yield b""

    wire.stream_content = torn_off
    raw = await robot.photo()
    draft, _ = await keeping.load(kit, robot.chat)
    assert raw["message"]["message_id"] in draft.litter
    wire.stream_content = whole
    await robot.photo()
    assert len(robot.screen) == 1


async def test_a_message_that_cannot_be_taken_is_said_to_be_so_and_erased(robot, kit, wire):
    await _begin(robot)
    await robot.say("门锁着")
    wire.faults += [(GetFile, ZeroDivisionError)] * 3
    await robot.photo()
    assert "没能收下" in robot.form.text
    assert "再发一次" in robot.form.text
    assert "文字 1 段" in robot.form.text
    assert len(robot.screen) == 1


async def test_a_message_that_cannot_be_taken_nor_erased_goes_with_the_next_screen(
    robot, kit, wire
):
    await _begin(robot)
    wire.faults += [(GetFile, ZeroDivisionError)] * 3
    wire.faults += [(DeleteMessages, torn)] * 20
    await robot.photo()
    assert len(robot.screen) == 2
    wire.faults.clear()
    kit.memory.chats.clear()
    await robot.say("门锁着")
    assert len(robot.screen) == 1


async def test_a_press_that_cannot_be_handled_is_asked_for_again(robot, kit):
    await _begin(robot)
    await robot.say("门锁着")
    await refusals.ask_again(kit, robot.pressing("写好了，下一步"))
    assert "再点一次" in robot.form.text
    assert "文字 1 段" in robot.form.text


async def test_an_album_is_answered_though_one_sending_fails(robot, wire):
    await _begin(robot)
    wire.faults.append((SendMessage, torn))
    await robot.photo(media_group_id="g")
    assert "照片 1 张" in robot.form.text


async def test_a_remark_is_read_though_one_sending_fails(robot, wire):
    await _begin(robot)
    await robot.say("长" * 3990)
    wire.faults.append((SendMessage, torn))
    await robot.say("这一句很重要，但是会被截断掉的")
    assert "收下了前" in robot.form.text
    await robot.press("写好了，下一步")
    assert "收下了前" not in robot.form.text


async def test_a_group_is_left_though_one_try_fails(robot, wire):
    wire.faults.append((LeaveChat, torn))
    user = robot.person
    change = {
        "chat": {"id": -5, "type": "group", "title": "x"},
        "from": user,
        "date": 1,
        "old_chat_member": {"status": "left", "user": user},
        "new_chat_member": {"status": "member", "user": user},
    }
    await robot.receives({"update_id": 77, "my_chat_member": change})
    assert wire.left == [-5]


async def test_updates_are_remembered_for_a_whole_day_in_every_zone(kit, clock):
    await kit.store.remember(_note, date(2026, 11, 22))
    clock.moment = datetime(2026, 11, 23, 16, 10, tzinfo=UTC)
    await sweep.forget_updates(kit.store, kit.now())
    assert await rows(kit, HandledRow)
    clock.forward(days=1)
    await sweep.forget_updates(kit.store, kit.now())
    assert await rows(kit, HandledRow) == []


def _note(session, day):
    session.add(HandledRow(mark="m", day=day))


async def _begin(robot):
    await robot.say("/start")
    await robot.press("反映问题")
    await robot.press("没有，接着说")


async def test_a_screen_that_was_sent_and_not_remembered_goes_with_the_next(robot, kit):
    await robot.say("/start")
    await robot.press("反映问题")
    await robot.press("没有，接着说")
    raw = await robot.say("三号楼的安全出口一直锁着")
    draft, _ = await keeping.load(kit, robot.chat)
    unremembered = replace(draft, form=draft.form - 1)
    await kit.store.remember(keeping.keep, kit, robot.chat, unremembered)
    kit.memory.chats.clear()
    await robot.receives(raw)
    assert len(robot.screen) == 1


async def test_an_advice_that_was_sent_and_not_remembered_goes_with_the_next(robot, kit):
    await file_a_tip(robot)
    raw = await robot.say("/clear")
    kit.memory.chats.clear()
    await robot.receives(raw)
    assert len(robot.screen) == 1
