"""A chat's draft: found under today's or yesterday's pseudonym, kept under today's."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from domain.drafts import LIFE, Draft, dies_at
from domain.forgetting import outlived
from handlers.intake.kit import Kit
from storage import drafts
from storage.attachments import Attachment
from storage.daykeys import DayKey
from storage.drafts import Kept
from storage.envelope import Padding, UnsealError, lock, unlock
from storage.sealed import Sealed
from storage.store import Session


@dataclass(frozen=True)
class Place:
    """Where a chat's draft lies: `names` are today's and yesterday's pseudonyms."""

    names: tuple[str, ...]
    keys: tuple[bytes, ...]
    today: DayKey


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
    if draft is None or not _lives(kit, draft):
        fresh = Draft(secret=secrets.token_bytes(32), touched=kit.now(), language=language)
        if draft is not None:
            spoken = draft.language or language
            fresh = replace(fresh, form=draft.form, litter=draft.litter, language=spoken)
        return fresh, False
    return outlived(draft, kit.now()), True


def keep(
    session: Session, kit: Kit, chat: int, draft: Draft, *, files: Sequence[NewFile] = ()
) -> None:
    """Keeps the draft as it is now; files it no longer has are destroyed.

    Messages that another instance left to be erased meanwhile are not forgotten.
    """
    place = _place(kit, chat)
    before = _open(place, drafts.find(session, place.names, lock=True))
    if before is not None:
        draft = _with_messages_of(before, draft)
    _put(session, place, chat, draft, before, files=files)


def posted(
    session: Session, kit: Kit, chat: int, draft: Draft, number: int, erased: Sequence[int]
) -> bool:
    """A screen stands in the chat now, in the place of what was erased.

    Where another instance has gone on with the draft meanwhile, that is kept. False, and nothing is
    kept, where it has destroyed the draft.
    """
    place = _place(kit, chat)
    before = _open(place, drafts.find(session, place.names, lock=True))
    known = draft if before is None or not _lives(kit, before) else before
    if known is draft and draft.turn:
        return False
    newest = _with_messages_of(known, known if known.turn > draft.turn else draft)
    left = tuple(each for each in newest.litter if each not in erased)
    if newest.form is not None and newest.form not in erased:
        left = (*left, newest.form)
    _put(session, place, chat, replace(newest, form=number, litter=left), before)
    return True


def amend(session: Session, kit: Kit, chat: int, change: Callable[[Draft], Draft]) -> bool:
    """Changes a draft that lives, as it is at this moment; False where there is none.

    What may not be kept longer goes from it in any case.
    """
    place = _place(kit, chat)
    before = _open(place, drafts.find(session, place.names, lock=True))
    if before is None or not _lives(kit, before):
        return False
    _put(session, place, chat, change(outlived(before, kit.now())), before)
    return True


def leave(session: Session, kit: Kit, chat: int, draft: Draft, messages: Sequence[int]) -> None:
    """Messages stay in the chat until the next screen is shown; `draft` where none is kept yet."""

    def with_them(draft: Draft) -> Draft:
        return replace(draft, litter=(*draft.litter, *messages))

    if not amend(session, kit, chat, with_them):
        keep(session, kit, chat, with_them(draft))


def _with_messages_of(before: Draft, draft: Draft) -> Draft:
    forgotten = [before.form] if before.form not in {None, draft.form} else []
    litter = dict.fromkeys((*draft.litter, *before.litter, *forgotten))
    return replace(draft, litter=tuple(each for each in litter if each is not None))


def _put(
    session: Session,
    place: Place,
    chat: int,
    draft: Draft,
    before: Draft | None,
    *,
    files: Sequence[NewFile] = (),
) -> None:
    """Keeps the draft in the place of `before`, None where nothing opened there."""
    today, sealed = place.names[0], _sealed(place, chat, draft.to_bytes())
    drafts.put(session, place.names, sealed, dies_at=dies_at(draft))
    if before is None or not set(before.files) <= set(draft.files):
        drafts.keep_files(session, today, draft.files)
    for file in files:
        drafts.put_file(session, today, Attachment(file.id, file.content))


