"""The desk's view of a week: who has handed in, one tap to remind, excuses, the workbook."""

from domain.contacts import Contact, Part
from domain.weeks import Week
from storage import contacts, returns
from tests.handlers.desk_returns.town import BACKUP, MAIN, REVIEWER, W48


async def hands_in(town, phone):
    await phone.taps("本周没有新增")
    await phone.taps("确认零报告")
    await town.ticks()


async def test_the_week_is_a_line_for_each_enterprise_in_sign_and_words(town, gas, reviewer):
    await town.enterprise("东胜热力", 81)
    await town.at("2026-11-25 10:00")
    await hands_in(town, gas[0])
    await reviewer.says("/returns")
    assert reviewer.text == (
        "第 48 周周报，11月27日 周五 16:00 前\n应交 2 家，已交 1\n"
        "◻️ 东胜热力 没到时间\n✅ 东胜燃气 按时"
    )
    await town.at("2026-11-27 17:00")
    await reviewer.says("/returns")
    assert "❗ 东胜热力 过时间没交" in reviewer.text


async def test_who_is_late_again_is_counted(town, gas, reviewer):
    await town.at("2026-12-04 17:00")
    await reviewer.says("/returns")
    assert "❗ 东胜燃气 过时间没交，第 2 次" in reviewer.text


async def test_one_tap_reminds_the_missing_and_once_an_hour(town, gas, reviewer):
    main, _ = gas
    await town.at("2026-11-24 10:00")
    await reviewer.says("/returns")
    await reviewer.taps("提醒没交的 1 家")
    assert town.wire.toasts[-1] == "已提醒 1 家。"
    await town.ticks()
    assert main.text.startswith("第 48 周周报")
    await reviewer.taps("提醒没交的 1 家")
    assert town.wire.toasts[-1] == "这一小时里都提醒过了。"


async def test_the_group_reads_at_the_due_hour_who_has_not_handed_in(town, gas, group):
    await town.enterprise("东胜热力", 81)
    await town.at("2026-11-25 10:00")
    await hands_in(town, gas[0])
    await town.at("2026-11-27 16:00")
    assert group.text == (
        "第 48 周周报，11月27日 周五 16:00 前\n应交 2 家，已交 1\n到点了，还没交的：\n1 东胜热力"
    )
    count = len(group.shown)
    await town.at("2026-11-27 16:01")
    assert len(group.shown) == count
    assert town.wire.sounds.count(group.chat) == 0


async def test_an_excuse_ends_the_asking_and_can_be_lifted(town, gas, reviewer):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    await reviewer.says("/returns")
    await reviewer.taps("免报")
    await reviewer.taps("东胜燃气")
    await reviewer.taps("停产停业")
    assert "➖ 东胜燃气 免报" in reviewer.text
    await town.ticks()
    assert main.shown == []
    await town.at("2026-11-26 10:00")
    assert main.shown == []
    await reviewer.says("/returns")
    assert "应交 0 家，已交 0，免报 1" in reviewer.text


async def test_another_reason_is_typed(town, gas, reviewer):
    await town.at("2026-11-25 10:00")
    await reviewer.says("/returns")
    await reviewer.taps("免报")
    await reviewer.taps("东胜燃气")
    await reviewer.taps("其他原因")
    await reviewer.says("正在搬迁")
    assert reviewer.text == "已免报，不再催这家单位。"
    assert (await town.store.read(returns.of, "gas", W48)).excused == "正在搬迁"


async def test_the_week_is_handed_out_as_a_workbook(town, gas, reviewer):
    await town.at("2026-11-25 10:00")
    await hands_in(town, gas[0])
    await reviewer.says("/returns")
    await reviewer.taps("下载表格")
    assert [d["chat_id"] for d in town.wire.documents] == [REVIEWER]


async def test_a_week_before_can_be_looked_at(town, gas, reviewer):
    await town.at("2026-12-02 10:00")
    await reviewer.says("/returns")
    await reviewer.taps("◂ 上一周")
    assert reviewer.text.startswith("第 48 周周报")
    assert "❌ 东胜燃气 未报" in reviewer.text


async def test_who_is_no_reviewer_sees_nothing_of_a_week(town, gas):
    main, _ = gas
    await town.at("2026-11-25 10:00")
    before = main.shown
    await main.taps_old(1, {"callback_data": "wr:page:2026-W48:0"})
    assert main.shown == before
    await main.says("/returns")
    assert "应交" not in main.text


