"""The people of the desk and the places reports are about; reporters are nobody's record."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do at the desk; admins work on the command line and have no role here."""

    REVIEWER = "reviewer"
    LEAD = "lead"


@dataclass(frozen=True, kw_only=True)
class Reviewer:
    """Somebody who triages reports; `ties` are the enterprises they are tied to."""

    id: str
    label: str
    role: Role
    chat_id: int | None = None
    active: bool = True
    ties: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Enterprise:
    """A state-owned enterprise; `desk` is the group its cases go to, None for the general one."""

    id: str
    name: str
    short: str
    room: str | None = None


@dataclass(frozen=True, kw_only=True)
class Site:
    """A place with a poster: `code` is what its QR code carries."""

    id: str
    code: str
    name: str
    enterprise: str


@dataclass(frozen=True, kw_only=True)
class Room:
    """A forum group in which reviewers see cases; `ready` while every member is enrolled."""

    id: str
    chat_id: int
    ready: bool
    board_message: int | None = None
