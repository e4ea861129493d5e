"""Workbooks with `CANARY` in all that is not seen."""

import io

import openpyxl
from openpyxl.comments import Comment

from tests.handlers.cleaning.canary import CANARY, SEEN
from tests.handlers.cleaning.nasty_pictures import jpeg


def xlsx() -> bytes:
    """Authors, a comment, a hidden sheet and row, a name, a header, and a picture with EXIF."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = CANARY
    sheet = book.active
    sheet["A1"] = SEEN
    sheet["A2"] = 46_000
    sheet["A2"].number_format = "yyyy-mm-dd"
    sheet["A3"] = CANARY
    sheet.row_dimensions[3].hidden = True
    sheet["D1"] = CANARY
    sheet.column_dimensions["D"].hidden = True
    sheet["B1"] = f'=INDEX("C:/{CANARY}.xlsx",1)'
    sheet["A1"].comment = Comment(CANARY, CANARY)
    sheet.oddHeader.center.text = CANARY
    sheet.merge_cells("A5:B6")
    hidden = book.create_sheet("hidden")
    hidden["A1"] = CANARY
    hidden.sheet_state = "hidden"
    book.defined_names[CANARY] = openpyxl.workbook.defined_name.DefinedName(
        CANARY, attr_text="Sheet!$A$1"
    )
    sheet.add_image(openpyxl.drawing.image.Image(io.BytesIO(jpeg())), "C3")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
