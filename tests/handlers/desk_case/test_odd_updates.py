"""What no app sends, or what comes when its place is gone: answered, and no failure."""

import asyncio
from types import SimpleNamespace

import pytest

from bot.desk import receive
from tests.handlers.desk_case.conftest import GROUP

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


@pytest.mark.parametrize("data", ["take:x", "walk:start:queue"])
async def test_a_press_too_old_to_be_answered_is_no_failure(office, one, data):
    for who in (STRANGER, one):
        office.wire.refuse("answerCallbackQuery", TOO_OLD)
        await office.presses(who, data, chat=who.chat_id)


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
