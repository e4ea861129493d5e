"""The screens behind a receipt code, and the pages beside."""

from collections.abc import Callable, Mapping
from typing import Final

from domain import lengths
from domain.conversation import Do
from domain.drafts import Draft, Screen
from domain.hiding import places
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
from handlers.intake.views.forms import FORMS, when_posted
from handlers.intake.views.forms import knock as knock_asked
from handlers.intake.views.hiding import giveaway, hide_row, letter_giveaway
from handlers.intake.views.last import last_row, mask_row
from handlers.intake.views.masks import mask
from handlers.intake.views.view import Button, Row, View
from handlers.texts.intake import LANGUAGES, Catalogue

LETTERS: Final = frozenset(
    {
        *(LineKind.QUESTION, LineKind.LETTER, LineKind.OWN),
        *(LineKind.OBJECTED, LineKind.RETALIATION),
    }
)
FROM_DESK: Final = frozenset({LineKind.QUESTION, LineKind.LETTER})
PAGE_CHARACTERS: Final = 3000
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


def retaliation(_: Draft, texts: Catalogue, facts: Facts) -> View:
    """What to do against retaliation."""
    text = texts.retaliation(facts.hotlines)
    return View(text, ((Button(texts.buttons.write, Do.REPLY),), last_row(texts)))


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


def view(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """The draft's present screen."""
    return SCREENS[draft.screen](draft, texts, facts)


def _pages(letters: list[str]) -> list[str]:
    pages = [""]
    for text in letters:
        if pages[-1] and lengths.units(pages[-1]) + lengths.units(text) > PAGE_CHARACTERS:
            pages.append("")
        pages[-1] += ("\n" if pages[-1] else "") + lengths.cut(text, 4000)
    return pages


SCREENS: Final[Mapping[Screen, Callable[[Draft, Catalogue, Facts], View]]] = {
    **FORMS,
    Screen.ASK_CODE: ask_code,
    Screen.MISS: miss,
    Screen.LOST: lost,
    Screen.MAILBOX: mailbox,
    Screen.LETTERS: letters,
    Screen.REPLY: reply,
    Screen.LETTER: letter,
    Screen.MASK_LETTER: mask,
    Screen.GIVEAWAYS: giveaway,
    Screen.LETTER_GIVEAWAYS: letter_giveaway,
    Screen.SENT: sent,
    Screen.OBJECT: object_,
    Screen.RETALIATION: retaliation,
    Screen.DOOR: door,
    Screen.CUT: cut,
    Screen.BURN: burn,
    Screen.BURNT: burnt,
    Screen.WITHDRAW: withdraw,
    Screen.UNSOLVED: unsolved,
    Screen.REWARD: reward,
    Screen.IDENTITY: identity,
    Screen.NO_IDENTITY: no_identity,
    Screen.AFTERWARDS: afterwards,
    Screen.WITHDRAWN: withdrawn,
    Screen.PRIVACY: privacy,
    Screen.KEPT: kept,
    Screen.PROOF: proof,
    Screen.HELP: help_,
    Screen.LANGUAGE: language,
    Screen.FOLDED: folded,
}
