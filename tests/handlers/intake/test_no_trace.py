"""A mailbox that is opened, or not, changes nothing that rests but the visitor's own draft."""

import pytest
from sqlalchemy import select

from domain import acts, receipts
from domain.receipts import ALPHABET
from handlers.intake.idle import tidy
from storage.tables import Base, LetterRow
from tests.handlers.intake.test_filing import rows
from tests.handlers.intake.test_mailbox import LEAD, asked, concluded, filed, on_desk, posted, taken

THE_VISITORS_OWN = {"drafts", "draft_files", "handled"}


async def resting(kit, *, but=THE_VISITORS_OWN):
    """Every row of every table, but of those named."""

    def work(session):
        return {
            table.name: sorted(map(repr, session.execute(select(table))))
            for table in Base.metadata.sorted_tables
            if table.name not in but
        }

    return await kit.store.read(work)


@pytest.fixture
async def lines(robot, kit, clock):
    """The code of a mailbox in which a question and a conclusion wait to be read."""
    lines = await filed(robot)
    question = asked(clock, "门锁在哪一侧？")
    await on_desk(kit, clock, posted(clock), taken(clock), question, concluded(clock))
    return lines


async def read_everything(robot, typed):
    await robot.say("\n".join(typed))
    await robot.press("以前的信")
    await robot.press("返回")


async def look_and_fold(robot, typed):
    await robot.say("\n".join(typed))
    await robot.press("要求复查")
    await robot.press("返回")
    await robot.press("断掉这条线")
    await robot.press("烧掉信箱")
    await robot.press("不烧")


async def slip(robot, typed):
    wrong = next(c for c in ALPHABET if c != typed[1][0])
    await robot.say("\n".join([typed[0], wrong + typed[1][1:], typed[2]]))


async def never_issued(robot, _):
    await robot.say("\n".join(receipts.lines(receipts.make(bytes(range(32))))))


@pytest.mark.parametrize("visit", [read_everything, look_and_fold, slip, never_issued])
async def test_a_visit_leaves_no_trace(robot, kit, clock, lines, visit):
    before, own = await resting(kit), await resting(kit, but={"handled"})
    clock.forward(minutes=37, seconds=11)
    await visit(robot, lines)
    await tidy(kit)
    assert await resting(kit) == before
    await robot.say("清空")
    assert await resting(kit, but={"handled"}) == own


async def test_that_letters_were_read_is_told_at_a_posting_hour_with_all_the_others(
    robot, kit, clock, lines
):
    await read_everything(robot, lines)
    clock.forward(hours=4, minutes=59)  # 14:59
    await tidy(kit)
    assert not any(row.seen for row in await rows(kit, LetterRow))
    clock.forward(minutes=1)
    await tidy(kit)
    seen = [row.seen for row in await rows(kit, LetterRow) if not row.inward]
    assert all(seen)
    assert kit.memory.visits == {}


async def test_a_letter_that_came_after_the_visit_is_not_told_as_read(robot, kit, clock, lines):
    def reply(case):
        return acts.reply(case, by=LEAD, text="还有吗？", at=clock.local())

    await read_everything(robot, lines)
    clock.forward(hours=1)
    await on_desk(kit, clock, reply)
    clock.forward(hours=4)
    await tidy(kit)
    found = sorted(await rows(kit, LetterRow), key=lambda row: row.position)
    assert [row.seen for row in found if not row.inward][-2:] == [True, False]
