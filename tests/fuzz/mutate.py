"""A real update, changed where nobody expects it: missing, of another type, huge, or somebody's."""

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tests.fuzz import words
from tests.fuzz.cast import BY_ACCOUNT, CAST, SAID, Somebody
from tests.handlers.payloads import KINDS, UPDATE_KINDS, content

Raw = dict[str, Any]
MESSAGES: Final = (
    *("message", "edited_message", "channel_post", "edited_channel_post", "business_message"),
    *("edited_business_message", "guest_message"),
)
_SHAPES: Final = {
    int: words.NUMBERS,
    bool: (True, False),
}
_ANONYMOUS: Final = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


@dataclass
class Mutator:
    """`chats` are those an update can come from, `pressed` all callback data ever seen."""

    chance: random.Random
    chats: Sequence[dict[str, Any]]
    pressed: list[str] = field(default_factory=list)

    def mutated(self, raw: Raw) -> Raw:
        """The same update with one to four things wrong."""
        made = copy.deepcopy(raw)
        for _ in range(self.chance.choice((1, 1, 1, 2, 2, 3, 4))):
            self.chance.choice(_WAYS)(self, made)
        return as_said_by_its_author(made)

    def drop(self, raw: Raw) -> None:
        """A field is missing."""
        place, key = self._anywhere(raw)
        if isinstance(place, dict):
            del place[key]

    def retype(self, raw: Raw) -> None:
        """A field is of another type."""
        place, key = self._anywhere(raw)
        place[key] = copy.deepcopy(self.chance.choice(words.SHAPES))

    def value(self, raw: Raw) -> None:
        """A field is of its type, and odd."""
        place, key = self._anywhere(raw)
        now = place[key]
        if isinstance(now, bool):
            place[key] = not now
        elif isinstance(now, int):
            pool = words.MOMENTS if "date" in str(key) else words.NUMBERS
            place[key] = self.chance.choice((*pool, now + 1, now - 1))
        elif isinstance(now, str):
            pool = words.BROKEN if self.chance.random() < 0.02 else (*words.ODD, *words.MARKUP)
            place[key] = self.chance.choice(pool)

    def says(self, raw: Raw) -> None:
        """The words are others."""
        for message in _messages(raw):
            key = "caption" if "caption" in message or "photo" in message else "text"
            message[key] = words.text(self.chance, self._anybody().said)
            message.pop("entities", None)

    def commands(self, raw: Raw) -> None:
        """It is a command."""
        for message in _messages(raw):
            text = words.command(self.chance, self._anybody().said)
            message["text"] = text
            length = len(text.split()[0]) if text.split() else 1
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]

    def by_another(self, raw: Raw) -> None:
        """Somebody else did it."""
        for content_of in _contents(raw):
            if "from" in content_of:
                content_of["from"] = self._anybody().as_json

    def anonymously(self, raw: Raw) -> None:
        """An anonymous administrator did it, or a channel."""
        for message in _messages(raw):
            message["from"] = dict(_ANONYMOUS)
            message["sender_chat"] = self.chance.choice((message.get("chat"), *self.chats))
            if self.chance.random() < 0.3:
                del message["from"]

    def elsewhere(self, raw: Raw) -> None:
        """It came from another chat."""
        for message in _messages(raw):
            message["chat"] = copy.deepcopy(self.chance.choice(self.chats))

    def in_topic(self, raw: Raw) -> None:
        """It stands in a topic, or in one that is not."""
        for message in _messages(raw):
            message["message_thread_id"] = self.chance.choice((1, 2, 3, 999_999, *words.NUMBERS))
            message["is_topic_message"] = self.chance.random() < 0.8

    def kind(self, raw: Raw) -> None:
        """It is an update of another kind."""
        found = next((key for key in raw if key in MESSAGES), None)
        if found is not None:
            raw[self.chance.choice(MESSAGES)] = raw.pop(found)
        else:
            key = next((key for key in raw if key != "update_id"), None)
            if key is not None:
                raw[self.chance.choice((*UPDATE_KINDS, "a_kind_of_tomorrow"))] = raw.pop(key)

    def holds(self, raw: Raw) -> None:
        """It holds something of another kind as well."""
        for message in _messages(raw):
            message.update(content(self.chance.choice(KINDS)))

    def dressed(self, raw: Raw) -> None:
        """It has what few messages have."""
        extras: tuple[Raw, ...] = (
            {"media_group_id": self.chance.choice(("1", "", "x" * 500))},
            {"edit_date": self.chance.choice(words.MOMENTS)},
            {"via_bot": dict(_ANONYMOUS)},
            {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "<b>x"}},
            {"is_from_offline": True},
            {"has_protected_content": True},
            {"business_connection_id": "x"},
            {"sender_boost_count": 2**40},
            {"author_signature": words.MARKUP[0]},
            {"quote": {"text": words.MARKUP[0], "position": -1}},
            {"entities": [{"type": "bot_command", "offset": 10**6, "length": -5}]},
            {"entities": [{"type": "bot_command", "offset": 0, "length": 10**9}]},
            {"migrate_to_chat_id": self.chance.choice((-1, 5, -(2**63)))},
            {"new_chat_members": [self._anybody().as_json]},
            {"left_chat_member": self._anybody().as_json},
            {"hologram": {"file_id": "x"}},
        )
        for message in _messages(raw):
            message.update(copy.deepcopy(self.chance.choice(extras)))

    def forged(self, raw: Raw) -> None:
        """The button carries something else."""
        query = raw.get("callback_query")
        if isinstance(query, dict):
            query["data"] = self.forgery(str(query.get("data", "")))
            if self.chance.random() < 0.1:
                query.pop("message", None)
                query["inline_message_id"] = "x"

    def forgery(self, data: str) -> str:
        """Another's button, another case's, another version's, or none of ours."""
        other = self.chance.choice(self.pressed) if self.pressed else "x"
        parts, others = data.split(":"), other.split(":")
        place = self.chance.randrange(len(parts))
        ways: tuple[Callable[[], str], ...] = (
            lambda: other,
            lambda: ":".join(
                p if n != place else others[n % len(others)] for n, p in enumerate(parts)
            ),
            lambda: ":".join(p if n != place else self._part(p) for n, p in enumerate(parts)),
            lambda: ":".join([*parts, self.chance.choice(("", "x", "own", "0", "gas"))]),
            lambda: ":".join(parts[:-1]),
            lambda: data[: self.chance.randrange(len(data) + 1)],
            lambda: data + self.chance.choice((*words.ODD, "\n", "0")),
            lambda: self.chance.choice((*words.ODD, *words.MARKUP, *words.FORMULAS)),
        )
        return self.chance.choice(ways)()

    def _part(self, part: str) -> str:
        pool = ["", "0", "1", "-1", "999999999", "x" * 40, "2026-W00", "2026-W99", "9999-W53"]
        pool += ["0000-W01", "main", "gas", "yes", "take", "claim", "over", "f" * 24, "①", "²"]
        if part[:9].isdecimal():
            pool += [str(int(part[:9]) + 1), str(abs(int(part[:9]) - 1))] * 3
        return self.chance.choice(pool)

    def _anybody(self) -> Somebody:
        return self.chance.choice(list(CAST.values()))

    def _anywhere(self, raw: Raw) -> tuple[Any, Any]:
        found = [place for place in places(raw) if place[1] != "update_id"]
        return self.chance.choice(found) if found else ({"x": 1}, "x")


