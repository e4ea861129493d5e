"""How people press: as soon as it is shown, and again where it came to nothing."""

import asyncio

from playground.client import RefusedError
from playground.phone import LapsedError, Phone

PATIENCE = 90.0
"""Seconds after which something that should be shown never will be.

Telegram's pace alone may keep a group waiting for a minute, and a killed process begins anew.
"""


async def press(phone: Phone, label: str) -> str | None:
    """Presses a button once it is there; what the toast says.

    Again where it was shown anew between looking and pressing, or where Telegram dropped the press
    after 150 s and the button still stands.
    """
    async with asyncio.timeout(2 * PATIENCE):  # looking alone says by itself what is missing
        while True:
            shown = await phone.until(lambda message: message.has(label), PATIENCE)
            try:
                return await phone.presses(label, on=shown, timeout=PATIENCE)
            except RefusedError:
                continue
            except LapsedError:
                standing = [message for message in await phone.messages() if message.has(label)]
                if shown.id not in {message.id for message in standing}:
                    return None
