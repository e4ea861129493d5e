"""A screen as a value: its text, its buttons, and what typed words press them."""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from domain.conversation import Do
from domain.lengths import cut

FREE = "-"
"""Stands for the turn in buttons that are never old."""

LONGEST = 4096
"""Units of a message, as Telegram counts them."""

LONGEST_CAPTION = 1024
"""Units under a photo."""

_NEVER_OLD = frozenset({Do.CLEAR, Do.DANGER})
_EDGES = re.compile(r"^[\W\d_]+|[\W_]+$")


@dataclass(frozen=True)
class Button:
    """One button; `number` stands before its words and, typed, presses it, as `said` does."""

    words: str
    do: Do
    arg: str = ""
    number: int | None = None
    said: str = ""
    copy: str | None = field(default=None, repr=False)

    @property
    def label(self) -> str:
        """What stands on it."""
        return self.words if self.number is None else f"{self.number} {self.words}"


Row = tuple[Button, ...]


@dataclass(frozen=True)
class View:
    """A screen; `protect` keeps it from being copied, `html` only where no foreign text is in.

    With `pictured` it is a photo, and the text stands under it.
    """

    text: str
    rows: tuple[Row, ...] = ()
    protect: bool = False
    html: bool = False
    rings: bool = False
    pictured: bool = False

    def keyboard(self, nonce: str) -> InlineKeyboardMarkup:
        """The buttons, carrying the turn they belong to."""
        rows = [[_telegram(button, nonce) for button in row] for row in self.rows]
        return InlineKeyboardMarkup(inline_keyboard=rows)

    def typed(self, text: str) -> Button | None:
        """The button whose words, part of words or number was typed."""
        wanted = plain(text)
        number = unicodedata.normalize("NFKC", text).strip()
        for button in (button for row in self.rows for button in row):
            if button.copy is not None:
                continue
            if button.number is not None and number == str(button.number):
                return button
            if wanted and wanted in _spoken(button.label) | ({plain(button.said)} - {""}):
                return button
        return None

    def under(self, remark: str) -> "View":
        """The same with a remark on top."""
        text = f"{remark}\n\n{self.text}" if remark else self.text
        return replace(self, text=cut(text, LONGEST_CAPTION if self.pictured else LONGEST))


def parse(data: str) -> tuple[str, Do, str] | None:
    """Turn, act and argument of callback data; None for what is not ours."""
    nonce, _, rest = data.partition(":")
    act, _, arg = rest.partition(":")
    try:
        return nonce, Do(act), arg
    except ValueError:
        return None


def plain(text: str) -> str:
    """Typed or shown words without case, blanks and what is no letter at their ends."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_EDGES.sub("", folded).split()) or "".join(folded.split())


def _spoken(label: str) -> set[str]:
    parts = {label, *re.split(r"[，,]", label)}
    numbered = unicodedata.normalize("NFKC", label).casefold()
    return {plain(part) for part in parts} | {"".join(numbered.split())}


def _telegram(button: Button, nonce: str) -> InlineKeyboardButton:
    if button.copy is not None:
        copied = CopyTextButton(text=button.copy)
        return InlineKeyboardButton(text=button.label, copy_text=copied)
    turn = FREE if button.do in _NEVER_OLD else nonce
    data = f"{turn}:{button.do.value}:{button.arg}"
    return InlineKeyboardButton(text=button.label, callback_data=data)
