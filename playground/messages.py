"""Messages, and how a bot sees them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from playground.accounts import Account, BotAccount
from playground.chats import Chat
from playground.files import Files, StoredFile
from playground.keyboards import Keyboard


@dataclass(frozen=True)
class Attachment:
    """A file in a message: its kind as Telegram names it, and for photos all sizes."""

    kind: str
    files: tuple[StoredFile, ...]
    extra: dict[str, Any] = field(default_factory=dict)

    def as_json(self, bot: BotAccount, files: Files) -> dict[str, Any]:
        """The field of a Message, with file ids of this bot alone."""
        sizes = []
        for file in self.files:
            size: dict[str, Any] = {
                "file_id": files.id_for(bot.id, file),
                "file_unique_id": file.unique_id,
                "file_size": len(file.data),
            }
            if file.width:
                size |= {"width": file.width, "height": file.height}
            sizes.append(size)
        if self.kind == "photo":
            return {"photo": sizes}
        named = {"file_name": self.files[-1].name, "mime_type": self.files[-1].mime}
        if self.kind in {"sticker", "video_note"}:
            named = {}
        return {self.kind: {**sizes[-1], **named, **self.extra}}


@dataclass(eq=False)
class Message:
    """One message of a chat; service messages carry only facts."""

    id: int
    chat: Chat
    sender: Account
    date: datetime
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    attachment: Attachment | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    service: bool = False
    topic: int | None = None
    reply_to: int | None = None
    keyboard: Keyboard | None = None
    album: str = ""
    protected: bool = False
    silent: bool = False
    edited: datetime | None = None
    origin: dict[str, Any] | None = None
    reactions: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    def as_json(self, bot: BotAccount, files: Files, *, nested: bool = False) -> dict[str, Any]:
        """Telegram's Message as this bot sees it; a nested one carries no further reply."""
        message: dict[str, Any] = {
            "message_id": self.id,
            "date": int(self.date.timestamp()),
            "chat": self.chat.as_json(),
            "from": self.sender.as_json(),
            **self.facts,
        }
        pinned = self.facts.get("pinned_message")
        if pinned is not None:
            target = self.chat.messages.get(pinned)
            message["pinned_message"] = (
                target.as_json(bot, files, nested=True) if target else gone(self.chat, pinned)
            )
        self._add_content(message, bot, files)
        if self.topic is not None:
            message |= {"message_thread_id": self.topic, "is_topic_message": True}
        if not nested:
            self._add_reply(message, bot, files)
        return message

    def _add_content(self, message: dict[str, Any], bot: BotAccount, files: Files) -> None:
        name = "caption" if self.attachment else "text"
        if self.attachment:
            message |= self.attachment.as_json(bot, files)
        if self.text:
            message[name] = self.text
        if self.entities:
            message["caption_entities" if self.attachment else "entities"] = self.entities
        if self.album:
            message["media_group_id"] = self.album
        if self.protected:
            message["has_protected_content"] = True
        if self.edited:
            message["edit_date"] = int(self.edited.timestamp())
        if self.origin:
            message["forward_origin"] = self.origin
        if self.keyboard:
            message["reply_markup"] = {"inline_keyboard": self.keyboard}

    def _add_reply(self, message: dict[str, Any], bot: BotAccount, files: Files) -> None:
        """What it answers; in a topic a message that answers nothing answers the topic's first."""
        answered = self.reply_to or self.topic
        if answered and answered != self.id and answered in self.chat.messages:
            target = self.chat.messages[answered]
            message["reply_to_message"] = target.as_json(bot, files, nested=True)


def gone(chat: Chat, message_id: int) -> dict[str, Any]:
    """Telegram's InaccessibleMessage."""
    return {"chat": chat.as_json(), "message_id": message_id, "date": 0}
