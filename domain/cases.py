"""The life of a case: MOVES is the product, everything else follows from it.

Moments handed in are aware and in the office's time zone, so that `.date()` is the office's day.
Time limits: first look, 60 + 30 days and the 30-day objection follow the district's rules and
安监总财〔2018〕19号; a report of a death is the government's (安全生产法 第73条).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.errors import (
    NotAllowedError,
    OnceOnlyError,
    StageError,
    TiedError,
)
from domain.people import Role
from domain.reading import LineKind
from domain.reports import Kind

LOOK_WITHIN: Final = 2  # working days from posting
LOOK_AT_MOST: Final = 5
URGENT_WITHIN: Final = timedelta(hours=2)
CONCLUDE_WITHIN: Final = timedelta(days=60)
EXTEND_BY: Final = timedelta(days=30)
CHASE_AFTER: Final = 10  # working days from referring
POSTED_WITHIN: Final = timedelta(days=1)  # what a reporter writes reaches the desk
HOLD: Final = timedelta(seconds=60)  # what a reporter will see can be taken back this long


class Stage(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFERRED = "referred"
    CONCLUDED = "concluded"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """How a case ended."""

    DECLINED = "declined"
    MERGED = "merged"
    PROVEN = "proven"
    PARTLY = "partly"
    UNPROVEN = "unproven"


class Act(StrEnum):
    """What can be done to a case."""

    TAKE_ON = "take_on"
    CLAIM = "claim"
    DECLINE = "decline"
    REFER = "refer"
    RECEIPT = "receipt"
    RETURN = "return"
    MERGE = "merge"
    ASK = "ask"
    REPLY = "reply"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    CONCLUDE = "conclude"
    HAND_OVER = "hand_over"
    RELEASE = "release"
    MARK_URGENT = "mark_urgent"
    UNMARK_URGENT = "unmark_urgent"
    DEATH = "death"
    OBJECT = "object"
    REOPEN = "reopen"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    MUTE = "mute"
    UNMUTE = "unmute"


class Who(StrEnum):
    """Who may do it."""

    REVIEWER = "reviewer"
    HOLDER = "holder"
    HOLDER_OR_LEAD = "holder_or_lead"
    LEAD = "lead"
    LEAD_NOT_HOLDER = "lead_not_holder"
    REPORTER = "reporter"
    CLOCK = "clock"


class DueKind(StrEnum):
    """What is due."""

    LOOK = "look"
    CONCLUSION = "conclusion"
    CHASE = "chase"


class Extension(StrEnum):
    """How far an extension has come; granted once at most."""

    NONE = "none"
    ASKED = "asked"
    GRANTED = "granted"


@dataclass(frozen=True)
class Move:
    """One row of the table: from which stages, by whom, to which stage (None: it stays)."""

    stages: frozenset[Stage]
    who: Who
    to: Stage | None = None
    reads: LineKind | None = None
    due: DueKind | None = None


_R, _A, _F = Stage.RECEIVED, Stage.ACCEPTED, Stage.REFERRED
_ENDED = frozenset({Stage.CONCLUDED, Stage.CLOSED})
OPEN: Final = frozenset({_R, _A, _F})
_ANY = frozenset(Stage)

# The whole lifecycle. An act that is not listed for a stage is refused.
MOVES: Final[Mapping[Act, Move]] = {
    Act.TAKE_ON: Move(frozenset({_R}), Who.REVIEWER, _A, LineKind.ACCEPTED, DueKind.CONCLUSION),
    Act.CLAIM: Move(frozenset({_A, _F}), Who.REVIEWER),
    Act.DECLINE: Move(frozenset({_R, _A}), Who.REVIEWER, Stage.CONCLUDED, LineKind.DECLINED),
    Act.REFER: Move(frozenset({_R, _A}), Who.REVIEWER, _F, LineKind.REFERRED, DueKind.CHASE),
    Act.RECEIPT: Move(frozenset({_F}), Who.REVIEWER, None, LineKind.HEARD_BACK, DueKind.CONCLUSION),
    Act.RETURN: Move(frozenset({_F}), Who.REVIEWER, _A, LineKind.RETURNED, DueKind.CONCLUSION),
    Act.MERGE: Move(frozenset({_R, _A}), Who.REVIEWER, Stage.CONCLUDED, LineKind.MERGED),
    Act.ASK: Move(OPEN, Who.REVIEWER, None, LineKind.QUESTION),
    Act.REPLY: Move(OPEN | _ENDED, Who.REVIEWER, None, LineKind.LETTER),
    Act.ASK_EXTENSION: Move(frozenset({_A}), Who.HOLDER),
    Act.GRANT_EXTENSION: Move(
        frozenset({_A}), Who.LEAD_NOT_HOLDER, None, LineKind.EXTENDED, DueKind.CONCLUSION
    ),
    Act.REFUSE_EXTENSION: Move(frozenset({_A}), Who.LEAD_NOT_HOLDER),
    Act.CONCLUDE: Move(frozenset({_A, _F}), Who.HOLDER, Stage.CONCLUDED, LineKind.PROVEN),
    Act.HAND_OVER: Move(frozenset({_A, _F}), Who.HOLDER_OR_LEAD),
    Act.RELEASE: Move(frozenset({_A, _F}), Who.CLOCK),
    Act.MARK_URGENT: Move(OPEN, Who.REVIEWER, None, LineKind.RUNG, DueKind.LOOK),
    Act.UNMARK_URGENT: Move(OPEN, Who.REVIEWER),
    Act.DEATH: Move(frozenset({_R, _A}), Who.REVIEWER, _F, LineKind.GOVERNMENT),
    Act.OBJECT: Move(
        frozenset({Stage.CONCLUDED}), Who.REPORTER, _R, LineKind.OBJECTED, DueKind.LOOK
    ),
    Act.REOPEN: Move(_ENDED, Who.LEAD, _A, LineKind.REOPENED, DueKind.CONCLUSION),
    Act.CLOSE: Move(frozenset({Stage.CONCLUDED}), Who.CLOCK, Stage.CLOSED),
    Act.WITHDRAW: Move(frozenset({_R}), Who.REPORTER, Stage.WITHDRAWN),
    Act.MUTE: Move(_ANY, Who.REVIEWER),
    Act.UNMUTE: Move(_ANY, Who.LEAD),
}
# After a death the government checks; only letters go on (安全生产法 第73条).
AFTER_DEATH: Final = frozenset({Act.ASK, Act.REPLY, Act.MUTE, Act.UNMUTE, Act.RELEASE, Act.CLAIM})
OUTCOME_LINES: Final[Mapping[Outcome, LineKind]] = {
    Outcome.PROVEN: LineKind.PROVEN,
    Outcome.PARTLY: LineKind.PARTLY,
    Outcome.UNPROVEN: LineKind.UNPROVEN,
}


@dataclass(frozen=True)
class Due:
    """What is due by which day; `at` where hours count."""

    kind: DueKind
    day: date
    at: datetime | None = None

    def over(self, now: datetime) -> bool:
        """Whether the time has passed."""
        return now > self.at if self.at else now.date() > self.day


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts: a reviewer with a role, the reporter (through the mailbox) or the clock."""

    id: str
    role: Role | None = None
    tied: bool = False


