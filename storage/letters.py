"""The mailbox: lines sealed to the reporter's mailbox key and to the desk.

The mailbox key is made only from a receipt code, so what is written here is read by the desk and
by whoever holds the paper, and by nobody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from domain.reading import Line
from storage import routes
from storage.ids import fresh
from storage.sealed import Sealed
from storage.sealing import Sealing
from storage.tables import AttachmentRow, CaseRow, IdentityRow, LetterRow, RouteRow

PLACE = "letters.body"


@dataclass(frozen=True)
class Letter:
    """A line as it is kept; `posted` tells whether the desk has taken note of what it means.

    `to_show` is the first of its messages that is still to be posted into the case's topic, None
    when none is: it stands there whole, or it is none of the reporter's. `seen` tells whether the
    other side has read it.
    """

    id: str
    case: str
    inward: bool
    posted: bool
    seen: bool
    to_show: int | None
    body: Sealed


@dataclass(frozen=True)
class Mailbox:
    """What a receipt code leads to: the case's id, its sealed lines, and whether it was posted.

    `knocks` tells whether somebody asked to be knocked for.
    """

    case: str
    key: bytes
    posted: bool
    knocks: bool
    letters: tuple[Letter, ...]


def find(session: Session, locator: str, *, now: datetime) -> Mailbox | None:
    """The mailbox under a locator, with the lines visible now; the same queries for a miss."""
    knocks = exists().where(RouteRow.case_id == CaseRow.id).label("knocks")
    row = session.execute(
        select(CaseRow.id, CaseRow.mailbox_key, CaseRow.posted, knocks).where(
            CaseRow.locator == locator
        )
    ).one_or_none()
    case = row.id if row else ""
    visible = or_(LetterRow.visible_from.is_(None), LetterRow.visible_from <= now)
    letters = _letters(session, LetterRow.case_id == case, visible)
    if row is None or row.mailbox_key is None:
        return None
    return Mailbox(row.id, row.mailbox_key, row.posted, row.knocks, letters)


def of(session: Session, case: str) -> tuple[Letter, ...]:
    """All lines of a case in their order, also what the reporter cannot see yet."""
    return _letters(session, LetterRow.case_id == case)


def load(session: Session, letter: str) -> Letter:
    """One line."""
    return _letter(session.get_one(LetterRow, letter))


def there(session: Session, letter: str) -> bool:
    """Whether a line under that id was written before."""
    return session.get(LetterRow, letter) is not None


def key(session: Session, case: str) -> bytes | None:
    """What files beside a letter to this reporter are sealed to; None when the mailbox is burnt."""
    return session.scalar(select(CaseRow.mailbox_key).where(CaseRow.id == case))


def write(
    session: Session,
    case: str,
    line: Line,
    *,
    sealing: Sealing,
    visible_from: datetime | None,
    inward: bool = False,
    letter: str | None = None,
) -> str | None:
    """Seal a line to a case's mailbox and the desk; its id, or None when the mailbox is burnt.

    What comes from the reporter (`inward`) has no moment. Pass `letter` where the id must be known
    before, so that writing it twice is noticed. The case is locked meanwhile, so that lines written
    side by side stand one behind the other.
    """
    session.execute(select(CaseRow.id).where(CaseRow.id == case).with_for_update())
    mailbox = key(session, case)
    if mailbox is None and not inward:
        return None
    letter = letter or fresh()
    plain = line.to_bytes()
    body = (
        sealing.seal(plain, PLACE, letter)
        if mailbox is None
        else sealing.seal_for(mailbox, plain, PLACE, letter)
    )
    last = session.scalar(select(func.max(LetterRow.position)).where(LetterRow.case_id == case))
    session.add(
        LetterRow(
            id=letter,
            case_id=case,
            position=(last or 0) + 1,
            inward=inward,
            visible_from=visible_from,
            posted=not inward,
            seen=False,
            to_show=0 if inward else None,
            body=body,
        )
    )
    session.flush()
    return letter


def take_back(session: Session, letters: Sequence[str], *, now: datetime) -> bool:
    """Erase lines that nobody can have read yet; False, and nothing erased, when one is visible."""
    rows = session.scalars(select(LetterRow).where(LetterRow.id.in_(letters))).all()
    if any(row.visible_from is None or row.visible_from <= now for row in rows):
        return False
    for row in rows:
        for file in session.scalars(select(AttachmentRow).where(AttachmentRow.letter_id == row.id)):
            session.delete(file)
        session.delete(row)
    session.flush()
    return True


def erase(session: Session, case: str) -> None:
    """Destroy every line of a mailbox and every file of the case."""
    session.execute(delete(AttachmentRow).where(AttachmentRow.case_id == case))
    session.execute(delete(LetterRow).where(LetterRow.case_id == case))


def burn(session: Session, case: str) -> None:
    """Destroy the mailbox and the route to it for good: nobody finds or opens it.

    The case goes on, and whoever acts on it meanwhile is not overtaken. An identity goes too: its
    owner could not be told any more that it was opened.
    """
    gone = {"locator": None, "mailbox_key": None}
    session.execute(update(CaseRow).where(CaseRow.id == case).values(gone))
    session.execute(delete(IdentityRow).where(IdentityRow.case_id == case))
    routes.drop(session, case)


def mark_seen(session: Session, case: str, *, now: datetime) -> None:
    """The mailbox was opened: that it was, not when."""
    session.execute(
        update(LetterRow)
        .where(
            LetterRow.case_id == case,
            or_(LetterRow.visible_from.is_(None), LetterRow.visible_from <= now),
            ~LetterRow.inward,
            ~LetterRow.seen,
        )
        .values(seen=True)
    )


def mark_posted(session: Session, letter: str, *, seen: bool = False) -> None:
    """The desk has been shown what the reporter wrote; `seen` where it need not read it."""
    where = LetterRow.id == letter
    session.execute(update(LetterRow).where(where).values(posted=True, seen=seen))


def to_show(session: Session, case: str) -> tuple[Letter, ...]:
    """What the reporter wrote and does not stand in the case's topic whole."""
    return _letters(
        session,
        LetterRow.case_id == case,
        LetterRow.posted.is_(True),
        LetterRow.to_show.is_not(None),
    )


