"""What a press, a text or a file makes of a draft: the whole conversation, without effects.

Filing a report and what happens at a mailbox have effects of their own; everything else is here.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from domain.categories import Label, guess
from domain.drafts import (
    IN_MAILBOX,
    MOST_CHARACTERS,
    MOST_FILES,
    Content,
    Draft,
    File,
    Screen,
    Text,
)
from domain.errors import EmptyReportError, OldButtonError, TooManyFilesError
from domain.reading import LineKind
from domain.reports import Kind, When


class Do(StrEnum):
    """What a button does; the values travel in callback data."""

    CLEAR = "x"
    DANGER = "!"
    START = "s"
    TIP = "t"
    HAZARD = "h"
    FIND = "f"
    PRIVACY = "p"
    LANGUAGE = "l"
    YES = "y"
    NO = "n"
    URGENT = "u"
    BACK = "b"
    NEXT = ">"
    FULL = "a"
    PICK = "e"
    PAGE = "g"
    ELSEWHERE = "o"
    UNSURE = "q"
    WHEN = "w"
    CATEGORY = "c"
    LABEL = "k"
    EDIT = "d"
    DROP_FILES = "z"
    SUBMIT = "S"
    CHECK = "C"
    SHOW_CODE = "R"
    LOST = "L"
    REPLY = "r"
    LETTERS = "m"
    OBJECT = "O"
    RETALIATION = "v"
    WITHDRAW = "W"
    SEND = "E"
    REWRITE = "T"
    MAILBOX = "M"
    FILES = "F"


class Remark(StrEnum):
    """What is said on top of the next screen."""

    CUT = "cut"
    SHORTENED = "shortened"
    FULL = "full"
    ADDED = "added"
    SAVE_FIRST = "save_first"
    EDITED = "edited"
    EDITED_LATE = "edited_late"


WRITTEN_ANEW: Final = frozenset(
    {
        *(Screen.HOME, Screen.WITHDRAWN, Screen.LOST, Screen.PRIVACY, Screen.HELP),
        *(Screen.LANGUAGE, Screen.ASK_CODE, Screen.MISS),
    }
)
"""Where a text or photo comes out of nowhere."""

SUBMITTABLE: Final = frozenset({Screen.PREVIEW, Screen.HAZARD, Screen.URGENT})
_LONGEST_SEARCH: Final = 30
_LONGEST_NAME: Final = 60
_LONGEST_PLACE: Final = 120
_ADDED_ON: Final = frozenset(
    {
        *(Screen.SAFE, Screen.ENTERPRISE, Screen.ELSEWHERE, Screen.EXTRAS, Screen.CATEGORY),
        *(Screen.FULL, Screen.FILES, Screen.PLACE),
    }
)
_EDITS: Final = {
    "1": Screen.ENTERPRISE,
    "2": Screen.PLACE,
    "3": Screen.CATEGORY,
    "4": Screen.EXTRAS,
    "5": Screen.REWRITE,
    "6": Screen.FILES,
}
_SCREENS: Final = {
    Do.START: Screen.HOME,
    Do.FIND: Screen.ASK_CODE,
    Do.LOST: Screen.LOST,
    Do.CHECK: Screen.CHECK,
    Do.SHOW_CODE: Screen.RECEIPT,
    Do.CATEGORY: Screen.CATEGORY,
    Do.ELSEWHERE: Screen.ELSEWHERE,
    Do.REPLY: Screen.REPLY,
    Do.LETTERS: Screen.LETTERS,
    Do.OBJECT: Screen.OBJECT,
    Do.RETALIATION: Screen.RETALIATION,
    Do.WITHDRAW: Screen.WITHDRAW,
    Do.MAILBOX: Screen.MAILBOX,
}
_BACK: Final = {
    Screen.SAFE: Screen.HOME,
    Screen.STORY: Screen.SAFE,
    Screen.HAZARD: Screen.SAFE,
    Screen.ENTERPRISE: Screen.STORY,
    Screen.ELSEWHERE: Screen.ENTERPRISE,
    Screen.EXTRAS: Screen.ENTERPRISE,
    Screen.CATEGORY: Screen.EXTRAS,
    Screen.PREVIEW: Screen.EXTRAS,
    Screen.URGENT: Screen.DANGER,
    Screen.CHECK: Screen.RECEIPT,
    Screen.LOST: Screen.ASK_CODE,
    Screen.MISS: Screen.HOME,
    Screen.LETTERS: Screen.MAILBOX,
    Screen.REPLY: Screen.MAILBOX,
    Screen.LETTER: Screen.MAILBOX,
    Screen.SENT: Screen.MAILBOX,
    Screen.OBJECT: Screen.MAILBOX,
    Screen.RETALIATION: Screen.MAILBOX,
    Screen.WITHDRAW: Screen.MAILBOX,
}


def form(draft: Draft) -> Screen:
    """The screen on which what was written can be sent off."""
    if draft.urgent:
        return Screen.URGENT
    return Screen.HAZARD if draft.kind is Kind.HAZARD else Screen.PREVIEW


def press(draft: Draft, do: Do, arg: str = "", *, name: str = "") -> Draft:
    """A button was pressed that belongs to the present screen; `name` is a picked enterprise's."""
    if do in _SCREENS:
        return _to(draft, _SCREENS[do])
    if do in _STEPS:
        return _STEPS[do](draft)
    match do:
        case Do.TIP | Do.HAZARD:
            return _begin(draft, Kind.TIP if do is Do.TIP else Kind.HAZARD)
        case Do.PICK:
            chosen = replace(_unplaced(draft), enterprise=arg, enterprise_name=name)
            return _after(chosen, Screen.EXTRAS)
        case Do.PAGE:
            return replace(draft, page=int(arg))
        case Do.WHEN:
            return _after(replace(draft, when=When(arg)), Screen.PREVIEW)
        case Do.LABEL:
            label = Label(arg) if arg else None
            return _after(replace(draft, label=label, labelled=True), Screen.EXTRAS)
        case Do.EDIT:
            return replace(draft, screen=_EDITS[arg], editing=True, query="", page=0)
        case Do.FULL | Do.PRIVACY | Do.LANGUAGE:
            return aside(draft, Screen(do.name.lower()))
        case _:
            raise OldButtonError


