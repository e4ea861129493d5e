"""Photos with parts to be blackened: shown under their grid, and made anew without them."""

from collections.abc import Awaitable, Callable, Sequence

from domain import conversation
from domain.contents import File
from domain.conversation import masks
from domain.drafts import PICTURED, Draft
from domain.errors import FileError, OldButtonError, UnmaskedError
from handlers.cleaning.clean import Cleaned, blacken, overlay
from handlers.intake import keeping
from handlers.intake.keeping import NewFile
from handlers.intake.kit import Kit
from storage import attachments, drafts
from storage.ids import fresh


async def picture(kit: Kit, draft: Draft) -> bytes | None:
    """The photo at hand as it is shown under its grid; None where there is none to be shown."""
    file = masks.shown(draft) if draft.screen in PICTURED else None
    if file is None:
        return None
    try:
        return (await _drawn(overlay, await _plain(kit, draft, file), file)).content
    except UnmaskedError:
        return None


async def kept_black(kit: Kit, chat: int, draft: Draft) -> Draft:
    """Makes what was chosen black for good: the photos before are destroyed as the new are kept."""
    made: dict[str, File] = {}
    new: list[NewFile] = []
    for file in conversation.pending(draft):
        cleaned = await _drawn(blacken, await _plain(kit, draft, file), file)
        made[file.id] = File(fresh(), cleaned.media_type, file.message)
        plain = attachments.File(cleaned.media_type, cleaned.content).to_bytes()
        new.append(keeping.lock_file(draft, made[file.id].id, plain))
    if not made:
        return draft
    after = conversation.blackened(draft, made)
    # no effect of a press: whoever presses again finds it done
    await kit.store.remember(keeping.keep, kit, chat, after, files=new)
    return after


async def _plain(kit: Kit, draft: Draft, file: File) -> bytes:
    found = await kit.store.read(drafts.files, [file.id])
    if file.id not in found:
        raise OldButtonError
    return attachments.File.from_bytes(keeping.unlock_file(draft, file.id, found[file.id])).content


async def _drawn(
    draw: Callable[[bytes, Sequence[str]], Awaitable[Cleaned]], photo: bytes, file: File
) -> Cleaned:
    try:
        return await draw(photo, file.cells)
    except FileError:
        raise UnmaskedError from None
