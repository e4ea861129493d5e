"""Groups and channels: not a word there, and out at once."""

from contextlib import suppress

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from handlers.intake import door
from handlers.intake.kit import Kit
from handlers.intake.showing import answer


def router() -> Router:
    """Comes before all others: nothing outside a private chat reaches them."""
    made = Router(name="groups")
    made.my_chat_member.register(on_membership)
    made.message.register(on_message, _elsewhere)
    made.edited_message.register(on_message, _elsewhere)
    made.channel_post.register(on_message)
    made.edited_channel_post.register(on_message)
    made.callback_query.register(on_press, _pressed_elsewhere)
    return made


async def _elsewhere(message: Message) -> bool:
    """Awaited, as all filters here: aiogram runs any other in a thread, `F` too."""
    return message.chat.type != "private"


async def _pressed_elsewhere(callback: CallbackQuery) -> bool:
    return callback.message is not None and callback.message.chat.type != "private"


async def on_membership(event: ChatMemberUpdated, kit: Kit) -> None:
    """The bot was added somewhere, or blocked in a private chat."""
    gone = event.new_chat_member.status in {"left", "kicked"}
    if event.chat.type != "private" and not gone:
        await _leave(kit, event.chat.id)
    elif gone and event.chat.type == "private":
        await door.blocked(kit, event.chat.id)


async def on_message(message: Message, kit: Kit) -> None:
    """Something was said where the bot is not to be."""
    if message.left_chat_member is None:
        await _leave(kit, message.chat.id)


async def on_press(callback: CallbackQuery, kit: Kit) -> None:
    """A press outside a private chat is nobody's; it only need not wait."""
    await answer(kit, callback.id)


async def _leave(kit: Kit, chat: int) -> None:
    with suppress(TelegramBadRequest, TelegramForbiddenError):  # it is out already
        await kit.bot.leave_chat(chat)
