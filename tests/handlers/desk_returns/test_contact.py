"""A contact's week: reminded, answered in a few presses, left in peace."""

import pytest

from domain.contacts import Part
from domain.weeks import Week
from handlers.desk import refusals
from storage import contacts, returns
from tests.handlers.desk_returns.conftest import BACKUP, GROUP, MAIN, W48, buttons, person

FIGURES = "3 2 0 0 0"


async def filed(town, enterprise="gas", week=W48):
    return (await town.store.read(returns.of, enterprise, week)).filed


async def test_the_five_figures_take_three_presses_and_one_message(town, gas):
    main, backup = gas
    await town.at("2026-11-25 10:00")
    assert main.text.startswith("第 48 周周报，11月27日 周五 16:00 前交。")
    assert "统计到：11月27日 周五 12:00" in main.text
    assert backup.shown == []
    await main.taps("填报")
    await main.says(FIGURES)
    assert "1 一般隐患 新排查：本周 3，累计 3" in main.text
    await main.taps("看一遍，提交")
    assert "累计 3／2，整改率 66.7%" in main.text
    await main.taps("领导看过，提交")
    assert main.text.splitlines()[0] == "✅ 收到了，这周不用再管。"
    assert "回执号 2026-48-0001，11月25日 周三 10:00" in main.text
    assert "下一次：12月4日 周五 16:00" in main.text
    assert (main.presses, main.messages) == (3, 1)
    assert len(main.shown) == 1
    assert list((await filed(town)).values()) == [3, 2, 0, 0, 0]


