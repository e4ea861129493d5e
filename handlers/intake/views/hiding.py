"""Places that might tell who writes: the way to them, and the screen that shows them one by one."""

from domain.conversation import Do
from domain.drafts import Draft
from domain.hiding import places
from handlers.intake.views.facts import Facts
from handlers.intake.views.last import last_row
from handlers.intake.views.view import Button, Row, View
from handlers.texts.intake import Catalogue


def hide_row(texts: Catalogue, giveaways: int) -> tuple[Row, ...]:
    """The way to the places, where there are some."""
    b = texts.buttons
    return (
        ((Button(b.hide_some.format(giveaways), Do.GIVEAWAYS, said=b.hide),),) if giveaways else ()
    )


def giveaway(draft: Draft, texts: Catalogue, _: Facts) -> View:
    """A place in a report."""
    return _giveaway(draft, texts, Button(texts.buttons.submit, Do.SUBMIT))


def letter_giveaway(draft: Draft, texts: Catalogue, _: Facts) -> View:
    """A place in a letter."""
    return _giveaway(draft, texts, Button(texts.buttons.send, Do.SEND))


def _giveaway(draft: Draft, texts: Catalogue, off: Button) -> View:
    """It is masked or left, or all is sent off as it is."""
    b = texts.buttons
    found = places(draft)
    if not found:
        return View(texts.nothing_to_mask, ((off,), last_row(texts)))
    rows = (
        (Button(b.hide, Do.HIDE), Button(b.leave, Do.LEAVE)),
        (Button(b.hide_all, Do.HIDE_ALL), off),
        last_row(texts),
    )
    return View(texts.giveaway(found[0], left=len(found)), rows)
