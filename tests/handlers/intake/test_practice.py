"""Whoever sets the system up files as an employee does, and what they file is marked for good."""

from datetime import timedelta

from storage import codes, counts, outbox, practice
from storage.tables import CaseRow, OutboxRow
from tests.handlers.intake.test_filing import file_a_tip, rows

CODE = "K7QMDYX2"
MARK = "【演练】"


async def handed_out(kit, clock, hours=2):
    expires = clock() + timedelta(hours=hours)
    await kit.store.write(codes.put, CODE, purpose=codes.PRACTICE, subject="", expires_at=expires)


async def test_a_practice_report_says_so_on_every_screen_and_is_posted_at_once(robot, kit, clock):
    await handed_out(kit, clock)
    await robot.say(f"/start practice-{CODE}")
    assert MARK in robot.form.text
    for name in ("反映问题", "没有，接着说"):
        await robot.press(name)
        assert MARK in robot.form.text
    await robot.say("走一遍")
    for name in ("写好了，下一步", "东胜建工", "跳过"):
        await robot.press(name)
        assert MARK in robot.form.text
    await robot.press("提交")
    assert robot.code()
    (case,) = await rows(kit, CaseRow)
    assert case.practice
    (arrival,) = await rows(kit, OutboxRow)
    assert arrival.not_before <= clock()
    month = await kit.store.read(counts.month, case.day, case.day)
    assert month.received == 0


async def test_the_next_report_is_in_earnest_again(robot, kit, clock):
    await handed_out(kit, clock)
    await robot.say(f"/start practice-{CODE}")
    await file_a_tip(robot)
    await robot.press("抄好了，清空")
    await file_a_tip(robot)
    assert MARK not in robot.form.text
    found = await rows(kit, CaseRow)
    assert sorted(case.practice for case in found) == [False, True]
    assert len(await kit.store.read(practice.listed)) == 1


async def test_what_was_begun_in_earnest_never_becomes_practice(robot, kit, clock):
    await handed_out(kit, clock)
    await robot.say("/start")
    await robot.press("反映问题")
    await robot.press("没有，接着说")
    await robot.say("真的事情")
    await robot.say(f"/start practice-{CODE}")
    assert MARK not in robot.form.text
    await robot.press("接着写")
    for name in ("写好了，下一步", "东胜建工", "跳过", "提交"):
        await robot.press(name)
    (case,) = await rows(kit, CaseRow)
    assert not case.practice


async def test_a_link_that_is_over_says_so_and_marks_nothing(robot, kit, clock):
    await handed_out(kit, clock)
    clock.forward(hours=3)
    await robot.say(f"/start practice-{CODE}")
    assert "演练链接过期了" in robot.form.text
    assert MARK not in robot.form.text
    await file_a_tip(robot)
    assert [case.practice for case in await rows(kit, CaseRow)] == [False]
    assert await kit.store.read(outbox.known, ["x"]) == set()
