"""A file that somebody sent, fetched into memory and never onto a disk."""

from telegram import Document, PhotoSize
from telegram.error import BadRequest, InvalidToken

from domain.errors import FileNotFetchedError, FileTooLargeError
from handlers.cleaning.clean import LARGEST


async def fetched(attached: Document | PhotoSize, *, largest: int = LARGEST) -> bytes:
    """The bytes of a file of `largest` bytes at most.

    FileTooLargeError, or FileNotFetchedError where Telegram refuses to hand it over: trying again
    by ourselves would be refused as well.
    """
    if (attached.file_size or 0) > largest:
        raise FileTooLargeError
    try:
        file = await attached.get_file()
        content = bytes(await file.download_as_bytearray())
    except (BadRequest, InvalidToken) as error:  # the second is PTB's word for a 404
        if "too big" in error.message:
            raise FileTooLargeError from None
        raise FileNotFetchedError from None
    if len(content) > largest:
        raise FileTooLargeError
    return content
