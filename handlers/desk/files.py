"""Attachments at the desk: opened and posted afresh, protected from forwarding."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from handlers.desk.context import Desk
from storage import attachments
from storage.attachments import Attachment, File

ALBUM: Final = 10
_ENDINGS: Final = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
_NO_PHOTO: Final = ("photo_invalid_dimensions", "photo_ext_invalid", "image_process_failed")


@dataclass(frozen=True)
class Album:
    """Files of one message, each with its name: all shown as photos, or all as documents."""

    files: tuple[tuple[File, str], ...]
    as_photos: bool


def opened(desk: Desk, sealed: Sequence[Attachment]) -> list[File]:
    """The files themselves, in memory only."""
    return [
        File.from_bytes(desk.opening.open(file.content, attachments.PLACE, file.id))
        for file in sealed
    ]


def albums(files: Sequence[File]) -> list[Album]:
    """Files in as few messages as Telegram lets: up to 20 in two.

    Photos and documents cannot share an album; where that would make a third message, the photos
    go as documents too.
    """
    named = [(file, _name(number, file)) for number, file in enumerate(files, start=1)]
    photos = [pair for pair in named if _is_photo(pair[0])]
    others = [pair for pair in named if not _is_photo(pair[0])]
    if others and len(photos) > ALBUM:
        photos, others = [], named
    return [
        Album(tuple(some[start : start + ALBUM]), as_photos)
        for some, as_photos in ((photos, True), (others, False))
        for start in range(0, len(some), ALBUM)
    ]


async def post(
    desk: Desk, files: Sequence[File], *, chat: int, thread: int, caption: str | None = None
) -> list[int]:
    """Post files in their albums, the caption under the first; the ids of the messages."""
    shown: list[int] = []
    for album in albums(files):
        under = None if shown else caption
        shown += await post_album(desk, album, chat=chat, thread=thread, caption=under)
    return shown


async def post_album(
    desk: Desk, album: Album, *, chat: int, thread: int, caption: str | None = None
) -> list[int]:
    """Post one album without a sound; photos that Telegram cannot draw go as documents."""
    try:
        return await _post(desk, album, chat, thread, caption)
    except BadRequest as error:
        if not album.as_photos or not any(word in error.message.lower() for word in _NO_PHOTO):
            raise
        return await _post(desk, replace(album, as_photos=False), chat, thread, caption)


async def _post(desk: Desk, album: Album, chat: int, thread: int, caption: str | None) -> list[int]:
    where = thread or None
    if len(album.files) > 1:
        media = [
            InputMediaPhoto(file.content, filename=name)
            if album.as_photos
            else InputMediaDocument(file.content, filename=name)
            for file, name in album.files
        ]
        sent = await desk.bot.send_media_group(
            chat,
            media,
            caption=caption,
            message_thread_id=where,
            protect_content=True,
            disable_notification=True,
        )
        return [each.message_id for each in sent]
    ((file, name),) = album.files
    send = desk.bot.send_photo if album.as_photos else desk.bot.send_document
    alone = await send(
        chat,
        file.content,
        filename=name,
        caption=caption,
        message_thread_id=where,
        protect_content=True,
        disable_notification=True,
    )
    return [alone.message_id]


def _is_photo(file: File) -> bool:
    return file.media_type in {"image/jpeg", "image/png"}


def _name(number: int, file: File) -> str:
    ending = _ENDINGS.get(file.media_type)
    if ending is None:
        kinds = {"word": "docx", "sheet": "xlsx", "presentation": "pptx"}
        ending = next((end for word, end in kinds.items() if word in file.media_type), "bin")
    return f"{number}.{ending}"
