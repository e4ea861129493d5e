"""People who file reports, each in a private chat of their own."""

import asyncio
import itertools
import json
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmarks.load.telegram import Call, Telegram

STORY: Final = "三号楼的安全出口锁着，灭火器过期半年了，晚班没有人管。"
PATH: Final = (
    *("/start", "[反映问题]", "[没有，接着说]", STORY, "[写好了，下一步]", "[?]"),
    *("[跳过]", "[提交]", "[抄好了，清空]"),
)
"""From the first screen to the receipt and out: words are said, brackets are pressed."""
FILE: Final = "@"
WITH_FILES: Final = (*PATH[:3], *[FILE] * 5, *PATH[4:])
"""The same with five files in the place of words."""


@dataclass
class Person:
    """Somebody in a chat: what they do next, and since when they wait for an answer."""

    chat: int
    step: int = 0
    since: float = 0.0
    buttons: list[tuple[str, str]] = field(default_factory=list)
    form: int = 0


class People:
    """Everybody goes a path, and then somebody new goes it; `took` are the seconds of each answer.

    They act as soon as they were answered, or in an open loop with `rate` acts a second, whether
    answered or not: then a wait counts from when an act was due. With `plain` nobody presses, every
    step is said: a plain bot shows no buttons.
    """

    def __init__(
        self, count: int, *, plain: bool = False, rate: float = 0.0, path: Sequence[str] = PATH
    ) -> None:
        self.telegram = Telegram(self._hears)
        self._chats = itertools.count(7_000_000_000)
        self._count = count
        self._people: dict[int, Person] = {}
        self._plain, self._rate, self._path = plain, rate, path
        self._free: deque[Person] = deque()
        self._due: deque[float] = deque()
        self.answered = asyncio.Event()
        self.took: list[float] = []
        self.filed = 0
        self.filing = asyncio.Event()

    async def act(self) -> None:
        """Everybody acts until cancelled; begun again, others do."""
        came = [Person(next(self._chats)) for _ in range(self._count)]
        self._people = {person.chat: person for person in came}
        self._free = deque(came)
        if not self._rate:
            for person in self._people.values():
                self._acts(person, time.perf_counter())
            await asyncio.Event().wait()
        due = time.perf_counter()
        while True:
            due += 1 / self._rate
            await asyncio.sleep(due - time.perf_counter())
            self._due.append(due)
            self._go_on()

    def leave(self) -> None:
        """Nobody reads an answer any more, or acts upon it."""
        self._people, self._free = {}, deque()

    def measure(self) -> None:
        """From now on counts."""
        self.took.clear()
        self.filed = 0

    def _go_on(self) -> None:
        while self._due and self._free:
            self._acts(self._free.popleft(), self._due.popleft())

    def _hears(self, method: str, call: Call) -> None:
        if method not in {"sendmessage", "editmessagetext"}:
            return
        person = self._people.get(int(call["chat_id"]))
        if person is None:  # they have gone
            return
        markup = json.loads(call.get("reply_markup") or "{}")
        person.buttons = [
            (button["text"], button.get("callback_data", ""))
            for row in markup.get("inline_keyboard", ())
            for button in row
        ]
        person.form = int(call["message_id"])
        if not person.since:
            return
        self.took.append(time.perf_counter() - person.since)
        self.answered.set()
        person.since = 0.0
        if self._path[person.step] == "[提交]":
            self.filed += 1
            self.filing.set()
        person.step += 1
        if person.step == len(self._path):
            person = self._next_after(person)
        if self._rate:
            self._free.append(person)
            self._go_on()
        else:
            self._acts(person, time.perf_counter())

    def _next_after(self, person: Person) -> Person:
        del self._people[person.chat]
        came = Person(next(self._chats))
        self._people[came.chat] = came
        return came

    def _acts(self, person: Person, since: float) -> None:
        step = self._path[person.step]
        person.since = since
        if not self._plain and step.startswith("["):
            self._presses(person, step.strip("[]"))
            return
        content = message(person.chat, self.telegram.number(), step, self.telegram.now())
        if step == FILE:
            del content["text"]
            content["document"] = self.telegram.document()
        self.telegram.update("message", content)

    def _presses(self, person: Person, label: str) -> None:
        data = next(
            data
            for text, data in person.buttons
            if label == text or (label == "?" and data.split(":")[1:2] == ["e"])
        )
        content = {
            "id": str(person.form),
            "chat_instance": "1",
            "from": somebody(person.chat),
            "data": data,
            "message": message(person.chat, person.form, ".", self.telegram.now()),
        }
        self.telegram.update("callback_query", content)


def somebody(account: int) -> dict[str, object]:
    """An account as Telegram tells of it."""
    return {"id": account, "is_bot": False, "first_name": "p"}


def message(chat: int, number: int, text: str, at: float) -> dict[str, object]:
    """A message in a private chat as Telegram tells of it."""
    content: dict[str, object] = {
        "message_id": number,
        "date": int(at),
        "chat": {"id": chat, "type": "private", "first_name": "p"},
        "from": somebody(chat),
        "text": text,
    }
    if text.startswith("/"):
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return content
