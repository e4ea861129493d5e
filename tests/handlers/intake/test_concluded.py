"""What a reporter does about a conclusion, and what is asked long after it."""

from domain.cases import Outcome
from domain.reading import LineKind
from handlers.intake import keeping
from storage.tables import LetterRow, OutboxRow
from tests.handlers.intake.robots import Robot
from tests.handlers.intake.test_filing import rows
from tests.handlers.intake.test_mailbox import concluded, filed, inward, on_desk, posted, taken


async def ended(robot, kit, clock, outcome=Outcome.PROVEN):
    lines = await filed(robot)
    await on_desk(kit, clock, posted(clock), taken(clock), concluded(clock, outcome))
    return "\n".join(lines)


async def letters_waiting(kit):
    return [row for row in await rows(kit, OutboxRow) if row.kind == "letter"]


async def test_it_is_said_once_that_the_matter_is_solved(robot, kit, opening, clock):
    code = await ended(robot, kit, clock)
    await robot.say(code)
    await robot.press("解决了")
    assert "记下了，谢谢你" in robot.form.text
    assert "你说：解决了" in robot.form.text
    assert "没解决" not in robot.form.labels
    (line,) = await inward(kit, opening)
    assert (line.kind, line.text, line.files) == (LineKind.SOLVED, "", ())
    assert len(await letters_waiting(kit)) == 1


async def test_what_is_not_solved_leads_on_to_a_letter_or_a_second_look(robot, kit, opening, clock):
    code = await ended(robot, kit, clock)
    await robot.say(code)
    await robot.say("没解决")
    assert {"写几句", "要求复查"} <= set(robot.form.labels)
    (line,) = await inward(kit, opening)
    assert line.kind is LineKind.UNSOLVED
    await robot.say("又锁上了")
    await robot.press("发出")
    assert [line.kind for line in await inward(kit, opening)] == [LineKind.UNSOLVED, LineKind.OWN]
    await robot.press("回到信箱")
    await robot.press("要求复查")
    await robot.press("发出")
    assert (await inward(kit, opening))[-1].kind is LineKind.OBJECTED


async def test_two_phones_with_the_same_code_answer_once(
    robot, kit, opening, clock, wire, reception, errands
):
    code = await ended(robot, kit, clock)
    other = Robot(wire, reception, errands, chat=7002)
    await robot.say(code)
    await other.say(code)
    late = other.pressing("没解决")
    await robot.press("解决了")
    await other.receives(late)
    assert [line.kind for line in await inward(kit, opening)] == [LineKind.SOLVED]


async def test_before_a_conclusion_nobody_is_asked_whether_it_is_solved(robot, kit, clock):
    lines = await filed(robot)
    await on_desk(kit, clock, posted(clock), taken(clock))
    await robot.say("\n".join(lines))
    assert not {"解决了", "没解决", "想领奖励"} & set(robot.form.labels)


async def test_a_reward_is_explained_where_the_matter_was_found_true(robot, kit, clock):
    code = await ended(robot, kit, clock)
    await robot.say(code)
    await robot.press("想领奖励")
    assert "就知道是你" in robot.form.text
    await robot.press("返回")
    assert robot.form.text.startswith("结论：查实了")


async def test_no_reward_is_spoken_of_where_nothing_was_found(robot, kit, clock):
    code = await ended(robot, kit, clock, Outcome.UNPROVEN)
    await robot.say(code)
    assert "想领奖励" not in robot.form.labels


async def test_thirty_and_ninety_days_later_it_is_asked_first_once_each(robot, kit, clock, opening):
    code = await ended(robot, kit, clock)
    clock.forward(days=29)
    await robot.say(code)
    assert robot.form.text.startswith("结论：查实了")
    clock.forward(days=1)
    await robot.say(code)
    assert "有人为难你吗" in robot.form.text
    assert "查实" not in robot.form.text
    await robot.press("没有")
    assert robot.form.text.startswith("结论：查实了")
    clock.forward(days=20)
    await robot.say(code)
    assert robot.form.text.startswith("结论：查实了")
    clock.forward(days=40)
    await robot.say(code)
    assert "有人为难你吗" in robot.form.text
    await robot.press("没有")
    assert [str(line.day) for line in await inward(kit, opening)] == ["2026-12-23", "2027-02-21"]


async def test_that_it_was_asked_keeps_neither_day_nor_answer_and_is_not_sent_to_the_desk(
    robot, kit, clock, opening
):
    code = await ended(robot, kit, clock)
    clock.forward(days=47)
    await robot.say(code)
    await robot.press("有")
    assert "12333" in robot.form.text
    (line,) = await inward(kit, opening)
    assert (line.kind, str(line.day), line.text) == (LineKind.AFTERWARDS, "2026-12-23", "")
    assert await letters_waiting(kit) == []
    assert all(row.posted for row in await rows(kit, LetterRow))


async def test_trouble_is_told_right_where_it_is_asked(robot, kit, clock, opening):
    code = await ended(robot, kit, clock)
    clock.forward(days=31)
    await robot.say(code)
    await robot.say("把我调去看大门了")
    await robot.press("发出")
    assert (await inward(kit, opening))[-1].kind is LineKind.RETALIATION


async def test_going_back_from_the_question_shuts_the_mailbox(robot, kit, clock):
    code = await ended(robot, kit, clock)
    clock.forward(days=31)
    await robot.say(code)
    await robot.press("返回")
    draft, _ = await keeping.load(kit, robot.chat)
    assert draft.code == ""
