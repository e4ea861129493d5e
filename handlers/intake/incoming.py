"""What kind of thing a message is: a text, a file that is worth fetching, or something refused."""

from dataclasses import dataclass

from aiogram.types import Message


@dataclass(frozen=True)
class Fetchable:
    """A photo or document; `size` in bytes, 0 where Telegram does not say."""

    file_id: str
    size: int
    caption: str


def refused(message: Message) -> str | None:
    """Which refusal a message gets (a key of the texts' `refused`), None when it is taken in."""
    if message.forward_origin is not None:
        return "forwarded"
    for name in ("voice", "video_note", "audio", "contact", "sticker"):
        if getattr(message, name) is not None:
            return name
    if message.video is not None or message.animation is not None:
        return "video"
    if message.location is not None or message.venue is not None:
        return "location"
    if message.dice is not None:
        return "sticker"
    if message.text is None and message.photo is None and message.document is None:
        return "other"
    return None


def fetchable(message: Message) -> Fetchable | None:
    """The photo in its largest size, or the document."""
    caption = message.caption or ""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Fetchable(largest.file_id, largest.file_size or 0, caption)
    if message.document is not None:
        return Fetchable(message.document.file_id, message.document.file_size or 0, caption)
    return None
