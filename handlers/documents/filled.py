"""An enterprise's week read back from the workbook that `returns.one` gives out."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from domain import numerals
from domain.errors import SheetUnreadableError
from domain.forms import Form
from handlers.texts.returns.sheets import LANGUAGES

_LAST: Final = 60
"""Rows that are looked at; the form has a quarter of them."""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What somebody wrote into a workbook; figures whose cell is empty are not among `values`."""

    enterprise: str
    period: str
    values: Mapping[str, int]
    note: str


def read(content: bytes, form: Form) -> Filled:
    """What stands in the first sheet of a workbook that cleaning made.

    Raises SheetUnreadableError for one that is not of this form, NumberUnreadableError with what
    stands where a number should.
    """
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = dict(_rows(sheet))
    keys = {name: field.key for field in form.fields for name in field.names.values()}
    cells = {keys[name]: cell for name, cell in rows.items() if name in keys}
    headings = {
        getattr(say, what): what
        for say in LANGUAGES.values()
        for what in ("enterprise", "period", "note")
    }
    facts = {headings[name]: cell for name, cell in rows.items() if name in headings}
    if cells.keys() != set(form.keys) or not facts.get("enterprise") or not facts.get("period"):
        raise SheetUnreadableError
    note = facts.get("note", "")
    return Filled(
        enterprise=facts["enterprise"],
        period=facts["period"],
        values={key: numerals.one(cell.removesuffix(".0")) for key, cell in cells.items() if cell},
        note="" if note in {say.none for say in LANGUAGES.values()} else note,
    )


def _rows(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """The first two cells of each row, as a person reads them."""
    for name, value in sheet.iter_rows(max_row=_LAST, max_col=2, values_only=True):
        if name is not None:
            yield str(name).strip(), "" if value is None else str(value).strip()