def forget(session: Session, kit: Kit, chat: int) -> None:
    """Destroys the chat's draft with all its files, unless it has come to life again."""
    place = _place(kit, chat)
    draft = _open(place, drafts.find(session, place.names, lock=True))
    if draft is None or not _lives(kit, draft):
        drafts.drop(session, place.names)


def let_die(session: Session, kit: Kit, chat: int, numbers: Sequence[int]) -> bool:
    """A dead draft is destroyed but for the messages to erase; False when it lives again.

    However often it is done, these go two days after the last touch.
    """
    place = _place(kit, chat)
    draft = _open(place, drafts.find(session, place.names, lock=True))
    if draft is not None and _lives(kit, draft):
        return False
    if draft is not None:
        _leave(session, _place(kit, chat), chat, numbers, draft.language, since=draft.dead)
    return True


def carry(session: Session, kit: Kit, chat: int) -> None:
    """Keeps yesterday's draft under today's key as it is, since yesterday's key goes at midnight.

    So what was touched late on one day can still be erased when the next one is over.
    """
    place = _place(kit, chat)
    found = drafts.find(session, place.names, lock=True)
    if found is None or found[0] == place.names[0]:
        return
    name, body = found
    key = place.keys[place.names.index(name)]
    with suppress(UnsealError):
        plain = unlock(body, key=key, place=drafts.PLACE, item=name)
        drafts.carry(session, name, place.names[0], _sealed(place, chat, plain))


async def chats(kit: Kit) -> list[tuple[int, bool]]:
    """Every chat that has a draft, and whether it is yesterday's: as far as the day keys reach."""
    kept = await kit.store.read(drafts.whereabouts)
    today, yesterday = kit.day_keys.at(kit.now().date())

    def opened() -> list[tuple[int, bool]]:
        found = []
        for name, sealed in kept.items():
            for day in (today, yesterday):
                with suppress(UnsealError):
                    found.append((_whose(name, sealed, day), day != today))
                    break
        return found

    return await asyncio.to_thread(opened)


def forget_all_but(
    session: Session, kit: Kit, chat: int, numbers: Sequence[int], language: str
) -> None:
    """Destroys the draft; only the numbers of messages to erase stay, as a draft that is dead.

    They stay for a day at most, within which Telegram lets them be erased.
    """
    _leave(session, _place(kit, chat), chat, numbers, language, since=kit.now())


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
        days[0],
    )


def _sealed(place: Place, chat: int, plain: bytes) -> Kept:
    """A draft under today's pseudonym and keys; one of one line is as large as one of many."""
    name, where = place.names[0], str(chat).encode()
    key = place.today.whereabouts_key()
    return Kept(
        lock(plain, key=place.keys[0], place=drafts.PLACE, item=name, padding=Padding.REPORT),
        lock(where, key=key, place=drafts.WHEREABOUTS_PLACE, item=name),
    )


def _whose(name: str, sealed: Sealed, day: DayKey) -> int:
    key = day.whereabouts_key()
    return int(unlock(sealed, key=key, place=drafts.WHEREABOUTS_PLACE, item=name))


def _leave(
    session: Session,
    place: Place,
    chat: int,
    numbers: Sequence[int],
    language: str,
    *,
    since: datetime,
) -> None:
    drafts.drop(session, place.names)
    left = Draft(
        secret=secrets.token_bytes(32),
        touched=since - LIFE,
        language=language,
        litter=tuple(numbers),
    )
    sealed = _sealed(place, chat, left.to_bytes())
    drafts.put(session, place.names, sealed, dies_at=dies_at(replace(left, touched=since)))


def _lives(kit: Kit, draft: Draft) -> bool:
    return kit.now() - draft.touched < LIFE


def _open(place: Place, found: tuple[str, Sealed] | None) -> Draft | None:
    if found is None:
        return None
    name, body = found
    key = place.keys[place.names.index(name)]
    try:
        return Draft.from_bytes(unlock(body, key=key, place=drafts.PLACE, item=name))
    except UnsealError:
        return None