def danger(draft: Draft) -> Draft:
    """Danger is one press from anywhere, and the way back leads to where it was pressed."""
    draft = unfold(draft)
    if draft.screen is Screen.DANGER:
        return draft
    return replace(draft, screen=Screen.DANGER, fled=draft.screen)


def aside(draft: Draft, screen: Screen) -> Draft:
    """Something to read beside what is being done."""
    draft = unfold(draft)
    asides = {Screen.PRIVACY, Screen.HELP, Screen.LANGUAGE, Screen.FULL}
    came_from = draft.fled if draft.screen is Screen.DANGER else draft.screen
    return replace(draft, screen=screen, back=draft.back if came_from in asides else came_from)


def start(draft: Draft) -> Draft:
    """/start: the beginning, or what was begun."""
    if draft.filed and draft.screen in {Screen.RECEIPT, Screen.CHECK}:
        return replace(draft, screen=Screen.RECEIPT)
    return replace(shut(draft), screen=Screen.FOUND if draft.begun else Screen.HOME)


def scan(draft: Draft, *, site: str, site_name: str, enterprise: str, name: str) -> Draft:
    """A poster's code was scanned: a tip begun elsewhere is asked about first."""
    if draft.begun and draft.site != site:
        return replace(shut(draft), screen=Screen.FOUND)
    fresh = draft if draft.begun else _fresh(shut(draft))
    placed = replace(fresh, kind=Kind.HAZARD, site=site, site_name=site_name)
    placed = replace(placed, enterprise=enterprise, enterprise_name=name, elsewhere="")
    return replace(placed, unsure=False, screen=Screen.SAFE, editing=False)


def unfold(draft: Draft) -> Draft:
    """Going on where it was folded away."""
    return replace(draft, screen=draft.folded) if draft.screen is Screen.FOLDED else draft


def shut(draft: Draft) -> Draft:
    """The mailbox is closed and its code forgotten."""
    return replace(draft, code="", parts=(), letter=Content(), purpose=LineKind.OWN)


def discard(draft: Draft) -> Draft:
    """What was begun is thrown away; the mailbox, if one is open, stays."""
    return replace(_fresh(draft), screen=Screen.HOME)


def back(draft: Draft) -> Draft:
    """One step back; what was filled in stays."""
    match draft.screen:
        case Screen.DANGER:
            urgent = draft.urgent and draft.fled is Screen.URGENT
            return replace(draft, screen=draft.fled, urgent=urgent)
        case Screen.PRIVACY | Screen.HELP | Screen.LANGUAGE | Screen.FULL:
            return replace(draft, screen=draft.back)
        case screen if draft.editing and screen not in {form(draft), Screen.ELSEWHERE}:
            return replace(draft, screen=form(draft), editing=False, query="")
        case Screen.ASK_CODE | Screen.MAILBOX:
            return replace(shut(draft), screen=Screen.FOUND if draft.begun else Screen.HOME)
        case Screen.URGENT:
            calm = replace(draft, urgent=False)
            came_from = _begun_at(calm) if draft.begun else Screen.HOME
            return replace(calm, screen=Screen.DANGER, fled=came_from)
        case _:
            return _to(draft, _BACK.get(draft.screen, Screen.HOME))