def mark_shown(session: Session, letter: str, *, to_show: int | None) -> None:
    """Another message of a letter stands in the topic; None: it was the last."""
    session.execute(update(LetterRow).where(LetterRow.id == letter).values(to_show=to_show))


def mark_read(session: Session, case: str) -> None:
    """The desk has read what the reporter wrote, as far as it has been shown."""
    session.execute(
        update(LetterRow)
        .where(LetterRow.case_id == case, LetterRow.inward, LetterRow.posted, ~LetterRow.seen)
        .values(seen=True)
    )


def unread(session: Session) -> Mapping[str, int]:
    """How many letters of a case's reporter nobody has read, nor written after them, by case."""
    later = aliased(LetterRow)
    after = exists().where(
        later.case_id == LetterRow.case_id, ~later.inward, later.position > LetterRow.position
    )
    rows = session.execute(
        select(LetterRow.case_id, func.count())
        .where(LetterRow.inward, LetterRow.posted, ~LetterRow.seen, ~after)
        .group_by(LetterRow.case_id)
    )
    return {row[0]: row[1] for row in rows}


def _letters(session: Session, *where: ColumnElement[bool]) -> tuple[Letter, ...]:
    rows = session.scalars(
        select(LetterRow).where(*where).order_by(LetterRow.position, LetterRow.id)
    )
    return tuple(_letter(row) for row in rows)


def _letter(row: LetterRow) -> Letter:
    return Letter(
        id=row.id,
        case=row.case_id,
        inward=row.inward,
        posted=row.posted,
        seen=row.seen,
        to_show=row.to_show,
        body=row.body,
    )
