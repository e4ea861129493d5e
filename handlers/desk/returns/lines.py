"""How every enterprise stands in a week."""

from collections import Counter
from datetime import datetime
from typing import Final

from domain import contacts as places
from domain.returns import Standing, days_late, standing
from domain.weeks import Due, Week, Weekly
from handlers.texts.returns import Line
from storage import Session, contacts, people, reporting, returns

LOOKED_BACK: Final = 13  # weeks, a quarter's, in which it is counted how often one was late
_ORDER: Final = (
    Standing.MISSING,
    Standing.OVERDUE,
    Standing.OPEN,
    Standing.LATE,
    Standing.ON_TIME,
    Standing.EXCUSED,
)
_OWING: Final = frozenset({Standing.OPEN, Standing.OVERDUE})
_HANDED_IN: Final = frozenset({Standing.ON_TIME, Standing.LATE})
_LATE: Final = frozenset({Standing.LATE, Standing.MISSING})


def lines(session: Session, weekly: Weekly, due: Due, now: datetime) -> list[tuple[str, Line]]:
    """How every enterprise that is asked stands in a week, those that owe most first."""
    names = {one.id: one.short for one in people.enterprises(session)}
    touched, pairs = returns.in_week(session, due.week), contacts.pairs(session)
    late = _late_before(session, weekly, due, now)
    found = []
    for kept in reporting.asked(session, due.week):
        one = touched.get(kept.enterprise)
        filed = None if one is None else one.filed_at
        excused = one is not None and one.excused is not None
        line = Line(
            enterprise=names.get(kept.enterprise, ""),
            standing=standing(filed, excused=excused, due=due, now=now),
            late=0 if filed is None else days_late(filed.astimezone(weekly.zone), due),
            before=late.get(kept.enterprise, 0),
            reason="" if one is None else one.reason,
            vacant=places.vacant(pairs.get(kept.enterprise, {})),
            draft=one is not None and bool(one.values) and not one.settled,
        )
        found.append((kept.enterprise, line))
    return sorted(found, key=lambda pair: (_ORDER.index(pair[1].standing), pair[1].enterprise))


def progress(session: Session, weekly: Weekly, now: datetime) -> tuple[int, int]:
    """How many have handed in the week that is open now, and of how many it is asked."""
    due = weekly.current(now)
    stand = [line.standing for _, line in lines(session, weekly, due, now)]
    asked = [one for one in stand if one is not Standing.EXCUSED]
    return sum(one in _HANDED_IN for one in asked), len(asked)


def owing(session: Session, weekly: Weekly, now: datetime) -> list[tuple[Due, list[str]]]:
    """The weeks that are due today or late and not locked, and who still owes each."""
    dues = [due for due in weekly.open(now) if due.at.date() <= now.date()]
    found = [
        (
            due,
            [
                one.enterprise
                for _, one in lines(session, weekly, due, now)
                if one.standing in _OWING
            ],
        )
        for due in dues
    ]
    return [(due, names) for due, names in found if names]


def punctuality(session: Session, weekly: Weekly, now: datetime) -> Counter[Standing]:
    """How many returns of a quarter's locked weeks were on time, late or missing."""
    counted: Counter[Standing] = Counter()
    dues = _before(weekly, weekly.current(now))
    moments = returns.moments(session, dues)
    for week, due in dues.items():
        for kept in reporting.asked(session, week):
            filed, excused = moments.get((kept.enterprise, week), (None, False))
            counted[standing(filed, excused=excused, due=due, now=now)] += 1
    return counted


def _before(weekly: Weekly, due: Due) -> dict[Week, Due]:
    """The returns of a quarter's weeks before one."""
    dues, week = {}, due.week
    for _ in range(LOOKED_BACK):
        week = week.later(-1)
        one = weekly.due(week)
        if one is not None:
            dues[week] = one
    return dues


def _late_before(session: Session, weekly: Weekly, due: Due, now: datetime) -> dict[str, int]:
    """How often each enterprise was late or missing in the weeks before, a quarter's."""
    dues = _before(weekly, due)
    moments = returns.moments(session, dues)
    counted: dict[str, int] = {}
    for week, one in dues.items():
        for kept in reporting.asked(session, week):
            filed, excused = moments.get((kept.enterprise, week), (None, False))
            if standing(filed, excused=excused, due=one, now=now) in _LATE:
                counted[kept.enterprise] = counted.get(kept.enterprise, 0) + 1
    return counted
