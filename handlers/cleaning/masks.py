"""Photos of ours with parts of them blackened, or with the grid of cells drawn over them."""

import io
from math import ceil
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from domain.masking import CELLS, box
from handlers.cleaning.images import STRIP, encoded
from handlers.cleaning.kinds import Made, UnreadableError

SHOWN: Final = 1280
"""Pixels of the longer side of what is shown under the grid."""

_LARGE, _SMALL = ImageFont.load_default(44), ImageFont.load_default(18)
_FORMATS: Final = ("JPEG", "PNG")


def blacken(content: bytes, cells: list[str]) -> tuple[Made, bool, bytes]:
    """The photo without a trace of what was in these cells."""
    picture = _opened(content)
    for cell in cells:
        where = box(cell, width=picture.width, height=picture.height)
        picture.paste("black", (where.left, where.top, where.right, where.bottom))
    narrow, wide = sorted(picture.size)
    # with all colours kept for each pixel none of a neighbour's runs into a black cell
    made, rebuilt = encoded(picture, subsampling=0)
    return made, wide <= narrow * STRIP, rebuilt


def overlay(content: bytes, cells: list[str]) -> tuple[Made, bool, bytes]:
    """The photo, smaller, with all cells named and these ones black.

    None looks larger than what would be blackened.
    """
    picture = _opened(content)
    whole = picture.size
    picture.thumbnail((SHOWN, SHOWN))
    shrunk = picture.width / whole[0], picture.height / whole[1]
    letters = _LARGE if max(picture.size) > SHOWN / 2 else _SMALL
    drawing = ImageDraw.Draw(picture)
    for cell in CELLS:
        where = box(cell, width=whole[0], height=whole[1])
        left, top = ceil(where.left * shrunk[0]), ceil(where.top * shrunk[1])
        right, bottom = int(where.right * shrunk[0]) - 1, int(where.bottom * shrunk[1]) - 1
        if right > left and bottom > top:
            fill = "black" if cell in cells else None
            drawing.rectangle((left, top, right, bottom), fill, outline="white")
        drawing.text((left + 5, top + 3), cell, "white", letters, stroke_width=2, stroke_fill=0)
    made, shown = encoded(_within(picture))
    return made, True, shown


def _opened(content: bytes) -> Image.Image:
    try:
        opened = Image.open(io.BytesIO(content), formats=_FORMATS)
        return opened.convert("RGB")
    except (OSError, SyntaxError, ValueError):
        raise UnreadableError from None


def _within(picture: Image.Image) -> Image.Image:
    """On a ground that Telegram takes as a photo, where the picture is a strip."""
    least = -(-max(picture.size) // STRIP)
    size = max(picture.width, least), max(picture.height, least)
    if size == picture.size:
        return picture
    ground = Image.new("RGB", size, "grey")
    ground.paste(picture)
    return ground