def say(draft: Draft, text: str, message: int) -> tuple[Draft, Remark | None]:
    """A text was sent that is no button's word; it is never dropped without a remark."""
    draft = unfold(draft)
    match draft.screen:
        case Screen.RECEIPT | Screen.CHECK:
            return draft, Remark.SAVE_FIRST
        case Screen.ENTERPRISE if len(text.strip()) <= _LONGEST_SEARCH:
            return replace(draft, query=text.strip(), page=0), None
        case Screen.ELSEWHERE:
            named = replace(_unplaced(draft), elsewhere=text.strip()[:_LONGEST_NAME])
            return _after(named, Screen.EXTRAS), _shortened(text, _LONGEST_NAME)
        case Screen.PLACE:
            placed = replace(draft, place=text.strip()[:_LONGEST_PLACE])
            placed = replace(placed, screen=form(draft), editing=False)
            return placed, _shortened(text, _LONGEST_PLACE)
        case Screen.REWRITE:
            content, remark = _add_text(Content(files=draft.report.files), text, message)
            return replace(draft, report=content, screen=form(draft), editing=False), remark
        case screen if screen in IN_MAILBOX:
            content, remark = _add_text(draft.letter, text, message)
            return _written(replace(draft, letter=content)), remark
        case _:
            content, remark = _add_text(draft.report, text, message)
            return _collected(draft, content), remark or _aside_remark(draft)


def caption(draft: Draft, text: str, message: int) -> tuple[Draft, Remark | None]:
    """What stood under a file belongs to the report or letter, whatever the screen asks for."""
    draft = unfold(draft)
    if draft.screen not in {Screen.ENTERPRISE, Screen.ELSEWHERE, Screen.PLACE}:
        return say(draft, text, message)
    content, remark = _add_text(draft.report, text, message)
    return _collected(draft, content), remark or _aside_remark(draft)


def attach(draft: Draft, file: File) -> tuple[Draft, Remark | None]:
    """A cleaned file is added; TooManyFilesError when there are twenty."""
    draft = unfold(draft)
    if draft.screen in {Screen.RECEIPT, Screen.CHECK}:
        return draft, Remark.SAVE_FIRST
    content = draft.letter if draft.screen in IN_MAILBOX else draft.report
    if len(content.files) >= MOST_FILES:
        raise TooManyFilesError
    content = replace(content, files=(*content.files, file))
    if draft.screen in IN_MAILBOX:
        return _written(replace(draft, letter=content)), None
    return _collected(draft, content), _aside_remark(draft)


def takes_files(draft: Draft) -> bool:
    """Whether a file sent now would be kept, so that it is worth fetching."""
    screen = unfold(draft).screen
    content = draft.letter if screen in IN_MAILBOX else draft.report
    return screen in {Screen.RECEIPT, Screen.CHECK} or len(content.files) < MOST_FILES


def edit(draft: Draft, text: str, message: int) -> tuple[Draft, Remark]:
    """A message was changed after it was sent: what is not filed changes with it."""
    for name in ("report", "letter"):
        content: Content = getattr(draft, name)
        if any(kept.message == message for kept in content.texts):
            room = MOST_CHARACTERS - content.characters
            texts = tuple(
                Text(message, text[: room + len(kept.text)]) if kept.message == message else kept
                for kept in content.texts
            )
            changed = replace(content, texts=texts)
            if name == "report":
                return _guessed(replace(draft, report=changed)), Remark.EDITED
            return replace(draft, letter=changed), Remark.EDITED
    return draft, Remark.EDITED_LATE


def submit(draft: Draft) -> Draft:
    """What stays of a draft once it is filed: the secret, for the receipt."""
    if draft.screen not in SUBMITTABLE:
        raise OldButtonError
    if draft.report.empty:
        raise EmptyReportError
    kept = _fresh(shut(draft))
    return replace(kept, filed=True, filings=draft.filings + 1, screen=Screen.RECEIPT)


def sent(draft: Draft) -> Draft:
    """What stays once a letter is sent."""
    return replace(draft, letter=Content(), purpose=LineKind.OWN, screen=Screen.SENT)


def _fresh(draft: Draft) -> Draft:
    return Draft(
        secret=draft.secret,
        touched=draft.touched,
        turn=draft.turn,
        language=draft.language,
        form=draft.form,
        litter=draft.litter,
        code=draft.code,
        filed=draft.filed,
        filings=draft.filings,
        due=draft.due,
        rings=draft.rings,
    )


def _to(draft: Draft, screen: Screen) -> Draft:
    if screen is Screen.REPLY:
        purpose = {
            Screen.OBJECT: LineKind.OBJECTED,
            Screen.RETALIATION: LineKind.RETALIATION,
        }.get(draft.screen, LineKind.OWN)
        return replace(draft, screen=screen, purpose=purpose)
    if screen is Screen.OBJECT:
        return replace(draft, screen=screen, purpose=LineKind.OBJECTED)
    if screen is Screen.MAILBOX:
        return replace(draft, screen=screen, purpose=LineKind.OWN, page=0)
    return replace(draft, screen=screen)


