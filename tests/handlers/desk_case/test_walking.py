"""`/next` over the whole desk: after each act comes the next case, its rows and files at hand."""

import json

import pytest

from domain.cases import Stage
from handlers.desk.peek import SHOWN_FOR
from tests.handlers.desk_case.telegram import GROUP, buttons

CHAT = 101


@pytest.fixture(autouse=True)
async def inside(office, one):
    """The reviewer is in the room."""


def walk(office):
    """The walk's message as it is now: its id and what it shows."""
    number, shown = 999, {}
    for name, data in office.wire.asked:
        if name in {"sendMessage", "sendPhoto", "sendMediaGroup"}:
            media = data.get("media", [0])
            number += len(json.loads(media) if isinstance(media, str) else media)
        if data.get("chat_id") == CHAT and "blockquote" in data.get("text", ""):
            keys = buttons(data) if "reply_markup" in data else {}
            if "先放着" in keys:
                shown[data.get("message_id", number)] = data
    gone = {d["message_id"] for d in office.wire.sent("deleteMessage")}
    standing = {n: d for n, d in shown.items() if n not in gone}
    assert len(standing) == 1
    return standing.popitem()


async def presses(office, one, name):
    """Press under the walk's message."""
    number, shown = walk(office)
    await office.presses(one, buttons(shown)[name], chat=CHAT, message=number)


async def presses_last(office, one, name):
    """Press under what was sent last with that button."""
    shown = [d for d in office.wire.sent(chat=CHAT) if "reply_markup" in d and name in buttons(d)]
    await office.presses_shown(one, name, shown[-1])


async def two_cases(office):
    for code in ("AAAA", "BBBB"):
        await office.posted(code)


async def declines(office, one):
    await presses(office, one, "不予受理")
    await presses_last(office, one, "1")
    await presses_last(office, one, "发给举报人")


async def refers(office, one):
    await presses(office, one, "转办")
    await presses_last(office, one, "住建部门")
    await office.says(one, "三号楼没有护栏", chat=CHAT)
    await presses_last(office, one, "转出去")


async def asks(office, one):
    await presses(office, one, "问举报人")
    await office.says(one, "在哪一层？", chat=CHAT)
    await presses_last(office, one, "发给举报人")


async def merges(office, one):
    codes = ["AAAA", "BBBB"]
    (other,) = [code for code in codes if code not in walk(office)[1]["text"].splitlines()[0]]
    await presses(office, one, "重复")
    await presses_last(office, one, "输入另一件的编号")
    await office.says(one, other, chat=CHAT)


async def takes(office, one):
    await presses(office, one, "受理，我来办")


@pytest.mark.parametrize("does", [takes, declines, refers, asks, merges])
async def test_after_each_act_the_next_case_comes_by_itself(office, one, does):
    await two_cases(office)
    await office.says(one, "/next", chat=CHAT)
    first = walk(office)[1]["text"].splitlines()[0]
    await does(office, one)
    second = walk(office)[1]["text"]
    assert second.splitlines()[0] != first
    assert "第 2 件，这是最后一件" in second


async def test_a_note_or_a_category_keeps_the_case_before_the_reviewer(office, one):
    await two_cases(office)
    await office.says(one, "/next", chat=CHAT)
    first = walk(office)[1]["text"].splitlines()[0]
    await presses(office, one, "更多")
    shown = buttons(office.wire.sent("editMessageReplyMarkup")[-1])
    await office.presses(one, shown["换类别"], chat=CHAT, message=walk(office)[0])
    await presses_last(office, one, "燃气")
    assert walk(office)[1]["text"].splitlines()[0] == first
    assert "类别：燃气" in walk(office)[1]["text"]


async def test_what_is_taken_back_is_before_the_reviewer_again(office, one):
    await two_cases(office)
    await office.says(one, "/next", chat=CHAT)
    first = walk(office)[1]["text"]
    await takes(office, one)
    await presses_last(office, one, "撤回")
    again = walk(office)[1]["text"]
    assert again.splitlines()[0] == first.splitlines()[0]
    assert "第 1 件，还有 1 件" in again


