"""People write, send, forward, edit and delete."""

import base64
import re
import secrets
from typing import Any

from playground.accounts import Person
from playground.bot_api.sending import origin_of
from playground.chats import Chat
from playground.markup import found_by_itself, units
from playground.messages import Attachment, Message
from playground.people.act import CannotError, act, chat_of, message_of, person
from playground.world import World

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
_EXTRA: dict[str, dict[str, Any]] = {
    "voice": {"duration": 4},
    "audio": {"duration": 4},
    "video": {"duration": 4, "width": 640, "height": 480},
    "animation": {"duration": 4, "width": 320, "height": 240},
    "video_note": {"duration": 4, "length": 240},
    "sticker": {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "👍",
    },
}
_FILE_KINDS = {"photo", "document", *_EXTRA}
_FACT_KINDS = {"contact", "location", "venue", "poll", "dice"}


def _enter(world: World, by: int, chat: int | str, topic: int | None) -> tuple[Person, Chat]:
    """The person and the chat, if they may write there now."""
    who = person(world, by)
    place = chat_of(world, who, chat)
    if place.kind == "private":
        if place.members[place.bot.id].status == "kicked":
            raise CannotError("the bot is blocked; unblock it first")
        place.opened_at = place.opened_at or world.clock.now()
    if place.upgraded_to is not None:
        raise CannotError(f"the group was upgraded to {place.upgraded_to}")
    if topic is not None:
        if topic not in place.topics:
            raise CannotError(f"topic {topic} is not there")
        if place.topics[topic].closed and not place.may(who, "can_manage_topics"):
            raise CannotError("the topic is closed")
    return who, place


def _kept(world: World, kind: str, file: dict[str, Any]) -> Attachment:
    data = base64.b64decode(file["data"])
    name, mime = file.get("name") or f"{kind}.bin", file.get("mime") or "application/octet-stream"
    if kind == "photo":
        return Attachment(kind, tuple(world.files.keep_photo(data, file.get("name") or "p.jpg")))
    return Attachment(kind, (world.files.keep(data, name, mime),), dict(_EXTRA.get(kind, {})))


@act
def say(
    world: World,
    by: int,
    chat: int | str,
    text: str,
    topic: int | None = None,
    reply_to: int | None = None,
) -> dict[str, int]:
    """Someone writes; more than 4096 characters go as several messages, as apps do."""
    who, place = _enter(world, by, chat, topic)
    if not text.strip():
        raise CannotError("there is nothing to send")
    message = None
    while text:
        part, text = text[:4096], text[4096:]
        entities = found_by_itself(part, [])
        content = {"text": part, "entities": entities, "topic": topic, "reply_to": reply_to}
        message = world.post(place, who, **content)
    assert message is not None
    return {"message_id": message.id}


@act
def send(
    world: World,
    by: int,
    chat: int | str,
    kind: str,
    file: dict[str, Any] | None = None,
    caption: str = "",
    facts: dict[str, Any] | None = None,
    topic: int | None = None,
    reply_to: int | None = None,
) -> dict[str, int]:
    """Someone sends a file of some kind, or a contact, location, poll or dice."""
    who, place = _enter(world, by, chat, topic)
    common = {"topic": topic, "reply_to": reply_to}
    if kind in _FACT_KINDS:
        content = _facts(kind, who, facts or {})
        return {"message_id": world.post(place, who, facts={kind: content}, **common).id}
    if kind not in _FILE_KINDS or file is None:
        raise CannotError(f"{kind} cannot be sent like this")
    if units(caption) > 1024:
        raise CannotError("the caption is too long")
    attachment = _kept(world, kind, file)
    entities = found_by_itself(caption, [])
    message = world.post(
        place, who, attachment=attachment, text=caption, entities=entities, **common
    )
    return {"message_id": message.id}


