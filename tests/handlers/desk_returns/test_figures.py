"""A contact's figures: sent in one message, kept from day to day, questioned where they are odd."""

from storage import returns
from tests.handlers.desk_returns.filing import FIGURES, filed
from tests.handlers.desk_returns.town import W48


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


async def test_a_sentence_is_no_list_of_figures_and_is_not_kept(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await main.taps("填报")
    await main.says("CANARY 我们厂的配电室上周起就一直冒烟，班长不让说出去，" * 2)
    assert "请到 @safe_bot 写" in main.text
    assert "CANARY" not in str(await town.store.read(returns.of, "gas", W48))
