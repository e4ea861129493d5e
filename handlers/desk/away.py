"""What somebody's private chat shows of a case goes, once they may no longer see it."""

from datetime import datetime

from domain.notices import SightLost
from handlers.desk import peek, trail
from handlers.desk.sight import visible
from storage import Session, cases, outbox, pending, people
from storage.opening import Opening


def put_away(session: Session, account: int, case: str | None = None, *, at: datetime) -> None:
    """Have the card, the files and the drafts taken away: of one case, or whatever is shown."""
    peek.hasten(session, account, at=at)
    here = trail.standing(session, account)
    if here is not None and here.message is not None and case in {None, here.case}:
        outbox.put(session, SightLost(account, 0, here.message), not_before=at)
    for draft in pending.in_chat(session, account):
        if case in {None, draft.case}:
            if draft.message is not None:
                outbox.put(session, SightLost(account, 0, draft.message), not_before=at)
            pending.drop(session, draft)


def put_away_unseen(session: Session, opening: Opening, account: int, *, at: datetime) -> None:
    """Have taken away what an account that left a group may no longer see."""
    reviewer = people.reviewer_at(session, account)
    here = trail.standing(session, account)
    written = {draft.case for draft in pending.in_chat(session, account)}
    shown = written | ({here.case} if here is not None and here.case else set())
    for case in sorted(shown):
        found = [cases.load(session, case)]
        if reviewer is None or not visible(session, opening, reviewer, found):
            put_away(session, account, case, at=at)
