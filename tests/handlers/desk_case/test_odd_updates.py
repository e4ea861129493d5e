"""What no app sends, or what comes when its place is gone: answered, and no failure."""

import asyncio
from types import SimpleNamespace

import pytest
from telegram.error import BadRequest

from bot.desk import receive
from handlers.desk import refusals
from handlers.desk.press import data
from tests.handlers.desk_case.telegram import GROUP

STRANGER = SimpleNamespace(chat_id=999)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def written(somebody, text):
    """A private message in which the app found no command."""
    return {
        "message_id": 1,
        "date": 1,
        "chat": {"id": somebody.chat_id, "type": "private"},
        "from": {"id": somebody.chat_id, "is_bot": False, "first_name": "A"},
        "text": text,
    }


@pytest.mark.parametrize("text", ["/你好", "/ next", "//"])
async def test_a_slash_alone_makes_no_command_and_is_answered(office, one, text):
    await office.feed(message=written(one, text))
    assert office.wire.sent(chat=one.chat_id)


async def test_a_command_to_another_bot_is_answered_in_a_private_chat(office, one):
    await office.says(one, "/next@other_bot", chat=one.chat_id)
    assert office.wire.sent(chat=one.chat_id)


@pytest.mark.parametrize("carried", ["take:x", "walk:start:queue"])
async def test_a_press_too_old_to_be_answered_is_no_failure(office, one, carried):
    for who in (STRANGER, one):
        office.wire.refuse("answerCallbackQuery", TOO_OLD)
        await office.presses(who, carried, chat=who.chat_id)


async def test_what_is_asked_in_a_topic_that_is_gone_stands_in_general(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    office.wire.refuse("sendMessage", "message thread not found")
    await office.says(one, "/reply 明天去看", thread=topic.thread)
    shown = office.wire.last(GROUP)
    assert "明天去看" in shown["text"]
    assert "message_thread_id" not in shown


async def test_what_the_desk_did_not_ask_for_is_passed_over(office):
    reception = receive(
        office.application, office.desk, office.desk.now, asyncio.Event(), retries=(), asking=()
    )
    message = written(STRANGER, "x") | {"business_connection_id": "x"}
    await reception.take({"update_id": 1, "business_message": message})
    assert office.wire.asked == []


@pytest.mark.parametrize("text", ["/queue%00", "/overdue＠", "/QUEUE，"])
async def test_a_list_is_shown_whatever_sign_follows_its_command(office, one, text):
    length = 8 if "over" in text else 6
    entity = {"type": "bot_command", "offset": 0, "length": length}
    await office.feed(message=written(one, text) | {"entities": [entity]})
    assert office.wire.sent(chat=one.chat_id)


@pytest.mark.parametrize("sign", ["，", "：", ":", " "])
async def test_a_reply_may_follow_its_command_after_any_sign(office, one, sign):
    topic = await office.topic(await office.posted())
    entity = {"type": "bot_command", "offset": 0, "length": 6}
    message = written(one, f"/reply{sign}明天去看") | {
        "chat": {"id": GROUP, "type": "supergroup"},
        "message_thread_id": topic.thread,
        "is_topic_message": True,
        "entities": [entity],
    }
    await office.feed(message=message)
    assert "<blockquote>明天去看</blockquote>" in office.wire.last()["text"]


@pytest.mark.parametrize("words", ["chat not found", "not enough rights to send text messages"])
async def test_a_group_in_which_the_desk_may_not_speak_is_no_failure(office, one, words, caplog):
    caplog.set_level("INFO")
    office.wire.refuse("sendMessage", words)
    await office.says(one, "/reply x", chat=-1999)
    assert "does not let the desk speak" in caplog.text


async def test_in_a_desk_that_lets_nobody_of_us_speak_it_is_a_failure_that_the_loop_hears_of(
    office, one, caplog
):
    caplog.set_level("INFO")
    topic = await office.topic(await office.posted())
    office.wire.refuse("sendMessage", "not enough rights to send text messages")
    with pytest.raises(BadRequest):
        await office.says(one, "/unknown", chat=GROUP, thread=topic.thread)
    assert "does not let the desk speak" not in caplog.text


async def test_what_comes_again_in_a_private_chat_is_said_to_be_recorded(office, one):
    raw = {"update_id": 7, "message": written(one, "x")}
    await refusals.on_repeat(office.desk, raw)
    assert "已经记下" in office.wire.last(chat=one.chat_id)["text"]


async def test_what_is_written_beside_a_preview_in_a_private_chat_shows_it_again(office, one):
    case = await office.case(await office.posted())
    await office.presses(one, data("ask", case), chat=one.chat_id)
    await office.says(one, "哪个门？", chat=one.chat_id)
    office.wire.asked.clear()
    await office.says(one, "还有一句", chat=one.chat_id)
    assert "哪个门？" in office.wire.last(chat=one.chat_id)["text"]


async def test_a_press_in_a_group_that_has_put_the_desk_out_need_not_wait(office, one):
    office.wire.refuse("getChat", "chat not found")
    await office.presses(one, "link:again")
    assert office.wire.sent("answerCallbackQuery")
    assert office.wire.toast() == "刚才那一下没有办成，请再来一次。"
