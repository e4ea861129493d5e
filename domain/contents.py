"""What a person has written and sent: texts by their message, files by their id."""

from dataclasses import dataclass
from typing import Any, Final

MOST_FILES: Final = 20
MOST_CHARACTERS: Final = 4000


@dataclass(frozen=True)
class Text:
    """One message of the reporter's, by its number, so that an edit finds it."""

    message: int
    text: str


@dataclass(frozen=True)
class File:
    """A cleaned file that is kept beside the draft."""

    id: str
    media_type: str

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
            texts=tuple(Text(**text) for text in fields["texts"]),
            files=tuple(File(**file) for file in fields["files"]),
        )

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
