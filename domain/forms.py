"""Forms as data: which figures a return has, what they may not exceed, what is computed of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final, TypeAlias

Values: TypeAlias = Mapping[str, int]
"""Figures by the key of their field; a field that is not there has not been filled in."""

_TENTH: Final = Decimal("0.1")


class Kind(StrEnum):
    """Whether a figure is what came new this week and adds up, or the state now."""

    NEW = "new"
    NOW = "now"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One figure; `money` is in ten thousand yuan (万元) and easily typed in yuan.

    `names` and `units` are by language (zh, en).
    """

    key: str
    kind: Kind
    names: Mapping[str, str]
    units: Mapping[str, str]
    money: bool = False


@dataclass(frozen=True, kw_only=True)
class Limit:
    """The total of `part` is at most that of `whole`, less those of `less`."""

    part: str
    whole: str
    less: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How many hundredths of `whole` are `part`, to one decimal; nothing when there is no whole."""

    key: str
    names: Mapping[str, str]
    part: str
    whole: str


@dataclass(frozen=True, kw_only=True)
class Rest:
    """What is left of the total of `whole` without those of `less`."""

    key: str
    names: Mapping[str, str]
    whole: str
    less: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form: its figures in their order, its limits, what is computed and shown with them.

    `still_open` names the computed rest of which a zero report reminds.
    """

    id: str
    names: Mapping[str, str]
    fields: tuple[Field, ...]
    limits: tuple[Limit, ...]
    rests: tuple[Rest, ...]
    rates: tuple[Rate, ...]
    still_open: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the figures in their order."""
        return tuple(field.key for field in self.fields)

    def field(self, key: str) -> Field:
        """The figure under a key."""
        return next(field for field in self.fields if field.key == key)

    def totals(self, before: Values, values: Values) -> dict[str, int]:
        """All figures as they stand with this week's: what adds up is added to what was before."""
        return {
            field.key: values.get(field.key, 0)
            + (before.get(field.key, 0) if field.kind is Kind.NEW else 0)
            for field in self.fields
        }

    def nothing_new(self, last: Values) -> dict[str, int]:
        """The figures of a week in which nothing happened: none new, the state as it was."""
        return {
            field.key: 0 if field.kind is Kind.NEW else last.get(field.key, 0)
            for field in self.fields
        }


def rate(part: int, whole: int) -> Decimal | None:
    """How many hundredths of the whole a part is, rounded to one decimal; None of nothing."""
    if not whole:
        return None
    return (Decimal(100) * part / whole).quantize(_TENTH, ROUND_HALF_UP)


def rest(form: Form, key: str, totals: Values) -> int:
    """What is left, by a rest's key."""
    found = next(one for one in form.rests if one.key == key)
    return totals[found.whole] - sum(totals[less] for less in found.less)


@dataclass(frozen=True)
class Fault:
    """Two figures that cannot both be true: totals of a limit's part and of what bounds it."""

    limit: Limit
    part: int
    bound: int


def faults(form: Form, before: Values, values: Values) -> list[Fault]:
    """Where the figures contradict each other or what was handed in before."""
    totals = form.totals(before, values)
    found = []
    for limit in form.limits:
        bound = totals[limit.whole] - sum(totals[key] for key in limit.less)
        if totals[limit.part] > bound:
            found.append(Fault(limit, totals[limit.part], bound))
    return found


@dataclass(frozen=True)
class Doubt:
    """A figure that may be true but is unusual; `instead` is what was probably meant, if known."""

    key: str
    value: int
    last: int
    instead: int | None = None


JUMP: Final = 50
"""So many more than the week before are asked about; a proposal, not in the notice."""
_YUAN: Final = 10_000


def doubts(form: Form, values: Values, last: Values | None) -> list[Doubt]:
    """What is asked about before it is taken: jumps, and money that looks like yuan."""
    found = []
    for field in form.fields:
        value, was = values.get(field.key, 0), (last or {}).get(field.key, 0)
        if field.money:
            if value >= _YUAN and (not was or value >= was * _YUAN // 100):
                found.append(Doubt(field.key, value, was, instead=value // _YUAN))
        elif last is not None and value - was >= JUMP:
            found.append(Doubt(field.key, value, was))
    return found
