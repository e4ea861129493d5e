"""People press buttons, and their phones show what comes of it."""

import asyncio
from typing import Any

from playground.people.act import CannotError, act, chat_of, message_of, person
from playground.world import World


def _matches(button: dict[str, Any], text: str | None, data: str | None) -> bool:
    if data is not None:
        return bool(button.get("callback_data") == data)
    return text is not None and text in button["text"]


@act
def press(
    world: World,
    by: int,
    chat: int | str,
    message_id: int,
    text: str | None = None,
    data: str | None = None,
) -> dict[str, Any]:
    """Someone presses the button whose text contains `text` or which carries `data`.

    An exact text goes before one that merely contains it. What comes back is the number of the
    press, the words a copy button puts on the clipboard, or the address a link opens.
    """
    who = person(world, by)
    message = message_of(chat_of(world, who, chat), message_id)
    buttons = [button for row in message.keyboard or [] for button in row]
    fitting = [button for button in buttons if _matches(button, text, data)]
    if not fitting:
        present = "、".join(button["text"] for button in buttons) or "none"
        raise CannotError(f"no button {text or data}; there are: {present}")
    button = next((button for button in fitting if button["text"] == text), fitting[0])
    if "copy_text" in button:
        return {"copied": button["copy_text"]["text"]}
    if "url" in button:
        return {"url": button["url"]}
    return {"press": world.press(message, who, button["callback_data"]).id}


@act
def press_stale(
    world: World, by: int, chat: int | str, message_id: int, data: str
) -> dict[str, Any]:
    """Someone's phone sends data from buttons that have meanwhile changed."""
    who = person(world, by)
    message = message_of(chat_of(world, who, chat), message_id)
    if not message.sender.is_bot:
        raise CannotError("only a bot's message has buttons")
    return {"press": world.press(message, who, data).id}


@act
async def answer(world: World, press: str, seconds: float = 5) -> dict[str, Any]:
    """What the bot answered to a press, waiting for it so long at most, however time leaps.

    One that has `lapsed` is waited for no longer, since no answer to it is taken.
    """
    asked = world.presses.get(press)
    if asked is None:
        raise CannotError("there was no such press")
    real = asyncio.get_running_loop().time
    end = real() + seconds
    while not asked.answered and (left := end - real()) > 0:
        if asked.lapsed(world.clock.now()):
            break
        await world.bell.wait(left)
    return {
        "answered": asked.answered,
        "lapsed": not asked.answered and asked.lapsed(world.clock.now()),
        "text": asked.text,
        "alert": asked.alert,
        "url": asked.url,
    }
