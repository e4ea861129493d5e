"""Whoever asks for it is knocked for at the fixed hour, and nothing leads to anybody else."""

from datetime import timedelta

import pytest
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import SendMessage

from handlers.intake import knocking
from handlers.intake.idle import resume, tidy
from handlers.intake.knocking import Rounds
from storage.tables import KnockableRow, OutboxRow, RouteRow
from tests.handlers.intake.robots import Robot
from tests.handlers.intake.test_filing import file_a_tip, rows
from tests.handlers.intake.test_mailbox import concluded, on_desk, posted, taken

EVENING = {"hours": 10, "seconds": 1}  # from ten in the morning to just after eight


async def filed(robot, answer="叫我一声"):
    """A tip whose code is checked, after which it is said whether to knock."""
    lines = await file_a_tip(robot)
    await robot.press("抄好了，核对一下")
    await robot.say(lines[2])
    await robot.press(answer)
    await robot.press("抄好了，清空")
    return "\n".join(lines)


async def taken_on(robot, kit, clock):
    """Asked for, posted and taken on: there is news."""
    code = await filed(robot)
    await on_desk(kit, clock, posted(clock), taken(clock))
    return code


async def knock(kit):
    await knocking.knock(kit, Rounds())


def knocks(robot):
    return [shown for shown in robot.screen if shown.text == "有新消息。"]


async def test_it_is_asked_once_after_the_check_and_no_comes_first(robot, kit):
    lines = await file_a_tip(robot)
    await robot.press("抄好了，核对一下")
    await robot.say(lines[2])
    assert "对了，一个不差" in robot.form.text
    assert "要在这里叫你一声吗" in robot.form.text
    assert "20:00" in robot.form.text
    assert robot.form.labels[:2] == ["不叫，我自己来查", "叫我一声"]
    await robot.say("不叫")
    assert await rows(kit, RouteRow) == []
    assert robot.code() == lines
    await robot.press("抄好了，核对一下")
    await robot.press("跳过")
    assert robot.code() == lines


async def test_whoever_asked_is_knocked_for_at_the_hour_and_not_before(robot, kit, clock, wire):
    await taken_on(robot, kit, clock)
    clock.forward(hours=9, minutes=59)
    await knock(kit)
    assert not knocks(robot)
    clock.forward(minutes=1)
    await knock(kit)
    (shown,) = knocks(robot)
    assert not shown.silent
    assert shown.labels == ["看一看", "别再叫我"]
    await knock(kit)
    await knock(kit)
    assert len(knocks(robot)) == 1


async def test_nobody_is_knocked_for_who_did_not_ask_or_when_there_is_no_news(robot, kit, clock):
    await filed(robot, "不叫，我自己来查")
    await on_desk(kit, clock, posted(clock), taken(clock))
    clock.forward(**EVENING)
    await knock(kit)
    assert not knocks(robot)


async def test_news_of_after_the_hour_waits_for_the_next_evening(robot, kit, clock):
    await filed(robot)
    clock.forward(**EVENING)
    await on_desk(kit, clock, posted(clock), taken(clock))
    await knock(kit)
    assert not knocks(robot)
    clock.forward(days=1)
    await knock(kit)
    assert len(knocks(robot)) == 1


async def test_at_night_nobody_is_knocked_for(robot, kit, clock):
    await taken_on(robot, kit, clock)
    clock.forward(hours=13)
    await knock(kit)
    assert not knocks(robot)


async def test_a_knock_leads_to_the_code_screen_and_goes_with_it(robot, kit, clock):
    code = await taken_on(robot, kit, clock)
    clock.forward(**EVENING)
    await knock(kit)
    await robot.press("看一看", message=knocks(robot)[0])
    (asks,) = robot.screen
    assert "请把查询码发给我" in asks.text
    await robot.say(code)
    assert "已受理" in robot.form.text


async def test_a_knock_that_nobody_heeds_is_erased_after_a_day_also_after_a_restart(
    robot, kit, clock
):
    await taken_on(robot, kit, clock)
    clock.forward(**EVENING)
    await knock(kit)
    assert knocks(robot)
    kit.memory.chats.clear()
    clock.forward(hours=24)
    await resume(kit)
    await tidy(kit)
    assert not knocks(robot)


async def test_what_stood_in_the_chat_for_its_day_goes_before_a_knock(robot, kit, clock):
    code = await taken_on(robot, kit, clock)
    await robot.say(code)
    await on_desk(kit, clock, concluded(clock))
    kit.memory.chats.clear()
    clock.forward(days=1, **EVENING)
    await knock(kit)
    assert [shown.text for shown in robot.screen] == ["有新消息。"]


async def test_what_was_read_since_the_last_posting_hour_is_not_knocked_for(robot, kit, clock):
    code = await taken_on(robot, kit, clock)
    clock.forward(hours=7)
    await robot.say(code)
    clock.forward(hours=3, seconds=1)
    await knock(kit)
    assert not knocks(robot)


