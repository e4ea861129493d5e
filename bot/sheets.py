"""Reading and writing small tables: .xlsx and .csv, cell by cell, with nothing taken on trust.

A workbook is written by people: numbers where text is meant, dates as text, formulas, blanks
around a name. What can be read without doubt is read; all else is a fault with its place.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from bot.cells import CellError, Wrong, plain_text

LARGEST = 5 * 1024 * 1024
"""Bytes of a file that is read."""
UNPACKED = 100 * 1024 * 1024
"""Bytes a workbook may unpack to."""
MOST_ROWS = 5000

_BROKEN = (
    *(InvalidFileException, zipfile.BadZipFile, OSError),
    *(LookupError, ValueError, TypeError, AttributeError),
    SyntaxError,  # what XML parsers raise
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one place; `place` is a cell such as B3, or empty for the whole file."""

    wrong: Wrong
    place: str = ""
    column: str = ""


class SheetError(Exception):
    """A table that is not taken, with all its faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(len(faults))
        self.faults = tuple(faults)


Read = Callable[[Any], Any]
"""Makes a value of a cell, or raises a fault."""
Watch = Callable[[Sequence[Any]], Iterable[Any]]
"""Gives what it is given, one by one, and may show how far it is."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, how its cells are read, and what a template shows."""

    name: str
    read: Read
    example: str
    needed: bool = True


@dataclass(frozen=True)
class Row:
    """One row as read: values by heading, None where a cell that may be empty is empty."""

    number: int
    values: dict[str, Any]
    places: dict[str, str]

    def fault(self, column: str, wrong: Wrong) -> Fault:
        """Something wrong with one of its cells."""
        return Fault(wrong, self.places[column], column)


def read_table(path: Path, columns: Sequence[Column], watch: Watch = iter) -> list[Row]:
    """The rows of a table, empty ones left out; `watch` sees each line go by.

    Raises:
        SheetError: with every fault that was found, and then no row.
    """
    lines = _lines(path)
    heading = lines[0] if lines else []
    names = {plain_text(cell): at for at, cell in reversed(list(enumerate(heading, start=1)))}
    missing = [c.name for c in columns if c.needed and c.name not in names]
    if missing:
        raise SheetError([Fault(Wrong.NO_COLUMN, column=name) for name in missing])
    rows, faults = [], []
    for number, line in enumerate(watch(lines[1:]), start=2):
        if number > MOST_ROWS:
            raise SheetError([Fault(Wrong.TOO_LARGE)])
        if all(plain_text(cell) == "" for cell in line):
            continue
        row, wrong = _row(number, line, names, columns)
        rows.append(row)
        faults += wrong
    if not rows:
        faults.append(Fault(Wrong.NO_ROWS))
    if faults:
        raise SheetError(faults)
    return rows


def write_template(path: Path, columns: Sequence[Column]) -> None:
    """A table with the headings and one example row."""
    lines = [[column.name for column in columns], [column.example for column in columns]]
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(lines)
        return
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    book.save(path)


def _row(
    number: int, line: Sequence[Any], names: dict[str, int], columns: Sequence[Column]
) -> tuple[Row, list[Fault]]:
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    faults = []
    for column in columns:
        at = names.get(column.name, 0)
        places[column.name] = f"{get_column_letter(at)}{number}" if at else ""
        cell = line[at - 1] if 0 < at <= len(line) else None
        values[column.name] = None
        if plain_text(cell) == "":
            if column.needed:
                faults.append(Fault(Wrong.EMPTY, places[column.name], column.name))
            continue
        try:
            values[column.name] = column.read(cell)
        except CellError as error:
            faults.append(Fault(error.wrong, places[column.name], column.name))
    return Row(number, values, places), faults


def _lines(path: Path) -> list[Sequence[Any]]:
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError:
        raise SheetError([Fault(Wrong.UNREADABLE)]) from None
    if content is None:
        raise SheetError([Fault(Wrong.TOO_LARGE)])
    if path.suffix.lower() == ".csv":
        return _csv(content)
    return _xlsx(content)


def _csv(content: bytes) -> list[Sequence[Any]]:
    """Spreadsheets in China save .csv in GB 18030 unless told otherwise."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            written = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return list(csv.reader(io.StringIO(written, newline="")))
    raise SheetError([Fault(Wrong.UNREADABLE)])


def _xlsx(content: bytes) -> list[Sequence[Any]]:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
        if sum(part.file_size for part in parts) > UNPACKED:
            raise SheetError([Fault(Wrong.TOO_LARGE)])
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=50, values_only=True)
        lines: list[Sequence[Any]] = list(rows)
    except _BROKEN:
        raise SheetError([Fault(Wrong.UNREADABLE)]) from None
    return lines