@pytest.mark.parametrize("opened", ["更多", "返回"])
async def test_the_second_menu_keeps_the_walks_own_row(office, one, opened):
    await two_cases(office)
    await office.says(one, "/next", chat=CHAT)
    number, shown = walk(office)
    await office.presses(one, buttons(shown)["更多"], chat=CHAT, message=number)
    keys = buttons(office.wire.sent("editMessageReplyMarkup")[-1])
    if opened == "返回":
        await office.presses(one, keys["返回"], chat=CHAT, message=number)
        keys = buttons(office.wire.sent("editMessageReplyMarkup")[-1])
        assert "受理，我来办" in keys
    assert {"先放着", "下一件 ▸"} <= keys.keys()


async def test_a_case_somebody_else_took_keeps_the_walks_own_row(office, one, two):
    await two_cases(office)
    await office.says(one, "/next", chat=CHAT)
    number, shown = walk(office)
    case = buttons(shown)["受理，我来办"].split(":")[1]
    await office.presses_card(two, "受理，我来办", case)
    await office.presses(one, buttons(shown)["受理，我来办"], chat=CHAT, message=number)
    now = walk(office)[1]
    assert "审核员 2 在办" in now["text"]
    assert "第 1 件" in now["text"]
    assert "下一件 ▸" in buttons(now)


async def test_what_was_put_aside_is_offered_once_more_at_the_end(office, one):
    await two_cases(office)
    await office.says(one, "/next", chat=CHAT)
    await presses(office, one, "先放着")
    await presses(office, one, "受理，我来办")
    end = office.wire.sent("editMessageText", CHAT)[-1]
    assert end["text"] == "看完一遍，没人接的还有 1 件。"
    await office.presses(one, buttons(end)["再看一遍"], chat=CHAT, message=2000)
    await takes(office, one)
    assert office.wire.sent("editMessageText", CHAT)[-1]["text"].startswith("看完了")


async def test_the_files_are_shown_protected_and_go_when_one_goes_on(office, one):
    case = await office.posted("AAAA", photos=2)
    await office.posted("BBBB")
    await office.says(one, "/next", chat=CHAT)
    if "AAAA" not in walk(office)[1]["text"].splitlines()[0]:
        await presses(office, one, "下一件 ▸")
    await presses(office, one, "看附件 2 个")
    (album,) = office.wire.sent("sendMediaGroup", CHAT)
    assert album["protect_content"]
    assert album["disable_notification"]
    before = len(office.wire.sent("deleteMessage", CHAT))
    await presses(office, one, "受理，我来办")
    assert len(office.wire.sent("deleteMessage", CHAT)) == before + 2
    assert (await office.case(case)).stage is Stage.ACCEPTED


async def test_files_go_by_themselves_after_a_while_and_later_ones_stay(office, one):
    await office.posted("AAAA", photos=1)
    await office.says(one, "/next", chat=CHAT)
    await presses(office, one, "看附件 1 个")
    first = office.wire.sent("sendPhoto", CHAT)
    assert len(first) == 1
    office.forward(minutes=5)
    await presses(office, one, "看附件 1 个")
    gone = len(office.wire.sent("deleteMessage", CHAT))
    assert gone == 1
    await office.tells(seconds=SHOWN_FOR.total_seconds() - 300)
    assert len(office.wire.sent("deleteMessage", CHAT)) == gone
    await office.tells(minutes=6)
    assert len(office.wire.sent("deleteMessage", CHAT)) == gone + 1


async def test_the_walk_leads_to_the_cases_topic(office, one):
    case = await office.posted("AAAA")
    await office.says(one, "/next", chat=CHAT)
    rows = walk(office)[1]["reply_markup"]["inline_keyboard"]
    (url,) = [b["url"] for row in rows for b in row if b["text"] == "去话题"]
    topic = await office.topic(case)
    assert url == f"https://t.me/c/{str(GROUP).removeprefix('-100')}/{topic.thread}"


async def test_only_one_message_of_a_walk_stands_in_the_chat(office, one):
    await two_cases(office)
    await office.says(one, "/next", chat=CHAT)
    await office.says(one, "/next", chat=CHAT)
    await asks(office, one)
    assert walk(office)[0] > 1000