async def test_never_again_is_said_at_the_knock_and_ends_every_route_to_that_chat(
    robot, kit, clock, wire, reception, errands
):
    await taken_on(robot, kit, clock)
    other = Robot(wire, reception, errands, chat=7002, clock=clock)
    await filed(other)
    await filed(robot)
    assert len(await rows(kit, RouteRow)) == 3
    clock.forward(**EVENING)
    await knock(kit)
    await robot.press("别再叫我", message=knocks(robot)[0])
    assert "好，不叫你" in robot.form.text
    assert not knocks(robot)
    (left,) = await rows(kit, RouteRow)
    await knocking.publish(kit, Rounds())
    assert [row.case_id for row in await rows(kit, KnockableRow)] == [left.case_id]


async def test_it_can_be_asked_for_and_ended_later_with_the_code_in_hand(robot, kit, clock):
    code = await filed(robot, "不叫，我自己来查")
    await robot.say(code)
    await robot.press("要不要叫我")
    await robot.press("叫我一声")
    assert "现在：已收到" in robot.form.text
    assert len(await rows(kit, RouteRow)) == 1
    await robot.press("要不要叫我")
    await robot.press("别再叫我")
    assert await rows(kit, RouteRow) == []
    assert "好，不叫你" in robot.form.text


async def test_the_conclusion_still_knocks_and_then_the_route_goes(robot, kit, clock):
    code = await taken_on(robot, kit, clock)
    clock.forward(**EVENING)
    await knock(kit)
    (first,) = knocks(robot)
    await on_desk(kit, clock, concluded(clock))
    clock.forward(days=1)
    await knock(kit)
    (second,) = knocks(robot)
    assert second.id != first.id
    assert await rows(kit, RouteRow) == []
    await robot.say(code)
    assert "要不要叫我" not in robot.form.labels


@pytest.mark.parametrize("end", ["烧掉信箱", "撤回这件事"])
async def test_burning_and_taking_back_end_the_route(robot, kit, end):
    code = await filed(robot)
    await robot.say(code)
    await robot.press("断掉这条线")
    assert "别再叫我" in robot.form.labels
    await robot.press(end)
    assert len(await rows(kit, RouteRow)) == 1
    await robot.press("烧掉" if end == "烧掉信箱" else "撤回并销毁")
    assert await rows(kit, RouteRow) == []


async def test_who_has_blocked_the_bot_is_forgotten(robot, kit, clock, wire):
    await taken_on(robot, kit, clock)
    clock.forward(**EVENING)
    wire.faults.append((SendMessage, lambda m: TelegramForbiddenError(m, "Forbidden: blocked")))
    await knock(kit)
    assert await rows(kit, RouteRow) == []


async def test_who_blocks_the_bot_is_forgotten_at_once(robot, kit):
    await filed(robot)
    await robot.receives(robot.blocking())
    assert await rows(kit, RouteRow) == []


@pytest.mark.parametrize(
    "fault",
    [
        lambda method: TelegramNetworkError(method, "reset"),
        lambda method: TelegramRetryAfter(method, "Too Many Requests", 3600),
    ],
)
async def test_a_knock_that_failed_is_tried_again_the_same_evening(robot, kit, clock, wire, fault):
    await taken_on(robot, kit, clock)
    clock.forward(**EVENING)
    rounds = Rounds()
    wire.faults.append((SendMessage, fault))
    await knocking.knock(kit, rounds)
    clock.forward(minutes=9)
    await knocking.knock(kit, rounds)
    assert not knocks(robot)
    clock.forward(minutes=1)
    await knocking.knock(kit, rounds)
    assert len(knocks(robot)) == 1


async def test_a_knock_that_failed_is_free_for_whoever_tries_next(robot, kit, clock, wire):
    await taken_on(robot, kit, clock)
    clock.forward(**EVENING)
    wire.faults.append((SendMessage, lambda method: TelegramNetworkError(method, "reset")))
    await knock(kit)
    await knock(kit)
    assert len(knocks(robot)) == 1


async def test_another_key_ends_every_route_from_before(robot, kit, clock):
    await taken_on(robot, kit, clock)
    assert kit.route_key.forget()
    clock.forward(**EVENING)
    await knock(kit)
    assert not knocks(robot)
    assert await rows(kit, RouteRow) == []


async def test_the_desk_hears_of_it_at_its_posting_hours_only(robot, kit, clock):
    rounds = Rounds()
    await knocking.publish(kit, rounds)
    await filed(robot)
    clock.forward(hours=4)
    await knocking.publish(kit, rounds)
    assert await rows(kit, KnockableRow) == []
    clock.forward(hours=1)
    await knocking.publish(kit, rounds)
    assert len(await rows(kit, KnockableRow)) == 1
    assert [row.kind for row in await rows(kit, OutboxRow)].count("knock") == 1


async def test_no_row_tells_whom_a_route_leads_to_or_on_which_day_it_was_asked_for(
    robot, kit, clock, wire, reception, errands
):
    clock.forward(days=1)
    await filed(robot)
    clock.forward(days=1)
    await filed(Robot(wire, reception, errands, chat=7_123_456_789, clock=clock))
    one, other = await rows(kit, RouteRow)
    assert len(one.route.blob) == len(other.route.blob)
    assert one.expires_on == other.expires_on
    assert one.expires_on - clock.local().date() <= timedelta(days=90)
    assert all(str(robot.chat).encode() not in sealed.blob for sealed in (one.route, other.route))
