"""A photo or document: fetched into memory, rebuilt, sealed; never on a disk."""

from io import BytesIO

import aiohttp
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest

from domain.contents import File
from domain.drafts import Draft
from domain.errors import FileNotFetchedError, FileTooLargeError, FileUnreadableError
from handlers.cleaning.clean import clean
from handlers.intake import keeping
from handlers.intake.incoming import Fetchable
from handlers.intake.keeping import NewFile
from handlers.intake.kit import Kit
from storage import attachments
from storage.ids import fresh


async def take(kit: Kit, draft: Draft, found: Fetchable, message: int) -> tuple[File, NewFile]:
    """Fetches and cleans a file; FileError when it is not taken, also when it is not got."""
    cleaned = await clean(await _fetch(kit, found))
    file = File(fresh(), cleaned.media_type, message)
    plain = attachments.File(cleaned.media_type, cleaned.content).to_bytes()
    return file, keeping.lock_file(draft, file.id, plain)


async def _fetch(kit: Kit, found: Fetchable) -> bytes:
    if found.size > kit.limits.largest:
        raise FileTooLargeError
    target = BytesIO()
    try:
        await kit.bot.download(found.file_id, destination=target)
    except TelegramBadRequest as error:
        if "too big" in error.message:
            raise FileTooLargeError from None
        raise FileNotFetchedError from None
    except (TelegramAPIError, aiohttp.ClientError, OSError, TimeoutError):
        raise FileNotFetchedError from None
    content = target.getvalue()
    if len(content) > kit.limits.largest:
        raise FileTooLargeError
    if not content:
        raise FileUnreadableError
    return content
