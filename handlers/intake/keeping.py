"""A chat's draft: found under today's or yesterday's pseudonym, kept under today's."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.drafts import LIFE, Draft, dies_at
from domain.forgetting import outlived
from handlers.intake.kit import Kit
from storage import drafts
from storage.attachments import Attachment
from storage.envelope import Padding, UnsealError, lock, unlock
from storage.sealed import Sealed
from storage.store import Session


@dataclass(frozen=True)
class Place:
    """Where a chat's draft lies: `names` are today's and yesterday's pseudonyms."""

    names: tuple[str, ...]
    keys: tuple[bytes, ...]


@dataclass(frozen=True)
class NewFile:
    """A file that has just been cleaned, sealed under its draft's secret."""

    id: str
    content: Sealed


async def load(kit: Kit, chat: int) -> tuple[Draft, bool]:
    """The chat's draft, and whether there was one; a new one where it is dead or does not open."""
    place = _place(kit, chat)
    found = await kit.store.read(drafts.find, place.names)
    language = kit.memory.chats[chat].language if chat in kit.memory.chats else ""
    draft = _open(place, found)
    if draft is None or kit.now() - draft.touched >= LIFE:
        fresh = Draft(secret=secrets.token_bytes(32), touched=kit.now(), language=language)
        if draft is not None:
            spoken = draft.language or language
            fresh = replace(fresh, form=draft.form, litter=draft.litter, language=spoken)
        return fresh, False
    return outlived(draft, kit.now()), True


def keep(
    session: Session, kit: Kit, chat: int, draft: Draft, *, files: Sequence[NewFile] = ()
) -> None:
    """Keeps the draft as it is now; files it no longer has are destroyed."""
    place = _place(kit, chat)
    today = place.names[0]
    found = drafts.find(session, place.names)
    moved: dict[str, Sealed] = {}
    if found is not None:
        before = _open(place, found)
        had = before.files if before else []
        if found[0] != today:
            moved = drafts.files(session, [id_ for id_ in had if id_ in draft.files])
            drafts.drop(session, place.names)
        elif gone := [id_ for id_ in had if id_ not in draft.files]:
            drafts.drop_files(session, gone)
    body = _lock(draft, place)
    drafts.put(session, today, body, dies_at=dies_at(draft))
    for id_, content in moved.items():
        drafts.put_file(session, today, Attachment(id_, content))
    for file in files:
        drafts.put_file(session, today, Attachment(file.id, file.content))


def forget(session: Session, kit: Kit, chat: int) -> None:
    """Destroys the chat's draft with all its files."""
    drafts.drop(session, _place(kit, chat).names)


def forget_all_but(
    session: Session, kit: Kit, chat: int, numbers: Sequence[int], language: str
) -> None:
    """Destroys the draft; only the numbers of messages to erase stay, as a draft that is dead."""
    place = _place(kit, chat)
    drafts.drop(session, place.names)
    now = kit.now()
    left = Draft(
        secret=secrets.token_bytes(32),
        touched=now - LIFE,
        language=language,
        litter=tuple(numbers),
    )
    today = place.names[0]
    body = _lock(left, place)
    drafts.put(session, today, body, dies_at=dies_at(replace(left, touched=now)))


def lock_file(draft: Draft, file_id: str, plain: bytes) -> NewFile:
    """Seals a file under the draft's secret, so that it dies with the draft."""
    key = draft.file_key
    place = drafts.FILE_PLACE
    return NewFile(file_id, lock(plain, key=key, place=place, item=file_id, padding=Padding.FILE))


def unlock_file(draft: Draft, file_id: str, content: Sealed) -> bytes:
    """Opens a draft's file."""
    return unlock(content, key=draft.file_key, place=drafts.FILE_PLACE, item=file_id)


def _place(kit: Kit, chat: int) -> Place:
    days = kit.day_keys.at(kit.now().date())
    return Place(
        tuple(dict.fromkeys(day.pseudonym(chat) for day in days)),
        tuple(dict.fromkeys(day.draft_key(chat) for day in days)),
    )


def _lock(draft: Draft, place: Place) -> Sealed:
    """A draft of one line is as large as one of many."""
    key, item = place.keys[0], place.names[0]
    return lock(draft.to_bytes(), key=key, place=drafts.PLACE, item=item, padding=Padding.REPORT)


def _open(place: Place, found: tuple[str, Sealed] | None) -> Draft | None:
    if found is None:
        return None
    name, body = found
    key = place.keys[place.names.index(name)]
    try:
        return Draft.from_bytes(unlock(body, key=key, place=drafts.PLACE, item=name))
    except UnsealError:
        return None
