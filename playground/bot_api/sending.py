"""Methods that put messages into chats."""

import secrets
from typing import Any

from playground.bot_api.call import METHODS, Call, method
from playground.bot_api.content import attachment, caption, message_text
from playground.chats import Chat
from playground.keyboards import checked
from playground.messages import Attachment, Message
from playground.refusals import bad_request

_GENERAL = 1
_FILE_KINDS = ("photo", "document", "video", "voice", "audio", "animation")
_ALBUM_KINDS = frozenset({"photo", "video", "document", "audio"})


def _topic(call: Call, chat: Chat, replied: Message | None) -> int | None:
    """The thread to post in; General has no number of its own, and 1 is refused."""
    thread = call.number("message_thread_id")
    if not thread:
        return replied.topic if replied else None
    topic = chat.topics.get(thread)
    if topic is None or thread == _GENERAL:
        raise bad_request("message thread not found")
    if topic.closed and not chat.may(call.bot, "can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return thread


def _replied(call: Call, chat: Chat) -> Message | None:
    reply = call.value("reply_parameters") or {}
    wanted = int(reply.get("message_id") or call.number("reply_to_message_id"))
    if not wanted:
        return None
    message = chat.messages.get(wanted)
    lenient = reply.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply")
    if message is None and not lenient:
        raise bad_request("message to be replied not found")
    return message


def _common(call: Call, chat: Chat) -> dict[str, Any]:
    replied = _replied(call, chat)
    return {
        "topic": _topic(call, chat, replied),
        "reply_to": replied.id if replied else None,
        "keyboard": checked(call.value("reply_markup")),
        "protected": call.flag("protect_content"),
        "silent": call.flag("disable_notification"),
    }


def _send(call: Call, chat: Chat, **content: Any) -> Message:
    common = _common(call, chat)
    call.world.pace.take(call.bot.id, chat, call.world.clock.now())
    return call.world.post(chat, call.bot, **common, **content)


def _shown(call: Call, message: Message) -> dict[str, Any]:
    return message.as_json(call.bot, call.world.files)


@method("sendMessage")
def send_message(call: Call) -> dict[str, Any]:
    """A text."""
    chat = call.chat()
    text, entities = message_text(call)
    return _shown(call, _send(call, chat, text=text, entities=entities))


def _send_file(kind: str) -> Any:
    def send(call: Call) -> dict[str, Any]:
        chat = call.chat()
        text, entities = caption(call)
        extra = {"duration": call.number("duration")} if kind in {"voice", "audio"} else {}
        if kind in {"video", "animation"}:
            extra = {"duration": call.number("duration"), "width": 640, "height": 480}
        given = attachment(call, kind, call.parameters.get(kind))
        file = Attachment(kind, given.files, extra)
        return _shown(call, _send(call, chat, text=text, entities=entities, attachment=file))

    return send


METHODS.update({f"send{kind}": _send_file(kind) for kind in _FILE_KINDS})


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[dict[str, Any]]:
    """An album of 2 to 10 parts; documents are not mixed with pictures."""
    chat = call.chat()
    media = call.value("media") or []
    if not 2 <= len(media) <= 10:
        raise bad_request("wrong number of media specified; album must include 2-10 items")
    kinds = {str(part.get("type")) for part in media}
    if not kinds <= _ALBUM_KINDS or (len(kinds) > 1 and kinds & {"document", "audio"}):
        raise bad_request("this type of media can't be mixed in an album")
    parts = [
        (attachment(call, part["type"], part.get("media")), *caption(call, part)) for part in media
    ]
    common = _common(call, chat) | {"keyboard": None}
    call.world.pace.take(call.bot.id, chat, call.world.clock.now(), len(parts))
    album = str(secrets.randbits(53))
    return [
        _shown(
            call,
            call.world.post(
                chat,
                call.bot,
                **common,
                attachment=file,
                text=text,
                entities=entities,
                album=album,
            ),
        )
        for file, text, entities in parts
    ]


def _source(call: Call, purpose: str) -> Message:
    origin = Call(
        call.world, call.bot, {"chat_id": call.parameters.get("from_chat_id")}, {}
    ).find_chat()
    message = origin.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    if message.service or (message.protected and message.sender is not call.bot):
        raise bad_request(f"message can't be {'copied' if purpose == 'copy' else 'forwarded'}")
    return message


@method("copyMessage")
def copy_message(call: Call) -> dict[str, int]:
    """The content of another message, without a word of where it came from."""
    chat = call.chat()
    source = _source(call, "copy")
    text, entities = source.text, source.entities
    if source.attachment and "caption" in call.parameters:
        text, entities = caption(call)
    content = {"attachment": source.attachment, "facts": dict(source.facts)}
    message = _send(call, chat, text=text, entities=entities, **content)
    return {"message_id": message.id}


@method("forwardMessage")
def forward_message(call: Call) -> dict[str, Any]:
    """Another message with its author's name on it."""
    chat = call.chat()
    source = _source(call, "forward")
    message = _send(
        call,
        chat,
        text=source.text,
        entities=source.entities,
        attachment=source.attachment,
        facts=dict(source.facts),
        origin=source.origin or origin_of(source),
    )
    return _shown(call, message)


def origin_of(source: Message) -> dict[str, Any]:
    """Telegram's MessageOrigin: the user who wrote the message, and when."""
    return {
        "type": "user",
        "sender_user": source.sender.as_json(),
        "date": int(source.date.timestamp()),
    }


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    """Someone is typing, which nobody needs to see here."""
    call.chat()
    return True
