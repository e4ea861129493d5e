"""Whether somebody is knocked for is theirs to say: after filing, in the mailbox, at a knock."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain import conversation, knocks, receipts
from domain.conversation import Do
from domain.drafts import Draft
from domain.receipts import ReceiptCode
from handlers.intake import keeping
from handlers.intake.kit import Kit
from handlers.intake.opened import Opened, closed, look
from handlers.intake.showing import Came, show
from storage import routes
from storage.envelope import UnsealError, lock, unlock
from storage.ids import fresh
from storage.sealed import Sealed
from storage.store import Session


@dataclass(frozen=True)
class Target:
    """Where to knock, and in which language."""

    chat: int
    language: str


async def decide(kit: Kit, came: Came, draft: Draft, do: Do) -> None:
    """叫我一声, or 不叫, was pressed where it was asked; one who holds the code may do either."""
    opened = await _mailbox(kit, draft)
    after = replace(conversation.answered(draft), turn=draft.turn + 1, touched=kit.now())
    texts = kit.texts(draft.language)
    if not opened.found:
        after, remark = (closed(after) if draft.code else after), ""
        await kit.store.write(keeping.keep, kit, came.chat, after)
    elif do is Do.KNOCK:
        remark = texts.knocked_at.format(f"{kit.knock_hour:%H:%M}")
        route, sealed = fresh(), Target(came.chat, draft.language)
        key = await asyncio.to_thread(kit.route_key.get)
        until, now = knocks.expires_on(kit.now().date()), kit.now()
        kept = _locked(sealed, key, route)
        await kit.store.write(_agree, kit, came.chat, after, opened.case, route, kept, until, now)
    else:
        remark = texts.never_knocked
        await kit.store.write(_decline, kit, came.chat, after, opened.case)
    await show(kit, came, after, remark=remark)


async def silence(kit: Kit, came: Came, draft: Draft) -> None:
    """别再叫我 was pressed at a knock: nothing that leads to this chat is kept any more."""
    ids = await _leading_to(kit, came.chat)
    after = replace(draft, turn=draft.turn + 1, touched=kit.now())
    await kit.store.write(_silence, kit, came.chat, after, ids)
    await show(kit, came, after, remark=kit.texts(draft.language).never_knocked)


async def blocked(kit: Kit, chat: int) -> None:
    """The bot was blocked: nothing that leads to this chat is kept any more."""
    await kit.store.write(routes.drop_all, await _leading_to(kit, chat))


async def targets(kit: Kit) -> dict[str, Target | None]:
    """Where every route leads, by its id; None for one that does not open any more."""
    kept = await kit.store.read(routes.kept)
    key = await asyncio.to_thread(kit.route_key.get)

    def opened() -> dict[str, Target | None]:
        return {id_: _opened(sealed, key, id_) for id_, sealed in kept.items()}

    return await asyncio.to_thread(opened)


async def _leading_to(kit: Kit, chat: int) -> list[str]:
    """A route is known by what it opens to: no button and no row carries more of it."""
    found = await targets(kit)
    return [id_ for id_, target in found.items() if target is not None and target.chat == chat]


async def _mailbox(kit: Kit, draft: Draft) -> Opened:
    if draft.code:
        return await look(kit, ReceiptCode(draft.code))
    return await look(kit, receipts.make(draft.receipt_secret))


def _locked(target: Target, key: bytes, route: str) -> Sealed:
    plain = json.dumps([target.chat, target.language]).encode()
    return lock(plain, key=key, place=routes.PLACE, item=route)


def _opened(sealed: Sealed, key: bytes, route: str) -> Target | None:
    with suppress(UnsealError):
        return Target(*json.loads(unlock(sealed, key=key, place=routes.PLACE, item=route)))
    return None


def _agree(
    session: Session,
    kit: Kit,
    chat: int,
    after: Draft,
    case: str,
    route: str,
    sealed: Sealed,
    until: date,
    now: datetime,
) -> None:
    routes.put(session, case, route, sealed, expires_on=until, now=now)
    keeping.keep(session, kit, chat, after)


def _decline(session: Session, kit: Kit, chat: int, after: Draft, case: str) -> None:
    routes.drop(session, case)
    keeping.keep(session, kit, chat, after)


def _silence(session: Session, kit: Kit, chat: int, after: Draft, ids: list[str]) -> None:
    routes.drop_all(session, ids)
    keeping.keep(session, kit, chat, after)