def _begin(draft: Draft, kind: Kind) -> Draft:
    if draft.begun:
        return replace(draft, screen=Screen.FOUND)
    return replace(_fresh(draft), kind=kind, screen=Screen.SAFE)


def _urgent(draft: Draft) -> Draft:
    return replace(shut(draft), urgent=True, editing=False, screen=Screen.URGENT)


def _go_on(draft: Draft) -> Draft:
    return replace(draft, screen=_begun_at(draft))


def _unsure(draft: Draft) -> Draft:
    return _after(replace(_unplaced(draft), unsure=True), Screen.EXTRAS)


def _unplaced(draft: Draft) -> Draft:
    """Nothing that was chosen of an enterprise or site stays beside what is chosen now."""
    bare = replace(draft, enterprise=None, enterprise_name="", elsewhere="", unsure=False)
    return replace(bare, site=None, site_name="", query="", page=0)


def _without_files(draft: Draft) -> Draft:
    dropped = replace(draft, report=Content(draft.report.texts))
    return replace(dropped, screen=form(draft), editing=False)


def _anew(draft: Draft) -> Draft:
    return replace(draft, letter=Content(), screen=Screen.REPLY)


def _no(draft: Draft) -> Draft:
    if draft.screen is Screen.SAFE:
        return replace(draft, screen=_begun_at(replace(draft, urgent=False)), urgent=False)
    return discard(draft)


def _begun_at(draft: Draft) -> Screen:
    if draft.urgent:
        return Screen.URGENT
    return Screen.HAZARD if draft.kind is Kind.HAZARD else Screen.STORY


def _next(draft: Draft) -> Draft:
    match draft.screen:
        case Screen.STORY if draft.report.empty:
            raise EmptyReportError
        case Screen.STORY:
            site_known = draft.enterprise is not None and draft.site is not None
            return replace(draft, screen=Screen.EXTRAS if site_known else Screen.ENTERPRISE, page=0)
        case Screen.EXTRAS:
            return replace(draft, screen=Screen.PREVIEW, editing=False)
        case Screen.ELSEWHERE:
            return _after(replace(draft, enterprise=None, enterprise_name=""), Screen.EXTRAS)
        case Screen.FOLDED:
            return unfold(draft)
        case _:
            raise OldButtonError


def _after(draft: Draft, screen: Screen) -> Draft:
    if draft.editing:
        return replace(draft, screen=form(draft), editing=False)
    return replace(draft, screen=screen)


def _collected(draft: Draft, content: Content) -> Draft:
    screen = draft.screen
    if screen in WRITTEN_ANEW:
        screen = Screen.STORY if draft.begun else Screen.NOWHERE
        draft = replace(draft if draft.begun else _fresh(draft), screen=screen)
    elif screen is Screen.FOUND:
        screen = _begun_at(draft)
    elif screen is Screen.DANGER:
        screen, draft = Screen.URGENT, replace(shut(draft), urgent=True)
    return _guessed(replace(draft, report=content, screen=screen))


def _guessed(draft: Draft) -> Draft:
    if draft.labelled:
        return draft
    return replace(draft, label=guess(draft.report.whole))


def _written(draft: Draft) -> Draft:
    kinds = {Screen.RETALIATION: LineKind.RETALIATION, Screen.OBJECT: LineKind.OBJECTED}
    return replace(draft, purpose=kinds.get(draft.screen, draft.purpose), screen=Screen.LETTER)


def _aside_remark(draft: Draft) -> Remark | None:
    return Remark.ADDED if draft.screen in _ADDED_ON else None


def _shortened(text: str, most: int) -> Remark | None:
    return Remark.SHORTENED if len(text.strip()) > most else None


def _add_text(content: Content, text: str, message: int) -> tuple[Content, Remark | None]:
    text = text.strip()
    room = MOST_CHARACTERS - content.characters
    if not text:
        return content, None
    if room <= 0:
        return content, Remark.FULL
    added = replace(content, texts=(*content.texts, Text(message, text[:room])))
    return added, Remark.CUT if len(text) > room else None


_STEPS: Final[Mapping[Do, Callable[[Draft], Draft]]] = {
    Do.DANGER: danger,
    Do.URGENT: _urgent,
    Do.YES: _go_on,
    Do.NO: _no,
    Do.BACK: back,
    Do.NEXT: _next,
    Do.UNSURE: _unsure,
    Do.DROP_FILES: _without_files,
    Do.REWRITE: _anew,
}
