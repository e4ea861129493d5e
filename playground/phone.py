"""One chat on one person's phone."""

import asyncio
import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.seen import Message, alone, matches

if TYPE_CHECKING:
    from playground.client import Playground

Wanted = str | Callable[[Message], bool]


class LapsedError(AssertionError):
    """A press was not answered because time leapt over it; it may have led on all the same."""


@dataclass(frozen=True)
class Phone:
    """One chat on one person's phone; `topic` 0 is what lies outside every topic."""

    playground: "Playground"
    by: int
    place: int | str
    topic: int | None = None

    async def _act(self, act: str, **arguments: Any) -> Any:
        return await self.playground.act(act, by=self.by, chat=self.place, **arguments)

    async def _post(self, act: str, **arguments: Any) -> int:
        return int((await self._act(act, topic=self.topic or None, **arguments))["message_id"])

    async def says(self, text: str, *, reply_to: Message | int | None = None) -> int:
        """Write; returns the message's id, as all that send do."""
        return await self._post("say", text=text, reply_to=_id(reply_to))

    async def starts(self, payload: str = "") -> int:
        """Open the bot's link and press Start."""
        made = await self.playground.act("start", by=self.by, bot=self.place, payload=payload)
        return int(made["message_id"])

    start = starts

    async def sends(self, kind: str, data: bytes = b"", **more: Any) -> int:
        """A photo, document, voice, audio, video, video_note, animation or sticker.

        Or, with `facts` instead of data, a contact, location, venue, poll or dice.
        """
        name, mime = more.pop("name", ""), more.pop("mime", "")
        file = _file(data, name, mime) if data else None
        return await self._post("send", kind=kind, file=file, **more)

    async def sends_photo(self, data: bytes, caption: str = "") -> int:
        """A picture."""
        return await self.sends("photo", data, caption=caption, name="photo.jpg", mime="image/jpeg")

    async def sends_document(
        self, data: bytes, name: str, caption: str = "", mime: str = "application/octet-stream"
    ) -> int:
        """A file under its name."""
        return await self.sends("document", data, caption=caption, name=name, mime=mime)

    async def sends_album(self, photos: Sequence[bytes], caption: str = "") -> list[int]:
        """2 to 10 pictures at once; the caption is the first one's."""
        parts: list[dict[str, Any]] = [
            {"kind": "photo", "file": _file(photo, f"{n}.jpg", "image/jpeg")}
            for n, photo in enumerate(photos, 1)
        ]
        parts[0]["caption"] = caption
        made = await self._act("album", parts=parts, topic=self.topic or None)
        return [int(number) for number in made["message_ids"]]

    async def forwards(self, message: Message | int, *, to: "Phone") -> int:
        """Pass a message of this chat on to another."""
        made = await self.playground.act(
            "forward",
            by=self.by,
            chat=to.place,
            topic=to.topic or None,
            from_chat=self.place,
            message_id=_id(message),
        )
        return int(made["message_id"])

    async def edits(self, message: Message | int, text: str) -> None:
        """Change the words of one's own message."""
        await self._act("edit", message_id=_id(message), text=text)

    async def deletes(self, *messages: Message | int) -> None:
        """Take messages away for both sides."""
        await self._act("delete", message_ids=[_id(message) for message in messages])

    async def pins(self, message: Message | int) -> None:
        """Pin a message of a group."""
        await self._act("pin", message_id=_id(message))

    async def blocks(self) -> None:
        """Block the bot."""
        await self.playground.act("block", by=self.by, bot=self.place)

    async def unblocks(self) -> None:
        """Let the bot write again."""
        await self.playground.act("unblock", by=self.by, bot=self.place)

    async def presses(
        self,
        text: str | None = None,
        *,
        data: str | None = None,
        on: Message | int | None = None,
        answered: bool = True,
        timeout: float = 10,  # noqa: ASYNC109 - journeys read like sentences
    ) -> str | None:
        """Press the button whose text contains `text`, on the latest message that has it.

        Returns the toast, None if it was empty, the clipboard's text after a copy button, or the
        address after a link. Fails when the bot does not answer in time, unless `answered` is
        False: then nothing is waited for.
        """
        message = _id(on) if on is not None else (await self._with_button(text, data)).id
        result = await self._act("press", message_id=message, text=text, data=data)
        if "press" not in result:
            return str(result.get("copied") or result.get("url"))
        if not answered:
            return None
        return await self._toast(result["press"], timeout)

    async def presses_stale(
        self,
        data: str,
        *,
        on: Message | int,
        timeout: float = 10,  # noqa: ASYNC109 - journeys read like sentences
    ) -> str | None:
        """Press a button that an edit has meanwhile taken away."""
        result = await self._act("press_stale", message_id=_id(on), data=data)
        return await self._toast(result["press"], timeout)

    async def _toast(self, press: str, seconds: float) -> str | None:
        said = await self.playground.act("answer", press=press, seconds=seconds)
        if said["lapsed"]:
            raise LapsedError("the press is older than Telegram keeps it")
        assert said["answered"], f"the press was not answered\n{await self._shown()}"
        return said["text"] or None

    async def _with_button(self, text: str | None, data: str | None) -> Message:
        for message in reversed(await self.messages()):
            for button in message.all_buttons:
                if button["data"] == data if data is not None else (text or "") in button["text"]:
                    return message
        raise AssertionError(f"no button {text or data!r}\n{await self._shown()}")

    async def messages(self) -> list[Message]:
        """What the chat shows, oldest first, without service messages."""
        return [message for message in await self.everything() if message.kind != "service"]

    async def everything(self) -> list[Message]:
        """What the chat shows, with service messages."""
        seen = await self._act("look", topic=self.topic)
        return [Message.read(message) for message in seen["messages"]]

    async def screen(self) -> Message:
        """The last message shown."""
        messages = await self.messages()
        assert messages, "the chat is empty"
        return messages[-1]

    async def topics(self) -> list[dict[str, Any]]:
        """The group's topics: id, name, icon, color, closed."""
        return list((await self._act("look", topic=0))["topics"])

    async def until_topic(self, wanted: str, timeout: float = 10) -> "Phone":  # noqa: ASYNC109 - journeys read like sentences
        """The phone at the newest topic in whose name `wanted` stands, once there is one."""
        found: list[dict[str, Any]] = []

        async def there() -> bool:
            found[:] = [one for one in await self.topics() if alone(wanted).search(one["name"])]
            return bool(found)

        if not await self._comes_true(there, timeout):
            names = "、".join(topic["name"] for topic in await self.topics())
            raise AssertionError(f"no topic {wanted!r}; there are: {names}")
        return Phone(self.playground, self.by, self.place, found[-1]["id"])

    async def until(
        self,
        wanted: Wanted,
        timeout: float = 10,  # noqa: ASYNC109 - journeys read like sentences
        *,
        after: Message | int = 0,
    ) -> Message:
        """The latest message that contains the text or satisfies the predicate, once shown.

        Only messages newer than `after` count. Fails with what is shown instead.
        """
        found: list[Message] = []
        oldest = _id(after) or 0

        async def there() -> bool:
            shown = await self.messages()
            found[:] = [m for m in shown if m.id > oldest and matches(m, wanted)]
            return bool(found)

        if not await self._comes_true(there, timeout):
            raise AssertionError(f"{wanted!r} is not shown\n{await self._shown()}")
        return found[-1]

    async def until_gone(self, wanted: Wanted, timeout: float = 10) -> None:  # noqa: ASYNC109 - journeys read like sentences
        """Wait until no message contains the text or satisfies the predicate."""

        async def away() -> bool:
            return not any(matches(message, wanted) for message in await self.messages())

        if not await self._comes_true(away, timeout):
            raise AssertionError(f"{wanted!r} is still shown\n{await self._shown()}")

    async def _comes_true(self, asked: Callable[[], Any], seconds: float) -> bool:
        playground, loop = self.playground, asyncio.get_running_loop()
        end = loop.time() + seconds
        while True:
            change = (await playground.act("changes", since=-1))["change"]
            if await asked():
                return True
            left = end - loop.time()
            if left <= 0:
                return False
            await playground.act("changes", since=change, seconds=left)

    async def _shown(self) -> str:
        messages = await self.messages()
        return "on the screen:\n" + "\n---\n".join(message.plain() for message in messages[-5:])


def _id(message: Message | int | None) -> int | None:
    return message.id if isinstance(message, Message) else message


def _file(data: bytes, name: str, mime: str) -> dict[str, str]:
    return {"name": name, "mime": mime, "data": base64.b64encode(data).decode()}
