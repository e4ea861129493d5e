"""A photo under its grid: what is pressed is to be blackened."""

from domain import masking
from domain.conversation import Do, masks
from domain.drafts import Draft
from handlers.intake.views.facts import Facts
from handlers.intake.views.last import last_row
from handlers.intake.views.view import Button, Row, View
from handlers.texts.intake import Catalogue


def mask(draft: Draft, texts: Catalogue, _: Facts) -> View:
    """Faces, plates, badges: one press each."""
    b = texts.buttons
    photos, file = masks.photos(draft), masks.shown(draft)
    if file is None:
        return View(texts.no_photos, (last_row(texts),))
    rows: list[Row] = [
        tuple(_cell(column + row, file.cells) for column in masking.COLUMNS) for row in masking.ROWS
    ]
    controls: Row = (Button(b.blacken, Do.BLACKEN),)
    if len(photos) > 1:
        controls = (*controls, Button(b.next_photo, Do.NEXT_PHOTO))
    if file.cells:
        controls = (*controls, Button(b.unchoose, Do.UNCHOOSE))
    text = texts.mask(draft.page % len(photos) + 1, len(photos), chosen=len(file.cells))
    return View(text, (*rows, controls, last_row(texts)), protect=True, pictured=True)


def _cell(cell: str, chosen: tuple[str, ...]) -> Button:
    return Button(f"⬛{cell}" if cell in chosen else cell, Do.CELL, cell)
