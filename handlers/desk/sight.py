"""Which cases somebody may see outside their topics: those of their rooms, never tied ones."""

from collections.abc import Iterable
from datetime import datetime

from domain.cases import Case
from domain.people import Reviewer
from storage import Session, cases, docket, people
from storage.opening import Opening

KINDS = ("queue", "mine", "today", "overdue")


def visible(
    session: Session, opening: Opening, reviewer: Reviewer, found: Iterable[Case]
) -> list[Case]:
    """Of some cases those the reviewer may see."""
    rooms = {
        room.id
        for room in people.rooms(session)
        if reviewer.id in {member for _, member in people.members(session, room.id)}
    }
    ties = {opening.tag("enterprise", enterprise) for enterprise in reviewer.ties}
    here = [case for case in found if case.posted and case.room in rooms]
    hidden = cases.tagged(session, ties) if ties else set()
    return [case for case in here if case.id not in hidden]


def listed(
    session: Session, opening: Opening, reviewer: Reviewer, kind: str, now: datetime
) -> list[Case]:
    """One of the KINDS of lists, the most pressing first; a second look is for others."""
    match kind:
        case "queue":
            waiting = [c for c in docket.waiting(session) if reviewer.id not in c.excluded]
            found = waiting + [c for c in docket.orphaned(session) if reviewer.id not in c.excluded]
        case "mine":
            found = docket.held_by(session, reviewer.id)
        case "today":
            found = [c for c in docket.in_work(session) if c.due and c.due.day == now.date()]
        case _:
            found = docket.overdue(session, now)
    return visible(session, opening, reviewer, found)
