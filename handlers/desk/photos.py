"""Photos a reviewer sends along: built anew by cleaning, so that nothing hidden goes with them."""

from typing import Final

from telegram import Message

from domain.errors import FileOfOtherKindError, FileUncleanableError
from handlers.cleaning.clean import clean
from handlers.desk.fetching import fetched
from storage.attachments import File

PICTURES: Final = frozenset({"image/jpeg", "image/png"})
DOCUMENTS = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    }
)


async def sent_with(message: Message) -> File | None:
    """The photo of a message, cleaned; None without one, FileError for what is no photo."""
    document = message.document
    if not message.photo and document is None:
        if message.text is None:
            raise FileUncleanableError
        return None
    if document is not None and not (document.mime_type or "").startswith("image/"):
        raise FileUncleanableError
    return await _photo(await fetched(document or message.photo[-1]))


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
    return File(kind, await fetched(document))


async def _photo(content: bytes) -> File:
    """The same picture built anew; this process holds the opening key and decodes nothing."""
    cleaned = await clean(content)
    if cleaned.media_type not in PICTURES:
        raise FileUncleanableError
    return File(cleaned.media_type, cleaned.content)
