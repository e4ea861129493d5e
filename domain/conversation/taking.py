"""What a text, a file or an edit makes of a draft; none is dropped without a remark."""

from dataclasses import replace
from enum import StrEnum
from typing import Final

from domain.categories import guess
from domain.contents import MOST_CHARACTERS, MOST_FILES, Content, File, Text
from domain.conversation.ways import begun_at, form, fresh, onward, unfold, unplaced
from domain.drafts import AT_RECEIPT, IN_MAILBOX, Draft, Screen
from domain.errors import TooManyFilesError
from domain.forgetting import shut
from domain.reading import LineKind

WRITTEN_ANEW: Final = frozenset(
    {
        *(Screen.HOME, Screen.WITHDRAWN, Screen.BURNT, Screen.LOST, Screen.PRIVACY, Screen.HELP),
        *(Screen.LANGUAGE, Screen.ASK_CODE, Screen.MISS, Screen.KEPT, Screen.PROOF),
    }
)
"""Where a text or photo comes out of nowhere."""
LONGEST_NAME: Final = 60
LONGEST_PLACE: Final = 120
LONGEST_IDENTITY: Final = 120
_LONGEST_SEARCH: Final = 30
_ADDED_ON: Final = frozenset(
    {
        *(Screen.SAFE, Screen.ENTERPRISE, Screen.ELSEWHERE, Screen.EXTRAS, Screen.CATEGORY),
        *(Screen.FULL, Screen.FILES, Screen.PLACE, Screen.MASK, Screen.GIVEAWAYS),
    }
)


class Remark(StrEnum):
    """What is said on top of the next screen."""

    CUT = "cut"
    NAME_CUT = "name_cut"
    PLACE_CUT = "place_cut"
    IDENTITY_CUT = "identity_cut"
    WORDS_ONLY = "words_only"
    FULL = "full"
    ADDED = "added"
    SAVE_FIRST = "save_first"
    REPLACED = "replaced"
    ONE_MORE = "one_more"
    EDITED = "edited"
    EDITED_LATE = "edited_late"


def say(draft: Draft, text: str, message: int) -> tuple[Draft, Remark | None]:
    """A text was sent that is no button's word; it is never dropped without a remark."""
    draft = unfold(draft)
    match draft.screen:
        case screen if screen in AT_RECEIPT:
            return draft, Remark.SAVE_FIRST
        case Screen.ENTERPRISE if len(text.strip()) <= _LONGEST_SEARCH:
            return replace(draft, query=text.strip(), page=0), None
        case Screen.ELSEWHERE:
            whole = text.strip()
            named = replace(unplaced(draft), elsewhere=whole[:LONGEST_NAME])
            cut = Remark.NAME_CUT if len(whole) > LONGEST_NAME else None
            return onward(named, Screen.EXTRAS), cut
        case Screen.PLACE:
            whole = text.strip()
            placed = replace(draft, place=whole[:LONGEST_PLACE])
            cut = Remark.PLACE_CUT if len(whole) > LONGEST_PLACE else None
            return replace(placed, screen=form(draft), editing=False), cut
        case Screen.REWRITE:
            content, remark = _add_text(Content(files=draft.report.files), text, message)
            return replace(draft, report=content, screen=form(draft), editing=False), remark
        case Screen.IDENTITY:
            whole = text.strip()
            typed = Content((Text(message, whole[:LONGEST_IDENTITY]),)) if whole else Content()
            cut = Remark.IDENTITY_CUT if len(whole) > LONGEST_IDENTITY else None
            return replace(draft, identity=typed), cut
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
    if draft.screen in AT_RECEIPT:
        return draft, Remark.SAVE_FIRST
    content = draft.letter if draft.screen in IN_MAILBOX else draft.report
    if len(content.files) >= MOST_FILES:
        raise TooManyFilesError
    content = replace(content, files=(*content.files, file))
    if draft.screen in IN_MAILBOX:
        return _written(replace(draft, letter=content)), None
    return _collected(draft, content), _aside_remark(draft)


