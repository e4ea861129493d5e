"""What a press makes of a draft."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from domain import hiding
from domain.categories import Label
from domain.contents import Content
from domain.conversation import masks
from domain.conversation.buttons import Do
from domain.conversation.ways import (
    aside,
    back,
    begun_at,
    checked,
    danger,
    discard,
    form,
    fresh,
    onward,
    to,
    unfold,
    unplaced,
)
from domain.drafts import IN_MAILBOX, Draft, Screen
from domain.errors import EmptyReportError, OldButtonError
from domain.forgetting import renewed, shut
from domain.reading import LineKind
from domain.reports import Kind, When

SUBMITTABLE: Final = frozenset({Screen.PREVIEW, Screen.HAZARD, Screen.URGENT, Screen.GIVEAWAYS})
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
    Do.DOOR: Screen.DOOR,
    Do.CUT: Screen.CUT,
    Do.BURN: Screen.BURN,
    Do.WITHDRAW: Screen.WITHDRAW,
    Do.MAILBOX: Screen.MAILBOX,
    Do.REWARD: Screen.REWARD,
    Do.KEPT: Screen.KEPT,
    Do.PROOF: Screen.PROOF,
    Do.IDENTITY: Screen.IDENTITY,
    Do.NO_IDENTITY: Screen.NO_IDENTITY,
}


def press(draft: Draft, do: Do, arg: str = "", *, name: str = "") -> Draft:
    """A button was pressed that belongs to the present screen; `name` is a picked enterprise's."""
    if do in _SCREENS:
        return to(draft, _SCREENS[do])
    if do in _STEPS:
        return _STEPS[do](draft)
    match do:
        case Do.TIP | Do.HAZARD:
            return _begin(draft, Kind.TIP if do is Do.TIP else Kind.HAZARD)
        case Do.PICK:
            chosen = replace(unplaced(draft), enterprise=arg, enterprise_name=name)
            return onward(chosen, Screen.EXTRAS)
        case Do.CELL:
            return masks.choose(draft, arg)
        case Do.PAGE:
            return replace(draft, page=int(arg))
        case Do.WHEN:
            return onward(replace(draft, when=When(arg)), Screen.PREVIEW)
        case Do.LABEL:
            label = Label(arg) if arg else None
            return onward(replace(draft, label=label, labelled=True), Screen.EXTRAS)
        case Do.EDIT:
            return replace(draft, screen=_EDITS[arg], editing=True, query="", page=0)
        case Do.FULL | Do.PRIVACY | Do.LANGUAGE:
            return aside(draft, Screen(do.name.lower()))
        case _:
            raise OldButtonError


def submit(draft: Draft) -> Draft:
    """What stays of a draft once it is filed: what makes the receipt's code, for a day."""
    if draft.screen not in SUBMITTABLE:
        raise OldButtonError
    if draft.report.empty:
        raise EmptyReportError
    kept = renewed(fresh(shut(draft)))
    kept = replace(kept, practice=False, asked=False)
    return replace(kept, filed=True, receipt=draft.derived("receipt"), screen=Screen.RECEIPT)


def sent(draft: Draft) -> Draft:
    """What stays once a letter is sent."""
    kept = replace(draft, letter=Content(), purpose=LineKind.OWN, screen=Screen.SENT)
    return renewed(replace(kept, soon=False))


def identified(draft: Draft) -> Draft:
    """What stays once the identity is sealed, or destroyed."""
    return renewed(replace(draft, identity=Content(), screen=Screen.MAILBOX))


def _begin(draft: Draft, kind: Kind) -> Draft:
    if draft.begun:
        return replace(draft, screen=Screen.FOUND)
    return replace(fresh(draft), kind=kind, screen=Screen.SAFE)


def _urgent(draft: Draft) -> Draft:
    return replace(shut(draft), urgent=True, editing=False, screen=Screen.URGENT)


def _go_on(draft: Draft) -> Draft:
    return replace(draft, screen=begun_at(draft))


def _unsure(draft: Draft) -> Draft:
    return onward(replace(unplaced(draft), unsure=True), Screen.EXTRAS)


def _without_files(draft: Draft) -> Draft:
    dropped = replace(draft, report=Content(draft.report.texts))
    return replace(dropped, screen=form(draft), editing=False)


def _giveaways(draft: Draft) -> Draft:
    letter = draft.screen in IN_MAILBOX
    return replace(draft, screen=Screen.LETTER_GIVEAWAYS if letter else Screen.GIVEAWAYS)


def _mask(draft: Draft) -> Draft:
    return _hid(hiding.mask(draft, _giveaway(draft)))


def _leave(draft: Draft) -> Draft:
    return _hid(hiding.leave(draft, _giveaway(draft)))


def _mask_all(draft: Draft) -> Draft:
    return _hid(hiding.mask_all(draft))


def _giveaway(draft: Draft) -> hiding.Place:
    found = hiding.places(draft)
    if not found:
        raise OldButtonError
    return found[0]


def _hid(draft: Draft) -> Draft:
    """On to the next place, or back to what is about to be sent."""
    return draft if hiding.places(draft) else back(draft)


def _anew(draft: Draft) -> Draft:
    if draft.screen is Screen.IDENTITY:
        return replace(draft, identity=Content())
    return replace(draft, letter=Content(), screen=Screen.REPLY)


def _soon(draft: Draft) -> Draft:
    return replace(draft, soon=not draft.soon)


def _no(draft: Draft) -> Draft:
    if draft.screen is Screen.SAFE:
        return replace(draft, screen=begun_at(replace(draft, urgent=False)), urgent=False)
    return discard(draft)


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
            return onward(replace(draft, enterprise=None, enterprise_name=""), Screen.EXTRAS)
        case Screen.CHECK:
            return checked(draft)
        case Screen.FOLDED:
            return unfold(draft)
        case _:
            raise OldButtonError


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
    Do.SOON: _soon,
    Do.MASK: masks.begin,
    Do.NEXT_PHOTO: masks.following,
    Do.UNCHOOSE: masks.anew,
    Do.GIVEAWAYS: _giveaways,
    Do.HIDE: _mask,
    Do.LEAVE: _leave,
    Do.HIDE_ALL: _mask_all,
}
