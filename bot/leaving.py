"""What happens when a reviewer leaves the desk: their rights end, their cases go on."""

from dataclasses import replace
from datetime import datetime

from domain import acts
from domain.cases import CLOCK, Act, Case, allowed
from domain.change import Entry
from domain.notices import CasesOrphaned, RoomClosed
from domain.people import Reviewer, Room
from handlers.desk import away, group
from storage import Session, cases, docket, journal, outbox, people
from storage.sealing import Sealing


def leave(session: Session, somebody: Reviewer, *, sealing: Sealing, at: datetime) -> int:
    """Ends a reviewer's rights and offers their cases to others; how many cases those were.

    Their groups are told, and show nothing until they have left them; their account may enrol
    anew.
    """
    held = [case for case in docket.held_by(session, somebody.id) if _can_go(case)]
    for case in held:
        cases.record(session, acts.release(case, at=at), sealing=sealing, hold=False)
    for room in people.rooms(session):
        for chat_id, reviewer in people.members(session, room.id):
            if reviewer == somebody.id:
                people.seen_in(session, room.id, chat_id, None)
                _close(session, room, at=at)
    if somebody.chat_id is not None:
        away.put_away(session, somebody.chat_id, at=at)
    people.put_reviewer(session, replace(somebody, active=False, chat_id=None))
    journal.append(session, Entry("remove_reviewer", "office", at, somebody.id))
    if held:
        told = CasesOrphaned(somebody.id, occasion=at.isoformat(timespec="seconds"))
        outbox.put(session, told, not_before=at)
    return len(held)


def _close(session: Session, room: Room, *, at: datetime) -> None:
    """Has the group told once why it falls silent; one that shows nothing already knows."""
    if room.ready:
        group.open_or_close(session, room, ready=False, by="office", at=at)
        told = RoomClosed(room.id, occasion=at.isoformat(timespec="seconds"))
        outbox.put(session, told, not_before=at)


def _can_go(case: Case) -> bool:
    return allowed(case, Act.RELEASE, CLOCK)
