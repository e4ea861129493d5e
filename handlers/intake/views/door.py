"""The door by which a chat is knocked for, and how a mailbox is shut for good."""

from domain.conversation import Do
from domain.drafts import Draft
from handlers.intake.views.facts import Facts
from handlers.intake.views.forms import knock as knock_asked
from handlers.intake.views.last import last_row
from handlers.intake.views.view import Button, Row, View
from handlers.texts.intake import Catalogue


def door(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """Whether one wants to be knocked for, and how it is now."""
    b = texts.buttons
    if facts.knocks:
        text = texts.knocked_at.format(f"{facts.knock_hour:%H:%M}")
        return View(text, ((Button(b.quiet, Do.QUIET),), last_row(texts)))
    asked = knock_asked(draft, texts, facts)
    return View(asked.text, (*asked.rows[:-1], last_row(texts)))


def knock(texts: Catalogue) -> View:
    """What is sent to whoever asked for it: that there is news, and not of what."""
    b = texts.buttons
    row = (Button(b.look, Do.FIND), Button(b.quiet, Do.QUIET))
    return View(texts.knocking, (row,), rings=True)


def cut(_: Draft, texts: Catalogue, facts: Facts) -> View:
    """Which line is cut: the mailbox alone, or all of it while nobody has looked."""
    b = texts.buttons
    end: Row = (Button(b.burn, Do.BURN),)
    if not facts.posted:
        end = (*end, Button(b.withdraw, Do.WITHDRAW))
    rows: list[Row] = [(Button(b.quiet, Do.QUIET),)] if facts.knocks else []
    rows.append(end)
    return View(texts.cut(may_withdraw=not facts.posted), (*rows, last_row(texts)))


def burn(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Sure?"""
    b = texts.buttons
    row = (Button(b.do_burn, Do.SEND), Button(b.do_not_burn, Do.BACK))
    return View(texts.burn, (row, last_row(texts)))


def burnt(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Nobody can open it any more."""
    return View(texts.burnt, (last_row(texts),))


def withdraw(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Sure?"""
    b = texts.buttons
    row = (Button(b.do_withdraw, Do.SEND), Button(b.do_not, Do.BACK))
    return View(texts.withdraw, (row, last_row(texts)))


def withdrawn(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Gone."""
    return View(texts.withdrawn, (last_row(texts),))
