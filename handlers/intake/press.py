"""A button was pressed."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.conversation import Do, danger, press, shut
from domain.drafts import Draft, Screen
from domain.errors import OldButtonError
from handlers.intake import door
from handlers.intake.doing import act, clear, keep, present
from handlers.intake.kit import Kit
from handlers.intake.showing import answer, facts, pressed
from handlers.intake.views.screens import view
from handlers.intake.views.view import FREE, parse


def router() -> Router:
    """Presses in a private chat."""
    made = Router(name="press")
    made.callback_query.register(on_press)
    return made


async def on_press(callback: CallbackQuery, kit: Kit) -> None:
    """A button was pressed; one that belongs to an earlier screen is said to be old."""
    chat = callback.from_user.id
    came = pressed(callback)
    found = parse(callback.data or "")
    if found is None:
        raise OldButtonError
    turn, do, arg = found
    if do is Do.CLEAR:
        await clear(kit, came, callback.id)
        return
    draft = await present(kit, chat)
    if do is Do.DANGER:
        await keep(kit, came, danger(draft))
    elif turn == FREE and do is Do.START and draft.screen is Screen.HOME:
        await keep(kit, came, draft)
    elif turn == FREE and do is Do.FIND:  # at a knock
        await keep(kit, came, press(shut(draft), do))
    elif turn == FREE and do is Do.QUIET:
        await door.silence(kit, came, draft)
    elif turn != draft.nonce or not await _offered(kit, draft, do, arg):
        raise OldButtonError
    else:
        await act(kit, came, draft, do, arg)
    await answer(kit, callback.id)


async def _offered(kit: Kit, draft: Draft, do: Do, arg: str) -> bool:
    """Whether the present screen has that button: callback data can be forged."""
    shown = view(draft, kit.texts(draft.language), await facts(kit, draft))
    return any(button.do is do and button.arg == arg for row in shown.rows for button in row)
