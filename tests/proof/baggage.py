"""What Telegram tells of a canary beside what they wrote: in every message, and in every field."""

from typing import Any

from aiogram.types import Message
from pydantic import ValidationError

from tests.handlers import payloads
from tests.proof.marks import Canary


def always(of: Canary) -> dict[str, Any]:
    """What a message may carry and still be taken in."""
    friend = of.friend.as_json()
    quoted = {
        "message_id": of.first_message - 1,
        "date": int(of.started.timestamp()) - 1,
        "chat": {"id": of.me.id, "type": "private", **_names(of)},
        "from": friend,
        "text": of.quote,
    }
    return {
        "via_bot": {"id": of.friend.id, "is_bot": True, "first_name": of.bot, "username": of.bot},
        "reply_to_message": quoted,
        "quote": {"text": of.quote, "position": 0},
        "effect_id": of.emoji[0],
        "author_signature": of.me.first,
        "sender_boost_count": 3,
    }


def emojis(of: Canary) -> list[dict[str, Any]]:
    """A text's entities: an emoji of their own choice, and a mention of their friend."""
    return [
        {"type": "custom_emoji", "offset": 0, "length": 1, "custom_emoji_id": of.emoji[1]},
        {"type": "text_mention", "offset": 1, "length": 1, "user": of.friend.as_json()},
    ]


def origins(of: Canary) -> dict[str, dict[str, Any]]:
    """Every way in which a message may say where it was forwarded from."""
    date = {"date": int(of.started.timestamp()) - 3}
    channel = {"id": of.group, "type": "channel", "title": of.title, "username": of.bot}
    return {
        "user": {"type": "user", "sender_user": of.friend.as_json()} | date,
        "hidden_user": {"type": "hidden_user", "sender_user_name": of.friend.first} | date,
        "chat": {"type": "chat", "sender_chat": channel, "author_signature": of.me.first} | date,
        "channel": {"type": "channel", "chat": channel, "message_id": of.first_message - 2} | date,
    }


def field(of: Canary, name: str) -> dict[str, Any]:
    """One optional field of a message, with the canary wherever its type has room for a text."""
    return _theirs(of, payloads.content(name))


def update(of: Canary, kind: str) -> Any:
    """A whole update of a kind, the canary's wherever its type has room."""
    return _theirs(of, payloads.update(kind))


def _theirs(of: Canary, value: Any) -> Any:
    """The smallest payload, with the canary's names for its texts and their id for its accounts."""
    match value:
        case payloads.CANARY:
            return of.me.username
        case dict() if "is_bot" in value:
            return of.me.as_json()
        case dict():
            return {name: _theirs(of, inner) for name, inner in value.items()}
        case list():
            return [_theirs(of, inner) for inner in value]
    return value


def fields() -> list[str]:
    """Every optional field of a message that can stand in a private chat beside a text."""
    return [name for name in sorted(Message.model_fields) if name not in _OWN and _passes(name)]


_OWN = frozenset({"message_id", "date", "chat", "from_user", "text"})


def _passes(name: str) -> bool:
    if Message.model_fields[name].is_required():
        return False
    least = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}
    try:
        Message.model_validate(least | payloads.content(name))
    except ValidationError:
        return False
    return True


def _names(of: Canary) -> dict[str, str]:
    return {"first_name": of.me.first, "last_name": of.me.last, "username": of.me.username}


UPDATE_KINDS = tuple(payloads.UPDATE_KINDS)
"""Every kind of update there is."""
