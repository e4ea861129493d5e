"""What could not be told, as far as it concerns one room."""

from domain.errors import NotFoundError
from domain.notices import Notice
from storage import Session, cases, outbox


def unsent(session: Session, room_id: str) -> list[str]:
    """The codes of the cases that somebody was not told of, one a notice; "" where it is of none.

    What only tidies up messages is of no room.
    """
    told = [_of(session, notice) for notice in outbox.dead(session)]
    return [code for room, code in told if room == room_id]


def _of(session: Session, notice: Notice) -> tuple[str | None, str]:
    case_id: str | None = getattr(notice, "case", None)
    if case_id is None:
        return getattr(notice, "room", None), ""
    try:
        case = cases.load(session, case_id)
    except NotFoundError:
        return None, ""
    return case.room, case.code
