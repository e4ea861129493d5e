"""Two instances of the intake serve one chat: neither undoes what came by way of the other."""

from dataclasses import replace

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SendMessage
from aiohttp import ClientConnectionError, ClientConnectorDNSError
from aiohttp.client_reqrep import ConnectionKey

from bot.intake import receive
from handlers.intake import keeping
from handlers.intake.idle import resume, tidy
from handlers.intake.memory import Memory
from handlers.intake.showing import Came, show
from handlers.intake.turns import dispatcher
from storage.tables import DraftRow
from tests.handlers.intake.robots import Robot
from tests.handlers.intake.test_filing import file_a_tip, rows


@pytest.fixture
def other(kit):
    """The second instance."""
    return replace(kit, memory=Memory())


@pytest.fixture
def elsewhere(wire, other, errands, clock):
    """The same person, whose updates reach the second instance."""
    reception = receive(other, dispatcher(other), clock, retries=(0.01,), asking=(0.01,))
    return Robot(wire, reception, errands, clock=clock)


async def draft_of(kit, robot):
    return await keeping.load(kit, robot.chat)


async def test_a_screen_shown_late_loses_nothing_that_was_written_meanwhile(robot, elsewhere, kit):
    await robot.say("门锁着")
    before, _ = await draft_of(kit, robot)
    await elsewhere.photo()
    await elsewhere.say("已经三个月了")
    await show(kit, Came(robot.chat), before)
    draft, _ = await draft_of(kit, robot)
    assert draft.report.whole == "门锁着\n已经三个月了"
    assert len(draft.report.files) == 1
    await robot.say("还有一扇")
    assert len(robot.screen) == 1


async def test_what_stands_in_the_chat_is_erased_whoever_posted_it_last(robot, elsewhere, kit):
    await robot.say("门锁着")
    before, _ = await draft_of(kit, robot)
    await show(kit, Came(robot.chat), before)
    stale = replace(before, turn=before.turn + 1)
    await kit.store.remember(keeping.keep, kit, robot.chat, stale)
    assert len(robot.screen) == 1
    await elsewhere.say("清空")
    (advice,) = robot.screen
    assert "今天的安全提示" in advice.text


async def test_what_was_cleared_by_way_of_the_other_does_not_come_back(robot, elsewhere, kit):
    await file_a_tip(robot)
    before, _ = await draft_of(kit, robot)
    await elsewhere.say("清空")
    await show(kit, Came(robot.chat), before)
    (advice,) = robot.screen
    assert "<code>" not in advice.text
    assert await rows(kit, DraftRow) == []


async def test_of_an_album_in_two_halves_the_later_instance_shows_the_whole(
    robot, elsewhere, kit, errands
):
    await robot.say("/start")
    await robot.photo(media_group_id="a", settle=False)
    await elsewhere.photo(media_group_id="a", settle=False)
    await errands.settle()
    draft, _ = await draft_of(kit, robot)
    assert len(draft.report.files) == 2
    assert len(robot.screen) == 1


async def test_a_screen_is_folded_though_the_instance_that_showed_it_last_is_gone(
    robot, elsewhere, kit, clock
):
    await robot.say("/start")
    await robot.press("反映问题")
    clock.forward(minutes=9)
    await elsewhere.press("没有，接着说")
    clock.forward(minutes=2)
    await tidy(kit)
    assert "已收起" not in robot.form.text
    clock.forward(minutes=9)
    await tidy(kit)
    assert "已收起" in robot.form.text


async def test_both_may_fold_the_same_screen(robot, kit, other, clock):
    await robot.say("/start")
    await robot.press("反映问题")
    await resume(other)
    clock.forward(minutes=11)
    await tidy(kit)
    await tidy(other)
    assert "已收起" in robot.form.text
    await robot.press("接着来")
    assert "有生命危险吗" in robot.form.text


def broken(method):
    error = TelegramNetworkError(method, "reset")
    error.__cause__ = ClientConnectionError()
    return error


def never_sent(method):
    error = TelegramNetworkError(method, "no such host")
    error.__cause__ = ClientConnectorDNSError(
        ConnectionKey("t", 443, True, None, None, None, None), OSError()
    )
    return error


@pytest.mark.parametrize(("fault", "said"), [(broken, True), (never_sent, False)])
async def test_a_screen_that_may_stand_there_twice_says_so(robot, wire, fault, said):
    await robot.say("/start")
    wire.faults += [(SendMessage, fault)] * 5
    await robot.say("门锁着")
    assert ("多的那份请你自己删" in robot.form.text) == said
    await robot.say("已经三个月了")
    assert "多的那份" not in robot.form.text
