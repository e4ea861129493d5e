"""What the clock does to a chat: folding a screen that nobody looks at, erasing it after a day."""

from contextlib import suppress
from datetime import datetime

from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from domain.drafts import fold
from handlers.intake import keeping
from handlers.intake.kit import Kit
from handlers.intake.showing import erase, facts, watch
from handlers.intake.views.mailbox import view


async def tidy(kit: Kit) -> None:
    """Folds and erases what is due now."""
    now = kit.now()
    for chat, seen in list(kit.memory.chats.items()):
        if seen.dies_at is not None and seen.dies_at <= now:
            async with kit.memory.turn(chat):
                await _erase(kit, chat)
        elif seen.idle_at is not None and seen.idle_at <= now:
            async with kit.memory.turn(chat):
                await _fold(kit, chat, now)


async def _fold(kit: Kit, chat: int, now: datetime) -> None:
    draft, known = await keeping.load(kit, chat)
    kit.memory.seen(chat, now).idle_at = None
    if not known or not draft.idle(now):
        return
    folded = fold(draft)
    await kit.store.remember(keeping.keep, kit, chat, folded)
    watch(kit, chat, folded)
    if folded.form is None:
        return
    shown = view(folded, kit.texts(folded.language), await facts(kit, folded))
    await erase(kit, chat, folded.litter + tuple(kit.memory.seen(chat, now).leftover))
    with suppress(TelegramBadRequest, TelegramForbiddenError):
        await kit.bot.edit_message_text(
            shown.text,
            chat_id=chat,
            message_id=folded.form,
            reply_markup=shown.keyboard(folded.nonce),
        )


async def _erase(kit: Kit, chat: int) -> None:
    now = kit.now()
    seen = kit.memory.seen(chat, now)
    if seen.dies_at is None or seen.dies_at > now:
        return
    draft, _ = await keeping.load(kit, chat)
    old = [*draft.litter, *seen.leftover, *([draft.form] if draft.form else [])]
    await kit.store.remember(keeping.forget, kit, chat)
    del kit.memory.chats[chat]
    await erase(kit, chat, old)
