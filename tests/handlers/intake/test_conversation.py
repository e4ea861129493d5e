"""The conversation: its buttons and screens, and what Telegram does to them."""

from datetime import timedelta

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, DeleteMessages, EditMessageText, SendMessage

from bot.intake import introduce
from bot.patience import Patience
from domain.drafts import Screen
from storage import duty
from storage.duty import Shift
from storage.tables import CaseRow, DraftFileRow
from tests.handlers.intake.robots import PERSON, Robot, begin, draft_of, jpeg
from tests.handlers.intake.test_filing import rows


async def test_an_old_button_shows_the_present_screen(robot):
    await robot.say("/start")
    old = robot.pressing("查询答复")
    await robot.press("反映问题")
    await robot.receives(old)
    assert "旧的按钮" in robot.form.text
    assert "生命危险" in robot.form.text
    assert len(robot.screen) == 1


async def test_forged_callback_data_does_nothing(robot, kit):
    await robot.say("/start")
    draft = await draft_of(kit, robot)
    for data in ("", "nonsense", f"{draft.nonce}:S:", f"{draft.nonce}:e:e1", f"{draft.nonce}:g:x"):
        raw = robot.pressing("查询答复")
        raw["callback_query"]["data"] = data
        await robot.receives(raw)
        assert "旧的按钮" in robot.form.text
    assert await rows(kit, CaseRow) == []


async def test_unknown_commands_are_answered(robot):
    await robot.say("/unknown")
    assert "没看懂" in robot.form.text


@pytest.mark.parametrize("said", ["119", "危险", "现在就有危险", "危险！"])
async def test_danger_is_one_word_from_anywhere_and_the_draft_stays(robot, kit, said):
    await begin(robot, "门锁着")
    await robot.press("写好了，下一步")
    await robot.say(said)
    assert robot.form.text.startswith("⚠️ 先离开，再说话")
    await robot.press("没有危险，返回")
    assert "第 2 步" in robot.form.text
    assert (await draft_of(kit, robot)).report.whole == "门锁着"


async def test_an_urgent_report_rings_when_somebody_is_on_duty(robot, kit, clock):
    now = clock.local()
    shift = Shift("d1", "r1", 0, now - timedelta(hours=1), now + timedelta(hours=1))
    await kit.store.remember(lambda session: duty.replace_from(session, now, [shift]))
    await robot.say("/start")
    await robot.press("现在就有危险")
    await robot.press("我到安全处了，接着报")
    assert "响铃叫值班人员" in robot.form.text
    await robot.say("三号楼着火")
    await robot.press("提交")
    assert "正在响铃叫人" in robot.form.text
    (case,) = await rows(kit, CaseRow)
    assert case.urgent


async def test_with_nobody_on_duty_that_is_said_before_filing(robot, kit, clock):
    now = clock.local()
    morning = now + timedelta(hours=22, minutes=30)
    shift = Shift("d1", "r1", 0, morning, morning + timedelta(hours=8))
    await kit.store.remember(lambda session: duty.replace_from(session, now, [shift]))
    await robot.say("/start")
    await robot.press("现在就有危险")
    await robot.press("我到安全处了，接着报")
    assert "现在没有人值班，11月24日 08:30 才有人看" in robot.form.text
    await robot.press("提交")
    assert "还差一句话或一张照片" in robot.form.text


async def test_enterprises_are_paged_and_searched(robot):
    await begin(robot, "门锁着")
    await robot.press("写好了，下一步")
    await robot.press("下一页")
    assert "7 东胜燃气" in robot.form.labels
    await robot.say("热力")
    assert [label for label in robot.form.labels if "东胜" in label] == ["1 东胜热力"]
    await robot.say("没有的")
    assert "没找到" in robot.form.text
    await robot.press("别的单位")
    await robot.say("某某砖厂")
    await robot.press("跳过")
    assert "1 单位：某某砖厂" in robot.form.text


async def test_every_part_of_the_preview_can_be_changed(robot, kit):
    await begin(robot, "门锁着")
    await robot.photo()
    for label in ("写好了，下一步", "说不清", "跳过", "改 1", "东胜城投", "改 3", "工地"):
        await robot.press(label)
    await robot.press("改 4")
    await robot.press("更早")
    await robot.press("改 5")
    await robot.say("门换了锁")
    await robot.press("改 6")
    await robot.press("全部不要")
    for line in ("1 单位：东胜城投", "3 类别：工地", "4 时间：更早", "门换了锁", "6 照片：没有"):
        assert line in robot.form.text
    assert await rows(kit, DraftFileRow) == []


