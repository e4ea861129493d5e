"""Whatever a reporter does at whatever second: nothing that rests is finer than a posting hour."""

import re
from datetime import datetime, time

from sqlalchemy import select

from handlers.intake.idle import tidy
from storage.tables import Base, OutboxRow
from tests.handlers.intake.test_filing import file_a_tip, rows
from tests.handlers.intake.test_mailbox import concluded, filed, on_desk, posted, taken

COARSE = {time(0), time(9), time(15)}
"""Midnight and the posting hours, at which the desk acts as well in this test."""
MOMENT = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?")


async def moments(kit, zone):
    """Every time of day in every column of every table, of moments and in texts."""

    def work(session):
        found = set()
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                for column, value in row.items():
                    place = f"{table.name}.{column}"
                    if isinstance(value, datetime):
                        found.add((place, value.astimezone(zone).timetz().replace(tzinfo=None)))
                    elif isinstance(value, str | dict | list):
                        found |= {
                            (place, time.fromisoformat(one.group()))
                            for one in MOMENT.finditer(str(value))
                        }
        return found

    return await kit.store.read(work)


async def odd(robot, clock, *steps):
    """Says or presses each in turn, at odd seconds."""
    for step in steps:
        clock.forward(seconds=41, microseconds=123_457)
        if step in robot.form.labels:
            await robot.press(step)
        else:
            await robot.say(step)


async def test_nothing_a_reporter_does_leaves_a_moment(robot, kit, clock):
    zone = clock.local().tzinfo
    clock.moment = datetime(2026, 11, 23, 9, tzinfo=zone)
    lines = "\n".join(await filed(robot))
    await on_desk(kit, clock, posted(clock), taken(clock), concluded(clock))
    await odd(robot, clock, lines, "没解决", "返回", "回信", "又锁上了", "越快越好", "发出")
    await odd(robot, clock, "回到信箱", "要求复查", "发出", "回到信箱", "我被打击报复了")
    await odd(
        robot, clock, "写几句", "奖金扣了", "发出", "回到信箱", "断掉这条线", "烧掉信箱", "烧掉"
    )
    await odd(robot, clock, "清空", "危险", "我到安全处了，接着报", "脚手架要倒", "提交", "清空")
    second = "\n".join(await file_a_tip(robot))
    await odd(robot, clock, "清空", second, "断掉这条线", "撤回这件事", "撤回并销毁", "清空")
    await odd(robot, clock, "井口没有盖板", "是，接着写", "写好了，下一步")
    clock.forward(minutes=11, seconds=31)
    await tidy(kit)
    found = await moments(kit, zone)
    assert {place for place, _ in found} >= {"drafts.dies_at", "outbox.not_before"}
    kinds = {row.kind for row in await rows(kit, OutboxRow)}
    assert kinds >= {"arrived", "letter", "burnt"}
    assert {one for one in found if one[1] not in COARSE} == set()


async def test_a_moment_finer_than_that_is_found(robot, kit, clock):
    zone = clock.local().tzinfo
    await filed(robot)
    clock.forward(seconds=13)
    await on_desk(kit, clock, posted(clock), taken(clock))
    found = await moments(kit, zone)
    fine = {place for place, at in found if at not in COARSE}
    assert {"journal.at", "letters.visible_from"} <= fine
