"""What rests of one case, row by row, as somebody who has stolen the database finds it."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from storage.sealed import Sealed
from storage.tables import AttachmentRow, CaseRow, JournalRow, LetterRow, NoteRow, RouteRow

_SHOWN: Final = 24
"""Bytes of something sealed that are shown; the rest looks the same."""


@dataclass(frozen=True)
class Cell:
    """One column of one row; `sealed` is how many bytes of it are sealed, 0 for none."""

    column: str
    words: str
    sealed: int


@dataclass(frozen=True)
class Kept:
    """One row."""

    table: str
    cells: tuple[Cell, ...]


def of(session: Session, code: str) -> list[Kept]:
    """Every row of a case and of what belongs to it; none when there is no such case."""
    case = session.scalar(select(CaseRow.id).where(CaseRow.code == code))
    if case is None:
        return []
    found = [(CaseRow, CaseRow.id), (LetterRow, LetterRow.case_id), (NoteRow, NoteRow.case_id)]
    found += [(RouteRow, RouteRow.case_id)]
    found += [(AttachmentRow, AttachmentRow.case_id), (JournalRow, JournalRow.subject)]
    return [
        kept
        for row_class, column in found
        for kept in _rows(session, row_class.__table__, column, case)
    ]


def _rows(session: Session, table: Any, column: Any, case: str) -> list[Kept]:
    assert isinstance(table, Table)
    rows = session.execute(select(table).where(column == case)).mappings()
    return [Kept(table.name, tuple(_cell(str(k), v) for k, v in row.items())) for row in rows]


def _cell(column: str, value: Any) -> Cell:
    if isinstance(value, Sealed):
        return Cell(column, value.blob[:_SHOWN].hex(" "), len(value.blob))
    if isinstance(value, bytes):
        return Cell(column, value[:_SHOWN].hex(" "), 0)
    return Cell(column, "" if value is None else str(value), 0)
