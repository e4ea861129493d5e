"""A contact's week: handed in with a few presses, changed, explained and looked up."""

import pytest

from domain.contacts import Part
from domain.weeks import Week
from handlers.desk import refusals
from storage import contacts, returns
from tests.handlers.desk_returns.filing import FIGURES, filed
from tests.handlers.desk_returns.telegram import buttons, person
from tests.handlers.desk_returns.town import BACKUP, MAIN, W48


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


@pytest.mark.parametrize("name", ["填报", "本周没有新增", "稍后提醒"])
async def test_whose_rights_have_ended_can_press_nothing(town, gas, name):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await town.store.write(contacts.dismiss, "gas", Part.MAIN)
    await main.taps(name)
    assert "联系人来做" in town.wire.toasts[-1]


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
