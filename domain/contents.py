"""What a person has written and sent: texts by their message, files by their id."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from domain.reading import LineKind

MOST_FILES: Final = 20
MOST_CHARACTERS: Final = 4000


@dataclass(frozen=True)
class Text:
    """One message of the reporter's, by its number, so that an edit finds it.

    `kept` are words in it that might tell who wrote them, and that the writer chose to leave.
    """

    message: int
    text: str
    kept: tuple[str, ...] = ()

    @classmethod
    def of(cls, fields: dict[str, Any]) -> "Text":
        """The text that was sealed."""
        return cls(fields["message"], fields["text"], tuple(fields.get("kept", ())))


@dataclass(frozen=True)
class File:
    """A cleaned file that is kept beside the draft, and the message it came in (0: unknown).

    `cells` are to be blackened before it is sent off.
    """

    id: str
    media_type: str
    message: int = 0
    cells: tuple[str, ...] = ()

    @property
    def is_photo(self) -> bool:
        """Whether it is a picture."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True)
class Content:
    """What was written and sent, in its order."""

    texts: tuple[Text, ...] = ()
    files: tuple[File, ...] = ()

    @classmethod
    def of(cls, fields: dict[str, Any]) -> "Content":
        """The content that was sealed."""
        return cls(
            texts=tuple(Text.of(text) for text in fields["texts"]),
            files=tuple(
                File(**file | {"cells": tuple(file.get("cells", ()))}) for file in fields["files"]
            ),
        )

    def has_text(self, message: int) -> bool:
        """Whether a text of this message is there."""
        return any(text.message == message for text in self.texts)

    def has_file(self, message: int) -> bool:
        """Whether a file of this message is there."""
        return any(file.message == message for file in self.files)

    @property
    def empty(self) -> bool:
        """Whether there is nothing yet."""
        return not self.texts and not self.files

    @property
    def characters(self) -> int:
        """How many characters there are."""
        return sum(len(text.text) for text in self.texts)

    @property
    def whole(self) -> str:
        """All that was written, a line break between the messages."""
        return "\n".join(text.text for text in self.texts)


EMPTY: Final = Content()


@dataclass(frozen=True)
class Unsent:
    """A letter whose mailbox was shut before it was sent off.

    `mark` tells its mailbox to whoever has the receipt code, `turn` when it was put by.
    """

    mark: str
    letter: Content
    purpose: LineKind
    since: datetime
    turn: int

    @classmethod
    def of(cls, fields: dict[str, Any]) -> "Unsent":
        """The letter that was sealed."""
        return cls(
            mark=fields["mark"],
            letter=Content.of(fields["letter"]),
            purpose=LineKind(fields["purpose"]),
            since=datetime.fromisoformat(fields["since"]),
            turn=fields["turn"],
        )
