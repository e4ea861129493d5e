"""What could not be told, as far as it concerns one room."""

from domain.delivery import GIVEN_UP_AFTER
from domain.errors import NotFoundError
from domain.notices import Notice
from storage import Session, cases, outbox


def unsent(session: Session, room_id: str) -> list[str]:
    """The codes of the cases that somebody was not told of, one a notice; "" where it is of none.

    What is never given up counts once anything else would have been. What only tidies up messages
    is of no room; what is of a case without one is of every room, which must not know its code.
    """
    notices = outbox.dead(session) + outbox.failing(session, GIVEN_UP_AFTER)
    told = [_in(session, room_id, notice) for notice in notices]
    return [code for code in told if code is not None]


def _in(session: Session, room_id: str, notice: Notice) -> str | None:
    """What a room is told of a notice; None when it is not its matter."""
    case_id: str | None = getattr(notice, "case", None)
    if case_id is None:
        return "" if getattr(notice, "room", None) == room_id else None
    try:
        case = cases.load(session, case_id)
    except NotFoundError:
        return None
    if case.room is None:
        return ""
    return case.code if case.room == room_id else None
