"""Another department is in charge: handed to it, answered by it, given back."""

from dataclasses import replace
from datetime import datetime

from domain.acts import making
from domain.cases import CHASE_AFTER, CONCLUDE_WITHIN, Act, Actor, Case, Due, DueKind, check
from domain.change import Change
from domain.workdays import IsWorkday, after


def refer(
    case: Case, *, by: Actor, department: str, at: datetime, is_workday: IsWorkday
) -> Change[Case]:
    """Hand the matter to the department in charge; chase after ten working days."""
    check(case, Act.REFER, by)
    due = Due(DueKind.CHASE, after(at.date(), CHASE_AFTER, is_workday))
    referred = replace(making.unasked(case), holder=case.holder or by.id, due=due)
    line = making.line(Act.REFER, at, due=due.day, department=making.needed(department))
    return making.change(referred, Act.REFER, by, at, line=line)


def receipt_came(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """The department answered: nobody need be chased any more, what is left is a conclusion.

    The reporter reads the new date. A later answer does not put the conclusion off again.
    """
    check(case, Act.RECEIPT, by)
    if case.due is not None and case.due.kind is DueKind.CONCLUSION:
        return making.change(case, Act.RECEIPT, by, at)
    due = Due(DueKind.CONCLUSION, at.date() + CONCLUDE_WITHIN)
    line = making.line(Act.RECEIPT, at, due=due.day)
    return making.change(replace(case, due=due), Act.RECEIPT, by, at, line=line)


def return_referral(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """The department gave it back; it is worked on here again."""
    check(case, Act.RETURN, by)
    due = Due(DueKind.CONCLUSION, at.date() + CONCLUDE_WITHIN)
    back = replace(case, holder=case.holder or by.id, due=due)
    return making.change(back, Act.RETURN, by, at, line=making.line(Act.RETURN, at, due=due.day))
