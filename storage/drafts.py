"""Unfinished reports, under a pseudonym and a key that die with their day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Table, bindparam, delete, or_, select, update
from sqlalchemy.orm import DeclarativeBase, Session

from storage import conflicts
from storage.attachments import Attachment
from storage.sealed import Sealed
from storage.tables import DraftFileRow, DraftRow

PLACE = "drafts.body"
FILE_PLACE = "draft_files.content"
WHEREABOUTS_PLACE = "drafts.whereabouts"


def _table(row: type[DeclarativeBase]) -> Table:
    table = row.__table__
    assert isinstance(table, Table)
    return table


def _over(dialect: str) -> conflicts.Insert:
    row = conflicts.insert_on(dialect, DraftRow)
    anew = {name: row.excluded[name] for name in ("body", "whereabouts", "dies_at")}
    return row.on_conflict_do_update(index_elements=[DraftRow.pseudonym], set_=anew)


def _names(pseudonyms: Sequence[str]) -> dict[str, str]:
    today, *before = pseudonyms
    return {"today": today, "yesterday": before[0] if before else today}


_DRAFTS: Final = _table(DraftRow)
_FILES: Final = _table(DraftFileRow)

# Each step of a report is one of these: made once, since SQLAlchemy takes as long to make and to
# recognise a statement as to run it.
_NAMED: Final = or_(
    _DRAFTS.c.pseudonym == bindparam("today"), _DRAFTS.c.pseudonym == bindparam("yesterday")
)
_FIND: Final = select(_DRAFTS.c.pseudonym, _DRAFTS.c.body).where(_NAMED)
_LOCK: Final = _FIND.with_for_update()
_PUT_OVER: Final = update(_DRAFTS).where(_DRAFTS.c.pseudonym == bindparam("before"))
_PUT: Final = {dialect: _over(dialect) for dialect in ("sqlite", "postgresql")}
_KEEP_FILES: Final = delete(_FILES).where(
    _FILES.c.pseudonym == bindparam("draft"),
    _FILES.c.id.not_in(bindparam("kept", expanding=True)),
)


@dataclass(frozen=True)
class Kept:
    """A draft as it is kept: its body opens for its chat, its whereabouts for the intake."""

    body: Sealed
    whereabouts: Sealed


def find(
    session: Session, pseudonyms: Sequence[str], *, lock: bool = False
) -> tuple[str, Sealed] | None:
    """The draft under the first of these pseudonyms (today's, then yesterday's) that has one.

    With `lock` nobody else changes it until this is done.
    """
    found = session.connection().execute(_LOCK if lock else _FIND, _names(pseudonyms))
    rows = {row.pseudonym: row.body for row in found}
    return next(((name, rows[name]) for name in pseudonyms if name in rows), None)


def put(session: Session, pseudonyms: Sequence[str], kept: Kept, *, dies_at: datetime) -> None:
    """Keep a draft as it is now, under the first of these pseudonyms (today's, then yesterday's).

    What lay under another comes along with its files. `dies_at` is cut up to a whole day by the
    caller.
    """
    today = pseudonyms[0]
    values = {"body": kept.body, "whereabouts": kept.whereabouts, "dies_at": dies_at}
    connection = session.connection()
    for name in pseudonyms:
        over = {"before": name, "pseudonym": today, **values}
        if connection.execute(_PUT_OVER, over).rowcount:
            return
    connection.execute(_PUT[conflicts.dialect(session)], {"pseudonym": today, **values})


def carry(session: Session, before: str, after: str, kept: Kept) -> None:
    """Keep a draft with its files under another day's pseudonym; its hour stays."""
    values = {"pseudonym": after, "body": kept.body, "whereabouts": kept.whereabouts}
    session.execute(update(DraftRow).where(DraftRow.pseudonym == before).values(values))


def whereabouts(session: Session) -> dict[str, Sealed]:
    """Where every draft belongs, sealed, by pseudonym."""
    rows = session.execute(select(DraftRow.pseudonym, DraftRow.whereabouts))
    return {row.pseudonym: row.whereabouts for row in rows}


def put_file(session: Session, pseudonym: str, file: Attachment) -> None:
    """Keep a cleaned file with a draft that is there."""
    session.add(DraftFileRow(id=file.id, pseudonym=pseudonym, content=file.content))
    session.flush()


def files(session: Session, ids: Sequence[str]) -> dict[str, Sealed]:
    """The sealed files under these ids."""
    rows = session.scalars(select(DraftFileRow).where(DraftFileRow.id.in_(ids)))
    return {row.id: row.content for row in rows}


def keep_files(session: Session, pseudonym: str, ids: Sequence[str]) -> None:
    """Destroy all files of a draft but these."""
    session.connection().execute(_KEEP_FILES, {"draft": pseudonym, "kept": ids})


def drop(session: Session, pseudonyms: Sequence[str]) -> None:
    """Destroy the drafts under these pseudonyms with all their files."""
    session.execute(delete(DraftFileRow).where(DraftFileRow.pseudonym.in_(pseudonyms)))
    session.execute(delete(DraftRow).where(DraftRow.pseudonym.in_(pseudonyms)))


def sweep(session: Session, *, now: datetime) -> int:
    """Destroy every draft whose time is over; how many."""
    dead = session.scalars(select(DraftRow.pseudonym).where(DraftRow.dies_at <= now)).all()
    drop(session, dead)
    return len(dead)
