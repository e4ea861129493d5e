"""Somebody who files a tip whatever breaks: looks at the screen, does the next thing, looks on."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from domain.receipts import ReceiptCode
from playground.client import RefusedError
from playground.phone import Phone
from playground.seen import Message
from tests.journeys.reporter import code_on

STEPS = ("提交", "跳过", "没有，接着说", "反映问题", "接着来")
DONE = "写好了，下一步"
RECEIPT = "查询码，只显示这一次"
AGAIN = 8.0
"""Seconds after which somebody presses again, because nothing has happened."""


@dataclass
class Employee:
    """`words` are said once, however often the screen comes anew."""

    phone: Phone
    words: str
    enterprise: str
    _said: int = 0
    _pressed: dict[tuple[int, str], float] = field(default_factory=dict)

    async def files(self) -> ReceiptCode:
        """From the first word to the receipt code."""
        await self.phone.starts()
        while True:
            change = (await self.phone.playground.act("changes", since=-1))["change"]
            shown = [message for message in await self.phone.messages() if message.from_bot]
            for message in shown:
                if RECEIPT in message.text:
                    return code_on(message)
            if shown:
                await self._goes_on(shown[-1])
            await self.phone.playground.act("changes", since=change, seconds=1)

    async def _goes_on(self, screen: Message) -> None:
        if screen.has(DONE) and not self._said:
            self._said = await self.phone.says(self.words)
        elif screen.has(DONE) and screen.id > self._said:
            await self._presses(DONE, screen)
        elif not screen.has(DONE):
            steps = (self.enterprise, *STEPS)
            label = next((label for label in steps if screen.has(label)), None)
            if label is not None:
                await self._presses(label, screen)

    async def _presses(self, label: str, screen: Message) -> None:
        now = asyncio.get_running_loop().time()
        key = screen.id, screen.text
        if now - self._pressed.get(key, -AGAIN) < AGAIN:
            return
        self._pressed[key] = now
        with suppress(RefusedError):  # the screen has just been exchanged for another
            await self.phone.presses(label, on=screen, answered=False)
