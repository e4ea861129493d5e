"""From the first press to the receipt."""

import pytest

from domain import receipts
from domain.receipts import read_code
from domain.reports import Report
from storage import attachments, cases, outbox
from storage.tables import CaseRow, DraftFileRow, DraftRow, LetterRow


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


async def test_a_hazard_from_a_poster_needs_three_presses_and_a_photo(robot, kit, opening):
    await robot.say("/start A17")
    assert "铁西三标段" in robot.form.text
    assert len(robot.screen) == 1
    await robot.press("没有，接着说")
    await robot.photo()
    await robot.press("提交")
    assert robot.presses <= 3
    assert robot.code()
    (case,) = await rows(kit, CaseRow)
    report = await report_of(kit, opening, case.id)
    assert (case.kind, report.site, report.enterprise, report.files) == ("hazard", "s1", "e0", 1)
    (file,) = await kit.store.read(attachments.of_report, case.id)
    kept = attachments.File.from_bytes(opening.open(file.content, attachments.PLACE, file.id))
    assert kept.media_type.startswith("image/")
    assert await rows(kit, DraftFileRow) == []


async def test_an_unknown_poster_leads_on_all_the_same(robot, kit):
    await robot.say("/start NOWHERE")
    assert "没认出" in robot.form.text
    await robot.press("没有，接着说")
    await robot.say("围挡倒了")
    await robot.press("提交")
    assert len(await rows(kit, CaseRow)) == 1


async def test_a_sentence_out_of_nowhere_is_a_case_within_five_presses(robot, kit):
    await robot.say("二号井口没有盖板，晚上有人走")
    assert "还没有交给任何人" in robot.form.text
    await robot.press("是，接着写")
    await robot.press("写好了，下一步")
    await robot.press("说不清")
    await robot.press("跳过")
    await robot.press("提交")
    assert robot.presses <= 5
    assert len(await rows(kit, CaseRow)) == 1


async def test_typed_words_and_numbers_work_wherever_a_button_does(robot, kit, opening):
    for said in ("/start", "反映问题", "没有", "灭火器过期了", "下一步", "2", "今天", "改 4"):
        await robot.say(said)
    for said in ("一直这样", "2", "三号楼东侧", "3", "1"):
        await robot.say(said)
    assert "2 地方：三号楼东侧" in robot.form.text
    await robot.say("提交")
    assert robot.presses == 0
    assert len(robot.code()) == 3
    (case,) = await rows(kit, CaseRow)
    report = await report_of(kit, opening, case.id)
    assert (report.place, report.when, report.category) == ("三号楼东侧", "always", "FR")
    assert report.enterprise is not None
    assert len(robot.screen) == 1


async def test_a_press_whose_answer_was_lost_files_nothing_twice(robot, kit):
    await robot.say("闻到燃气味")
    for label in ("是，接着写", "写好了，下一步", "说不清", "跳过"):
        await robot.press(label)
    form = robot.form
    raw = await robot.press("提交", message=form)
    code = robot.code()
    await robot.receives(raw)  # delivered again
    assert robot.code() == code
    assert "旧的按钮" not in robot.form.text
    again = {"update_id": raw["update_id"] + 500, "callback_query": raw["callback_query"]}
    await robot.receives(again)  # pressed again
    assert robot.code() == code
    assert "旧的按钮" in robot.form.text
    assert len(await rows(kit, CaseRow)) == 1
    await robot.say("提交")
    assert robot.code() == code
    assert len(await rows(kit, CaseRow)) == 1


async def test_each_report_has_a_code_of_its_own(robot, kit):
    first = await file_a_tip(robot)
    await robot.say("危险")
    await robot.press("我到安全处了，接着报")
    await robot.say("脚手架要倒")
    await robot.press("提交")
    assert robot.code() != first
    assert len(await rows(kit, CaseRow)) == 2


async def test_the_third_line_is_checked_and_the_code_shown_again(robot):
    lines = await file_a_tip(robot)
    await robot.press("抄好了，核对一下")
    assert lines[2] not in robot.form.text
    await robot.say("K7QM3XTA")
    assert "对不上" in robot.form.text
    await robot.say(lines[2].lower())
    assert "一个不差" in robot.form.text
    await robot.press("不叫，我自己来查")
    assert robot.code() == lines


async def test_nothing_is_left_after_clearing(robot, kit):
    lines = await file_a_tip(robot)
    await robot.press("抄好了，清空")
    assert await rows(kit, DraftRow) == []
    (shown,) = robot.screen
    assert "安全提示" in shown.text
    assert lines[0] not in shown.text
    await robot.press("开始")
    assert "反映问题" in robot.form.labels
    assert len(robot.screen) == 1


async def test_it_reaches_the_desk_at_a_posting_hour_and_tells_no_moment(robot, kit, clock):
    await file_a_tip(robot)
    due = await kit.store.read(outbox.next_due)
    assert due.astimezone(clock.local().tzinfo).strftime("%d %H:%M:%S") == "23 15:00:00"
    (letter,) = await rows(kit, LetterRow)
    assert letter.visible_from is None


async def test_nothing_written_is_in_clear_in_the_database(robot, kit, tmp_path):
    await robot.say("/start")
    await robot.press("反映问题")
    await robot.press("没有，接着说")
    await robot.say("独一无二的话 UNIQUE-CANARY")
    await robot.photo(caption="CANARY-CAPTION")
    found = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"chuishao" in found
    for word in ("UNIQUE-CANARY", "独一无二", "CANARY-CAPTION", "canary_wang"):
        assert word.encode() not in found


async def test_too_many_reports_in_an_hour_wait_and_lose_nothing(robot, kit, clock):
    for number in range(kit.limits.filings):
        await robot.say(f"第 {number} 处没有护栏")
        for said in ("是", "下一步", "说不清", "跳过", "提交", "清空"):
            await robot.say(said)
    await robot.say("又一处没有护栏")
    for said in ("是", "下一步", "说不清", "跳过", "提交"):
        await robot.say(said)
    assert "再试，内容没有丢" in robot.form.text
    assert len(await rows(kit, CaseRow)) == kit.limits.filings
    clock.forward(hours=1)
    await robot.say("提交")
    assert len(robot.code()) == 3


@pytest.mark.parametrize("other", ["东胜公交", "说不清"])
async def test_another_place_takes_the_poster_s_site_with_it(robot, kit, opening, other):
    await robot.say("/start A17")
    await robot.press("没有，接着说")
    await robot.photo()
    await robot.press("换地点")
    await robot.press(other)
    assert "铁西三标段" not in robot.form.text
    await robot.press("提交")
    (case,) = await rows(kit, CaseRow)
    report = await report_of(kit, opening, case.id)
    assert report.site is None
    assert report.enterprise == ("e5" if other == "东胜公交" else None)
