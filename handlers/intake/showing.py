"""The last step of every update: the present screen, always the last message of the chat."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
)
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InputMediaPhoto,
    Message,
    ReplyMarkupUnion,
)

from domain import posting
from domain.counts import Told, told
from domain.drafts import FORM_IDLE, IN_MAILBOX, MAILBOX_IDLE, UNFOLDED, Draft, Screen
from domain.forgetting import forget_at
from handlers.connecting import NOT_CONNECTED
from handlers.intake import keeping, masks
from handlers.intake.kit import Kit
from handlers.intake.opened import Opened, reopen
from handlers.intake.views.facts import Facts
from handlers.intake.views.screens import view
from handlers.intake.views.view import View
from storage import counts, duty, people


@dataclass(frozen=True)
class Came:
    """What an update brought: the person's messages to erase, and the message that was pressed.

    `pictured` where what was pressed is a photo.
    """

    chat: int
    messages: tuple[int, ...] = ()
    pressed: int | None = None
    pictured: bool = False


def pressed(callback: CallbackQuery) -> Came:
    """What a press brought."""
    on = callback.message
    pictured = isinstance(on, Message) and bool(on.photo)
    return Came(callback.from_user.id, pressed=on.message_id if on else None, pictured=pictured)


async def facts(kit: Kit, draft: Draft, opened: Opened | None = None) -> Facts:
    """What the present screen needs beside the draft."""
    now = kit.now()
    plain = Facts(
        now=now,
        hotlines=kit.hotlines,
        source=kit.source,
        knock_hour=kit.knock_hour,
        officers=kit.officers,
        keeping=kit.keeping,
        backups=kit.backups,
    )
    match draft.screen:
        case Screen.HOME:
            return replace(plain, month=await _month(kit, now))
        case Screen.ENTERPRISE:
            found = await kit.store.read(people.enterprises)
            return replace(plain, enterprises=tuple(found))
        case Screen.URGENT:
            on_duty = await kit.store.read(duty.staffed, now)
            following = await kit.store.read(duty.next_start, now)
            local = following.astimezone(now.tzinfo) if following else None
            return replace(plain, on_duty=on_duty, next_shift=local)
        case screen if screen in IN_MAILBOX and draft.code:
            opened = opened or await reopen(kit, draft)
            return replace(
                plain,
                lines=opened.lines,
                posted=opened.posted,
                knocks=opened.knocks,
                hour=_hour(kit, draft),
            )
        case Screen.PREVIEW | Screen.HAZARD:
            return replace(plain, hour=_hour(kit, draft))
        case _:
            return plain


async def _month(kit: Kit, now: datetime) -> Told:
    """Last month's counts, looked up once an hour: all reports are counted for them."""
    known = kit.memory.month
    if known is None or not timedelta(0) <= now - known[0] < timedelta(hours=1):
        last = now.date().replace(day=1) - timedelta(days=1)
        month = await kit.store.read(counts.month, last.replace(day=1), last)
        known = kit.memory.month = now, told((month.answered, month.received - month.answered))
    return known[1]


def _hour(kit: Kit, draft: Draft) -> datetime | None:
    if draft.urgent or draft.practice or not kit.posting_hours:
        return None
    return posting.not_before(kit.now(), kit.posting_hours)


async def show(
    kit: Kit, came: Came, draft: Draft, *, remark: str = "", opened: Opened | None = None
) -> None:
    """Erases what is done with, shows the present screen, and remembers its message."""
    texts = kit.texts(draft.language)
    known = kit.memory.seen(came.chat)
    remarks = [*known.remarks, *([remark] if remark else [])]
    shown = view(draft, texts, await facts(kit, draft, opened))
    picture = await masks.picture(kit, draft) if shown.pictured else None
    shown = replace(shown, pictured=picture is not None)
    known.remarks = tuple(dict.fromkeys(remarks))  # until they have been read
    practice = [texts.practice] if draft.practice else []
    shown = shown.under("\n".join([*practice, *known.remarks]))
    watch(kit, came.chat, draft)
    in_place = came.pressed is not None and came.pressed == draft.form and not draft.litter
    try:
        if not (in_place and await _edited(kit, came, draft, shown, picture)):
            await _posted(kit, came, draft, shown, picture)
    except TelegramForbiddenError:  # the person has blocked the bot: there is nobody to show it to
        pass
    known.remarks = ()


async def show_soon(kit: Kit, came: Came, draft: Draft, *, remark: str = "", wait: float) -> None:
    """Erases the person's messages now, and shows the screen once nothing more has come."""
    known = kit.memory.seen(came.chat)
    if remark:
        known.remarks += (remark,)
    known.postponed += 1
    mine = known.postponed
    watch(kit, came.chat, draft)
    await erase(kit, came.chat, came.messages)

    async def work() -> None:
        async with kit.memory.turn(came.chat):
            if known.postponed != mine:  # more came while this waited for its turn
                return
            present, there = await keeping.load(kit, came.chat)
            if not there and not known.remarks:  # neither is left once the chat was cleared
                return
            if present.turn <= draft.turn:  # else what came last is shown with it
                await show(kit, Came(came.chat), present)

    kit.later(came.chat, wait, work)