async def test_nothing_new_takes_two_presses_and_tells_what_is_still_open(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.taps("填报")
    await main.says("5 5 2 1 1")
    await main.taps("看一遍，提交")
    await main.taps("领导看过，提交")
    await town.at("2026-12-02 10:00")
    main.presses = 0
    await main.taps("本周没有新增")
    assert "累计数不变：一般 5／5，重大 2／1。" in main.text
    assert "还有 1 项重大隐患没整改完" in main.text
    await main.taps("确认零报告")
    assert main.presses == 2
    assert list((await filed(town, week=Week(2026, 49))).values()) == [0, 0, 0, 0, 1]


async def test_once_handed_in_nobody_is_asked_any_more(town, gas):
    main, backup = gas
    await town.at("2026-11-25 10:00")
    await main.taps("本周没有新增")
    await main.taps("确认零报告")
    receipt = main.shown
    for moment in ("2026-11-26 10:00", "2026-11-27 09:00", "2026-11-27 14:00", "2026-11-27 16:30"):
        await town.at(moment)
    assert main.shown == receipt
    assert backup.shown == []


async def test_what_still_asks_the_other_contact_goes_when_one_has_answered(town, gas):
    main, backup = gas
    await town.at("2026-11-27 16:30")
    assert "已过时间，还能交" in main.text
    assert "已过时间，还能交" in backup.text
    await backup.taps("本周没有新增")
    await backup.taps("确认零报告")
    await town.ticks()
    assert main.shown == []
    assert "收到了" in backup.text


async def test_there_is_one_live_reminder_and_the_new_one_takes_the_old_one_s_place(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await town.at("2026-11-26 10:00")
    await town.at("2026-11-27 09:00")
    assert len(main.shown) == 1
    assert main.text.startswith("今天 16:00 前交第 48 周周报，还有 7 小时。")


async def test_a_draft_is_kept_from_one_day_to_the_next(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.taps("填报")
    await main.taps("改 1")
    await main.says("七")
    await main.taps("先存着，明天再填")
    await town.at("2026-11-26 10:00")
    await main.taps("填报")
    assert "1 一般隐患 新排查：本周 7，累计 7" in main.text
    await main.taps("看一遍，提交")
    assert town.wire.toasts[-1].startswith("要 5 个数，收到 1 个")
    assert await filed(town) is None


async def test_figures_sent_out_of_nowhere_are_those_of_the_open_week(town, gas):
    main, _ = gas
    await town.at("2026-11-24 09:00")
    await main.says("３，２ 0、零 无")
    assert "2 一般隐患 新整改：本周 2，累计 2" in main.text


async def test_what_is_no_number_is_named_and_nothing_is_lost(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.taps("填报")
    await main.says("3 2 三四 0 0")
    assert main.text == "“三四”没看懂。请发 0 以上的整数，例：3"
    await main.says("3 2 0 0")
    assert main.text.startswith("要 5 个数，收到 4 个")
    await main.says(FIGURES)
    assert "本周 3" in main.text


async def test_figures_that_contradict_each_other_can_be_changed(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.taps("填报")
    await main.says("3 4 0 0 0")
    await main.taps("看一遍，提交")
    assert "比一般隐患 新排查累计 3 还多" in main.text
    await main.taps("改 2")
    await main.says("3")
    await main.taps("看一遍，提交")
    await main.taps("领导看过，提交")
    assert "收到了" in main.text


async def test_a_jump_is_asked_about_and_may_be_stood_by(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.says(FIGURES)
    await main.taps("看一遍，提交")
    await main.taps("领导看过，提交")
    await town.at("2026-12-02 10:00")
    await main.taps("填报")
    await main.says("60 2 0 0 0")
    await main.taps("看一遍，提交")
    assert "比上周多了 57 项，没打错吧？" in main.text
    await main.taps("没错")
    await main.taps("领导看过，提交")
    assert "收到了" in main.text


async def test_a_superior_gets_a_text_and_a_workbook_to_read_first(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.taps("填报")
    await main.says(FIGURES)
    await main.taps("看一遍，提交")
    await main.taps("给领导看")
    assert main.text.startswith("请领导审阅本周安全隐患统计：")
    assert len(town.wire.documents) == 1
    await main.taps("领导看过，提交")
    assert await filed(town) is not None


async def test_a_return_can_be_changed_until_the_lock_and_then_with_consent(town, gas, group):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.says(FIGURES)
    await main.taps("看一遍，提交")
    await main.taps("领导看过，提交")
    await main.taps("修改")
    await main.says("4 2 0 0 0")
    assert (await filed(town))["gen_found"] == 3
    await main.taps("看一遍，提交")
    await main.taps("领导看过，提交")
    assert (await filed(town))["gen_found"] == 4
    await town.at("2026-11-30 09:00")
    await main.taps("修改")
    assert "第 48 周已锁定" in main.text
    await main.taps("申请修改")
    await main.says("漏了一项")
    await town.ticks()
    assert "东胜燃气 申请修改第 48 周周报。\n原因：漏了一项" in group.text
    await group.taps("同意")
    assert group.text == "审核员 1同意了 东胜燃气 修改第 48 周周报。"
    await town.ticks()
    assert "国资委同意了，24 小时内可以改。" in main.text
    await main.taps("修改")
    await main.says("5 2 0 0 0")
    await main.taps("看一遍，提交")
    await main.taps("领导看过，提交")
    assert (await filed(town))["gen_found"] == 5


async def test_a_change_that_is_declined_is_told(town, gas, group):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.taps("本周没有新增")
    await main.taps("确认零报告")
    await town.at("2026-11-30 09:00")
    await main.taps("修改")
    await main.taps("申请修改")
    await main.says("漏了一项")
    await town.ticks()
    await group.taps("不同意")
    await town.ticks()
    assert "国资委没有同意" in main.text


async def test_called_again_later_and_in_any_case_two_hours_before_it_is_due(town, gas):
    main, _ = gas
    await town.at("2026-11-26 10:00")
    await main.taps("稍后提醒")
    assert "11月27日 周五 14:00 一定会叫一次" in main.text
    await main.taps("明天 09:00")
    assert main.text == "好的，11月27日 周五 09:00 再叫您。"
    await town.at("2026-11-26 17:00")
    assert main.text == "好的，11月27日 周五 09:00 再叫您。"
    await town.at("2026-11-27 09:00")
    assert main.text.startswith("今天 16:00 前交")
    await town.at("2026-11-27 14:00")
    assert "还有 2 小时" in main.text


async def test_the_backup_does_the_week_when_the_main_contact_passes_it_on(town, gas):
    main, backup = gas
    await town.at("2026-11-25 10:00")
    await main.taps("这周由备用联系人报")
    assert "改由另一位联系人报" in main.text
    await town.at("2026-11-25 10:01")
    assert backup.text.startswith("第 48 周周报")
    await backup.taps("本周没有新增")
    await backup.taps("确认零报告")
    assert await filed(town) is not None


async def test_who_comes_second_reads_that_it_is_done(town, gas):
    main, backup = gas
    await town.at("2026-11-27 16:30")
    old = [(n, d) for n, d in town.wire.chats[BACKUP].items()][-1]
    await main.taps("本周没有新增")
    await main.taps("确认零报告")

    town.wire.chats[BACKUP][old[0]] = old[1]
    await backup.taps_old(old[0], buttons(old[1])["填报"])
    assert backup.text == "这周主联系人已交（16:30）。不用再报。"
    await backup.taps("看内容")
    assert "回执号" in backup.text


async def test_a_press_pressed_twice_hands_in_once(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.says(FIGURES)
    await main.taps("看一遍，提交")

    number, data = list(town.wire.chats[MAIN].items())[-1]
    button = buttons(data)["领导看过，提交"]
    await main.taps_old(number, button)
    await main.taps_old(number, button)
    one = await town.store.read(returns.of, "gas", W48)
    assert one.changed_at is None
    assert "收到了" in main.text


async def test_a_contact_of_two_enterprises_has_one_reminder_with_both(town, gas):
    main, _ = gas
    await town.enterprise("东胜热力", MAIN)
    await town.at("2026-11-25 10:00")
    assert len(main.shown) == 1
    assert "单位：东胜热力、东胜燃气" in main.text or "单位：东胜燃气、东胜热力" in main.text
    await main.taps("东胜燃气 填报")
    await main.says(FIGURES)
    await main.taps("看一遍，提交")
    await main.taps("领导看过，提交")
    await town.at("2026-11-26 10:00")
    assert "单位：东胜热力" in main.text
    assert "东胜燃气" not in main.text


async def test_an_explanation_is_kept_for_the_desk(town, gas):
    main, _ = gas
    await town.at("2026-11-27 16:30")
    await main.taps("说明原因")
    await main.says("网络断了")
    assert main.text == "原因记下了。能交的时候还请尽快交。"
    assert (await town.store.read(returns.of, "gas", W48)).reason == "网络断了"


async def test_all_weeks_are_told_in_signs_and_words(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.says(FIGURES)
    await main.taps("看一遍，提交")
    await main.taps("领导看过，提交")
    await town.at("2026-12-08 10:00")
    await main.says("/status")
    assert main.text == ("东胜燃气 的周报\n第 50 周 ◻️ 没到时间\n第 49 周 ❌ 未报\n第 48 周 ✅ 按时")


async def test_what_is_owed_is_told_and_can_be_filled_in_from_there(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.says("/owed")
    assert "第 48 周 东胜燃气，11月27日 周五 16:00 前" in main.text
    await main.taps("东胜燃气 填报")
    assert "可以一次发 5 个数" in main.text


async def test_a_sentence_is_no_list_of_figures_and_is_not_kept(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.taps("填报")
    await main.says("CANARY 我们厂的配电室上周起就一直冒烟，班长不让说出去，" * 2)
    assert "请到 @safe_bot 写" in main.text
    assert "CANARY" not in str(await town.store.read(returns.of, "gas", W48))


@pytest.mark.parametrize("name", ["填报", "本周没有新增", "稍后提醒"])
async def test_whose_rights_have_ended_can_press_nothing(town, gas, name):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await town.store.write(contacts.dismiss, "gas", Part.MAIN)
    await main.taps(name)
    assert "联系人来做" in town.wire.toasts[-1]


async def test_a_reminder_never_goes_out_at_night_even_when_it_waited(town, gas):
    main, _ = gas
    await town.at("2026-11-25 21:30")
    assert main.shown == []
    await town.at("2026-11-26 08:30")
    assert main.text.startswith("第 48 周周报")
    assert GROUP not in town.wire.sounds


async def again(town, **update):
    """An update whose effect is recorded and whose answer was lost."""
    await refusals.on_repeat(town.desk, {"update_id": 1} | update)


async def test_a_receipt_whose_message_was_lost_is_shown_when_the_press_comes_again(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.taps("填报")
    await main.says(FIGURES)
    await main.taps("看一遍，提交")
    number, shown = list(town.wire.chats[MAIN].items())[-1]
    pressed = {
        "id": "1",
        "from": person(MAIN),
        "chat_instance": "1",
        "message": {"message_id": number, "date": 1, "chat": {"id": MAIN, "type": "private"}},
        "data": buttons(shown)["领导看过，提交"]["callback_data"],
    }
    await main.taps("领导看过，提交")
    town.wire.chats[MAIN] = {number: shown}
    await again(town, callback_query=pressed)
    assert main.text.startswith("✅ 收到了，这周不用再管。")
    assert len(main.shown) == 1


async def test_figures_whose_form_was_lost_are_shown_when_the_message_comes_again(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.taps("填报")
    await main.says(FIGURES)
    town.wire.chats[MAIN].clear()
    said = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": MAIN, "type": "private"},
        "from": person(MAIN),
        "text": FIGURES,
    }
    await again(town, message=said)
    assert "1 一般隐患 新排查：本周 3，累计 3" in main.text
