"""Weekly returns as workbooks: one enterprise's week to forward, and the week of all of them."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from domain.forms import Kind, rate, rest
from domain.weeks import Due
from handlers.texts.returns import Figures, Line, texts
from handlers.texts.returns.sheets import Labels, labels

_FONT: Final = "宋体"
_LINE: Final = 16.0
_THIN: Final = Side(style="thin")
_BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One enterprise in the week's workbook; `figures` None: nothing was handed in."""

    enterprise: str
    line: Line
    filed: datetime | None
    figures: Figures | None
    reason: str


def one(figures: Figures, enterprise: str, number: str, language: str) -> bytes:
    """An enterprise's week on one A4 page; `number` is the receipt's, "" before it has one."""
    say, book, sheet = labels(language), *_book(labels(language).title)
    due, form = figures.due, figures.form
    _put(sheet, 1, 1, _title(say, due), bold=True)
    sheet.merge_cells("A1:C1")
    sheet["A1"].font = Font(name=_FONT, size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    facts = [
        (say.enterprise, enterprise),
        (say.period, period(due)),
        (say.counted, f"{due.counted_until:%Y-%m-%d %H:%M}"),
        (say.receipt, number or say.not_handed_in),
    ]
    for row, (name, value) in enumerate(facts, 2):
        _put(sheet, row, 1, name)
        _put(sheet, row, 2, value)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
    row = len(facts) + 3
    for column, name in enumerate((say.item, say.this_week, say.total), 1):
        _put(sheet, row, column, name, bold=True, box=True)
    for field in form.fields:
        row += 1
        _put(sheet, row, 1, field.names[language], box=True)
        _put(sheet, row, 2, figures.values.get(field.key, ""), box=True)
        _put(sheet, row, 3, figures.totals[field.key], box=True)
    computed: list[tuple[str, object]] = [
        (r.names[language], rest(form, r.key, figures.totals)) for r in form.rests
    ]
    computed += [
        (r.names[language], _share(rate(figures.totals[r.part], figures.totals[r.whole])))
        for r in form.rates
    ]
    for name, figure in computed:
        row += 1
        _put(sheet, row, 1, name, box=True)
        _put(sheet, row, 2, "", box=True)
        _put(sheet, row, 3, figure, box=True)
    _put(sheet, row + 1, 1, say.note, box=True)
    _put(sheet, row + 1, 2, figures.note or say.none, box=True)
    _put(sheet, row + 1, 3, "", box=True)
    sheet.row_dimensions[row + 1].height = _height(figures.note, 40)
    sheet.merge_cells(start_row=row + 1, start_column=2, end_row=row + 1, end_column=3)
    _put(sheet, row + 3, 1, say.filled_by)
    _put(sheet, row + 3, 2, say.checked_by)
    for letter, width in zip("ABC", (30, 22, 22), strict=True):
        sheet.column_dimensions[letter].width = width
    _page(sheet, landscape=False)
    return _bytes(book)


def period(due: Due) -> str:
    """The days of a week as its workbook tells them, by which it is known again."""
    return f"{due.since:%Y-%m-%d} — {due.at:%Y-%m-%d}"


def week(rows: Sequence[Row], due: Due, language: str) -> bytes:
    """The week of all enterprises, one row each, with a last row of sums."""
    say, words = labels(language), texts(language)
    book, sheet = _book(say.title)
    shape = next((row.figures.form for row in rows if row.figures), None)
    fields = () if shape is None else shape.fields
    heads = [say.enterprise, say.state, say.filed]
    heads += [say.column.format(field.names[language], say.this_week) for field in fields]
    new = [field for field in fields if field.kind is Kind.NEW]
    heads += [say.column.format(field.names[language], say.total) for field in new]
    if shape is not None:
        heads += [one.names[language] for one in shape.rests]
        heads += [one.names[language] for one in shape.rates]
    heads += [say.note, say.reason]
    _put(sheet, 1, 1, _title(say, due), bold=True)
    sheet.merge_cells("A1:H1")
    for column, head in enumerate(heads, 1):
        _put(sheet, 2, column, head, bold=True, box=True)
    sums = [0] * (len(fields) + len(new))
    for number, row in enumerate(rows, 3):
        cells: list[object] = [row.enterprise, words.standing(row.line)]
        cells.append("" if row.filed is None else f"{row.filed:%m-%d %H:%M}")
        figures = _figures(row)
        cells += figures
        cells += _computed(row)
        cells += [""] * (len(heads) - 2 - len(cells))
        if figures:
            sums = [total + (one or 0) for total, one in zip(sums, figures, strict=True)]
        cells += ["" if row.figures is None else row.figures.note, row.reason]
        for column, value in enumerate(cells, 1):
            _put(sheet, number, column, value, box=True)
    for column, value in enumerate([say.sum, "", "", *sums], 1):
        _put(sheet, len(rows) + 3, column, value, bold=True, box=True)
    sheet.freeze_panes = "B3"
    sheet.print_title_rows = "1:2"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(heads))}{len(rows) + 2}"
    sheet.row_dimensions[2].height = max(_height(head, 7) for head in heads[3:])
    for column in range(1, len(heads) + 1):
        width = {1: 24, 2: 12, 3: 12}.get(column, 8.5 if column < len(heads) - 1 else 18)
        sheet.column_dimensions[get_column_letter(column)].width = width
    _page(sheet, landscape=True)
    return _bytes(book)


def _figures(row: Row) -> list[int | None]:
    if row.figures is None:
        return []
    fields = row.figures.form.fields
    weekly: list[int | None] = [row.figures.values.get(field.key) for field in fields]
    return weekly + [row.figures.totals[f.key] for f in fields if f.kind is Kind.NEW]


def _computed(row: Row) -> list[object]:
    if row.figures is None:
        return []
    form, totals = row.figures.form, row.figures.totals
    rests: list[object] = [rest(form, one.key, totals) for one in form.rests]
    return rests + [_share(rate(totals[one.part], totals[one.whole])) for one in form.rates]


def _title(say: Labels, due: Due) -> str:
    return say.titled.format(say.title, due.week.year, due.week.number)


def _share(share: Decimal | None) -> str:
    return "" if share is None else f"{share}%"


def _book(title: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.properties.creator = "吹哨"
    book.properties.title = title
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return book, sheet


def _put(
    sheet: Worksheet, row: int, column: int, value: object, *, bold: bool = False, box: bool = False
) -> None:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins like a formula stays a text
    cell.font = Font(name=_FONT, size=11, bold=bold)
    across = "left" if isinstance(value, str) and not value.endswith("%") else "center"
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=across)
    if box:
        cell.border = _BOX


def _height(text: str, letters: int) -> float:
    """Points for a text in lines of so many Latin letters; merged cells do not grow by themselves.

    A Chinese character takes the room of two letters.
    """
    taken = sum(1 + (east_asian_width(each) in "WF") for each in text)
    return _LINE * max(1, math.ceil(taken / letters))


def _page(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _bytes(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