def has_file(draft: Draft, message: int) -> bool:
    """Whether a file that came in this message is not sent off yet."""
    return draft.report.has_file(message) or draft.letter.has_file(message)


def exchange(draft: Draft, file: File) -> tuple[Draft, Remark]:
    """The file of a message was changed: it replaces the old one, or is one more."""
    for name in ("report", "letter"):
        content: Content = getattr(draft, name)
        if content.has_file(file.message):
            files = tuple(file if one.message == file.message else one for one in content.files)
            return _with(draft, name, replace(content, files=files)), Remark.REPLACED
    after, remark = attach(draft, file)
    return after, remark or Remark.ONE_MORE


def recaption(draft: Draft, text: str, message: int) -> tuple[Draft, Remark | None]:
    """What stands under a changed file replaces what stood there, or is added."""
    if draft.report.has_text(message) or draft.letter.has_text(message):
        return edit(draft, text, message)[0], None
    return caption(draft, text, message) if text.strip() else (draft, None)


def takes_files(draft: Draft) -> bool:
    """Whether a file sent now would be kept, so that it is worth fetching."""
    screen = unfold(draft).screen
    content = draft.letter if screen in IN_MAILBOX else draft.report
    return screen in AT_RECEIPT or len(content.files) < MOST_FILES


def edit(draft: Draft, text: str, message: int) -> tuple[Draft, Remark]:
    """A message was changed after it was sent: what is not filed changes with it."""
    if draft.identity.has_text(message):
        return say(replace(draft, screen=Screen.IDENTITY), text, message)[0], Remark.EDITED
    for name in ("report", "letter"):
        content: Content = getattr(draft, name)
        if content.has_text(message):
            others = replace(content, texts=tuple(t for t in content.texts if t.message != message))
            new = Text(message, text.strip()[: MOST_CHARACTERS - others.characters])
            texts = (new if kept.message == message else kept for kept in content.texts)
            changed = replace(content, texts=tuple(kept for kept in texts if kept.text))
            return _with(draft, name, changed), Remark.EDITED
    return draft, Remark.EDITED_LATE


def _with(draft: Draft, name: str, content: Content) -> Draft:
    if name == "report":
        return _guessed(replace(draft, report=content))
    return replace(draft, letter=content)


def _collected(draft: Draft, content: Content) -> Draft:
    screen = draft.screen
    if screen in WRITTEN_ANEW:
        screen = Screen.STORY if draft.begun else Screen.NOWHERE
        draft = replace(draft if draft.begun else fresh(draft), screen=screen)
    elif screen is Screen.FOUND:
        screen = begun_at(draft)
    elif screen is Screen.DANGER:
        screen, draft = Screen.URGENT, replace(shut(draft), urgent=True)
    return _guessed(replace(draft, report=content, screen=screen))


def _guessed(draft: Draft) -> Draft:
    if draft.labelled:
        return draft
    return replace(draft, label=guess(draft.report.whole))


def _written(draft: Draft) -> Draft:
    kinds = {
        Screen.AFTERWARDS: LineKind.RETALIATION,
        Screen.RETALIATION: LineKind.RETALIATION,
        Screen.OBJECT: LineKind.OBJECTED,
    }
    return replace(draft, purpose=kinds.get(draft.screen, draft.purpose), screen=Screen.LETTER)


def _aside_remark(draft: Draft) -> Remark | None:
    return Remark.ADDED if draft.screen in _ADDED_ON else None


def _add_text(content: Content, text: str, message: int) -> tuple[Content, Remark | None]:
    text = text.strip()
    room = MOST_CHARACTERS - content.characters
    if not text:
        return content, None
    if room <= 0:
        return content, Remark.FULL
    added = replace(content, texts=(*content.texts, Text(message, text[:room])))
    return added, Remark.CUT if len(text) > room else None
