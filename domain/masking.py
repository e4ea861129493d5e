"""Parts of a photo that are blackened: a grid lies over it, and each cell can be pressed."""

from dataclasses import dataclass
from typing import Final

COLUMNS: Final = "ABCDEF"
ROWS: Final = "123456"

CELLS: Final = tuple(column + row for row in ROWS for column in COLUMNS)
"""Row by row, as they are shown: A1 is at the top left."""

BLOCK: Final = 8
"""Pixels that a JPEG packs together: where cells end between blocks, black stays black."""


@dataclass(frozen=True)
class Box:
    """A rectangle of pixels; `right` and `bottom` are the first that are outside."""

    left: int
    top: int
    right: int
    bottom: int


def box(cell: str, *, width: int, height: int) -> Box:
    """Where a cell lies in a picture; in a tiny one it may hold no pixel."""
    column, row = COLUMNS.index(cell[0]), ROWS.index(cell[1])
    across, down = _edges(width, len(COLUMNS)), _edges(height, len(ROWS))
    return Box(across[column], down[row], across[column + 1], down[row + 1])


def toggled(cells: tuple[str, ...], cell: str) -> tuple[str, ...]:
    """With the cell, or without it when it was there; in the order of the grid."""
    chosen = set(cells) ^ {cell}
    return tuple(each for each in CELLS if each in chosen)


def _edges(length: int, parts: int) -> list[int]:
    """Where the parts of a side begin, and where the last one ends."""
    inner = [round(length * part / parts / BLOCK) * BLOCK for part in range(parts)]
    return [min(edge, length) for edge in inner] + [length]
