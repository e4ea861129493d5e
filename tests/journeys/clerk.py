"""Somebody who works at the desk, and the bots' names."""

import asyncio
from dataclasses import dataclass, replace

from domain.people import Reviewer
from playground.client import Group, Person, RefusedError
from playground.phone import LapsedError, Phone
from playground.seen import Message
from tests.journeys.pressing import PATIENCE, press

INTAKE, DESK = "dsaqfw_bot", "dsaqgzt_bot"


@dataclass
class Clerk:
    """Somebody at the desk: what they are there, and their phone."""

    reviewer: Reviewer
    person: Person
    room: Group

    @property
    def desk(self) -> Phone:
        """Their private chat with the desk."""
        return self.person.chat(DESK)

    @property
    def group(self) -> Phone:
        """All of the room they sit in."""
        return self.person.chat(self.room)

    async def topic(self, code: str) -> Phone:
        """A case's topic, once it is there."""
        return await self.group.until_topic(code, PATIENCE)

    async def presses(self, label: str, topic: Phone) -> str | None:
        """Presses a button in a topic or in private, once it is there; what the toast says."""
        return await press(replace(topic, by=self.person.id), label)

    async def takes_on(self, topic: Phone) -> None:
        """Takes a case on; a card that grew old meanwhile was drawn anew and is pressed again."""
        async with asyncio.timeout(3 * PATIENCE):
            while "旧了" in (toast := await self.presses("受理，我来办", topic) or ""):
                pass
        try:
            await topic.until(f"{self.reviewer.label} 在办", PATIENCE)
        except AssertionError as error:
            raise AssertionError(f"the toast was {toast!r}; {error}") from None

    async def writes(self, label: str, words: str, topic: Phone) -> str | None:
        """Presses, writes what is asked for, and lets it go out after the preview."""
        phone = replace(topic, by=self.person.id)
        last = (await phone.screen()).id
        async with asyncio.timeout(3 * PATIENCE):
            while await self.presses(label, topic):  # the card was old, and was drawn anew
                await phone.until(lambda message: message.has(label), PATIENCE)
        asked = await phone.until(lambda message: message.has("取消"), PATIENCE, after=last)
        await phone.says(words)
        return await self.lets_out(words, phone, after=asked)

    async def lets_out(self, words: str, topic: Phone, after: Message | int = 0) -> str | None:
        """Reads the preview and lets it go out; what was shown anew meanwhile is read again."""
        phone = replace(topic, by=self.person.id)

        def offered(message: Message) -> bool:
            return message.has("发给举报人") and words in message.text

        async with asyncio.timeout(3 * PATIENCE):
            while True:
                shown = await phone.until(offered, PATIENCE, after=after)
                assert shown.text.startswith("⚠️"), "what goes out is shown with a warning first"
                try:
                    toast = await phone.presses("发给举报人", on=shown, timeout=PATIENCE)
                except RefusedError:
                    continue
                except LapsedError:
                    if not any(offered(message) for message in await phone.messages()):
                        return None
                    continue
                if "请看最下面" not in (toast or ""):
                    return toast
