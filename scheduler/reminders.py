"""Asking the contacts for their week: plain functions that decide from `now` what is due.

Only the reminder that stands now is queued, so that what came while nothing ran is not made up
for; and each is queued once, whatever restarts, second scheduler or clock asks again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain import contacts as rules
from domain.asking import Reminder, Step, current, planned
from domain.contacts import Contact, Part
from domain.notices import PlaceVacant, WeekDue
from domain.weeks import Due, Week, Weekly
from storage import askings, contacts, outbox, people, reporting, returns
from storage.store import Session


@dataclass(frozen=True)
class Asked:
    """A week's reminders that stand now and were not queued yet; `vacant` can ask nobody."""

    week: Week
    reminders: frozenset[tuple[str, str]]
    vacant: tuple[PlaceVacant, ...]


def standing(session: Session, now: datetime, weekly: Weekly) -> list[Asked]:
    """The reminders that stand now; none in the quiet hours. It only reads, and may take long."""
    if weekly.rhythm.awake(now) != now:
        return []
    found = [_standing(session, now, weekly, due) for due in weekly.open(now)]
    return [asked for asked in found if asked.reminders or asked.vacant]


def queue(session: Session, asked: list[Asked], now: datetime) -> int:
    """Queue reminders that stand; how many."""
    for one in asked:
        if one.vacant:
            outbox.put_all(session, one.vacant, not_before=now)
    return sum(askings.remind(session, one.week, one.reminders, at=now) for one in asked)


def remind_contacts(session: Session, now: datetime, weekly: Weekly) -> int:
    """Queue the reminders that stand now; how many."""
    return queue(session, standing(session, now, weekly), now)


def tell_weeks_due(session: Session, now: datetime, weekly: Weekly) -> None:
    """Have the general desks read, once a week is due, who has handed in and who has not."""
    for due in weekly.open(now):
        if now >= due.at and weekly.rhythm.awake(now) == now and reporting.asked(session, due.week):
            for room in people.general_rooms(session):
                outbox.put(session, WeekDue(room.id, due.week.key), not_before=now)


def _standing(session: Session, now: datetime, weekly: Weekly, due: Due) -> Asked:
    usual = current(planned(due, weekly), now, due)
    put_off = {
        contact: current(planned(due, weekly, at), now, due)
        for contact, at in askings.later(session, due.week).items()
    }
    if usual is None and not any(put_off.values()):
        return Asked(due.week, frozenset(), ())
    wanted: set[tuple[str, str]] = set()
    vacant: list[PlaceVacant] = []
    overdue = usual is not None and usual.step is Step.OVERDUE
    for enterprise, asked in _owed(session, due, overdue=overdue):
        if not asked:
            vacant.append(PlaceVacant(enterprise, due.week.key))
        for _, contact in asked:
            reminder: Reminder | None = put_off.get(contact.id, usual)
            if reminder is not None:
                wanted.add((contact.id, reminder.key))
    told = outbox.known(session, [one.key for one in vacant])
    return Asked(
        due.week,
        frozenset(wanted - askings.reminded(session, due.week)),
        tuple(one for one in vacant if one.key not in told),
    )


def _owed(
    session: Session, due: Due, *, overdue: bool
) -> Iterator[tuple[str, list[tuple[Part, Contact]]]]:
    """Every enterprise that is still asked for the week, and who of its contacts is."""
    settled = returns.settled(session, due.week)
    passed = returns.passed_on(session, due.week)
    pairs = contacts.pairs(session)
    for one in reporting.asked(session, due.week):
        if one.enterprise not in settled:
            pair = pairs.get(one.enterprise, {})
            yield (
                one.enterprise,
                rules.asked(pair, passed=one.enterprise in passed, overdue=overdue),
            )
