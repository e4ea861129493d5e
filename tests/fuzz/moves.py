"""What comes next: somebody does what their phone lets them do, or something no phone does."""

import random
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final

from playground.accounts import BotAccount
from playground.chats import Chat
from playground.markup import found_by_itself
from playground.messages import Attachment, Message
from tests.fuzz import files, words
from tests.fuzz.cast import CAST, Part, Somebody
from tests.fuzz.mutate import Mutator, Raw
from tests.fuzz.town import Town
from tests.handlers.payloads import KINDS, UPDATE_KINDS, content, update

Fed = tuple[str, Raw]
"""Which bot, and what it is given."""
KEPT: Final = 300
_ONWARD: Final = "SE>yts"
"""The intake's buttons that lead to a report that is filed, the last step first."""


@dataclass
class Moves:
    """A source of updates; the same seed makes the same choices.

    `workbooks` are returns that the desk handed out.
    """

    town: Town
    chance: random.Random
    workbooks: list[bytes]
    mutator: Mutator = field(init=False)
    past: deque[Fed] = field(default_factory=lambda: deque(maxlen=KEPT))

    def __post_init__(self) -> None:
        chats: list[dict[str, Any]] = [chat.as_json() for chat in self.town.groups.values()]
        chats += [
            {"id": who.account, "type": "private", "first_name": who.known_as}
            for who in CAST.values()
        ]
        chats.append({"id": -1_000_000_009_999, "type": "channel", "title": "channel"})
        chats.append({"id": -77, "type": "group", "title": "old"})
        self.mutator = Mutator(self.chance, chats)

    def next(self) -> list[Fed]:
        """The next updates; mostly one."""
        fate = self.chance.random()
        if fate < 0.52 or not self.past:
            self._act()
            found = self.waiting()
            self.past.extend(found)
            return found
        if fate < 0.85:
            bot, raw = self.chance.choice(self.past)
            if self.chance.random() < 0.06:
                return [(self._bot_name(), raw)]  # to the other bot, or once more
            made = self.mutator.mutated(raw)
            if self.chance.random() < 0.9:
                made["update_id"] = self._number(bot)
            return [(bot, made)]
        return [self._of_any_kind()]

    def has_group_checked(self, name: str) -> None:
        """The lead has the desk look at its group again."""
        chat, lead = self.town.groups[name], CAST["lead"]
        keyboard = [[{"text": "再查一遍", "callback_data": "link:again"}]]
        message = self.town.world.post(chat, self.town.desk, text="x", keyboard=keyboard)
        self.town.world.press(message, self.town.world.people[lead.account], "link:again")

    def _act(self) -> None:
        self.chance.choices(
            (self._with_intake, self._in_group, self._with_desk, self._comes_and_goes),
            (45, 27, 25, 3),
        )[0]()

    def _with_intake(self) -> None:
        who = self._somebody(Part.REPORTER, others=0.05)
        chat = self._private(self.town.intake, who)
        fate = self.chance.random()
        message = self._with_buttons(chat)
        if message is not None and self.chance.random() < 0.5:
            self._goes_on(chat, who, message)
        elif message is not None and fate < 0.66:
            self._press(message, who)
        elif fate < 0.9:
            self._write(chat, who)
        elif fate < 0.915:
            self._send(chat, who)
        else:
            name = self.chance.choice(("start", "start A17", "find", "clear"))
            self._post(chat, who, f"/{name}")

    def _with_desk(self) -> None:
        part = self.chance.choice((Part.REVIEWER, Part.CONTACT, Part.CONTACT))
        who = self._somebody(part, others=0.15)
        chat = self._private(self.town.desk, who)
        fate = self.chance.random()
        message = self._with_buttons(chat)
        if message is not None and fate < 0.5:
            self._press(message, who)
        elif fate < 0.66:
            self._post(chat, who, words.command(self.chance, who.said))
        elif fate < 0.74:
            name = self.chance.choice(("returns", "next", "queue", "owed", "status", "handover"))
            self._post(chat, who, f"/{name}")
        elif fate < 0.82:
            figures = " ".join(str(self.chance.randrange(9)) for _ in range(5))
            self._post(chat, who, figures)
        elif fate < 0.84:
            self._send(chat, who)
        else:
            self._write(chat, who)

    def _in_group(self) -> None:
        name = self.chance.choice(("room", "room", "other", "foreign", "market"))
        chat = self.town.groups[name]
        inside = [who for who in CAST.values() if who.account in chat.members]
        who = self.chance.choice(inside)
        if self.chance.random() < 0.06:
            who = self._anybody()
        topic = self.chance.choice([None, *chat.topics]) if chat.topics else None
        message = self._with_buttons(chat, last=40)
        fate = self.chance.random()
        if message is not None and fate < 0.72:
            if self.chance.random() < 0.2:
                who = self._anybody()
            self._press(message, who)
        elif fate < 0.8:
            self._post(chat, who, words.command(self.chance, who.said), topic)
        elif fate < 0.86:
            name = self.chance.choice(("reply", "note"))
            self._post(chat, who, f"/{name} {words.text(self.chance, who.said)}", topic)
        elif fate < 0.87:
            self._send(chat, who, topic)
        else:
            self._write(chat, who, topic)

    def _comes_and_goes(self) -> None:
        world, who = self.town.world, self._anybody()
        person = world.people[who.account]
        if self.chance.random() < 0.5:
            chat = self._private(self.chance.choice((self.town.intake, self.town.desk)), who)
            for status in ("kicked", "member"):
                world.set_status(chat, chat.bot, status, by=person)
        else:
            chat = self.chance.choice(list(self.town.groups.values()))
            if who.account not in chat.members:
                for status in ("member", "left"):
                    world.set_status(chat, person, status, by=person)

    def _of_any_kind(self) -> Fed:
        bot, who = self._bot_name(), self._anybody()
        place = self.chance.choice(self.mutator.chats)
        if self.chance.random() < 0.4:
            place = {"id": who.account, "type": "private", "first_name": who.known_as}
        if self.chance.random() < 0.75:
            kind = "message"
            body = {
                "message_id": self.chance.randrange(1, 10**6),
                "date": int(self.town.now.timestamp()),
                "chat": place,
                "from": who.as_json,
                **content(self.chance.choice(KINDS)),
            }
        else:
            kind = self.chance.choice((*UPDATE_KINDS, "a_kind_of_tomorrow"))
            body = update(kind) if kind in UPDATE_KINDS else {"id": "x"}
            if "chat" in body:
                body["chat"] = place
            if "from" in body:
                body["from"] = who.as_json
        return bot, {"update_id": self._number(bot), kind: body}

    def _goes_on(self, chat: Chat, who: Somebody, message: Message) -> None:
        """Somebody wants their report filed, and says a word where one is wanted."""
        shown = {data.split(":")[1]: data for data in _carried(message) if ":" in data}
        way = next((do for do in _ONWARD if do in shown), None)
        if way is None or (way in ">E" and self.chance.random() < 0.4):
            self._write(chat, who)
        else:
            self.town.world.press(message, self.town.world.people[who.account], shown[way])

    def _press(self, message: Message, who: Somebody) -> None:
        shown = _carried(message)
        if not shown:
            return
        self.mutator.pressed.extend(shown)
        del self.mutator.pressed[:-400]
        data = self.chance.choice(shown)
        if self.chance.random() < 0.12:
            data = self.mutator.forgery(data)
        self.town.world.press(message, self.town.world.people[who.account], data)

    def _write(self, chat: Chat, who: Somebody, topic: int | None = None) -> None:
        message, fate = self._with_buttons(chat), self.chance.random()
        if fate < 0.1 and message is not None:
            text = self.chance.choice([b["text"] for row in message.keyboard or [] for b in row])
        elif fate < 0.15:
            text = self.chance.choice(words.ODD)
        else:
            text = words.text(self.chance, who.said)
        self._post(chat, who, text, topic)

    def _post(self, chat: Chat, who: Somebody, text: str, topic: int | None = None) -> None:
        person = self.town.world.people[who.account]
        entities = found_by_itself(text[:40], [])  # a command stands at the beginning
        self.town.world.post(chat, person, text=text, entities=entities, topic=topic)

    def _send(self, chat: Chat, who: Somebody, topic: int | None = None) -> None:
        name, data = files.sent(self.chance, self.workbooks)
        shelf = self.town.world.files
        kept = (
            shelf.keep_photo(data, name)
            if name == "p.jpg"
            else [shelf.keep(data, name, files.mime(name))]
        )
        attachment = Attachment("photo" if name == "p.jpg" else "document", tuple(kept))
        caption = words.text(self.chance, who.said)[:1024] if self.chance.random() < 0.6 else ""
        person = self.town.world.people[who.account]
        album = self.chance.choice(("", "", "77"))
        self.town.world.post(
            chat, person, attachment=attachment, text=caption, topic=topic, album=album
        )

    def _with_buttons(self, chat: Chat, last: int = 3) -> Message | None:
        found = [m for m in list(chat.messages.values())[-60:] if m.keyboard][-last:]
        return self.chance.choice(found) if found else None

    def _private(self, bot: BotAccount, who: Somebody) -> Chat:
        return self.town.telegram.private(bot, who.account)

    def waiting(self) -> list[Fed]:
        found = []
        for name, bot in (("intake", self.town.intake), ("desk", self.town.desk)):
            found += [(name, waiting.body) for waiting in bot.inbox.waiting]
            bot.inbox.waiting.clear()
        return found

    def _number(self, bot: str) -> int:
        inbox = getattr(self.town, bot).inbox
        inbox._next_id += 1
        return inbox._next_id - 1

    def _bot_name(self) -> str:
        return self.chance.choice(("intake", "desk"))

    def _anybody(self) -> Somebody:
        return self.chance.choice(list(CAST.values()))

    def _somebody(self, part: Part, *, others: float) -> Somebody:
        if self.chance.random() < others:
            return self._anybody()
        return self.chance.choice([who for who in CAST.values() if who.part is part])


def _carried(message: Message) -> list[str]:
    return [
        button["callback_data"]
        for row in message.keyboard or []
        for button in row
        if "callback_data" in button
    ]
