"""The ways from screen to screen, forth, aside and back; what was written stays on each."""

from dataclasses import replace
from typing import Final

from domain.drafts import AT_RECEIPT, Draft, Screen
from domain.forgetting import shut
from domain.reading import LineKind
from domain.reports import Kind

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
    Screen.KNOCK: Screen.RECEIPT,
    Screen.LOST: Screen.ASK_CODE,
    Screen.MISS: Screen.HOME,
    Screen.LETTERS: Screen.MAILBOX,
    Screen.REPLY: Screen.MAILBOX,
    Screen.LETTER: Screen.MAILBOX,
    Screen.MASK_LETTER: Screen.LETTER,
    Screen.LETTER_GIVEAWAYS: Screen.LETTER,
    Screen.SENT: Screen.MAILBOX,
    Screen.OBJECT: Screen.MAILBOX,
    Screen.RETALIATION: Screen.MAILBOX,
    Screen.DOOR: Screen.MAILBOX,
    Screen.CUT: Screen.MAILBOX,
    Screen.BURN: Screen.CUT,
    Screen.WITHDRAW: Screen.CUT,
    Screen.UNSOLVED: Screen.MAILBOX,
    Screen.REWARD: Screen.MAILBOX,
    Screen.IDENTITY: Screen.REWARD,
    Screen.NO_IDENTITY: Screen.REWARD,
    Screen.KEPT: Screen.PRIVACY,
    Screen.PROOF: Screen.PRIVACY,
}


def form(draft: Draft) -> Screen:
    """The screen on which what was written can be sent off."""
    if draft.urgent:
        return Screen.URGENT
    return Screen.HAZARD if draft.kind is Kind.HAZARD else Screen.PREVIEW


def begun_at(draft: Draft) -> Screen:
    """The screen on which what was begun is gone on with."""
    if draft.urgent:
        return Screen.URGENT
    return Screen.HAZARD if draft.kind is Kind.HAZARD else Screen.STORY


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
    asides |= {Screen.KEPT, Screen.PROOF}
    came_from = draft.fled if draft.screen is Screen.DANGER else draft.screen
    return replace(draft, screen=screen, back=draft.back if came_from in asides else came_from)


def start(draft: Draft) -> Draft:
    """/start: the beginning, or what was begun."""
    if draft.filed and draft.screen in AT_RECEIPT:
        return replace(draft, screen=Screen.RECEIPT)
    return replace(shut(draft), screen=Screen.FOUND if draft.begun else Screen.HOME)


def practise(draft: Draft) -> Draft:
    """What is filed next is to try the system with; what was begun in earnest never becomes so."""
    if draft.begun:
        return replace(shut(draft), screen=Screen.FOUND)
    return replace(fresh(shut(draft)), practice=True, screen=Screen.HOME)


def checked(draft: Draft) -> Draft:
    """The code is on paper, or is taken to be: once after each report it is asked about knocks."""
    if draft.asked:
        return replace(draft, screen=Screen.RECEIPT)
    return replace(draft, screen=Screen.KNOCK, asked=True)


def answered(draft: Draft) -> Draft:
    """Where it goes on from the question about knocks."""
    return to(draft, Screen.MAILBOX if draft.code else Screen.RECEIPT)


def scan(draft: Draft, *, site: str, site_name: str, enterprise: str, name: str) -> Draft:
    """A poster's code was scanned: a tip begun elsewhere is asked about first."""
    if draft.begun and draft.site != site:
        return replace(shut(draft), screen=Screen.FOUND)
    begun = draft if draft.begun else fresh(shut(draft))
    placed = replace(begun, kind=Kind.HAZARD, site=site, site_name=site_name)
    placed = replace(placed, enterprise=enterprise, enterprise_name=name, elsewhere="")
    return replace(placed, unsure=False, screen=Screen.SAFE, editing=False)


def unfold(draft: Draft) -> Draft:
    """Going on where it was folded away."""
    return replace(draft, screen=draft.folded) if draft.screen is Screen.FOLDED else draft


def discard(draft: Draft) -> Draft:
    """What was begun is thrown away; the mailbox, if one is open, stays."""
    return replace(fresh(draft), screen=Screen.HOME)


def back(draft: Draft) -> Draft:
    """One step back; what was filled in stays."""
    match draft.screen:
        case Screen.DANGER:
            urgent = draft.urgent and draft.fled is Screen.URGENT
            return replace(draft, screen=draft.fled, urgent=urgent)
        case Screen.PRIVACY | Screen.HELP | Screen.LANGUAGE | Screen.FULL:
            return replace(draft, screen=draft.back)
        case Screen.MASK:
            return replace(draft, screen=form(draft), editing=False, page=0)
        case Screen.GIVEAWAYS:
            return replace(draft, screen=form(draft))
        case screen if draft.editing and screen not in {form(draft), Screen.ELSEWHERE}:
            return replace(draft, screen=form(draft), editing=False, query="")
        case Screen.ASK_CODE | Screen.MAILBOX | Screen.AFTERWARDS:
            return replace(shut(draft), screen=Screen.FOUND if draft.begun else Screen.HOME)
        case Screen.URGENT:
            calm = replace(draft, urgent=False)
            came_from = begun_at(calm) if draft.begun else Screen.HOME
            return replace(calm, screen=Screen.DANGER, fled=came_from)
        case _:
            return to(draft, _BACK.get(draft.screen, Screen.HOME))


def to(draft: Draft, screen: Screen) -> Draft:
    """To a screen; what a letter is for follows from where it is begun."""
    if screen is Screen.REPLY:
        purpose = {
            Screen.OBJECT: LineKind.OBJECTED,
            Screen.RETALIATION: LineKind.RETALIATION,
        }.get(draft.screen, draft.purpose)
        written = not draft.letter.empty
        return replace(draft, screen=Screen.LETTER if written else screen, purpose=purpose)
    if screen is Screen.OBJECT:
        return replace(draft, screen=screen, purpose=LineKind.OBJECTED)
    if screen is Screen.MAILBOX:
        purpose = LineKind.OWN if draft.letter.empty else draft.purpose
        return replace(draft, screen=screen, purpose=purpose, page=0)
    return replace(draft, screen=screen)


def onward(draft: Draft, screen: Screen) -> Draft:
    """To the next screen, or back to the form whose part was changed."""
    if draft.editing:
        return replace(draft, screen=form(draft), editing=False)
    return replace(draft, screen=screen)


def fresh(draft: Draft) -> Draft:
    """The conversation without anything of a report; a mailbox that is open stays so."""
    return Draft(
        secret=draft.secret,
        touched=draft.touched,
        turn=draft.turn,
        language=draft.language,
        form=draft.form,
        litter=draft.litter,
        code=draft.code,
        letter=draft.letter,
        identity=draft.identity,
        purpose=draft.purpose,
        unsent=draft.unsent,
        key=draft.key,
        filed=draft.filed,
        filed_at=draft.filed_at,
        receipt=draft.receipt,
        due=draft.due,
        rings=draft.rings,
        asked=draft.asked,
        practice=draft.practice,
    )


def unplaced(draft: Draft) -> Draft:
    """Nothing that was chosen of an enterprise or site stays beside what is chosen now."""
    bare = replace(draft, enterprise=None, enterprise_name="", elsewhere="", unsure=False)
    return replace(bare, site=None, site_name="", query="", page=0)
