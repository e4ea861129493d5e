"""Who works on a case, and what is written to and fro."""

from dataclasses import replace
from datetime import datetime

from domain.acts import making
from domain.cases import (
    CLOCK,
    CONCLUDE_WITHIN,
    REPORTER,
    Act,
    Actor,
    Case,
    Due,
    DueKind,
    Stage,
    check,
)
from domain.change import Change, Entry
from domain.errors import NotAllowedError, OvertakenError, TiedError
from domain.notices import CardChanged, HolderTold, Notice


def take_on(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Take the case on; from then on the reporter is owed a conclusion within 60 days."""
    if case.stage is Stage.ACCEPTED and case.holder not in (None, by.id):
        raise OvertakenError(case.holder)
    check(case, Act.TAKE_ON, by)
    due = Due(DueKind.CONCLUSION, at.date() + CONCLUDE_WITHIN)
    taken = replace(case, holder=by.id, due=due)
    return making.change(taken, Act.TAKE_ON, by, at, line=making.line(Act.TAKE_ON, at, due=due.day))


def claim(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Become the holder of a case that has lost its own."""
    check(case, Act.CLAIM, by)
    if case.holder is not None:
        raise OvertakenError(case.holder)
    return making.change(replace(case, holder=by.id), Act.CLAIM, by, at)


def hand_over(case: Case, *, by: Actor, to: Actor, at: datetime) -> Change[Case]:
    """Make somebody else the holder; they are told.

    An extension that was asked for is dropped, or a lead could grant what they asked for.
    """
    check(case, Act.HAND_OVER, by)
    if to.tied:
        raise TiedError
    if to.role is None or to.id in case.excluded or to.id == case.holder:
        raise NotAllowedError("other")
    told = HolderTold(case.id, to.id, occasion=f"over-{case.version}")
    handed = replace(making.unasked(case), holder=to.id)
    return making.change(handed, Act.HAND_OVER, by, at, notices=(told,), facts={"to": to.id})


def release(case: Case, *, at: datetime) -> Change[Case]:
    """The holder has left the desk; the case waits for another."""
    check(case, Act.RELEASE, CLOCK)
    left = case.holder or ""
    freed = replace(making.unasked(case), holder=None)
    return making.change(freed, Act.RELEASE, CLOCK, at, facts={"left": left})


def ask(
    case: Case, *, by: Actor, text: str, at: datetime, files: tuple[str, ...] = ()
) -> Change[Case]:
    """Ask the reporter, with files or without; the case goes on meanwhile."""
    check(case, Act.ASK, by)
    asked = replace(case, question_open=True)
    line = replace(making.line(Act.ASK, at, text=making.needed(text)), files=files)
    return making.change(asked, Act.ASK, by, at, line=line)


def reply(
    case: Case, *, by: Actor, text: str, at: datetime, files: tuple[str, ...] = ()
) -> Change[Case]:
    """Write to the reporter; `files` are ids of attachments sealed beside the letter."""
    check(case, Act.REPLY, by)
    body = text.strip() if files else making.needed(text)
    line = replace(making.line(Act.REPLY, at, text=body), files=files)
    return making.change(case, Act.REPLY, by, at, line=line)


def hear(case: Case, *, letter: str, at: datetime) -> Change[Case]:
    """What the reporter wrote has come to the desk: a question is answered, the holder is told.

    A muted case tells nobody.
    """
    silent = case.muted or case.holder is None
    told = () if silent else (HolderTold(case.id, case.holder or "", f"letter-{letter}"),)
    entry = Entry("letter", REPORTER.id, at, case.id)
    return Change(replace(case, question_open=False), entry, (CardChanged(case.id), *told))


def answered(case: Case, *, letter: str, solved: bool, at: datetime) -> Change[Case]:
    """The reporter says whether it is solved; where it is not, the holder is told."""
    told = HolderTold(case.id, case.holder, f"letter-{letter}") if case.holder else None
    notices: tuple[Notice, ...] = (CardChanged(case.id),)
    if told is not None and not solved:
        notices += (told,)
    facts = {"solved": "yes" if solved else "no"}
    return Change(case, Entry("answered", REPORTER.id, at, case.id, facts), notices)


def mute(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Letters of this case no longer show at the desk until a lead lifts it."""
    check(case, Act.MUTE, by)
    return making.change(replace(case, muted=True), Act.MUTE, by, at)


def unmute(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Letters of this case show again."""
    check(case, Act.UNMUTE, by)
    return making.change(replace(case, muted=False), Act.UNMUTE, by, at)
