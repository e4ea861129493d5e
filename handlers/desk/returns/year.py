"""How an enterprise's weeks stand, the newest first."""

from datetime import datetime
from typing import Final

from domain.returns import days_late, standing
from domain.weeks import Week, Weekly
from handlers.texts.returns import Catalogue, Line
from storage import Session, contacts, people, reporting, returns

MOST: Final = 53
"""Weeks shown at once: a year's."""


def all_weeks(
    session: Session, weekly: Weekly, say: Catalogue, contact: str, now: datetime
) -> list[str]:
    """All weeks of every enterprise a contact acts for, one text each."""
    enterprises = sorted({enterprise for enterprise, _ in contacts.appointments(session, contact)})
    return [of(session, weekly, say, enterprise, now) for enterprise in enterprises]


def of(session: Session, weekly: Weekly, say: Catalogue, enterprise: str, now: datetime) -> str:
    """All weeks of one enterprise."""
    named = people.enterprise(session, enterprise)
    short = named.short if named else ""
    return say.year(short, lines(session, weekly, enterprise, short, now))


def lines(
    session: Session, weekly: Weekly, enterprise: str, short: str, now: datetime
) -> list[tuple[Week, Line]]:
    """How each week stands, from the one that is open now back to the first that was asked for."""
    kept = reporting.find(session, enterprise)
    if kept is None:
        return []
    touched = returns.of_enterprise(session, enterprise)
    week = Week.of(now.date())
    found: list[tuple[Week, Line]] = []
    while week >= kept.since and len(found) < MOST:
        due = weekly.due(week)
        if due is not None and (kept.until is None or week <= kept.until):
            one = touched.get(week)
            filed = None if one is None else one.filed_at
            excused = one is not None and one.excused is not None
            stands = standing(filed, excused=excused, due=due, now=now)
            late = 0 if filed is None else days_late(filed.astimezone(weekly.zone), due)
            found.append((week, Line(enterprise=short, standing=stands, late=late)))
        week = week.later(-1)
    return found
