"""What the clock does to a chat: folding a screen that nobody looks at, erasing it after a day."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial

from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError

from domain.drafts import Draft, Screen
from domain.forgetting import fold
from handlers.intake import keeping
from handlers.intake.kit import Kit
from handlers.intake.memory import Visit
from handlers.intake.showing import Came, erase, facts, show, watch
from handlers.intake.views.screens import view
from storage import letters
from storage.store import Session


async def tidy(kit: Kit) -> None:
    """Folds and erases what is due now, and the day key whose time is over."""
    now = kit.now()
    for chat, seen in list(kit.memory.chats.items()):
        # what did not reach Telegram is still due at the next call, and keeps no other chat waiting
        with suppress(TelegramAPIError):
            if seen.dies_at is not None and seen.dies_at <= now:
                async with kit.memory.turn(chat):
                    await _erase(kit, chat)
            elif seen.forget_at is not None and seen.forget_at <= now:
                async with kit.memory.turn(chat):
                    await _forget(kit, chat)
            elif seen.idle_at is not None and seen.idle_at <= now:
                async with kit.memory.turn(chat):
                    await _fold(kit, chat, now)
    kit.memory.stop_counting(now)
    kit.day_keys.at(now.date())  # the older key goes with its day, though nobody writes
    await _tell_visits(kit, now)


async def _tell_visits(kit: Kit, now: datetime) -> None:
    """At a posting hour the desk may know which mailboxes were opened since the one before."""
    due = {case: visit for case, visit in kit.memory.visits.items() if visit.told_from <= now}
    if due:
        await kit.store.remember(_mark_seen, due)
        for case, visit in due.items():
            if kit.memory.visits[case] == visit:  # else it was opened again meanwhile
                del kit.memory.visits[case]


def _mark_seen(session: Session, visits: Mapping[str, Visit]) -> None:
    for case, visit in visits.items():
        letters.mark_seen(session, case, now=visit.at)


async def resume(kit: Kit) -> None:
    """Watches again over the chats that this process has forgotten, or never knew.

    What is dead by then keeps the numbers of its messages alone, until these are erased.
    """
    for chat, old in await keeping.chats(kit):
        async with kit.memory.turn(chat):
            if old:
                await kit.store.remember(keeping.carry, kit, chat)
            seen = kit.memory.chats.get(chat)
            if seen is not None and seen.dies_at is not None:  # perhaps only since it was listed
                continue
            draft, alive = await keeping.load(kit, chat)
            if alive:
                watch(kit, chat, draft)
            else:
                await _let_die(kit, chat, draft)


async def _fold(kit: Kit, chat: int, now: datetime) -> None:
    seen = kit.memory.seen(chat)
    known = await kit.store.remember(keeping.amend, kit, chat, partial(_folded, now=now))
    folded, _ = await keeping.load(kit, chat)
    seen.idle_at = None
    if not known:
        return
    watch(kit, chat, folded)
    if folded.screen is not Screen.FOLDED or folded.form is None:
        return  # it was touched by way of another instance, or there is no screen
    seen.idle_at = now
    shown = view(folded, kit.texts(folded.language), await facts(kit, folded))
    await erase(kit, chat, folded.litter + seen.leftover)
    try:
        with suppress(TelegramForbiddenError):
            await kit.bot.edit_message_text(
                shown.text,
                chat_id=chat,
                message_id=folded.form,
                reply_markup=shown.keyboard(folded.nonce),
            )
    except TelegramBadRequest as error:
        if "no text in the message" in error.message:  # a photo, whose place no text can take
            await show(kit, Came(chat), folded)
    seen.idle_at = None


def _folded(draft: Draft, *, now: datetime) -> Draft:
    """Folded, unless somebody has just touched it; one that is folded already stays as it is."""
    return fold(draft) if draft.idle(now) else draft


async def _forget(kit: Kit, chat: int) -> None:
    """A receipt, or a letter not sent, is a day old: it goes, also from the screen."""
    seen = kit.memory.seen(chat)
    known = await kit.store.remember(keeping.amend, kit, chat, lambda draft: draft)
    draft, _ = await keeping.load(kit, chat)
    seen.forget_at = None
    if not known:
        return
    try:
        await show(kit, Came(chat), draft)
    except TelegramAPIError:
        seen.forget_at = kit.now()
        raise


async def _erase(kit: Kit, chat: int) -> None:
    now = kit.now()
    seen = kit.memory.seen(chat)
    if seen.dies_at is None or seen.dies_at > now:
        return
    draft, alive = await keeping.load(kit, chat)
    if alive or not await _let_die(kit, chat, draft):  # touched by way of another instance
        watch(kit, chat, (await keeping.load(kit, chat))[0])
        return
    await erase(kit, chat, seen.leftover)
    await kit.store.remember(keeping.forget, kit, chat)
    del kit.memory.chats[chat]


async def _let_die(kit: Kit, chat: int, draft: Draft) -> bool:
    """From now on nothing but messages to erase is known of a chat; False when it lives again."""
    seen = kit.memory.seen(chat)
    left = {*draft.litter, *seen.leftover, *([draft.form] if draft.form else [])}
    seen.leftover = tuple(sorted(left))  # also in memory, for as long as it takes
    seen.idle_at, seen.forget_at, seen.dies_at = None, None, kit.now()
    return await kit.store.remember(keeping.let_die, kit, chat, seen.leftover)
