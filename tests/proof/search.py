"""The search itself: every form of every mark in every place, also inside what is compressed.

A hit names the mark, its form and the place; what stands there is never shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import BytesAhoCorasick

from tests.proof import forms
from tests.proof.forms import Mark
from tests.proof.unpacking import unpacked

Place = tuple[str, bytes]
"""A name for people, and what lies there."""


@dataclass(frozen=True, order=True)
class Hit:
    """A mark that was found: where, which, and in what form of how many bytes."""

    place: str
    mark: str
    form: str
    size: int


@dataclass
class Looked:
    """How much was looked through; `by_chance` is how many hits pure noise would have given."""

    places: int = 0
    bytes: int = 0
    by_chance: float = 0.0

    def add(self, other: "Looked") -> None:
        """Count another search in."""
        self.places += other.places
        self.bytes += other.bytes
        self.by_chance += other.by_chance


@dataclass
class Search:
    """Looks for all marks at once; `looked` counts what it looked through."""

    marks: Sequence[Mark]
    looked: Looked = field(default_factory=Looked)

    def __post_init__(self) -> None:
        self.forms = forms.count(self.marks)
        self._meant: dict[bytes, list[tuple[str, str]]] = {}
        for mark in self.marks:
            for form, seen in mark.forms.items():
                self._meant.setdefault(seen, []).append((mark.name, form))
        self._patterns = list(self._meant)
        self._automaton = BytesAhoCorasick(self._patterns)
        self._chance = sum(256.0 ** -len(seen) for seen in self._patterns)

    def hits(self, places: Iterable[Place]) -> list[Hit]:
        """Every mark that stands in one of the places, once a form and place."""
        found: set[Hit] = set()
        for place, content in places:
            self.looked.places += 1
            found |= self._in(place, content)
            for kind, inner in unpacked(content):
                found |= self._in(f"{place}, unpacked ({kind})", inner)
        return sorted(found)

    def _in(self, place: str, content: bytes) -> set[Hit]:
        self.looked.bytes += len(content)
        self.looked.by_chance += self._chance * len(content)
        if not content or not self._patterns:
            return set()
        matches = self._automaton.find_matches_as_indexes(content, overlapping=True)
        return {
            Hit(place, mark, form, len(self._patterns[index]))
            for index in {match[0] for match in matches}
            for mark, form in self._meant[self._patterns[index]]
        }
