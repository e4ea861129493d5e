"""What a receipt code opens, and what can be done there."""

from sqlalchemy import Engine, event

from domain import acts, receipts
from domain.cases import Actor, Outcome
from domain.people import Role
from domain.reading import Line, LineKind
from domain.receipts import ALPHABET
from handlers.intake import keeping
from handlers.intake.idle import tidy
from storage import attachments, cases, letters
from storage.calendar import is_workday
from storage.tables import AttachmentRow, CaseRow, DraftRow, LetterRow, OutboxRow
from tests.handlers.intake.test_filing import file_a_tip, rows

LEAD = Actor(id="r1", role=Role.LEAD)


async def filed(robot):
    lines = await file_a_tip(robot)
    await robot.press("抄好了，清空")
    return lines


def on_desk(kit, clock, *decisions):
    def work(session):
        (case,) = [cases.load(session, row.id) for row in session.query(CaseRow).all()]
        for decide in decisions:
            change = decide(case)
            case = cases.record(session, change, sealing=kit.sealing, hold=False)

    return kit.store.remember(work)


def posted(clock):
    def decide(case):
        return acts.post(case, room=None, rings=False, at=clock.local(), is_workday=is_workday)

    return decide


def taken(clock):
    return lambda case: acts.take_on(case, by=LEAD, at=clock.local())


def asked(clock, text):
    return lambda case: acts.ask(case, by=LEAD, text=text, at=clock.local())


def concluded(clock, outcome=Outcome.UNPROVEN):
    return lambda case: acts.conclude(
        case, by=LEAD, outcome=outcome, text="到现场看过，门是开的。", at=clock.local()
    )


async def inward(kit, opening):
    return [
        Line.from_bytes(opening.open(row.body, letters.PLACE, row.id))
        for row in sorted(await rows(kit, LetterRow), key=lambda row: row.position)
        if row.inward
    ]


async def test_a_code_opens_the_mailbox_with_one_message(robot, kit):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    assert robot.form.text.startswith("现在：已收到，还没有人看\n最晚 11月25日 有人看")
    assert "安全出口" not in robot.form.text
    assert len(robot.screen) == 1


async def test_a_code_may_be_sent_line_by_line(robot, kit):
    lines = await filed(robot)
    await robot.press("开始")
    await robot.press("查询答复")
    await robot.say(lines[0].lower())
    assert "第 2 行" in robot.form.text
    await robot.say(lines[1])
    await robot.say(lines[2])
    assert robot.form.text.startswith("现在：已收到")


async def test_a_slip_is_named_by_its_line(robot, kit):
    lines = await filed(robot)
    wrong = next(c for c in ALPHABET if c != lines[1][0])
    await robot.say("\n".join([lines[0], wrong + lines[1][1:], lines[2]]))
    assert "第 2 行好像抄错了" in robot.form.text


async def test_a_miss_is_the_same_as_a_hit_in_queries(robot, kit):
    lines = await filed(robot)
    never = receipts.lines(receipts.make(bytes(range(32))))
    seen = {"hit": [], "miss": []}
    current = []

    def note(connection, cursor, statement, *rest):
        current.append(statement)

    for name, typed in (("warm", never), ("miss", never), ("warm", never), ("hit", lines)):
        await robot.say("清空")
        current = seen.setdefault(name, [])
        event.listen(Engine, "before_cursor_execute", note)
        try:
            await robot.say("\n".join(typed))
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        if name != "hit":
            assert "没有找到这件事" in robot.form.text
    assert seen["hit"] == seen["miss"]
    assert len(seen["hit"]) > 3


async def test_the_stage_and_the_question_are_read_and_answered(robot, kit, opening, clock):
    lines = await filed(robot)
    question = asked(clock, "门锁在哪一侧？")
    await on_desk(kit, clock, posted(clock), taken(clock), question)
    await robot.say("\n".join(lines))
    assert robot.form.text.startswith("现在：等你回一句话")
    assert "「门锁在哪一侧？」" in robot.form.text
    await robot.press("断掉这条线")
    assert "撤回这件事" not in robot.form.labels
    await robot.press("返回")
    await robot.press("回信")
    await robot.photo(caption="在东侧")
    await robot.press("发出")
    assert "送到了" in robot.form.text
    (line,) = await inward(kit, opening)
    assert (line.kind, line.text, len(line.files)) == (LineKind.OWN, "在东侧", 1)
    (file,) = await rows(kit, AttachmentRow)
    content = opening.open(file.content, attachments.PLACE, file.id)
    assert attachments.File.from_bytes(content).media_type.startswith("image/")
    keys = [row.kind for row in await rows(kit, OutboxRow)]
    assert keys.count("letter") == 1
    await robot.press("回到信箱")
    assert robot.form.text.startswith("现在：已受理，有专人在办")
    await robot.press("以前的信")
    assert "在东侧" in robot.form.text