def _facts(kind: str, who: Person, given: dict[str, Any]) -> dict[str, Any]:
    usual: dict[str, dict[str, Any]] = {
        "contact": {"phone_number": "13800000000", "first_name": who.first_name},
        "location": {"latitude": 39.82, "longitude": 109.96},
        "dice": {"emoji": "🎲", "value": 1 + secrets.randbelow(6)},
        "venue": {
            "location": {"latitude": 39.82, "longitude": 109.96},
            "title": "工地",
            "address": "东胜",
        },
        "poll": {
            "id": str(secrets.randbits(60)),
            "question": "?",
            "options": [
                {"persistent_id": str(n), "text": str(n), "voter_count": 0} for n in (1, 2)
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        },
    }
    return usual[kind] | given


@act
def album(
    world: World,
    by: int,
    chat: int | str,
    parts: list[dict[str, Any]],
    topic: int | None = None,
) -> dict[str, list[int]]:
    """Someone sends 2 to 10 files together; each part is an update of its own."""
    who, place = _enter(world, by, chat, topic)
    if not 2 <= len(parts) <= 10:
        raise CannotError("an album has 2 to 10 parts")
    name = str(secrets.randbits(53))
    ids = []
    for part in parts:
        attachment = _kept(world, part.get("kind", "photo"), part["file"])
        words = part.get("caption", "")
        entities = found_by_itself(words, [])
        content = {"attachment": attachment, "text": words, "entities": entities}
        ids.append(world.post(place, who, album=name, topic=topic, **content).id)
    return {"message_ids": ids}


@act
def forward(
    world: World,
    by: int,
    chat: int | str,
    from_chat: int | str,
    message_id: int,
    topic: int | None = None,
) -> dict[str, int]:
    """Someone passes a message on, with its author's name; protected ones they cannot."""
    who, place = _enter(world, by, chat, topic)
    source = message_of(chat_of(world, who, from_chat), message_id)
    if source.protected:
        raise CannotError("the message is protected")
    copied = {"text": source.text, "entities": source.entities, "attachment": source.attachment}
    origin = source.origin or origin_of(source)
    message = world.post(place, who, **copied, facts=dict(source.facts), origin=origin, topic=topic)
    return {"message_id": message.id}


def _own(world: World, by: int, chat: int | str, message_id: int) -> Message:
    who = person(world, by)
    message = message_of(chat_of(world, who, chat), message_id)
    if message.sender is not who:
        raise CannotError("it is somebody else's message")
    return message


@act
def edit(world: World, by: int, chat: int | str, message_id: int, text: str) -> None:
    """Someone changes the words of their message."""
    message = _own(world, by, chat, message_id)
    message.text, message.entities = text, found_by_itself(text, [])
    message.edited = world.clock.now()
    world.tell_bots("edited_message", message)
    world.changed()


@act
def delete(world: World, by: int, chat: int | str, message_ids: list[int]) -> None:
    """Someone deletes for both sides: in private anything, in groups their own or as admin."""
    who = person(world, by)
    place = chat_of(world, who, chat)
    for message_id in message_ids:
        message = message_of(place, message_id)
        if message.sender is not who and not place.may(who, "can_delete_messages"):
            raise CannotError("it is somebody else's message")
    world.delete(place, message_ids)


@act
def start(world: World, by: int, bot: str, payload: str = "") -> dict[str, int]:
    """Someone opens t.me/bot?start=payload and presses Start; a block is lifted by it."""
    if not _PAYLOAD.fullmatch(payload):
        raise CannotError("a payload has at most 64 of A-Z a-z 0-9 _ -")
    unblock(world, by, bot)
    return say(world, by, bot, f"/start {payload}".strip())


@act
def block(world: World, by: int, bot: str) -> None:
    """Someone blocks a bot."""
    who = person(world, by)
    place = chat_of(world, who, bot)
    world.set_status(place, place.bot, "kicked", by=who)


@act
def unblock(world: World, by: int, bot: str) -> None:
    """Someone lets a bot write again."""
    who = person(world, by)
    place = chat_of(world, who, bot)
    world.set_status(place, place.bot, "member", by=who)
