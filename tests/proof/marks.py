"""Canaries: employees of whom every mark is unmistakable, made anew from a seed for each path."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from random import Random

from tests.proof import forms
from tests.proof.forms import Mark

_LETTERS = "bcdfghjklmnpqrstvwxz"
_VOWELS = "aeiou"
_RARE = "翀骉犇鑫淼焱垚劼旻昉晗皓彧珩琰璟瑄琮曦翊翎羿聿芃茳荺菡蓁蕤薇邈郗郯鄢隗靳韫颀骞骁魁麒"


def _word(dice: Random, syllables: int = 5) -> str:
    return "".join(dice.choice(_LETTERS) + dice.choice(_VOWELS) for _ in range(syllables))


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """An account of Telegram's: the canary's own, or that of one they know."""

    id: int
    first: str
    last: str
    username: str

    def as_json(self) -> dict[str, object]:
        """Telegram's User."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first,
            "last_name": self.last,
            "username": self.username,
        }

    @property
    def names(self) -> tuple[str, ...]:
        """Everything they could be called."""
        return (self.first, self.last, self.username, f"{self.first} {self.last}")


@dataclass(frozen=True, kw_only=True)
class Canary:
    """Somebody whose every mark is found nowhere else in the world.

    `more` are marks that come up on the way: numbers of messages, ids of files.
    """

    seed: str
    me: Somebody
    friend: Somebody
    language: str
    phone: str
    serial: str
    author: str
    file: str
    degrees: tuple[float, float]
    group: int
    title: str
    bot: str
    emoji: tuple[str, ...]
    quote: str
    press: str
    album: str
    story: str
    letter: str
    started: datetime
    first_message: int
    texts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)

    def file_name(self, ending: str) -> str:
        """What they called a file."""
        return f"{self.file}.{ending}"

    def marks(self, zone: tzinfo) -> list[Mark]:
        """Everything by which they could be told; it may stand nowhere, not even sealed."""
        own = [
            *self._people(),
            forms.text("language", self.language),
            forms.text("phone", self.phone),
            forms.digests_of_text("phone's digest", self.phone),
            forms.text("serial of the camera", self.serial),
            forms.text("author of a file", self.author),
            forms.text("name of a file", self.file),
            forms.number("id of a group", -self.group),
            forms.text("title of a group", self.title),
            forms.text("bot they wrote through", self.bot),
            forms.text("quoted message", self.quote),
            forms.text("press", self.press),
            forms.text("album", self.album),
            *(forms.text("emoji", one) for one in self.emoji),
            *(forms.raw(f"degrees {form}", seen) for form, seen in _degrees(self.degrees)),
        ]
        own += [forms.text(name, words) for name, words in self.texts.items()]
        own += [forms.number(name, value) for name, value in self.numbers.items()]
        own += [forms.moment(name, at, zone) for name, at in self.moments.items()]
        return [Mark(f"{self.seed}: {mark.name}", mark.forms) for mark in own]

    def words(self) -> list[Mark]:
        """What they wrote: it may rest sealed, and nowhere in clear."""
        return [
            Mark(f"{self.seed}: {mark.name}", mark.forms)
            for mark in (forms.text("their story", self.story), forms.text("letter", self.letter))
        ]

    def _people(self) -> Iterator[Mark]:
        for who, somebody in (("", self.me), ("friend's ", self.friend)):
            yield forms.number(f"{who}id", somebody.id)
            yield forms.digests_of_number(f"{who}id's digest", somebody.id)
            for name in somebody.names:
                yield forms.text(f"{who}name", name)
                yield forms.digests_of_text(f"{who}name's digest", name)


def canary(seed: str, started: datetime, *, small: bool = False) -> Canary:
    """The canary of a seed, always the same; `small` has the id of an older account."""
    dice = Random(seed)
    return Canary(
        seed=seed,
        me=_somebody(dice, small=small),
        friend=_somebody(dice, small=False),
        language=f"{_word(dice, 1)}-{_word(dice, 4)}",
        phone=f"1{dice.choice('3578')}{dice.randint(100_000_000, 999_999_999)}",
        serial=f"SN{_word(dice).upper()}{dice.randint(1000, 9999)}",
        author=_word(dice, 8),
        file=f"{_word(dice)}-{dice.randint(1000, 9999)}",
        degrees=(dice.uniform(39, 40), dice.uniform(109, 110)),
        group=-1_000_000_000_000 - dice.randint(1_100_000_000, 3_900_000_000),
        title=f"{_han(dice, 4)}{_word(dice, 3)}",
        bot=f"{_word(dice)}_bot",
        emoji=tuple(str(dice.randint(5 * 10**18, 6 * 10**18)) for _ in range(2)),
        quote=f"{_han(dice, 8)}{_word(dice)}",
        press=str(dice.randint(10**17, 10**18)),
        album=str(dice.randint(10**16, 10**17)),
        story=f"{_han(dice, 6)}旁边的泵房没有护栏",
        letter=f"{_han(dice, 6)}那一边还是敞着",
        started=started,
        first_message=dice.randint(10**10, 9 * 10**10),
    )


def _somebody(dice: Random, *, small: bool) -> Somebody:
    return Somebody(
        id=dice.randint(900_000_000, 4_200_000_000)
        if small
        else dice.randint(4_400_000_000, 7_900_000_000),
        first=f"{_han(dice, 3)}{_word(dice, 2)}",
        last=f"{_han(dice, 2)}{_word(dice, 3)}",
        username=f"{_word(dice, 4)}_{_word(dice, 3)}",
    )


def _han(dice: Random, count: int) -> str:
    return "".join(dice.choice(_RARE) for _ in range(count))


def rational(degrees: float) -> tuple[tuple[int, int], ...]:
    """Degrees, minutes and seconds as a camera writes them."""
    minutes = (degrees % 1) * 60
    millionths = round((minutes % 1) * 60 * 10**5) * 10 + 1  # in no smaller terms
    return (int(degrees), 1), (int(minutes), 1), (millionths, 10**6)


def _degrees(place: tuple[float, float]) -> Iterator[tuple[str, bytes]]:
    """The seconds of a place as EXIF holds them, in both orders of bytes."""
    for name, degrees in zip(("north", "east"), place, strict=True):
        above, below = rational(degrees)[2]
        for order in ("big", "little"):
            seen = above.to_bytes(4, order) + below.to_bytes(4, order)  # type: ignore[arg-type]
            yield f"{name} {order}", seen
