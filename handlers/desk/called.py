"""Whom a ring reaches: on duty, else the room's leads, else leads who can only call others."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases import Case
from domain.people import Reviewer, Role
from handlers.desk.press import actor_of
from storage import Session, cases, duty, people
from storage.opening import Opening


@dataclass(frozen=True)
class Called:
    """Reviewers with an account, none of them tied or excluded.

    `outside` are leads who are not in the case's room: they cannot take it, only call who can. A
    case that has no room yet can be taken by nobody, so that nobody is outside.
    """

    on_duty: tuple[Reviewer, ...] = ()
    leads: tuple[Reviewer, ...] = ()
    outside: tuple[Reviewer, ...] = ()
    holder: Reviewer | None = None


def called(
    session: Session, opening: Opening, case: Case, now: datetime, *, rank: int = 0
) -> Called:
    """Whom a ring of this rank (0 duty, 1 lead, 2 deputy) reaches at a moment."""
    enterprise, _ = cases.tags(session, case.id)
    free = [
        reviewer
        for reviewer in people.reviewers(session)
        if reviewer.chat_id is not None
        and reviewer.id not in case.excluded
        and not actor_of(opening, reviewer, enterprise).tied
    ]
    inside = {r.id: r for r in free}
    if case.room is not None:
        members = {reviewer for _, reviewer in people.members(session, case.room)}
        inside = {r.id: r for r in free if r.id in members}
    shifts = dict.fromkeys(shift.reviewer for shift in duty.at(session, now, rank=rank))
    return Called(
        on_duty=tuple(inside[who] for who in shifts if who in inside),
        leads=tuple(r for r in inside.values() if r.role is Role.LEAD),
        outside=tuple(r for r in free if r.role is Role.LEAD and r.id not in inside),
        holder=inside.get(case.holder or ""),
    )
