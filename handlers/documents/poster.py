"""A site's poster: one A4 page to hang where everybody passes, with the code that leads to us."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from handlers.texts.posters import texts

_PAGE: Final = (210.0, 297.0)  # A4 in millimetres
_MARGIN: Final = 18.0
_CODE: Final = 118.0
_QUIET: Final = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""
_BAND: Final = (31, 111, 174)
_FONT: Final = "chinese"


@dataclass(frozen=True)
class Font:
    """A font file with Chinese; `number` is its place in a collection (.ttc)."""

    path: Path
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Place:
    """What a poster says of its site."""

    code: str
    enterprise: str
    link: str


def posters(
    places: Sequence[Place], *, bot: str, hotline: str, language: str, regular: Font, bold: Font
) -> bytes:
    """A page for each site. FPDFException or OSError for a font that cannot be used."""
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_creator("chuishao")
    for style, font in (("", regular), ("B", bold)):
        pdf.add_font(_FONT, style, str(font.path), collection_font_number=font.number)
    for place in places:
        _page(pdf, place, bot=bot, hotline=hotline, language=language)
    return bytes(pdf.output())


def _page(pdf: FPDF, place: Place, *, bot: str, hotline: str, language: str) -> None:
    say = texts(language)
    pdf.add_page()
    pdf.set_fill_color(*_BAND)
    pdf.rect(0, 0, _PAGE[0], 62, style="F")
    pdf.set_text_color(255, 255, 255)
    pdf.set_y(14)
    _line(pdf, say.head, 40, 20, bold=True)
    _line(pdf, say.no_name, 26, 14)
    _draw_code(pdf, place.link, y=70)
    pdf.set_text_color(30, 39, 51)
    pdf.set_y(70 + _CODE + 4)
    for sentence in say.how:
        _line(pdf, sentence.format(bot=bot), 17, 10.5)
    pdf.ln(3)
    _line(pdf, say.shy, 17, 10.5, bold=True)
    pdf.set_text_color(176, 32, 32)
    pdf.ln(3)
    _line(pdf, say.urgent.format(hotline=hotline), 19, 12, bold=True)
    pdf.set_text_color(110, 122, 134)
    pdf.set_y(_PAGE[1] - 16)
    _line(pdf, say.foot.format(enterprise=place.enterprise, code=place.code), 11, 7)


def _line(pdf: FPDF, words: str, size: float, height: float, *, bold: bool = False) -> None:
    """One centred line, smaller where it would not fit."""
    room = _PAGE[0] - 2 * _MARGIN
    pdf.set_font(_FONT, "B" if bold else "", size)
    wide = pdf.get_string_width(words)
    if wide > room:
        pdf.set_font_size(size * room / wide)
    pdf.set_x(_MARGIN)
    pdf.cell(room, height, words, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _draw_code(pdf: FPDF, link: str, *, y: float) -> None:
    """The QR code as rectangles, sharp at any size; `h`: it can be read when a third is dirty."""
    matrix = segno.make(link, error="h", micro=False).matrix
    module = _CODE / (len(matrix) + 2 * _QUIET)
    left, top = (_PAGE[0] - _CODE) / 2 + _QUIET * module, y + _QUIET * module
    pdf.set_fill_color(0, 0, 0)
    for row, modules in enumerate(matrix):
        for start, end in _runs(modules):
            pdf.rect(left + start * module, top + row * module, (end - start) * module, module,
                     style="F")  # fmt: skip


def _runs(modules: Sequence[int]) -> list[tuple[int, int]]:
    """Where dark modules begin and end; one rectangle each leaves no hairlines between them."""
    found: list[tuple[int, int]] = []
    for column, dark in enumerate(modules):
        if dark and found and found[-1][1] == column:
            found[-1] = (found[-1][0], column + 1)
        elif dark:
            found.append((column, column + 1))
    return found
