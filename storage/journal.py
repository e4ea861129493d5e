"""The journal: append-only, appended by the desk alone, each entry chained to the one before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from domain.change import Entry
from storage.sealed import Sealed
from storage.tables import JournalHeadRow, JournalRow

START: Final = "0" * 64

_CHAINED: Final = ("number", "at", "by", "act", "subject", "facts", "previous")

# Each act of the desk is written by these: made once, and past the unit of work, which takes
# several times as long.
_HEAD: Final = select(JournalHeadRow.number, JournalHeadRow.digest).where(JournalHeadRow.id == 1)
_HEAD_NOW: Final = _HEAD.with_for_update()
_APPEND: Final = insert(JournalRow)
_MOVE: Final = update(JournalHeadRow).where(JournalHeadRow.id == 1)


@dataclass(frozen=True)
class Head:
    """The newest entry's number (0: none yet) and digest (SHA-256, hexadecimal)."""

    number: int
    digest: str


@dataclass(frozen=True)
class Break:
    """The first entry that does not fit the chain."""

    number: int


def append(session: Session, entry: Entry, sealed: Iterable[Sealed] = ()) -> Head:
    """Append an entry under the chain's one lock, with a digest of each `sealed` it brought."""
    connection = session.connection()
    before = Head(*connection.execute(_HEAD_NOW).one())
    digests = {"sealed": " ".join(map(digest, sealed))}
    row = {
        "number": before.number + 1,
        "at": entry.at.isoformat(timespec="seconds"),
        "by": entry.by,
        "act": entry.act,
        "subject": entry.subject,
        "facts": dict(entry.facts) | (digests if digests["sealed"] else {}),
        "previous": before.digest,
    }
    after = Head(before.number + 1, _digest(row))
    connection.execute(_APPEND, row | {"digest": after.digest})
    connection.execute(_MOVE, {"number": after.number, "digest": after.digest})
    return after


def digest(sealed: Sealed) -> str:
    """What the journal knows sealed content by (SHA-256, hexadecimal)."""
    return hashlib.sha256(sealed.blob).hexdigest()


def head(session: Session) -> Head:
    """Where the chain stands; read aloud each morning, so that a rewritten journal is noticed."""
    return Head(*session.connection().execute(_HEAD).one())


def verify(session: Session) -> Break | None:
    """Recompute the whole chain; the first entry that was changed, taken out or put in, or None."""
    previous = Head(0, START)
    entries = select(JournalRow).order_by(JournalRow.number).execution_options(yield_per=500)
    with session.scalars(entries) as rows:
        for row in rows:
            fits = row.number == previous.number + 1 and row.previous == previous.digest
            if not fits or row.digest != _digest(vars(row)):
                return Break(previous.number + 1)
            previous = Head(row.number, row.digest)
    return None if previous == head(session) else Break(previous.number + 1)


def of(session: Session, subject: str) -> tuple[Entry, ...]:
    """What was done to a subject, oldest first; `at` is read back from the entry's text."""
    rows = session.scalars(
        select(JournalRow).where(JournalRow.subject == subject).order_by(JournalRow.number)
    )
    return tuple(
        Entry(row.act, row.by, datetime.fromisoformat(row.at), row.subject, row.facts)
        for row in rows
    )


def _digest(row: Mapping[str, object]) -> str:
    content = [row[name] for name in _CHAINED]
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
