"""The pages beside a report: what is promised, help, language, and the chat put away."""

from domain.conversation import Do
from domain.drafts import Draft
from handlers.intake.views.facts import Facts
from handlers.intake.views.last import last_row
from handlers.intake.views.view import Button, View
from handlers.texts.intake import LANGUAGES, Catalogue


def privacy(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Three honest answers, and two more behind them."""
    b = texts.buttons
    row = (Button(b.kept, Do.KEPT), Button(b.proof, Do.PROOF))
    return View(texts.privacy, (row, last_row(texts)))


def kept(_: Draft, texts: Catalogue, facts: Facts) -> View:
    """What is kept how long."""
    return View(texts.kept(facts.keeping, facts.backups), (last_row(texts),))


def proof(_: Draft, texts: Catalogue, facts: Facts) -> View:
    """How what is promised can be checked."""
    return View(texts.proof(facts.source), (last_row(texts),))


def help_(_: Draft, texts: Catalogue, facts: Facts) -> View:
    """What this is for."""
    b = texts.buttons
    return View(texts.help(facts.hotlines), ((Button(b.language, Do.LANGUAGE),), last_row(texts)))


def language(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Chinese or English."""
    names = {"zh": "中文", "en": "English"}
    row = tuple(Button(names[code], Do.LANGUAGE, code) for code in LANGUAGES)
    return View(texts.language, (row, last_row(texts)))


def folded(draft: Draft, texts: Catalogue, __: Facts) -> View:
    """Put away because nothing happened for a while."""
    b = texts.buttons
    text = f"{texts.folded}\n{texts.letter_kept}" if draft.unsent else texts.folded
    return View(text, ((Button(b.resume, Do.NEXT), Button(b.clear, Do.CLEAR)),))


def cleared(texts: Catalogue, facts: Facts) -> View:
    """Nothing but advice of the day; every button on it is new."""
    tip = texts.tips[facts.now.toordinal() % len(texts.tips)]
    return View(texts.cleared.format(tip), ((Button(texts.buttons.start, Do.START),),))