async def test_who_blocked_the_bot_is_told_to_the_desk_once_and_the_backup_takes_over(
    town, gas, group
):
    _, backup = gas
    town.wire.blocked.add(MAIN)
    await town.at("2026-11-25 10:00")
    await town.ticks()
    assert group.text == "【东胜燃气】的主联系人\n收不到消息了，已转给另一位联系人。"
    assert backup.text.startswith("第 48 周周报")
    count = len(group.shown)
    await town.at("2026-11-26 10:00")
    assert len(group.shown) == count
    await group.taps("我来打电话")
    assert group.text.endswith("审核员 1来打电话。")


async def test_an_enterprise_that_nobody_reports_for_is_told_to_the_desk_once_a_week(town, group):
    await town.enterprise("东胜热力")
    await town.at("2026-11-25 10:00")
    assert group.text.startswith("【东胜热力】没有能收到消息的联系人")
    count = len(group.shown)
    await town.at("2026-11-26 10:00")
    assert len(group.shown) == count


async def test_who_lets_the_bot_in_again_is_asked_again(town, gas):
    main, _ = gas
    for status in ("kicked", "member"):
        await moves(town, main, status)
        contact = await town.store.read(contacts.load, f"c{MAIN}")
        assert contact.reachable is (status == "member")


async def moves(town, phone, status):
    user = {"id": 42, "is_bot": True, "first_name": "desk"}
    change = {
        "chat": {"id": phone.account, "type": "private"},
        "from": {"id": phone.account, "is_bot": False, "first_name": "A"},
        "date": 1,
        "old_chat_member": {"status": "member", "user": user},
        "new_chat_member": {"status": status, "user": user}
        | ({"until_date": 0} if status == "kicked" else {}),
    }
    await town.feed(my_chat_member=change)


async def test_a_code_makes_an_account_a_contact_after_asking_back(town, reviewer):
    await town.enterprise("东胜燃气")
    await town.store.write(contacts.put, Contact(id="new", name="CANARY 王五"))
    await town.code("ABCD2345", "gas:main:new")
    somebody = town.phone(91)
    await somebody.says("ABCD-2345")
    assert "您将作为【东胜燃气】的\n主联系人填报周报，对吗？" in somebody.text
    await somebody.taps("对，是我")
    assert somebody.text.startswith("✅ 登记好了。下一次 11月27日 周五 16:00 前交")
    assert (await town.store.read(contacts.pair, "gas"))[Part.MAIN].chat_id == 91
    assert "CANARY" not in str(town.wire.chats)
    other = town.phone(92)
    await other.says("/start ABCD2345")
    assert "不对" in other.text


async def test_a_reviewer_cannot_be_a_contact(town, reviewer):
    await town.enterprise("东胜燃气")
    await town.store.write(contacts.put, Contact(id="new"))
    await town.code("ABCD2345", "gas:main:new")
    await reviewer.says("ABCD-2345")
    await reviewer.taps("对，是我")
    assert "不能再当单位联系人" in reviewer.text
    assert await town.store.read(contacts.pair, "gas") == {}


async def test_handing_over_ends_one_s_rights_at_once_and_the_new_one_enrols(town, gas):
    main, _ = gas
    await main.says("/handover")
    await main.taps("东胜燃气 主联系人")
    await main.taps("交接")
    code = main.text.splitlines()[1]
    assert len(code) == 9
    await main.says("/owed")
    await town.at("2026-11-25 10:00")
    assert await town.store.read(contacts.at, MAIN) is None
    successor = town.phone(93)
    await successor.says(code)
    await successor.taps("对，是我")
    assert (await town.store.read(contacts.pair, "gas"))[Part.MAIN].chat_id == 93


async def test_one_person_may_take_on_several_enterprises(town, gas):
    main, _ = gas
    await town.enterprise("东胜热力")
    await town.store.write(contacts.put, Contact(id="new"))
    await town.code("ABCD2345", "heat:backup:new")
    await main.says("ABCD-2345")
    await main.taps("对，是我")
    assert await town.store.read(contacts.appointments, f"c{MAIN}") == [
        ("gas", Part.MAIN),
        ("heat", Part.BACKUP),
    ]


async def test_a_week_without_working_days_is_asked_for_with_the_next(town):
    await town.enterprise("东胜燃气", MAIN, BACKUP, since=Week(2026, 8))
    main = town.phone(MAIN)
    await town.at("2026-02-18 10:00")
    assert main.shown == []
    await town.at("2026-02-25 10:00")
    assert "这次连第 8 周一起报。" in main.text
