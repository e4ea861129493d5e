"""Whether an update could come from Telegram at all, told apart from both bots' own reading."""

import re
from typing import Any, Final

from aiogram.types import Update
from pydantic import ValidationError

from handlers.intake.incoming import SERVICE
from tests.fuzz.mutate import MESSAGES, Raw
from tests.handlers.payloads import KINDS

_LARGEST_ID: Final = 2**52
_LARGEST: Final = 2**31 - 1
_GONE: Final = frozenset({"chat", "message_id", "date"})
"""All that a message has which is not accessible any more; aiogram overlooks what else there is."""
_IN_COMMAND: Final = re.compile(r"[A-Za-z0-9_@]")
_COUNTED: Final = frozenset({"message_id", "message_thread_id", "update_id"})


def why_impossible(raw: Raw) -> str:
    """Why Telegram cannot have sent this; "" where it can."""
    if type(raw.get("update_id")) is not int:
        return "no number"
    try:
        Update.model_validate(raw)
    except (ValidationError, UnicodeError, OverflowError, ValueError):
        return "a field is missing or of another type"
    if not _within(raw):
        return "a number or text that no field of Telegram's holds"
    return _whose(raw)


def _within(value: Any, key: str = "") -> bool:
    match value:
        case dict():
            return all(_within(inner, str(name)) for name, inner in value.items())
        case list():
            return all(_within(inner, key) for inner in value)
        case bool():
            return key not in _COUNTED and key != "id"
        case None | float():
            return True
        case int():
            if key in _COUNTED or "date" in key:
                return 0 <= value <= _LARGEST
            return abs(value) < _LARGEST_ID
        case str():
            return not any("\ud800" <= character <= "\udfff" for character in value)
        case _:
            return False


def _commanded_by_words(message: Raw) -> bool:
    for entity in message.get("entities") or ():
        begins = (message.get("text") or "")[entity["offset"] :] if entity["offset"] >= 0 else ""
        goes_on = _IN_COMMAND.match(begins[entity["length"] :]) if entity["length"] > 0 else None
        if entity["type"] == "bot_command" and (not begins.startswith("/") or goes_on):
            return False
    return True


def _whose(raw: Raw) -> str:
    """In a private chat only its owner writes and presses, and nobody presses in silence."""
    for kind in (*MESSAGES, "callback_query"):
        content = raw.get(kind)
        if not isinstance(content, dict):
            continue
        message = content.get("message") if kind == "callback_query" else content
        chat = message.get("chat") if isinstance(message, dict) else None
        author = content.get("from")
        if kind == "callback_query" and not (content.get("data") or content.get("game_short_name")):
            return "a press of nothing"
        if kind == "callback_query" and not content["id"]:
            return "a press without a number"
        if author is not None and author["id"] <= 0:
            return "somebody whose number is a group's"
        if chat is None:
            continue
        pinned = message.get("pinned_message")
        if any(one and not one.get("date") and one.keys() - _GONE for one in (message, pinned)):
            return "a message that is gone and has content"
        if kind in {"message", "edited_message"} and content.get("business_connection_id"):
            return "a business's message that is not told as one"
        if (content.get("migrate_to_chat_id") or -(10**12)) > -(10**12):
            return "a group that became none"
        if chat["type"] == "private" and "migrate_from_chat_id" in message:
            return "a private chat that was a group"
        if (chat["type"] == "private") != (chat["id"] > 0):
            return "a private chat that is a group"
        kinds = [one for one in KINDS if message.get(one)]
        if len(kinds) > 1 and not SERVICE.isdisjoint(kinds):
            return "a service message that is another message as well"
        if chat["type"] == "private" and message.get("message_thread_id"):
            return "a topic in a private chat that has none"
        if not _commanded_by_words(message):
            return "a command without its words"
        if chat["type"] == "private" and (author is None or author["id"] != chat["id"]):
            return "somebody in another's private chat"
        if kind in {"channel_post", "edited_channel_post"} and chat["type"] != "channel":
            return "a channel's post that is not in a channel"
        if kind in {"message", "edited_message"} and chat["type"] == "channel":
            return "a message that is a channel's post"
        if kind == "callback_query" and chat["type"] == "channel":
            return "a press in a channel, where no bot of ours writes"
    return ""
