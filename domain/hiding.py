"""Hiding what might tell who wrote: place by place, masked or left, as the writer decides."""

from dataclasses import dataclass, replace
from typing import Final

from domain.contents import Content, Text
from domain.drafts import IN_MAILBOX, Draft
from domain.giveaways import Giveaway, find

_MASK: Final = "■■■"
_AROUND, _LONGEST = 10, 60
_PLACE, _ELSEWHERE = "place", "elsewhere"


@dataclass(frozen=True)
class Place:
    """A giveaway in its text; `part` is the number of that text, or the draft's field."""

    part: int | str
    text: str
    giveaway: Giveaway

    @property
    def words(self) -> str:
        """What stands there."""
        return self.text[self.giveaway.start : self.giveaway.end]

    @property
    def masked(self) -> str:
        """What stands there once it is masked; never longer."""
        return _MASK[: len(self.words)]

    def around(self, cut: str) -> tuple[str, str]:
        """The place with a little of what is around it, as it stands and masked, on one line."""
        start, end = self.giveaway.start, self.giveaway.end
        before, behind = self.text[max(0, start - _AROUND) : start], self.text[end:][:_AROUND]
        first = cut if start > _AROUND else ""
        last = cut if end + _AROUND < len(self.text) else ""
        words = self.words if len(self.words) <= _LONGEST else self.words[:_LONGEST] + cut
        shown, masked = (
            first + " ".join(f"{before}{middle}{behind}".split()) + last
            for middle in (words, self.masked)
        )
        return shown, masked

    @property
    def hidden(self) -> str:
        """The text with the place masked, and nothing else changed."""
        return self.text[: self.giveaway.start] + self.masked + self.text[self.giveaway.end :]


def hidden(text: str) -> str:
    """The text with all giveaways masked; to mask it again changes nothing."""
    while giveaways := find(text):
        text = Place(0, text, giveaways[-1]).hidden
    return text


def places(draft: Draft) -> tuple[Place, ...]:
    """Where what is about to be sent off might tell who wrote it, and nobody chose to leave it."""
    parts: list[tuple[int | str, Text]] = list(enumerate(_content(draft).texts))
    if draft.screen not in IN_MAILBOX:
        parts += [
            (_PLACE, Text(0, draft.place, draft.kept)),
            (_ELSEWHERE, Text(0, draft.elsewhere, draft.kept)),
        ]
    found = [
        Place(part, text.text, giveaway)
        for part, text in parts
        if text.text
        for giveaway in find(text.text)
    ]
    kept = {part: text.kept for part, text in parts}
    return tuple(place for place in found if place.words not in kept[place.part])


def mask(draft: Draft, place: Place) -> Draft:
    """The draft with the place masked."""
    return _with(draft, place, text=place.hidden)


def leave(draft: Draft, place: Place) -> Draft:
    """The draft in which the place's words stay, and are not asked about again."""
    return _with(draft, place, kept=place.words)


def mask_all(draft: Draft) -> Draft:
    """The draft with every place masked but those that were left."""
    while found := places(draft):
        draft = mask(draft, found[0])
    return draft


def _content(draft: Draft) -> Content:
    return draft.letter if draft.screen in IN_MAILBOX else draft.report


def _with(draft: Draft, place: Place, *, text: str = "", kept: str = "") -> Draft:
    left = (kept,) if kept else ()
    if place.part == _PLACE:
        return replace(draft, place=text or draft.place, kept=draft.kept + left)
    if place.part == _ELSEWHERE:
        return replace(draft, elsewhere=text or draft.elsewhere, kept=draft.kept + left)
    content = _content(draft)
    texts = tuple(
        Text(one.message, text or one.text, one.kept + left) if number == place.part else one
        for number, one in enumerate(content.texts)
    )
    content = replace(content, texts=texts)
    if draft.screen in IN_MAILBOX:
        return replace(draft, letter=content)
    return replace(draft, report=content)
