"""Attachments at the desk: opened and posted afresh, protected from forwarding."""

from collections.abc import Sequence

from telegram import InputMediaDocument, InputMediaPhoto

from handlers.desk.context import Desk
from storage import attachments
from storage.attachments import Attachment, File

ALBUM = 10
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


def opened(desk: Desk, sealed: Sequence[Attachment]) -> list[File]:
    """The files themselves, in memory only."""
    return [
        File.from_bytes(desk.opening.open(file.content, attachments.PLACE, file.id))
        for file in sealed
    ]


async def post(desk: Desk, files: Sequence[File], *, chat: int, thread: int) -> list[int]:
    """Post files without a sound in as few messages as Telegram lets: up to 20 in two; their ids.

    Photos and documents cannot share an album; where that would make a third message, the photos
    go as documents too.
    """
    named = [(file, _name(number, file)) for number, file in enumerate(files, start=1)]
    photos = [pair for pair in named if _is_photo(pair[0])]
    others = [pair for pair in named if not _is_photo(pair[0])]
    if others and len(photos) > ALBUM:
        photos, others = [], named
    shown: list[int] = []
    for start in range(0, len(photos), ALBUM):
        album = photos[start : start + ALBUM]
        shown += await _album(desk, album, chat, thread, as_photos=True)
    for start in range(0, len(others), ALBUM):
        album = others[start : start + ALBUM]
        shown += await _album(desk, album, chat, thread, as_photos=False)
    return shown


async def _album(
    desk: Desk, files: Sequence[tuple[File, str]], chat: int, thread: int, *, as_photos: bool
) -> list[int]:
    where = thread or None
    if len(files) > 1:
        media = [
            InputMediaPhoto(file.content, filename=name)
            if as_photos
            else InputMediaDocument(file.content, filename=name)
            for file, name in files
        ]
        album = await desk.bot.send_media_group(
            chat, media, message_thread_id=where, protect_content=True, disable_notification=True
        )
        return [each.message_id for each in album]
    ((file, name),) = files
    send = desk.bot.send_photo if as_photos else desk.bot.send_document
    sent = await send(
        chat,
        file.content,
        filename=name,
        message_thread_id=where,
        protect_content=True,
        disable_notification=True,
    )
    return [sent.message_id]


def _is_photo(file: File) -> bool:
    return file.media_type in {"image/jpeg", "image/png"}


def _name(number: int, file: File) -> str:
    ending = _ENDINGS.get(file.media_type)
    if ending is None:
        kinds = {"word": "docx", "sheet": "xlsx", "presentation": "pptx"}
        ending = next((end for word, end in kinds.items() if word in file.media_type), "bin")
    return f"{number}.{ending}"
