"""Whether what rests sealed is what the journal saw."""

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage import journal
from storage.sealed import Sealed
from storage.tables import AttachmentRow, CaseRow, JournalRow, LetterRow, NoteRow

_SHOWN = or_(
    LetterRow.inward & LetterRow.posted,
    ~LetterRow.inward & (LetterRow.position > 1),  # the first line comes with the filing
)


def strangers(session: Session) -> int:
    """How many reports, letters, notes and files the desk has that no entry of the journal names.

    Each was put in or replaced behind the product's back. What is missing is no stranger: a
    mailbox is burnt and a letter taken back by right.
    """
    known = {
        one
        for facts in session.scalars(select(JournalRow.facts).execution_options(yield_per=500))
        for one in str(facts.get("sealed", "")).split()
    }
    return sum(journal.digest(sealed) not in known for sealed in _shown(session))


def _shown(session: Session) -> Iterator[Sealed]:
    files = select(AttachmentRow.content)
    for query in (
        select(CaseRow.report).where(CaseRow.posted, CaseRow.report.is_not(None)),
        select(LetterRow.body).where(_SHOWN),
        select(NoteRow.body),
        files.join(CaseRow, CaseRow.id == AttachmentRow.case_id).where(
            AttachmentRow.letter_id.is_(None), CaseRow.posted
        ),
        files.join(LetterRow, LetterRow.id == AttachmentRow.letter_id).where(_SHOWN),
    ):
        with session.scalars(query.execution_options(yield_per=100)) as rows:
            yield from (sealed for sealed in rows if sealed is not None)
