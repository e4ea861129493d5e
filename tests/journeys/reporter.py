"""An employee at their phone: reads the screen, presses what is on it, keeps the code on paper."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.receipts import ReceiptCode, lines, read_code
from playground.client import Person
from playground.phone import Phone
from playground.seen import Message
from tests.journeys.pressing import press
from tests.journeys.town import INTAKE, PATIENCE, Town

_ROW = re.compile(r"^[2-9A-Z]{4} [2-9A-Z]{4}$", re.MULTILINE)


@dataclass
class Reporter:
    """Counts the presses, because there must not be many."""

    person: Person
    phone: Phone
    presses: int = 0
    toasts: list[str] = field(default_factory=list)

    async def starts(self, payload: str = "") -> None:
        """Opens the bot, by its link or a poster's code."""
        await self.phone.starts(payload)
        await self.sees("反映问题" if not payload else "没有，接着说")

    async def sees(self, label: str) -> Message:
        """The newest screen, once it has a button with these words."""
        return await self.phone.until(lambda message: message.has(label), PATIENCE)

    async def reads(self, words: str) -> Message:
        """The newest message with these words, once it is there."""
        return await self.phone.until(words, PATIENCE)

    async def presses_on(self, *labels: str) -> None:
        """Presses one button after the other, each as soon as it is shown."""
        for label in labels:
            self.presses += 1
            toast = await press(self.phone, label)
            self.toasts += [toast] if toast else []

    async def says(self, words: str) -> Message:
        """Writes, and waits until that was taken away and the form stands below."""
        return await self._taken_in(await self.phone.says(words))

    async def _taken_in(self, *sent: int) -> Message:
        """The form is the only message left, posted after what was sent."""
        async with asyncio.timeout(PATIENCE):
            while True:
                change = (await self.phone.playground.act("changes", since=-1))["change"]
                shown = await self.phone.messages()
                if shown and shown[0].id > max(sent) and shown[-1].buttons:
                    return shown[-1]
                await self.phone.playground.act("changes", since=change, seconds=1)

    async def fills_in(
        self, *words: str, enterprise: str = "东胜建工", photos: Sequence[bytes] = ()
    ) -> None:
        """A tip from the first screen to the preview."""
        await self.presses_on("反映问题", "没有，接着说")
        await self.reads("第 1 步")
        for sentence in words:
            await self.says(sentence)
        for photo in photos:
            await self.sends_photo(photo)
        await self.presses_on("写好了，下一步", enterprise, "跳过")
        await self.sees("提交")

    async def sends_photo(self, photo: bytes) -> Message:
        """Sends a photo, and waits until it was taken in."""
        return await self._taken_in(await self.phone.sends_photo(photo))

    async def sends_album(self, *photos: bytes) -> Message:
        """Sends photos together, and waits until all were taken in."""
        return await self._taken_in(*await self.phone.sends_album(photos))

    async def tips(
        self, *words: str, enterprise: str = "东胜建工", photos: Sequence[bytes] = ()
    ) -> ReceiptCode:
        """A whole tip."""
        await self.fills_in(*words, enterprise=enterprise, photos=photos)
        await self.presses_on("提交")
        return await self.copies_code()

    async def copies_code(self) -> ReceiptCode:
        """Writes the code down."""
        return code_on(await self.reads("查询码，只显示这一次"))

    async def clears(self) -> None:
        """One press, and what was on the screen is gone."""
        await self.presses_on("清空")
        await self.phone.until(lambda message: message.has("开始"), PATIENCE)

    async def opens_mailbox(self, code: ReceiptCode) -> Message:
        """Sends the code, as anybody may at any time."""
        await self.says("\n".join(lines(code)))
        return await self.sees("收起并清空")

    async def writes_back(self, words: str, photos: Sequence[bytes] = ()) -> None:
        """A letter from the open mailbox."""
        await self.presses_on("回信")
        await self.says(words)
        for photo in photos:
            await self.sends_photo(photo)
        await self._lets_out("发出", "送到了")

    async def _lets_out(self, label: str, done: str) -> Message:
        """Presses until it says so: again where the screen grew, and with it the button old."""
        async with asyncio.timeout(3 * PATIENCE):
            while True:
                await self.presses_on(label)
                shown = await self.phone.until(
                    lambda message: done in message.text or "旧的按钮" in message.text, PATIENCE
                )
                if done in shown.text:
                    return shown


def code_on(message: Message) -> ReceiptCode:
    """The code a message shows."""
    rows = _ROW.findall(message.text)
    assert len(rows) == 3, f"no code on\n{message.plain()}"
    return read_code("\n".join(rows))


async def reporter(town: Town, name: str = "小王", **more: str) -> Reporter:
    """Somebody new with a phone."""
    person = await town.employee(name, **more)
    return Reporter(person, person.chat(INTAKE))