_WAYS: Final[tuple[Callable[[Mutator, Raw], None], ...]] = (
    Mutator.drop,
    Mutator.drop,
    Mutator.retype,
    Mutator.retype,
    Mutator.value,
    Mutator.value,
    Mutator.says,
    Mutator.says,
    Mutator.commands,
    Mutator.by_another,
    Mutator.by_another,
    Mutator.anonymously,
    Mutator.elsewhere,
    Mutator.elsewhere,
    Mutator.in_topic,
    Mutator.kind,
    Mutator.holds,
    Mutator.dressed,
    Mutator.dressed,
    Mutator.forged,
    Mutator.forged,
    Mutator.forged,
)


def as_said_by_its_author(raw: Raw) -> Raw:
    """The same, where every mark in a message is that of whoever sends it."""
    for kind in MESSAGES:
        message = raw.get(kind)
        if not isinstance(message, dict):
            continue
        for place in ("chat", "from"):  # a private chat is its owner's, whoever is said to write
            found = message.get(place)
            number = found.get("id") if isinstance(found, dict) else None
            if isinstance(number, int) and number in BY_ACCOUNT:
                raw[kind] = _with_mark(message, BY_ACCOUNT[number].said)
                break
    return raw


def _with_mark(value: Any, mark: str) -> Any:
    if isinstance(value, dict):
        return {key: _with_mark(inner, mark) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_mark(inner, mark) for inner in value]
    return SAID.sub(mark, value) if isinstance(value, str) else value


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every field there is, with what it stands in."""
    items: Iterator[tuple[Any, Any]] = iter(())
    if isinstance(value, dict):
        items = iter(list(value.items()))
    elif isinstance(value, list):
        items = iter(list(enumerate(value)))
    for key, inner in items:
        yield value, key
        yield from places(inner)


def _contents(raw: Raw) -> list[Raw]:
    return [content for content in raw.values() if isinstance(content, dict)]


def _messages(raw: Raw) -> list[Raw]:
    """The messages of an update: its own, or the one that was pressed."""
    found = [raw[kind] for kind in MESSAGES if isinstance(raw.get(kind), dict)]
    query = raw.get("callback_query")
    if isinstance(query, dict) and isinstance(query.get("message"), dict):
        found.append(query["message"])
    return found
