"""What in a text might tell who wrote it: numbers, accounts and phrases, found by rules.

Pure functions of the text. A find is a suggestion: whoever writes decides at the preview whether
the place is masked.
"""

from typing import Final

from domain.giveaways.accounts import accounts
from domain.giveaways.alone import alone
from domain.giveaways.badges import badges
from domain.giveaways.giveaway import PHRASES, Giveaway, GiveawayKind
from domain.giveaways.names import names
from domain.giveaways.numbers import numbers
from domain.giveaways.plates import plates
from domain.giveaways.posts import posts
from domain.giveaways.reading import closed_up, merged, read
from domain.giveaways.speaking import speaking
from domain.giveaways.teams import teams

__all__ = ["PHRASES", "Giveaway", "GiveawayKind", "find"]

_SIGNS: Final = (numbers, plates, accounts, badges)
_WORDS: Final = (posts, teams, alone, speaking, names)


def find(text: str) -> tuple[Giveaway, ...]:
    """The giveaways in a text, in their order; no two overlap."""
    reading = read(text)
    found = [one for rule in (*_SIGNS, *_WORDS) for one in rule(reading)]
    if (close := closed_up(reading)) is not None:
        found += [one for rule in _WORDS for one in rule(close)]
    return merged(found)
