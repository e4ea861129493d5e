"""Letters behind a receipt code: read, written, sent."""

from typing import Final

from domain import lengths
from domain.conversation import Do
from domain.drafts import Draft
from domain.hiding import places
from domain.reading import LineKind
from handlers.intake.views.facts import Facts
from handlers.intake.views.forms import when_posted
from handlers.intake.views.hiding import hide_row
from handlers.intake.views.last import last_row, mask_row
from handlers.intake.views.view import Button, Row, View
from handlers.texts.intake import Catalogue

LETTERS: Final = frozenset(
    {
        *(LineKind.QUESTION, LineKind.LETTER, LineKind.OWN),
        *(LineKind.OBJECTED, LineKind.RETALIATION),
    }
)
FROM_DESK: Final = frozenset({LineKind.QUESTION, LineKind.LETTER})
PAGE_CHARACTERS: Final = 3000


def letters(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """All letters, the newest last, page by page."""
    b = texts.buttons
    pages = _pages([texts.quoted(line) for line in facts.lines if line.kind in LETTERS])
    page = min(draft.page, len(pages) - 1)
    turn: Row = ()
    if page + 1 < len(pages):
        turn = (Button(b.previous_page, Do.PAGE, str(page + 1)),)
    if page > 0:
        turn = (*turn, Button(b.next_page, Do.PAGE, str(page - 1)))
    rows = [turn] if turn else []
    text = pages[-1 - page] or texts.no_letters
    return View(text, (*rows, (Button(b.reply, Do.REPLY),), last_row(texts)))


def _pages(letters: list[str]) -> list[str]:
    pages = [""]
    for text in letters:
        if pages[-1] and lengths.units(pages[-1]) + lengths.units(text) > PAGE_CHARACTERS:
            pages.append("")
        pages[-1] += ("\n" if pages[-1] else "") + lengths.cut(text, 4000)
    return pages


def reply(_: Draft, texts: Catalogue, __: Facts) -> View:
    """A letter is awaited."""
    return View(texts.reply, (last_row(texts),))


def letter(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """A letter before it is sent."""
    b = texts.buttons
    giveaways = len(places(draft))
    row = (Button(b.send, Do.SEND), Button(b.rewrite, Do.REWRITE))
    posted, beside = when_posted(draft, texts, facts)
    rows = [row, *hide_row(texts, giveaways), *mask_row(draft.letter, texts)]
    rows += [beside] if beside else []
    return View(texts.letter(draft, giveaways=giveaways) + posted, (*rows, last_row(texts)))


def sent(draft: Draft, texts: Catalogue, _: Facts) -> View:
    """A letter was sent."""
    b = texts.buttons
    rows = (
        (Button(b.to_mailbox, Do.MAILBOX),),
        (Button(b.danger_here, Do.DANGER), Button(b.fold, Do.CLEAR)),
    )
    return View(texts.sent(draft.letter_due), rows)


def object_(draft: Draft, texts: Catalogue, __: Facts) -> View:
    """A second look, once."""
    giveaways = len(places(draft))
    written = texts.letter(draft, giveaways=giveaways)
    text = texts.object if draft.letter.empty else f"{texts.object}\n{written}"
    rows = ((Button(texts.buttons.send, Do.SEND),), *hide_row(texts, giveaways), last_row(texts))
    return View(text, rows)
