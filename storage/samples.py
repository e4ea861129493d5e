"""One sealed item for each key to which anything rests sealed: what that key must open."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import cases, notes
from storage.envelope import recipients
from storage.sealed import Sealed
from storage.tables import CaseRow, NoteRow


@dataclass(frozen=True)
class Sample:
    """Something sealed, with the place and the id it is bound to."""

    sealed: Sealed
    place: str
    item: str


def by_key(session: Session) -> Mapping[str, Sample]:
    """Of the reports and notes one for each key's id (hexadecimal).

    Raises:
        UnsealError: when something is no envelope.
    """
    found: dict[str, Sample] = {}
    for item, report in session.execute(select(CaseRow.id, CaseRow.report)):
        _add(found, report, cases.PLACE, item)
    for item, note in session.execute(select(NoteRow.id, NoteRow.body)):
        _add(found, note, notes.PLACE, item)
    return found


def _add(found: dict[str, Sample], sealed: Sealed | None, place: str, item: str) -> None:
    if sealed is not None:
        for key in recipients(sealed):
            found.setdefault(key.hex(), Sample(sealed, place, item))
