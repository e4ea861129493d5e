"""A message as a phone shows it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Message:
    """One message on a screen.

    `text` is the caption where there is a file; `buttons` are rows of dicts with text, kind
    (data, copy, url), data and url; `kind` is text, photo, document, …, or service.
    """

    id: int
    kind: str
    text: str
    sender: str
    from_bot: bool
    mine: bool
    buttons: list[list[dict[str, Any]]]
    entities: list[dict[str, Any]]
    attachment: dict[str, Any] | None
    album: str
    topic: int | None
    reply_to: int | None
    protected: bool
    silent: bool
    edited: bool

    @classmethod
    def read(cls, seen: dict[str, Any]) -> Self:
        """From what the control address shows."""
        same = ("id", "kind", "text", "mine", "buttons", "entities", "attachment", "album")
        flags = ("topic", "protected", "silent", "edited")
        return cls(
            sender=seen["from"]["name"],
            from_bot=seen["from"]["bot"],
            reply_to=seen["reply_to"]["id"] if seen["reply_to"] else None,
            **{name: seen[name] for name in (*same, *flags)},
        )

    @property
    def all_buttons(self) -> list[dict[str, Any]]:
        """The buttons without their rows."""
        return [button for row in self.buttons for button in row]

    @property
    def labels(self) -> list[str]:
        """What is written on the buttons."""
        return [button["text"] for button in self.all_buttons]

    def has(self, label: str) -> bool:
        """Whether some button's text contains this."""
        return any(label in text for text in self.labels)

    def plain(self) -> str:
        """The message for a person to read."""
        mark = "" if self.kind == "text" else f"({self.kind}) "
        rows = (" ".join(f"[{button['text']}]" for button in row) for row in self.buttons)
        return "\n".join((f"#{self.id} {self.sender}: {mark}{self.text}", *rows))


def matches(message: Message, wanted: str | Callable[[Message], bool]) -> bool:
    """Whether the message contains the text or satisfies the predicate."""
    return wanted in message.text if isinstance(wanted, str) else wanted(message)


def alone(code: str) -> re.Pattern[str]:
    """Finds a code where it stands by itself: a longer one may begin with it."""
    return re.compile(rf"(?<![0-9A-Za-z]){re.escape(code)}(?![0-9A-Za-z])")
