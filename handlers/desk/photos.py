"""Photos a reviewer sends along: re-encoded in memory, so that nothing hidden goes with them."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError
from telegram import Message

from domain.errors import (
    FileOfOtherKindError,
    FileTooLargeError,
    FileUncleanableError,
    FileUnreadableError,
)
from storage.attachments import File

LARGEST = 20 * 1024 * 1024  # bytes a bot may fetch
DOCUMENTS = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    }
)
LONGEST_SIDE = 2560  # pixels
QUALITY = 85


async def sent_with(message: Message) -> File | None:
    """The photo of a message, cleaned; None without one, FileError for what is no photo."""
    document = message.document
    if not message.photo and document is None:
        if message.text is None:
            raise FileUncleanableError
        return None
    if document is not None and not (document.mime_type or "").startswith("image/"):
        raise FileUncleanableError
    attached = document or message.photo[-1]
    if (attached.file_size or 0) > LARGEST:
        raise FileTooLargeError
    file = await attached.get_file()
    return clean(bytes(await file.download_as_bytearray()))


async def kept_of(message: Message) -> File:
    """A photo, cleaned, or a document as it is, for what stays inside; FileError for others."""
    document = message.document
    kind = (document.mime_type or "") if document else ""
    if document is None or kind.startswith("image/"):
        photo = await sent_with(message)
        assert photo is not None  # plain words are not asked for
        return photo
    if kind not in DOCUMENTS:
        raise FileOfOtherKindError
    if (document.file_size or 0) > LARGEST:
        raise FileTooLargeError
    file = await document.get_file()
    return File(kind, bytes(await file.download_as_bytearray()))


def clean(content: bytes) -> File:
    """The same picture as a fresh JPEG without any of the file's other data."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise FileUnreadableError from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY)
    return File("image/jpeg", out.getvalue())
