"""Everything else that people send, in every kind of update."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessages,
    EditMessageText,
    GetFile,
    SendMessage,
)

from bot.intake import introduce
from bot.patience import Patience
from domain.drafts import Screen
from handlers.intake import keeping
from handlers.intake.idle import tidy
from scheduler import sweep
from storage import duty
from storage.duty import Shift
from storage.tables import CaseRow, DraftFileRow, DraftRow, HandledRow
from tests.handlers.intake.robots import Robot, jpeg
from tests.handlers.intake.test_filing import rows

PERSON = {"id": 1, "is_bot": False, "first_name": "李"}
FILE = {"file_id": "f", "file_unique_id": "f"}
REFUSED = {
    "声音会让人认出你": {"voice": FILE | {"duration": 1}},
    "里面有脸和声音": {"video_note": FILE | {"length": 1, "duration": 1}},
    "截一两张图": {"video": FILE | {"width": 1, "height": 1, "duration": 1}},
    "声音文件收不了": {"audio": FILE | {"duration": 1}},
    "露出你或别人的电话": {"contact": {"phone_number": "1", "first_name": "李"}},
    "位置会露出": {"location": {"latitude": 1.0, "longitude": 1.0}},
    "看不出意思": {"dice": {"emoji": "🎲", "value": 1}},
    "这个收不了": {"game": {"title": "g", "description": "d", "photo": []}},
    "转发会带着": {
        "text": "转来的",
        "forward_origin": {"type": "user", "date": 1, "sender_user": PERSON},
    },
}


async def begin(robot, *texts):
    await robot.say("/start")
    await robot.press("反映问题")
    await robot.press("没有，接着说")
    for text in texts:
        await robot.say(text)


async def draft_of(kit, robot):
    draft, _ = await keeping.load(kit, robot.chat)
    return draft


@pytest.mark.parametrize("words", REFUSED)
async def test_what_is_not_taken_is_refused_in_words_and_erased(robot, kit, words):
    await begin(robot, "门锁着")
    await robot.send(**REFUSED[words])
    assert words in robot.form.text
    assert "第 1 步" in robot.form.text
    assert len(robot.screen) == 1
    draft = await draft_of(kit, robot)
    assert draft.report.whole == "门锁着"


async def test_a_sticker_is_answered_even_before_anything_else(robot):
    sticker = FILE | {"type": "regular", "width": 1, "height": 1}
    await robot.send(sticker=sticker | {"is_animated": False, "is_video": False})
    assert "看不出意思" in robot.form.text
    assert "反映问题" in robot.form.labels


async def test_an_album_is_taken_whole_and_the_form_comes_once(robot, kit, wire):
    await begin(robot)
    before = wire.count(SendMessage)
    for _ in range(5):
        await robot.photo(media_group_id="album", settle=False)
    await robot.errands.settle()
    assert "照片 5 张" in robot.form.text
    assert len(robot.screen) == 1
    assert wire.count(SendMessage) == before + 1
    assert len(await rows(kit, DraftFileRow)) == 5


async def test_an_album_with_a_bad_file_keeps_the_good_ones(robot, kit):
    await begin(robot)
    await robot.photo(media_group_id="album", settle=False)
    await robot.photo(b"not a picture", media_group_id="album", settle=False)
    await robot.photo(media_group_id="album", settle=False)
    await robot.errands.settle()
    assert "照片 2 张" in robot.form.text
    assert "没有收" in robot.form.text
    assert len(robot.screen) == 1


async def test_twenty_files_are_taken_and_no_more(robot, kit):
    await begin(robot)
    await robot.photo()
    draft = await draft_of(kit, robot)
    full = replace(draft.report, files=draft.report.files * 20)
    await kit.store.remember(keeping.keep, kit, robot.chat, replace(draft, report=full))
    await robot.photo()
    assert "最多 20 张" in robot.form.text
    assert len(robot.screen) == 1


async def test_a_file_too_large_is_not_even_fetched(robot, wire):
    await begin(robot)
    await robot.document(b"x", size=20 * 1024 * 1024 + 1)
    assert "太大了" in robot.form.text
    assert wire.count(GetFile) == 0


async def test_a_file_that_does_not_come_through_can_be_sent_again(robot, kit, wire):
    await begin(robot, "门锁着")
    wire.faults.append((GetFile, lambda method: TelegramNetworkError(method, "reset")))
    await robot.photo()
    assert "请再发一次" in robot.form.text
    assert len(robot.screen) == 2  # what was not got is left for the person
    await robot.photo()
    assert "文字 1 段，照片 1 张" in robot.form.text
    assert len(robot.screen) == 1


async def test_a_text_too_long_is_cut_and_said_so(robot, kit):
    await begin(robot, "长" * 4050)
    assert "收下了前 4000 字" in robot.form.text
    await robot.say("还有")
    assert "后面的没有收" in robot.form.text


async def test_what_comes_too_fast_is_taken_and_answered_together(robot, kit, wire):
    await begin(robot)
    before = wire.count(SendMessage)
    for number in range(kit.limits.burst + 30):
        await robot.send(text=f"第 {number} 句", settle=False)
    await robot.errands.settle()
    draft = await draft_of(kit, robot)
    assert len(draft.report.texts) == kit.limits.burst + 30
    assert "一条也不丢" in robot.form.text
    assert wire.count(SendMessage) <= before + kit.limits.burst + 1


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


async def test_a_form_folds_after_ten_minutes_and_goes_on_where_it_was(robot, kit, clock):
    await begin(robot, "门锁着")
    clock.forward(minutes=10)
    await tidy(kit)
    assert robot.form.text == "安全服务助手\n已收起。"
    await robot.press("接着来")
    assert "文字 1 段" in robot.form.text


async def test_the_chat_and_the_draft_are_gone_after_a_day(robot, kit, clock):
    await begin(robot, "门锁着")
    clock.forward(hours=24)
    await tidy(kit)
    assert robot.screen == []
    assert await rows(kit, DraftRow) == []


async def test_a_draft_goes_on_the_next_day_and_after_a_restart(robot, kit, clock):
    await begin(robot, "门锁着")
    await robot.photo()
    before = {row.pseudonym for row in await rows(kit, DraftRow)}
    clock.forward(hours=20)
    kit.memory.chats.clear()
    await robot.say("/start")
    assert "没写完的" in robot.form.text
    await robot.press("接着写")
    assert "文字 1 段，照片 1 张" in robot.form.text
    after = {row.pseudonym for row in await rows(kit, DraftRow)}
    assert len(after) == 1
    assert before.isdisjoint(after)
    for label in ("写好了，下一步", "说不清", "跳过", "提交"):
        await robot.press(label)
    (case,) = await rows(kit, CaseRow)
    assert case.report is not None


async def test_a_dead_draft_is_not_shown(robot, kit, clock):
    await begin(robot, "门锁着")
    clock.forward(hours=24, minutes=59)
    await robot.say("/start")
    assert "没写完的" not in robot.form.text


async def test_the_sweep_destroys_the_dead_and_forgets_old_updates(robot, kit, clock):
    await begin(robot, "门锁着")
    (row,) = await rows(kit, DraftRow)
    assert row.dies_at.astimezone(clock.local().tzinfo).time() == time(0)
    clock.forward(hours=37)
    assert await sweep.drop_dead_drafts(kit.store, kit.now()) == 0
    clock.forward(hours=1)
    assert await sweep.drop_dead_drafts(kit.store, kit.now()) == 1
    assert await rows(kit, HandledRow) != []
    clock.forward(hours=12)
    await sweep.forget_updates(kit.store, clock())
    assert await rows(kit, HandledRow) == []


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


async def test_what_is_written_beside_a_question_is_added(robot, kit):
    await begin(robot, "门锁着")
    await robot.press("写好了，下一步")
    await robot.press("说不清")
    await robot.say("已经三个月了")
    assert "已加进内容里" in robot.form.text
    assert len((await draft_of(kit, robot)).report.texts) == 2


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


LONG = "三号楼东侧安全出口，白天也锁着，已经一个月了，里面二十个人上班，没有别的路"


async def test_another_poster_does_not_relabel_what_was_begun(robot, kit):
    await begin(robot, "公交的事")
    await robot.press("写好了，下一步")
    await robot.press("东胜公交")
    await robot.say("/start A17")
    assert "没写完" in robot.form.text
    assert (await draft_of(kit, robot)).enterprise_name == "东胜公交"


@pytest.mark.parametrize("kind", ["document", "video"])
async def test_what_stands_under_a_refused_file_is_taken(robot, kit, kind):
    await begin(robot)
    if kind == "document":
        await robot.document(b"MZ garbage", caption=LONG)
    else:
        await robot.send(video=FILE | {"width": 1, "height": 1, "duration": 1}, caption=LONG)
    assert "没有收" in robot.form.text or "收不了" in robot.form.text
    assert "已加进内容里" in robot.form.text
    assert (await draft_of(kit, robot)).report.whole == LONG


async def test_captions_and_long_texts_are_no_search(robot, kit):
    await begin(robot, "门锁着")
    await robot.press("写好了，下一步")
    await robot.photo(caption="短的一句")
    await robot.say(LONG)
    assert "已加进内容里" in robot.form.text
    draft = await draft_of(kit, robot)
    assert (draft.report.whole, draft.query) == (f"门锁着\n短的一句\n{LONG}", "")


@pytest.mark.parametrize(
    ("presses", "said"),
    [
        (("写好了，下一步", "说不清", "跳过", "改 2"), "地点只收下了前 120 字"),
        (("写好了，下一步", "别的单位"), "单位只收下了前 60 字"),
    ],
)
async def test_where_a_name_or_place_is_cut_it_says_how_much_was_taken(robot, presses, said):
    await begin(robot, "门锁着")
    for label in presses:
        await robot.press(label)
    await robot.say("长" * 300)
    assert said in robot.form.text


LATE = "刚才我们停了一会儿。"


async def begun_before(robot, clock, **span):
    """Something was sent, and the bot comes to it so much later."""
    sent = int(clock().timestamp())
    clock.forward(**span)
    return sent


async def test_what_waited_for_us_is_told_that_it_was_not_lost(robot, clock, kit):
    await begin(robot)
    await robot.say("门锁着", date=await begun_before(robot, clock, minutes=5))
    assert robot.form.text.startswith(LATE)
    assert "按过的按钮没收到，请再点一次。" in robot.form.text
    assert (await draft_of(kit, robot)).report.texts
    await robot.photo(date=await begun_before(robot, clock, minutes=5))
    assert LATE in robot.form.text
    await robot.say("已经三个月了")
    assert LATE not in robot.form.text


async def test_what_came_in_time_or_was_not_taken_is_not_told_that_it_waited(robot, clock):
    await begin(robot)
    await robot.say("门锁着", date=await begun_before(robot, clock, seconds=90))
    assert LATE not in robot.form.text
    voice = {"voice": FILE | {"duration": 1}, "date": await begun_before(robot, clock, minutes=5)}
    await robot.send(**voice)
    assert LATE not in robot.form.text
    for label in ("写好了，下一步", "说不清", "跳过", "提交"):
        await robot.press(label)
    await robot.say("还有一件事", date=await begun_before(robot, clock, minutes=5))
    assert "这一条没有收" in robot.form.text
    assert LATE not in robot.form.text
