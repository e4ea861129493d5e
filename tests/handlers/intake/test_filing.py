"""From the first press to the receipt."""


from domain import receipts
from domain.receipts import read_code
from domain.reports import Report
from storage import cases
from storage.tables import CaseRow


async def rows(kit, table):
    return await kit.store.read(lambda session: session.query(table).all())


async def report_of(kit, opening, case):
    sealed = await kit.store.read(cases.report, case)
    return Report.from_bytes(opening.open(sealed, cases.PLACE, case))


async def file_a_tip(robot, text="三号楼的安全出口一直锁着，没有灭火器"):
    await robot.say("/start")
    await robot.press("反映问题")
    await robot.press("没有，接着说")
    await robot.say(text)
    await robot.press("写好了，下一步")
    await robot.press("东胜建工")
    await robot.press("跳过")
    await robot.press("提交")
    return robot.code()


async def test_a_tip_needs_six_presses_and_one_message(robot, kit, opening):
    lines = await file_a_tip(robot)
    assert (robot.presses, robot.messages - 1) == (6, 1)
    (case,) = await rows(kit, CaseRow)
    report = await report_of(kit, opening, case.id)
    assert report.texts == ("三号楼的安全出口一直锁着，没有灭火器",)
    assert (report.enterprise, report.category) == ("e0", "FR")
    assert case.locator == receipts.locator(read_code("\n".join(lines)))
    assert len(robot.screen) == 1
    assert robot.form.protect
    assert robot.form.silent