REPORTER: Final = Actor(id="reporter")
CLOCK: Final = Actor(id="clock")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A report on its way through the desk; nothing in it was written by the reporter.

    `code` is the desk's name for it, `day` the day it was posted, `excluded` reviewers who may not
    act in it again because a second look is to be somebody else's.
    """

    id: str
    code: str
    kind: Kind
    stage: Stage = Stage.RECEIVED
    day: date
    outcome: Outcome | None = None
    concluded_on: date | None = None
    urgent: bool = False
    rung: bool = False
    holder: str | None = None
    due: Due | None = None
    question_open: bool = False
    extension: Extension = Extension.NONE
    objected: bool = False
    excluded: frozenset[str] = frozenset()
    death: bool = False
    muted: bool = False
    merged_into: str | None = None
    room: str | None = None
    posted: bool = False
    practice: bool = False
    version: int = 1


def new(
    *, case_id: str, code: str, kind: Kind, day: date, urgent: bool, practice: bool = False
) -> Case:
    """A report that has just been filed; it becomes known to the desk when it is posted.

    Only what is born as `practice` can be removed as such: no report becomes it later.
    """
    return Case(id=case_id, code=code, kind=kind, day=day, urgent=urgent, practice=practice)


def allowed(case: Case, act: Act, by: Actor) -> bool:
    """Whether the act would be let through now: what a card shows as a button."""
    try:
        check(case, act, by)
    except (StageError, NotAllowedError, TiedError, OnceOnlyError):
        return False
    return True


def check(case: Case, act: Act, by: Actor) -> None:
    """Refuse an act that the table does not allow this person at this stage."""
    move = MOVES[act]
    if by.tied:
        raise TiedError
    if case.stage not in move.stages or (case.death and act not in AFTER_DEATH):
        raise StageError
    if by.role is not None and by.id in case.excluded:
        raise NotAllowedError("other")
    if not _may(case, move.who, by):
        raise NotAllowedError(move.who.value)
    if act is Act.ASK_EXTENSION and case.extension is not Extension.NONE:
        raise OnceOnlyError
    deciding = act in (Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION)
    if deciding and case.extension is not Extension.ASKED:
        raise StageError


def _may(case: Case, who: Who, by: Actor) -> bool:
    match who:
        case Who.REVIEWER:
            return by.role is not None
        case Who.HOLDER:
            return by.role is not None and by.id == case.holder
        case Who.HOLDER_OR_LEAD:
            return by.role is Role.LEAD or (by.role is not None and by.id == case.holder)
        case Who.LEAD:
            return by.role is Role.LEAD
        case Who.LEAD_NOT_HOLDER:
            return by.role is Role.LEAD and by.id != case.holder
        case Who.REPORTER:
            return by is REPORTER
        case Who.CLOCK:
            return by is CLOCK
