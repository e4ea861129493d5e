"""Unfinished reports, under a pseudonym and a key that die with their day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage import conflicts
from storage.attachments import Attachment
from storage.sealed import Sealed
from storage.tables import DraftFileRow, DraftRow

PLACE = "drafts.body"
FILE_PLACE = "draft_files.content"
WHEREABOUTS_PLACE = "drafts.whereabouts"

_UNSEEN: Final = {"synchronize_session": False}
"""No session holds a draft: there is nothing in it to bring up to date."""


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
    query = select(DraftRow.pseudonym, DraftRow.body).where(DraftRow.pseudonym.in_(pseudonyms))
    found = session.execute(query.with_for_update() if lock else query)
    rows = {row.pseudonym: row.body for row in found}
    return next(((name, rows[name]) for name in pseudonyms if name in rows), None)


def put(session: Session, pseudonyms: Sequence[str], kept: Kept, *, dies_at: datetime) -> None:
    """Keep a draft as it is now, under the first of these pseudonyms (today's, then yesterday's).

    What lay under another comes along with its files. `dies_at` is cut up to a whole day by the
    caller.
    """
    today = pseudonyms[0]
    values = {"body": kept.body, "whereabouts": kept.whereabouts, "dies_at": dies_at}
    if any(_put_over(session, name, {"pseudonym": today, **values}) for name in pseudonyms):
        return
    row = conflicts.insert(session, DraftRow).values(pseudonym=today, **values)
    anew = {name: row.excluded[name] for name in values}
    session.execute(row.on_conflict_do_update(index_elements=[DraftRow.pseudonym], set_=anew))


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
    files = delete(DraftFileRow).where(DraftFileRow.pseudonym == pseudonym)
    session.execute(files.where(DraftFileRow.id.not_in(ids)), execution_options=_UNSEEN)


def drop(session: Session, pseudonyms: Sequence[str]) -> None:
    """Destroy the drafts under these pseudonyms with all their files."""
    session.execute(delete(DraftFileRow).where(DraftFileRow.pseudonym.in_(pseudonyms)))
    session.execute(delete(DraftRow).where(DraftRow.pseudonym.in_(pseudonyms)))


def sweep(session: Session, *, now: datetime) -> int:
    """Destroy every draft whose time is over; how many."""
    dead = session.scalars(select(DraftRow.pseudonym).where(DraftRow.dies_at <= now)).all()
    drop(session, dead)
    return len(dead)


def _put_over(session: Session, pseudonym: str, values: dict[str, object]) -> bool:
    """Whether a draft lay there that is now as the values say."""
    over = update(DraftRow).where(DraftRow.pseudonym == pseudonym).values(values)
    return bool(session.execute(over, execution_options=_UNSEEN).rowcount)  # type: ignore[attr-defined]
