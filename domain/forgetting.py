"""What a conversation forgets: a mailbox that is shut, a screen put away, what is a day old."""

from dataclasses import replace
from datetime import datetime

from domain.contents import EMPTY, Unsent
from domain.drafts import AT_RECEIPT, IN_MAILBOX, LIFE, Draft, Screen
from domain.reading import LineKind


def shut(draft: Draft) -> Draft:
    """The mailbox is closed and its code forgotten; a letter that was not sent is put by."""
    unsent = draft.unsent
    if draft.code and not draft.letter.empty:
        mark = draft.mark(draft.code)
        kept = Unsent(mark, draft.letter, draft.purpose, draft.touched, draft.turn)
        unsent = (*(one for one in unsent if one.mark != mark), kept)
    return replace(
        draft,
        code="",
        parts=(),
        letter=EMPTY,
        identity=EMPTY,
        purpose=LineKind.OWN,
        unsent=unsent,
        back=_outside(draft.back),
        fled=_outside(draft.fled),
    )


def opened(draft: Draft, code: str) -> Draft:
    """The mailbox of a code is open, with the letter that was put by."""
    draft = shut(draft)
    mark = draft.mark(code)
    others = tuple(one for one in draft.unsent if one.mark != mark)
    after = replace(draft, code=code, screen=Screen.MAILBOX, page=0, unsent=others)
    for one in draft.unsent:
        if one.mark == mark:
            after = replace(after, letter=one.letter, purpose=one.purpose)
    return after


def fold(draft: Draft) -> Draft:
    """The screen is put away; an open mailbox is shut, a form can be gone on with."""
    after = replace(shut(draft), screen=Screen.FOLDED, turn=draft.turn + 1)
    return replace(after, folded=_outside(draft.screen))


def put_by(draft: Draft) -> bool:
    """Whether a letter was put by in this turn."""
    return any(one.turn == draft.turn for one in draft.unsent)


def knocked(draft: Draft, message: int, now: datetime) -> Draft:
    """A knock stands in the chat: for a day, unless that kept something longer that was written."""
    after = replace(draft, litter=(*draft.litter, message))
    written = draft.begun or not draft.letter.empty or draft.unsent or draft.code
    return after if written else replace(after, touched=now)


def renewed(draft: Draft) -> Draft:
    """With the next secret, from which nothing that was sent off can be told."""
    return replace(draft, secret=draft.derived("next"), key=draft.file_key)


def forget_at(draft: Draft) -> datetime | None:
    """When something of it is a day old that may not be kept longer."""
    since = [one.since for one in draft.unsent]
    if draft.filed_at is not None:
        since.append(draft.filed_at)
    return min(since) + LIFE if since else None


def outlived(draft: Draft, now: datetime) -> Draft:
    """Without a receipt's secret and letters that were put by a day ago, whatever else happened."""
    kept = tuple(one for one in draft.unsent if now - one.since < LIFE)
    draft = replace(draft, unsent=kept)
    if draft.filed_at is None or now - draft.filed_at < LIFE:
        return draft
    home = Screen.FOUND if draft.begun else Screen.HOME
    return replace(
        draft,
        filed=False,
        filed_at=None,
        receipt=b"",
        due=None,
        rings=False,
        screen=home if draft.screen in AT_RECEIPT else draft.screen,
        back=home if draft.back in AT_RECEIPT else draft.back,
        fled=home if draft.fled in AT_RECEIPT else draft.fled,
        folded=home if draft.folded in AT_RECEIPT else draft.folded,
    )


def _outside(screen: Screen) -> Screen:
    return Screen.ASK_CODE if screen in IN_MAILBOX else screen
