"""A canary on their way: says, presses and sends as people do, with all that Telegram adds."""

import itertools
from collections.abc import Awaitable, Callable
from typing import Any

from storage.store import StoreUnavailableError
from tests.handlers.intake.robots import Robot, Shown
from tests.proof import baggage, papers
from tests.proof.ground import Ground
from tests.proof.marks import Canary

Step = Callable[["Walker"], Awaitable[None]]
"""One thing somebody does."""


class Walker(Robot):
    """A robot with a canary's marks; it finds its button wherever that stands, or types its words.

    `sure` are those on whose way nothing fails: their buttons must be there. What cannot be handled
    because the store is away comes again, as Telegram would send it.
    """

    def __init__(self, ground: Ground, who: Canary, *, sure: bool = False) -> None:
        super().__init__(ground.wire, ground.reception, ground.errands, chat=who.me.id)
        self.ground, self.who, self.sure = ground, who, sure
        self.code: list[str] = []
        ground.wire.numbers = itertools.count(who.first_message)

    async def take(self, raw: dict[str, Any]) -> None:
        """Gives an update to the intake, again until it has ended."""
        for _ in range(5):
            try:
                await self.ground.reception.take(raw)
            except StoreUnavailableError:
                continue
            break
        else:
            raise AssertionError("the store never came back")
        await self.ground.errands.settle()

    async def send(self, *, settle: bool = True, **content: Any) -> dict[str, Any]:
        number = next(self.wire.numbers)
        self.wire.chats.setdefault(self.chat, {})[number] = Shown(number, content.get("text", ""))
        raw = self.raw("message", number, **content)
        await self.take(raw)
        return raw

    async def says(self, text: str, **more: Any) -> dict[str, Any]:
        """Writes; what looks like a command or a receipt code travels alone."""
        plain = text.startswith("/") or len(text) < 3
        own = {} if plain else baggage.always(self.who) | {"entities": baggage.emojis(self.who)}
        return await self.send(text=text, **own | more)

    async def file(self, ending: str, *, photo: bool = False, **more: Any) -> None:
        """Sends a file of a kind that is taken."""
        await self.bytes(papers.TAKEN[ending](self.who), ending, photo=photo, **more)

    async def bytes(self, data: bytes, ending: str, *, photo: bool = False, **more: Any) -> None:
        """Sends bytes under a name."""
        file_id = f"AgAC{self.who.press}-{len(self.wire.files)}-{self.who.author}"
        unique = f"AQAD{self.who.author}{len(self.wire.files)}"
        self.who.texts["id of a file"] = f"AgAC{self.who.press}"
        self.wire.files[file_id] = data
        about = {"file_id": file_id, "file_unique_id": unique, "file_size": len(data)}
        if photo:
            content: dict[str, Any] = {"photo": [about | {"width": 90, "height": 90}]}
        else:
            named = {"file_name": self.who.file_name(ending), "mime_type": "image/jpeg"}
            content = {"document": about | named}
        await self.send(**content | baggage.always(self.who) | more)

    async def taps(self, label: str) -> None:
        """Presses a button where one with these words stands; else types them."""
        for shown in reversed(self.screen):
            if any(label in {said, said.partition(" ")[2]} for said in shown.labels):
                await self.take(self.pressing(label, message=shown))
                return
        assert not self.sure, f"no button {label}"
        await self.send(text=label)

    def pressing(self, label: str, *, message: Shown | None = None) -> dict[str, Any]:
        raw = super().pressing(label, message=message)
        press = raw["callback_query"]
        press |= {"id": self.who.press, "chat_instance": self.who.press[::-1], "from": self.person}
        press["message"] |= {"date": self._moment(), "chat": self._chat()}
        return raw

    def raw(self, kind: str, number: int, **content: Any) -> dict[str, Any]:
        message = {
            "message_id": number,
            "date": self._moment(),
            "chat": self._chat(),
            "from": self.person,
        }
        return {"update_id": next(self.wire.updates), kind: message | content}

    @property
    def person(self) -> dict[str, Any]:
        return self.who.me.as_json() | {"language_code": self.who.language}

    def _chat(self) -> dict[str, Any]:
        names = self.who.me.as_json()
        del names["is_bot"]
        return names | {"type": "private"}

    def _moment(self) -> int:
        """The second in which it happens, which is no whole minute and comes only once."""
        self.ground.passes(seconds=7)
        now = self.ground.clock()
        self.who.moments[f"moment {len(self.who.moments)}"] = now
        return int(now.timestamp())

    def keeps_code(self) -> None:
        """Writes the code down, if one is shown."""
        for shown in self.screen:
            lines = [line for line in shown.text.splitlines() if line.startswith("<code>")]
            if len(lines) == 3:
                self.code = [line.removeprefix("<code>").removesuffix("</code>") for line in lines]