async def litter(kit: Kit, chat: int, messages: Sequence[int]) -> None:
    """Leaves messages in the chat for now; they are erased with the next screen."""
    draft, _ = await keeping.load(kit, chat)
    await kit.store.remember(keeping.leave, kit, chat, draft, messages)


async def erase(kit: Kit, chat: int, messages: Sequence[int]) -> bool:
    """Erases messages; Telegram passes over what is gone, and refuses what is too old.

    Whether nothing was refused: for one that is too old Telegram refuses all that are named with
    it, so each is tried by itself then.
    """
    numbers = sorted({number for number in messages if number})
    whole = True
    for start in range(0, len(numbers), 100):
        some = numbers[start : start + 100]
        try:
            await kit.bot.delete_messages(chat, some)
        except TelegramForbiddenError:
            whole = False
        except TelegramBadRequest:
            alone = len(some) == 1
            tried = [not alone and await erase(kit, chat, [number]) for number in some]
            whole = whole and all(tried)
    return whole


def watch(kit: Kit, chat: int, draft: Draft) -> None:
    """From now on the clock folds the screen when nothing happens, and erases it after a day.

    Whoever takes over after a restart reads the same hours from the draft.
    """
    known = kit.memory.seen(chat)
    known.language = draft.language
    limit = MAILBOX_IDLE if draft.screen in IN_MAILBOX else FORM_IDLE
    known.idle_at = None if draft.screen in UNFOLDED else draft.touched + limit
    known.dies_at = draft.dead
    known.forget_at = forget_at(draft)


async def _edited(kit: Kit, came: Came, draft: Draft, shown: View, picture: bytes | None) -> bool:
    if came.pressed is None or draft.screen is Screen.CHECK or came.pictured != shown.pictured:
        return False
    if shown.protect and not shown.pictured:
        return False
    place, markup = (came.chat, came.pressed), shown.keyboard(draft.nonce)
    try:
        if picture is not None:
            media = InputMediaPhoto(media=_named(picture), caption=shown.text)
            await kit.bot.edit_message_media(
                media, chat_id=place[0], message_id=place[1], reply_markup=markup
            )
            return True
        await kit.bot.edit_message_text(
            shown.text,
            chat_id=place[0],
            message_id=place[1],
            reply_markup=markup,
            parse_mode="HTML" if shown.html else None,
        )
    except TelegramBadRequest as error:
        return "not modified" in error.message
    return True


async def _posted(kit: Kit, came: Came, draft: Draft, shown: View, picture: bytes | None) -> None:
    known = kit.memory.seen(came.chat)
    old = [*came.messages, *draft.litter, *known.leftover]
    old += [number for number in (draft.form, came.pressed) if number is not None]
    await erase(kit, came.chat, old)
    known.leftover = ()
    try:
        number = await _sent(kit, came.chat, shown, shown.keyboard(draft.nonce), picture)
    except TelegramNetworkError as error:
        if not isinstance(error.__cause__, NOT_CONNECTED):  # then it may have arrived
            known.remarks += (kit.texts(draft.language).perhaps_twice,)
        raise
    if not await kit.store.remember(keeping.posted, kit, came.chat, draft, number, old):
        await erase(kit, came.chat, [number])


async def _sent(
    kit: Kit, chat: int, shown: View, markup: ReplyMarkupUnion | None, picture: bytes | None
) -> int:
    if picture is None:
        return await send(kit, chat, shown, markup)
    message = await kit.bot.send_photo(
        chat,
        _named(picture),
        caption=shown.text,
        reply_markup=markup,
        protect_content=True,
        disable_notification=True,
    )
    return message.message_id


async def send(kit: Kit, chat: int, shown: View, markup: ReplyMarkupUnion | None) -> int:
    """Sends a screen, silently unless it rings; its message's number."""
    message = await kit.bot.send_message(
        chat,
        shown.text,
        reply_markup=markup,
        parse_mode="HTML" if shown.html else None,
        protect_content=shown.protect,
        disable_notification=not shown.rings,
    )
    return message.message_id


def _named(picture: bytes) -> BufferedInputFile:
    return BufferedInputFile(picture, "1.jpg")


async def answer(kit: Kit, callback: str | None, toast: str | None = None) -> None:
    """Ends the press's waiting; one that is too old cannot be answered, and need not be."""
    if callback is None:
        return
    with suppress(TelegramAPIError):
        await kit.bot.answer_callback_query(callback, text=toast, show_alert=bool(toast))
