"""What the clock still has to do for a chat is known after a restart, and to another instance."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import DeleteMessages

from domain.drafts import LIFE, Draft
from handlers.intake import keeping
from handlers.intake.doing import finish_clearing
from handlers.intake.idle import resume, tidy
from handlers.intake.memory import Memory
from handlers.intake.showing import Came
from storage import drafts
from storage.envelope import UnsealError, unlock
from storage.tables import DraftFileRow, DraftRow
from tests.handlers.intake.test_filing import file_a_tip, rows


@pytest.fixture
def again(kit):
    """The intake after a restart: nothing in memory."""

    async def restart():
        kit.memory.chats.clear()
        await resume(kit)
        await kit.store.write(drafts.sweep, now=kit.now())
        await tidy(kit)

    return restart


async def test_a_receipt_that_nobody_cleared_is_erased_after_a_day_though_we_were_restarted(
    robot, kit, clock, again
):
    await file_a_tip(robot)
    clock.forward(hours=23, minutes=59)
    await again()
    assert "<code>" in robot.form.text
    clock.forward(minutes=1)
    await tidy(kit)
    assert robot.screen == []
    assert await rows(kit, DraftRow) == []


async def test_what_came_due_while_we_were_down_is_erased_at_the_start(robot, kit, clock, again):
    await robot.say("/start")
    await robot.photo()
    clock.forward(hours=27)
    await again()
    assert robot.screen == []
    assert await rows(kit, DraftRow) == await rows(kit, DraftFileRow) == []


async def test_what_is_due_late_on_the_next_day_is_erased_when_that_day_is_over(
    robot, kit, clock, again
):
    clock.forward(hours=13, minutes=59, seconds=58)  # two seconds to midnight
    await robot.say("/start")
    clock.forward(minutes=10)
    await resume(kit)
    clock.forward(hours=23, minutes=55)
    await again()
    assert robot.screen == []


async def test_a_screen_left_open_is_folded_after_a_restart(robot, kit, clock, again):
    await robot.say("/start")
    await robot.press("反映问题")
    clock.forward(minutes=9)
    await again()
    assert "已收起" not in robot.form.text
    clock.forward(minutes=1)
    await tidy(kit)
    assert "已收起" in robot.form.text
    await robot.press("接着来")
    assert "有生命危险吗" in robot.form.text


async def test_the_secret_of_a_receipt_goes_with_its_day_after_a_restart(robot, kit, clock, again):
    await file_a_tip(robot)
    clock.forward(hours=23)
    await robot.say("/help")
    clock.forward(hours=1)
    await again()
    name, body = await kit.store.read(
        drafts.find, [row.pseudonym for row in await rows(kit, DraftRow)]
    )
    today = kit.day_keys.at(kit.now().date())[0]
    plain = unlock(body, key=today.draft_key(robot.chat), place=drafts.PLACE, item=name)
    assert Draft.from_bytes(plain).receipt == b""


async def test_a_clearing_cut_off_by_a_kill_is_finished_at_the_start(robot, kit, wire, again):
    await file_a_tip(robot)
    wire.faults += [(DeleteMessages, torn)] * 7
    await robot.press("抄好了，清空")
    assert robot.screen
    await again()
    assert robot.screen == []
    assert await rows(kit, DraftRow) == []


async def test_the_last_page_stays_where_the_start_had_to_wait_for_the_press_that_shows_it(
    robot, kit, wire, monkeypatch
):
    await file_a_tip(robot)
    wire.faults += [(DeleteMessages, torn)] * 7
    await robot.press("抄好了，清空")
    kit.memory.chats.clear()
    wire.faults.clear()

    @asynccontextmanager
    async def after_the_press(chat):
        draft, _ = await keeping.load(kit, chat)
        await finish_clearing(kit, Came(chat), draft, None, known=True)
        yield

    monkeypatch.setattr(kit.memory, "turn", after_the_press)
    await resume(kit)
    monkeypatch.undo()
    await tidy(kit)
    assert "今天的安全提示" in robot.form.text


async def test_messages_that_cannot_be_erased_are_tried_for_two_days_and_nothing_else_stays(
    robot, kit, wire, clock, again
):
    begun = kit.now()
    await robot.say("/start")
    await robot.photo()
    clock.forward(hours=26)
    wire.faults += [(DeleteMessages, torn)] * 1000
    await again()
    (row,) = await rows(kit, DraftRow)
    assert await rows(kit, DraftFileRow) == []
    while kit.now() < row.dies_at:
        assert [one.dies_at for one in await rows(kit, DraftRow)] == [row.dies_at]
        clock.forward(hours=6)
        await again()
    assert row.dies_at <= begun + timedelta(days=3)
    assert await rows(kit, DraftRow) == []


async def test_another_instance_erases_nothing_that_was_touched_meanwhile(robot, kit, clock):
    await robot.say("/start")
    other = replace(kit, memory=Memory())
    await resume(other)
    clock.forward(hours=20)
    await robot.say("门锁着")
    clock.forward(hours=4)
    await tidy(other)
    assert robot.screen
    draft, alive = await keeping.load(kit, robot.chat)
    assert alive
    assert draft.report.whole == "门锁着"
    assert other.memory.chats[robot.chat].dies_at == draft.touched + LIFE


async def test_an_instance_that_is_overtaken_forgets_no_draft_that_lives(robot, kit):
    await robot.say("/start")
    await robot.say("门锁着")
    assert not await kit.store.remember(keeping.let_die, kit, robot.chat, [1])
    await kit.store.remember(keeping.forget, kit, robot.chat)
    draft, _ = await keeping.load(kit, robot.chat)
    assert draft.report.whole == "门锁着"


async def test_where_a_draft_belongs_opens_with_its_days_key_alone_and_looks_like_any_other(
    robot, kit
):
    await robot.say("/start")
    await kit.store.remember(
        keeping.keep, kit, 7_123_456_789, (await keeping.load(kit, robot.chat))[0]
    )
    kept = await kit.store.read(drafts.whereabouts)
    assert len({len(sealed.blob) for sealed in kept.values()}) == 1
    assert not any(str(robot.chat).encode() in sealed.blob for sealed in kept.values())
    today, yesterday = kit.day_keys.at(kit.now().date())
    for name, sealed in kept.items():
        with pytest.raises(UnsealError):
            unlock(
                sealed,
                key=yesterday.whereabouts_key(),
                place=drafts.WHEREABOUTS_PLACE,
                item=name,
            )
    assert {chat for chat, _ in await keeping.chats(kit)} == {robot.chat, 7_123_456_789}
    assert today.whereabouts_key() != yesterday.whereabouts_key()


async def test_what_is_too_old_to_erase_is_said_and_the_rest_goes(robot, wire):
    await robot.say("/start")
    await robot.press("隐私说明")
    old = robot.form.id
    wire.too_old = {old}
    await robot.press("清空")
    assert "更早的我删不到" in wire.toasts[-1]
    assert robot.screen[0].id == old
    assert len(robot.screen) == 2
    await robot.say("/clear")
    assert "更早的我删不到" not in robot.form.text


async def test_who_clears_by_typing_reads_what_no_toast_can_say(robot, wire):
    await robot.say("/start")
    wire.too_old = {robot.form.id}
    await robot.say("清空")
    assert "今天的安全提示" in robot.form.text
    assert "更早的我删不到" in robot.form.text


def torn(method):
    return TelegramNetworkError(method, "reset")
