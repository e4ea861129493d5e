"""Files that somebody sends: a photo, a workbook in which they wrote, and what is neither."""

import io
import random

import openpyxl
from PIL import Image

from tests.fuzz import words


def sent(chance: random.Random, workbooks: list[bytes]) -> tuple[str, bytes]:
    """A name and what the file holds: a photo, a return of ours, or what is neither."""
    fate = chance.random()
    if fate < 0.25:
        out = io.BytesIO()
        Image.new("RGB", (40, 30), "red").save(out, "JPEG")
        return "p.jpg", out.getvalue()
    if fate < 0.75 and workbooks:
        return "周报.xlsx", _spoilt(chance, chance.choice(workbooks))
    name = chance.choice(("<b>INJ</b>.xlsx", "x.pdf", "\u202efdp.exe", "a" * 300, "x.csv"))
    return name, chance.choice((b"", b"PK\x03\x04", b"%PDF-1.4", b"=1+1,2", b"\x00" * 2000))


def _spoilt(chance: random.Random, content: bytes) -> bytes:
    """A workbook of ours in which somebody wrote."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(max_col=2))
    for _ in range(chance.randrange(4)):
        cell = chance.choice(chance.choice(rows))
        pool = (*words.FORMULAS, *words.MARKUP, 10**30, -1, 2.5, True, "一百二十", "", None)
        value = chance.choice(pool)
        try:
            cell.value = value
        except (ValueError, AttributeError):
            continue
    out = io.BytesIO()
    book.save(out)
    made = out.getvalue()
    return made if chance.random() < 0.9 else made[: len(made) // 2]


def mime(name: str) -> str:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return sheet if name.endswith(".xlsx") else "application/pdf"
