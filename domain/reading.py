"""What a reporter reads in the mailbox: a row of lines, from which the present state follows."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

OBJECTION_WITHIN: Final = timedelta(days=30)
ASKED_AFTER: Final = (timedelta(days=30), timedelta(days=90))
"""After a conclusion: when the reporter is asked whether anybody makes trouble for them."""


class LineKind(StrEnum):
    """What a line tells."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REFERRED = "referred"
    RETURNED = "returned"
    HEARD_BACK = "heard_back"
    GOVERNMENT = "government"
    MERGED = "merged"
    QUESTION = "question"
    LETTER = "letter"
    OWN = "own"
    EXTENDED = "extended"
    PROVEN = "proven"
    PARTLY = "partly"
    UNPROVEN = "unproven"
    RUNG = "rung"
    OBJECTED = "objected"
    RETALIATION = "retaliation"
    REOPENED = "reopened"
    SOLVED = "solved"
    UNSOLVED = "unsolved"
    AFTERWARDS = "afterwards"
    IDENTITY = "identity"
    IDENTITY_OPENED = "identity_opened"
    IDENTITY_GONE = "identity_gone"


CONCLUSIONS: Final = frozenset(
    {LineKind.DECLINED, LineKind.PROVEN, LineKind.PARTLY, LineKind.UNPROVEN}
)
ANSWERS: Final = frozenset({LineKind.SOLVED, LineKind.UNSOLVED})
"""What the reporter says of a conclusion: whether the matter is solved."""
IDENTITIES: Final = frozenset({LineKind.IDENTITY, LineKind.IDENTITY_GONE})
"""What the reporter did with their identity: gave it sealed, or had it destroyed."""
# Lines that tell a state; the others are letters or remarks beside it.
STATES: Final = CONCLUSIONS | {
    LineKind.RECEIVED,
    LineKind.ACCEPTED,
    LineKind.REFERRED,
    LineKind.RETURNED,
    LineKind.HEARD_BACK,
    LineKind.GOVERNMENT,
    LineKind.MERGED,
    LineKind.EXTENDED,
    LineKind.OBJECTED,
    LineKind.REOPENED,
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the mailbox: its day, the next date, and a text or a department."""

    kind: LineKind
    day: date
    due: date | None = None
    text: str = ""
    department: str = ""
    files: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """The line as it is sealed."""
        fields = asdict(self) | {
            "day": self.day.isoformat(),
            "due": self.due.isoformat() if self.due else None,
        }
        return json.dumps(fields, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, plain: bytes) -> "Line":
        """The line that was sealed."""
        fields = json.loads(plain)
        return cls(
            kind=LineKind(fields["kind"]),
            day=date.fromisoformat(fields["day"]),
            due=date.fromisoformat(fields["due"]) if fields["due"] else None,
            text=fields["text"],
            department=fields["department"],
            files=tuple(fields["files"]),
        )


def state(lines: Iterable[Line]) -> Line | None:
    """The line that tells how the matter stands now: the last that tells a state."""
    last = None
    for line in lines:
        if line.kind in STATES:
            last = line
    return last


def question_open(lines: Sequence[Line]) -> bool:
    """Whether the desk asked something that nobody has answered yet."""
    open_ = False
    for line in lines:
        if line.kind is LineKind.QUESTION:
            open_ = True
        elif line.kind in CONCLUSIONS | {LineKind.OWN, LineKind.MERGED}:
            open_ = False
    return open_


def may_object(lines: Sequence[Line], *, today: date) -> bool:
    """Whether a second look may be asked for: once, within thirty days of a conclusion.

    Not where the conclusion is another case's, with which this one was put together.
    """
    now = state(lines)
    joined = [line.kind for line in lines if line.kind in {LineKind.MERGED, LineKind.REOPENED}]
    return (
        now is not None
        and joined[-1:] != [LineKind.MERGED]
        and now.kind in CONCLUSIONS
        and today <= now.day + OBJECTION_WITHIN
        and all(line.kind is not LineKind.OBJECTED for line in lines)
    )


def goes_on(lines: Iterable[Line]) -> bool:
    """Whether more is to come by itself: after a conclusion only if somebody asks for it."""
    now = state(lines)
    return now is None or now.kind not in CONCLUSIONS


def may_answer(lines: Iterable[Line]) -> bool:
    """Whether the reporter may say if the matter is solved: once after each conclusion."""
    open_ = False
    for line in lines:
        if line.kind in STATES:
            open_ = line.kind in CONCLUSIONS
        elif line.kind in ANSWERS:
            open_ = False
    return open_


def identity_kept(lines: Iterable[Line]) -> bool:
    """Whether the reporter's identity rests, sealed to the two officers."""
    kept = [line.kind for line in lines if line.kind in IDENTITIES]
    return bool(kept) and kept[-1] is LineKind.IDENTITY


def asks_after(lines: Sequence[Line], *, today: date) -> date | None:
    """The day for which it is still to be asked whether anybody makes trouble; None: not now.

    Thirty and ninety days after a conclusion; who comes back after ninety is asked once. The day
    follows from the conclusion, so that remembering it tells nothing of when it was asked.
    """
    now = state(lines)
    if now is None or now.kind not in CONCLUSIONS:
        return None
    passed = [now.day + span for span in ASKED_AFTER if today >= now.day + span]
    asked = [line.day for line in lines if line.kind is LineKind.AFTERWARDS]
    if not passed or any(day >= passed[-1] for day in asked):
        return None
    return passed[-1]
