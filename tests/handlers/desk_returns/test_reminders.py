"""A contact is reminded, puts it off or passes it on, and is left in peace once it is done."""

from tests.handlers.desk_returns.filing import FIGURES, filed
from tests.handlers.desk_returns.town import GROUP, MAIN


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


async def test_a_reminder_never_goes_out_at_night_even_when_it_waited(town, gas):
    main, _ = gas
    await town.at("2026-11-25 21:30")
    assert main.shown == []
    await town.at("2026-11-26 08:30")
    assert main.text.startswith("第 48 周周报")
    assert GROUP not in town.wire.sounds
