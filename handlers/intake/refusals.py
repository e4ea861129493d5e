"""The one place where errors become words, and where what has no words of its own is shown."""

from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import CallbackQuery, ErrorEvent, Message

from domain.errors import OldButtonError, RuleError
from handlers.intake import keeping
from handlers.intake.doing import finish_clearing, present
from handlers.intake.kit import Kit
from handlers.intake.showing import Came, answer, erase, litter, pressed, show, show_soon
from storage.store import Session

_FARTHEST = 300
"""Messages of all chats of the bot, since they are counted together: so many came in a restart."""


def router() -> Router:
    """The bot's one error handler."""
    made = Router(name="refusals")
    made.errors.register(on_error)
    return made


async def on_error(event: ErrorEvent, kit: Kit) -> Any:
    """A rule said no: the person reads why; any other error is the loop's."""
    error = event.exception
    if not isinstance(error, RuleError):
        return UNHANDLED
    event_of = event.update.callback_query or event.update.message or event.update.edited_message
    if event_of is None:
        return UNHANDLED
    if isinstance(error, OldButtonError):  # or was it this very press that led on?
        await kit.store.write(_nothing)
    await _refuse(kit, event_of, error)
    return None


def _nothing(_: Session) -> None:
    """No effect but that the update is noted; AlreadyHandledError where it was noted before."""


async def _refuse(kit: Kit, event: CallbackQuery | Message, error: RuleError) -> None:
    chat = event.from_user.id if isinstance(event, CallbackQuery) else event.chat.id
    async with kit.memory.turn(chat):
        draft = await present(kit, chat)
        words = kit.texts(draft.language).refusal(error)
        if isinstance(event, CallbackQuery):
            await show(kit, pressed(event), draft, remark=words)
        elif event.media_group_id is not None:
            came = Came(chat, (event.message_id,))
            await show_soon(kit, came, draft, remark=words, wait=kit.limits.quiet)
        else:
            await show(kit, Came(chat, (event.message_id,)), draft, remark=words)
        await answer(kit, event.id if isinstance(event, CallbackQuery) else None)


async def show_again(kit: Kit, raw: dict[str, Any]) -> None:
    """The update's effect is recorded, only its answer was lost: the present screen is shown."""
    came, press = _came(raw)
    if came is None:
        return
    async with kit.memory.turn(came.chat):
        draft, there = await keeping.load(kit, came.chat)
        if not there:
            await finish_clearing(kit, came, draft, press, known=bool(draft.litter))
        else:
            await show(kit, came, draft)
            await answer(kit, press)
        await _erase_unremembered(kit, came)


async def _erase_unremembered(kit: Kit, came: Came) -> None:
    """A screen that was sent and not remembered lies between what came and what is shown now."""
    draft, _ = await keeping.load(kit, came.chat)
    shown = [draft.form or 0, *kit.memory.seen(came.chat).leftover]
    first = max([*came.messages, came.pressed or 0]) + 1
    await erase(kit, came.chat, range(max(first, max(shown) - _FARTHEST), max(shown)))


async def ask_again(kit: Kit, raw: dict[str, Any]) -> None:
    """The update could not be handled: a message goes from the chat, and is asked for once more."""
    came, press = _came(raw)
    if came is None:
        return
    async with kit.memory.turn(came.chat):
        if came.messages:  # whatever fails now, it is erased with the next screen
            await litter(kit, came.chat, came.messages)
        draft, _ = await keeping.load(kit, came.chat)
        texts = kit.texts(draft.language)
        words = texts.message_failed if came.messages else texts.press_failed
        try:
            await show(kit, came, draft, remark=words)
        finally:
            await erase(kit, came.chat, came.messages)
        await answer(kit, press)


def _came(raw: dict[str, Any]) -> tuple[Came | None, str | None]:
    """What an update brought to a private chat, and the press that waits for an answer."""
    match raw:
        case {
            "callback_query": {
                "id": str(press),
                "message": {
                    "chat": {"id": int(chat), "type": "private"},
                    "message_id": int(number),
                } as message,
            }
        }:
            return Came(chat, pressed=number, pictured=bool(message.get("photo"))), press
        case {"callback_query": {"id": str(press), "from": {"id": int(chat)}} as callback} if (
            "message" not in callback
        ):
            return Came(chat), press
        case {
            "message": {"chat": {"id": int(chat), "type": "private"}, "message_id": int(number)}
        } | {
            "edited_message": {
                "chat": {"id": int(chat), "type": "private"},
                "message_id": int(number),
            }
        }:
            return Came(chat, (number,)), None
        case _:
            return None, None
