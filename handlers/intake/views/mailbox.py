"""What stands behind a receipt code, and what can be done there."""

from typing import Final

from domain.conversation import Do
from domain.drafts import Draft
from domain.reading import (
    ANSWERS,
    IDENTITIES,
    STATES,
    LineKind,
    goes_on,
    identity_kept,
    may_answer,
    may_object,
    state,
)
from handlers.intake.views.facts import Facts
from handlers.intake.views.last import last_row
from handlers.intake.views.letters import FROM_DESK
from handlers.intake.views.view import Button, Row, View
from handlers.texts.intake import Catalogue

_HISTORY: Final = 4
_OPENINGS: Final = 2


def ask_code(draft: Draft, texts: Catalogue, _: Facts) -> View:
    """The code is asked for."""
    text = texts.parts(len(draft.parts)) if draft.parts else texts.ask_code
    return View(text, ((Button(texts.buttons.lost, Do.LOST),), last_row(texts)))


def miss(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Wrong, expired or never issued: the same."""
    b = texts.buttons
    row = (Button(b.try_again, Do.FIND), Button(b.lost, Do.LOST))
    return View(texts.miss, (row, last_row(texts)))


def lost(_: Draft, texts: Catalogue, __: Facts) -> View:
    """The code is gone for good."""
    return View(texts.lost, ((Button(texts.buttons.again, Do.TIP),), last_row(texts)))


def mailbox(_: Draft, texts: Catalogue, facts: Facts) -> View:
    """How it stands and what can be done; never what was filed."""
    b = texts.buttons
    parts = [texts.stage(facts.lines)]
    told = STATES | ANSWERS | IDENTITIES | {LineKind.RUNG}
    history = [line for line in facts.lines if line.kind in told][-_HISTORY:]
    history += [line for line in facts.lines if line.kind is LineKind.IDENTITY_OPENED][-_OPENINGS:]
    parts += [texts.happened(line) for line in history]
    letters = [line for line in facts.lines if line.kind in FROM_DESK]
    if letters:
        parts.append(texts.newest(letters[-1], count=len(letters)))
    rows = [*_concluded(texts, facts), (Button(b.reply, Do.REPLY), Button(b.letters, Do.LETTERS))]
    rows.append((Button(b.retaliation, Do.RETALIATION),))
    if any(line.files for line in letters):
        rows.append((Button(b.attachments, Do.FILES),))
    door: Row = (Button(b.door, Do.DOOR),) if goes_on(facts.lines) else ()
    rows.append((*door, Button(b.cut, Do.CUT)))
    danger = Button(b.danger_here, Do.DANGER)
    rows.append((danger, Button(b.fold, Do.CLEAR)))
    return View("\n".join(parts), tuple(rows))


def _concluded(texts: Catalogue, facts: Facts) -> list[Row]:
    """What can be done about a conclusion: say if it is solved, ask for more, hear of a reward."""
    b = texts.buttons
    rows: list[Row] = []
    if may_answer(facts.lines):
        rows.append((Button(b.solved, Do.SOLVED), Button(b.unsolved, Do.UNSOLVED)))
    more: Row = ()
    if may_object(facts.lines, today=facts.now.date()):
        more = (Button(b.object, Do.OBJECT),)
    now = state(facts.lines)
    if now is not None and now.kind is LineKind.PROVEN:
        more = (*more, Button(b.reward, Do.REWARD))
    return [*rows, more] if more else rows


def unsolved(_: Draft, texts: Catalogue, facts: Facts) -> View:
    """It is not solved: the desk is told, and hears more in a letter or looks a second time."""
    b = texts.buttons
    again = may_object(facts.lines, today=facts.now.date())
    rows: list[Row] = [(Button(b.write, Do.REPLY),)]
    if again:
        rows.append((Button(b.object, Do.OBJECT),))
    return View(texts.unsolved(again=again), (*rows, last_row(texts)))


def reward(_: Draft, texts: Catalogue, facts: Facts) -> View:
    """Who pays a reward, and what fetching it gives away."""
    b = texts.buttons
    rows: list[Row] = [(Button(b.ask, Do.REPLY),)]
    if identity_kept(facts.lines):
        rows.append((Button(b.no_identity, Do.NO_IDENTITY),))
    elif facts.officers is not None:
        rows.append((Button(b.identity, Do.IDENTITY),))
    return View(texts.reward, (*rows, last_row(texts)))


def identity(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """Who they are, to be sealed to two officers, once it is written."""
    b = texts.buttons
    if draft.identity.empty or facts.officers is None:
        return View(texts.identity, (last_row(texts),))
    labels = facts.officers.first.label, facts.officers.second.label
    row = (Button(b.seal_identity, Do.SEND), Button(b.rewrite, Do.REWRITE))
    return View(texts.identity_typed(draft.identity.whole, labels), (row, last_row(texts)))


def no_identity(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Destroy it?"""
    b = texts.buttons
    row = (Button(b.drop_identity, Do.SEND), Button(b.keep_identity, Do.BACK))
    return View(texts.no_identity, (row, last_row(texts)))


def afterwards(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Has anybody made trouble since?"""
    b = texts.buttons
    row = (Button(b.unharmed, Do.NO), Button(b.harmed, Do.YES))
    return View(texts.afterwards, (row, last_row(texts)))


def retaliation(_: Draft, texts: Catalogue, facts: Facts) -> View:
    """What to do against retaliation."""
    text = texts.retaliation(facts.hotlines)
    return View(text, ((Button(texts.buttons.write, Do.REPLY),), last_row(texts)))