async def test_a_letter_pressed_twice_is_sent_once(robot, kit, opening):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    await robot.say("又有一处")
    form = robot.form
    raw = await robot.press("发出", message=form)
    await robot.receives(raw)
    raw = {"update_id": 99999, "callback_query": raw["callback_query"]}
    await robot.receives(raw)
    assert len(await inward(kit, opening)) == 1


async def test_a_second_look_is_asked_for_once(robot, kit, opening, clock):
    lines = await filed(robot)
    await on_desk(kit, clock, posted(clock), taken(clock), concluded(clock))
    await robot.say("\n".join(lines))
    assert robot.form.text.startswith("结论：没有查到这个情况")
    await robot.press("要求复查")
    await robot.press("发出")
    (line,) = await inward(kit, opening)
    assert (line.kind, str(line.due)) == (LineKind.OBJECTED, "2026-11-25")
    await robot.press("回到信箱")
    assert "要求复查" not in robot.form.labels


async def test_a_second_look_is_not_offered_after_thirty_days(robot, kit, clock):
    lines = await filed(robot)
    await on_desk(kit, clock, posted(clock), taken(clock), concluded(clock))
    clock.forward(days=31)
    await robot.say("\n".join(lines))
    assert "要求复查" not in robot.form.labels


async def test_retaliation_is_told_with_the_numbers_to_call(robot, kit, opening):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    await robot.press("我被打击报复了")
    assert "12333" in robot.form.text
    await robot.say("这个月奖金扣光了")
    await robot.press("发出")
    (line,) = await inward(kit, opening)
    assert (line.kind, line.text) == (LineKind.RETALIATION, "这个月奖金扣光了")


async def test_what_nobody_has_seen_can_be_withdrawn(robot, kit):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    await robot.press("断掉这条线")
    await robot.press("撤回这件事")
    await robot.press("撤回并销毁")
    assert "已经撤回" in robot.form.text
    (case,) = await rows(kit, CaseRow)
    assert (case.stage, case.report, case.locator) == ("withdrawn", None, None)
    assert await rows(kit, LetterRow) == []
    await robot.say("\n".join(lines))
    assert "没有找到这件事" in robot.form.text


async def test_a_burnt_mailbox_is_opened_by_nobody_and_the_matter_goes_on(robot, kit):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    await robot.press("断掉这条线")
    await robot.press("烧掉信箱")
    assert "不能恢复" in robot.form.text
    await robot.press("不烧")
    await robot.press("烧掉信箱")
    await robot.press("烧掉")
    assert "查询码不再有用" in robot.form.text
    (case,) = await rows(kit, CaseRow)
    assert (case.stage, case.locator, case.mailbox_key) == ("received", None, None)
    assert case.report is not None
    (told,) = [row for row in await rows(kit, OutboxRow) if row.kind == "burnt"]
    assert told.fields == {"case": case.id}
    await robot.say("\n".join(lines))
    assert "没有找到这件事" in robot.form.text


async def test_an_open_mailbox_is_forgotten_after_five_minutes(robot, kit, clock):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    stale = robot.form
    clock.forward(minutes=5)
    await tidy(kit)
    assert "已收起" in robot.form.text
    assert robot.form.id == stale.id
    await robot.press("接着来")
    assert "请把查询码发给我" in robot.form.text


async def test_a_mailbox_left_open_over_a_restart_is_shut_too(robot, kit, clock):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    kit.memory.chats.clear()
    clock.forward(minutes=6)
    await robot.press("以前的信")
    assert "已收起" in robot.form.text


async def test_closing_leaves_nothing(robot, kit):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    await robot.press("收起并清空")
    assert await rows(kit, DraftRow) == []
    assert "安全提示" in robot.form.text


async def test_danger_on_the_way_out_of_a_mailbox_forgets_its_code(robot, kit):
    lines = await filed(robot)
    await robot.say("\n".join(lines))
    await robot.say("危险")
    await robot.press("我到安全处了，接着报")
    draft, _ = await keeping.load(kit, robot.chat)
    assert draft.code == ""


async def test_withdrawing_an_old_case_keeps_the_receipt_of_a_newer_one(robot):
    old = await filed(robot)
    await file_a_tip(robot)
    await robot.say("/find")
    await robot.say("\n".join(old))
    await robot.press("断掉这条线")
    await robot.press("撤回这件事")
    await robot.press("撤回并销毁")
    await robot.say("/start")
    assert any("码" in label for label in robot.form.labels)
