"""The messages by which a case was rung: remembered per room, so that they can be put right."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from domain.cases import OPEN, Act, Case, Stage
from storage import Session, cases, journal, people, screens
from storage.screens import Screen

TAKING: Final = frozenset({Act.TAKE_ON.value, Act.CLAIM.value})


@dataclass(frozen=True)
class Told:
    """A message that rang: `occasion` names the ring and its step."""

    chat: int
    message: int
    occasion: str
    at: datetime


@dataclass(frozen=True)
class Answered:
    """A ring nobody needs to answer any more; `by` and `minutes` when somebody took the case on."""

    case: Case
    told: tuple[Told, ...]
    by: str
    minutes: int


def waits(case: Case) -> bool:
    """Whether an urgent case still needs somebody."""
    free = case.stage is Stage.RECEIVED or case.holder is None
    return case.urgent and case.stage in OPEN and free


def told(session: Session, case: Case) -> tuple[Told, ...]:
    """The messages by which a case was rung, the first one first."""
    return tuple(_read(each) for each in _of(session, case.room).get(case.id, []))


def remember(session: Session, case: Case, rung: Told) -> None:
    """Remember a message that rang; a case without a room has a place of its own."""
    rings = _of(session, case.room)
    at = rung.at.isoformat()
    written = [rung.chat, rung.message, rung.occasion, at]
    _keep(session, case.room, rings | {case.id: [*rings.get(case.id, []), written]})


def bring(session: Session, case_id: str) -> None:
    """Once a case has a room, the messages that rang before belong to it."""
    room, before = cases.load(session, case_id).room, _of(session, None)
    if room is not None and case_id in before:
        rings = _of(session, room)
        earlier = before.pop(case_id)
        _keep(session, None, before)
        _keep(session, room, rings | {case_id: [*earlier, *rings.get(case_id, [])]})


def forget(session: Session, room: str | None, case_id: str) -> None:
    """A ring was put right."""
    rings = _of(session, room)
    rings.pop(case_id, None)
    _keep(session, room, rings)


def answered(session: Session, room: str | None) -> list[Answered]:
    """The rings of a room (None: of cases without one) that nobody needs to answer any more."""
    found = []
    names = people.labels(session)
    for case_id, written in _of(session, room).items():
        case, rung = cases.load(session, case_id), tuple(_read(each) for each in written)
        if not waits(case):
            taken = [entry for entry in journal.of(session, case_id) if entry.act in TAKING]
            by = names.get(taken[-1].by, "") if taken else ""
            passed = taken[-1].at - rung[0].at if taken else None
            minutes = max(1, int(passed.total_seconds() // 60)) if passed else 0
            found.append(Answered(case, rung, by, minutes))
    return found


def _of(session: Session, room: str | None) -> dict[str, Any]:
    screen = screens.find(session, _name(room))
    return dict(screen.facts) if screen else {}


def _keep(session: Session, room: str | None, rings: dict[str, Any]) -> None:
    screens.remember(session, Screen(_name(room), 0, 0, rings))


def _name(room: str | None) -> str:
    return f"rings:{room or ''}"


def _read(written: list[Any]) -> Told:
    chat, message, occasion, at = written
    return Told(chat, message, occasion, datetime.fromisoformat(at))
