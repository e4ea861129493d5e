"""A decision as a value: new state, journal line, who is told, what the reporter reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from domain.notices import Notice
from domain.reading import Line

T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """One line of the journal: who did what to which subject; `facts` quote nobody."""

    act: str
    by: str
    at: datetime
    subject: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change(Generic[T]):
    """What a rule decided; storage records it whole or not at all."""

    subject: T
    entry: Entry
    notices: tuple[Notice, ...] = ()
    lines: tuple[Line, ...] = ()
