"""What the clock does to cases: plain functions that decide from `now` what is due.

Each may be run at any time and as often as one likes: what was done is not done again, and what
was missed while nothing ran is made up for.
"""

from datetime import datetime, time
from typing import Final

from domain import acts
from domain.cases import POSTED_WITHIN, Case, DueKind, Stage
from domain.notices import BoardChanged, CardChanged, CasesOrphaned, ChaseDue, DigestDue, DueOver
from domain.reading import OBJECTION_WITHIN
from domain.reminders import reminder
from domain.workdays import IsWorkday
from storage import cases, docket, outbox, people
from storage.sealing import Sealing
from storage.store import Session

DIGEST_FROM: Final = time(8, 30)
DIGEST_UNTIL: Final = time(18, 0)


def close_ended(session: Session, now: datetime, sealing: Sealing) -> int:
    """Close what was concluded and can no longer be objected to; how many cases."""
    last = now.date() - OBJECTION_WITHIN - POSTED_WITHIN
    ended = docket.concluded_before(session, last)
    for case in ended:
        cases.record(session, acts.close(case, at=now), sealing=sealing, hold=False)
    return len(ended)


def release_left(session: Session, now: datetime, sealing: Sealing) -> int:
    """Free the cases of who left the desk or the case's room, and offer them; how many cases."""
    freed: dict[str, list[Case]] = {}
    active = {reviewer.id for reviewer in people.reviewers(session)}
    inside = {
        room.id: {reviewer for _, reviewer in people.members(session, room.id)}
        for room in people.rooms(session)
        if room.ready
    }
    for case in docket.in_work(session):
        here = inside.get(case.room or "")
        left = case.holder not in active or (here is not None and case.holder not in here)
        if case.holder is not None and left and case.stage is not Stage.RECEIVED:
            cases.record(session, acts.release(case, at=now), sealing=sealing, hold=False)
            freed.setdefault(case.holder, []).append(case)
    for reviewer, theirs in freed.items():
        occasion = now.isoformat(timespec="seconds")
        outbox.put(session, CasesOrphaned(reviewer, occasion=occasion), not_before=now)
        for room in {case.room for case in theirs} - {None}:
            outbox.put(session, BoardChanged(room or ""), not_before=now)
    return sum(len(theirs) for theirs in freed.values())


def remind(session: Session, now: datetime, is_workday: IsWorkday) -> None:
    """Remind of what is overdue, in working hours; whom and how often the rule says."""
    if not DIGEST_FROM <= now.time() < DIGEST_UNTIL:
        return
    for case in docket.in_work(session):
        what = reminder(case, now.date(), is_workday)
        if what is None:
            continue
        kind, occasion = what.kind.value, what.occasion
        if what.kind is DueKind.CHASE:
            outbox.put(session, ChaseDue(case.id, occasion), not_before=now)
        elif what.holder:
            outbox.put(session, DueOver(case.id, kind, "holder", occasion), not_before=now)
        if what.leads:
            outbox.put(session, DueOver(case.id, kind, "leads", occasion), not_before=now)


def draw_anew(session: Session, now: datetime) -> None:
    """Have cards and boards show today's date: what is left of the time changes by itself."""
    for case in docket.in_work(session):
        if case.due is not None:
            outbox.put(session, CardChanged(case.id), not_before=now)
    for room in people.rooms(session):
        if room.ready:
            outbox.put(session, BoardChanged(room.id), not_before=now)


def greet(session: Session, now: datetime, is_workday: IsWorkday) -> None:
    """Have the digest told on working days from half past eight, once a day and room."""
    if is_workday(now.date()) and DIGEST_FROM <= now.time() < DIGEST_UNTIL:
        for room in [room for room in people.rooms(session) if room.ready]:
            notice = DigestDue(room.id, day=now.date().isoformat())
            outbox.put(session, notice, not_before=now)