async def test_two_people_see_nothing_of_each_other(robot, kit, wire):
    other = Robot(wire, robot.reception, robot.errands, chat=7002)
    await begin(robot, "我的")
    await begin(other, "别人的")
    assert (await draft_of(kit, robot)).report.whole == "我的"
    assert (await draft_of(kit, other)).report.whole == "别人的"


async def test_added_to_a_group_it_leaves_without_a_word(robot, wire):
    me = {"id": 42, "is_bot": True, "first_name": "B"}
    group = {"id": -100, "type": "supergroup", "title": "t"}
    event = {"chat": group, "from": PERSON, "date": 1}
    event |= {"old_chat_member": {"status": "left", "user": me}}
    event |= {"new_chat_member": {"status": "member", "user": me}}
    await robot.receives({"update_id": 1, "my_chat_member": event})
    said = {"message_id": 1, "date": 1, "chat": group, "from": PERSON, "text": "/start"}
    await robot.receives({"update_id": 2, "message": said})
    assert wire.left == [-100, -100]
    assert wire.count(SendMessage) == wire.count(AnswerCallbackQuery) == 0


async def test_english_is_kept_for_the_conversation(robot):
    await robot.say("/language")
    await robot.press("English")
    assert "safety assistant" in robot.form.text
    await robot.press("Tell us")
    await robot.say("clear")
    await robot.press("Start")
    assert "safety assistant" in robot.form.text


async def test_a_screen_that_could_not_be_sent_is_shown_when_the_update_comes_again(
    robot, kit, wire
):
    await begin(robot)
    wire.faults.append((SendMessage, lambda method: TelegramNetworkError(method, "reset")))
    await robot.say("门锁着")
    assert (await draft_of(kit, robot)).report.whole == "门锁着"
    assert "文字 1 段" in robot.form.text
    assert len(robot.screen) == 1


async def test_an_edit_that_fails_becomes_a_new_message(robot, wire):
    await robot.say("/start")
    gone = lambda method: TelegramBadRequest(method, "message to edit not found")  # noqa: E731
    wire.faults.append((EditMessageText, gone))
    await robot.press("反映问题")
    assert "生命危险" in robot.form.text
    assert len(robot.screen) == 1


async def test_what_is_too_old_to_erase_stops_nothing(robot, wire):
    await robot.say("/start")
    wire.faults.append((DeleteMessages, lambda method: TelegramBadRequest(method, "too old")))
    await robot.say("反映问题")
    assert "生命危险" in robot.form.text


async def test_replies_do_not_ring(robot):
    await begin(robot, "门锁着")
    assert all(shown.silent for shown in robot.screen)


async def test_429_is_waited_out(kit, wire, robot):
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    wire.middleware(Patience(sleep))
    busy = lambda method: TelegramRetryAfter(method, "flood", 7)  # noqa: E731
    wire.faults += [(SendMessage, busy), (SendMessage, busy)]
    await robot.say("/start")
    assert waited == [7, 7]
    assert "反映问题" in robot.form.labels


async def test_the_profile_is_told_in_each_language(kit, wire):
    await introduce(kit.bot)
    codes = {getattr(call, "language_code", None) for call in wire.calls}
    assert codes == {None, "en"}


async def test_screens_beside_lead_back(robot):
    await begin(robot, "门锁着")
    for command in ("/privacy", "/help", "/language"):
        await robot.say(command)
    await robot.press("返回")
    assert "文字 1 段" in robot.form.text


async def test_while_the_code_is_shown_nothing_else_is_begun(robot, kit):
    await begin(robot, "门锁着")
    for label in ("写好了，下一步", "说不清", "跳过", "提交"):
        await robot.press(label)
    code = robot.code()
    await robot.say("还有一件事")
    assert "这一条没有收" in robot.form.text
    await robot.photo(jpeg())
    assert robot.code() == code
    assert (await draft_of(kit, robot)).screen is Screen.RECEIPT


async def test_another_poster_does_not_relabel_what_was_begun(robot, kit):
    await begin(robot, "公交的事")
    await robot.press("写好了，下一步")
    await robot.press("东胜公交")
    await robot.say("/start A17")
    assert "没写完" in robot.form.text
    assert (await draft_of(kit, robot)).enterprise_name == "东胜公交"
