"""Who is reminded of what is overdue, and when: on working days alone, and never twice of one.

What nobody has looked at climbs to the leads. A conclusion and a department's answer are the
holder's to think of first; after a week (five working days) the leads hear of them as well.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.cases import LOOK_AT_MOST, LOOK_WITHIN, OPEN, Case, DueKind, Stage
from domain.workdays import IsWorkday, after, between

WEEK: Final = 5  # working days between one reminder and the next


@dataclass(frozen=True)
class Reminder:
    """Something is overdue: of one `occasion` everybody is reminded once."""

    kind: DueKind
    occasion: str
    holder: bool
    leads: bool


def look_limit(case: Case, is_workday: IsWorkday) -> date | None:
    """The last day on which somebody must have looked; None once somebody has.

    Five working days from posting, however its urgency changed since; for a second look as many
    from the day on which it was asked for.
    """
    if (
        case.stage is not Stage.RECEIVED
        or not case.posted
        or case.due is None
        or case.question_open
    ):
        return None
    if not case.objected:
        return after(case.day, LOOK_AT_MOST, is_workday)
    gone = 0 if case.due.at else LOOK_WITHIN
    return after(case.due.day, LOOK_AT_MOST - gone, is_workday)


def unseen(case: Case, today: date, is_workday: IsWorkday) -> bool:
    """Whether nobody has looked for longer than may be."""
    limit = look_limit(case, is_workday)
    return limit is not None and today > limit


def reminder(case: Case, today: date, is_workday: IsWorkday) -> Reminder | None:
    """What somebody is to be reminded of today; None where nothing is overdue or nobody works.

    It is the same on every day until the next reminder, so that one that was missed is made up for.
    """
    if not is_workday(today):
        return None
    if unseen(case, today, is_workday):
        return Reminder(DueKind.LOOK, today.isoformat(), holder=False, leads=True)
    due = case.due
    if due is None or due.kind is DueKind.LOOK or case.stage not in OPEN or today <= due.day:
        return None
    number = (between(due.day, today, is_workday) - 1) // WEEK
    return Reminder(
        due.kind,
        f"{due.day.isoformat()}-{number}",
        holder=case.holder is not None,
        leads=number > 0 or case.holder is None,
    )
