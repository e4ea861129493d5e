"""The acts: each takes a case, checks it against the table and returns the whole decision.

Moments handed in are aware and in the office's time zone, so that `.date()` is the office's day.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from domain.cases import (
    CHASE_AFTER,
    CLOCK,
    CONCLUDE_WITHIN,
    EXTEND_BY,
    LOOK_WITHIN,
    MOVES,
    OPEN,
    OUTCOME_LINES,
    POSTED_WITHIN,
    REPORTER,
    URGENT_WITHIN,
    Act,
    Actor,
    Case,
    Due,
    DueKind,
    Extension,
    Outcome,
    Stage,
    check,
)
from domain.change import Change, Entry
from domain.errors import (
    NotAllowedError,
    OnceOnlyError,
    OvertakenError,
    StageError,
    TextMissingError,
    TiedError,
    TooLateError,
)
from domain.notices import (
    POSTED,
    CardChanged,
    ExtensionAsked,
    HolderTold,
    Notice,
    UrgentRaised,
)
from domain.reading import OBJECTION_WITHIN, Line, LineKind
from domain.workdays import IsWorkday, after


def post(
    case: Case, *, room: str, rings: bool, at: datetime, is_workday: IsWorkday
) -> Change[Case]:
    """The desk opens the report: the time for a first look runs from now.

    `rings` says whether somebody on duty can be rung for an urgent one.
    """
    if case.posted or case.stage is not Stage.RECEIVED:
        raise StageError
    rung = case.urgent and rings
    posted = replace(
        case,
        posted=True,
        room=room,
        day=at.date(),
        rung=rung,
        due=_look(at, urgent=case.urgent, is_workday=is_workday),
    )
    notices: tuple[Notice, ...] = (CardChanged(case.id),)
    if case.urgent:
        notices += (UrgentRaised(case.id, occasion=POSTED),)
    lines = (Line(kind=LineKind.RUNG, day=at.date()),) if rung else ()
    return Change(posted, Entry("post", CLOCK.id, at, case.id), notices, lines)


def take_on(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Take the case on; from then on the reporter is owed a conclusion within 60 days."""
    if case.stage is Stage.ACCEPTED and case.holder not in (None, by.id):
        raise OvertakenError(case.holder)
    check(case, Act.TAKE_ON, by)
    due = Due(DueKind.CONCLUSION, at.date() + CONCLUDE_WITHIN)
    taken = replace(case, holder=by.id, due=due)
    return _change(taken, Act.TAKE_ON, by, at, line=_line(Act.TAKE_ON, at, due=due.day))


def claim(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Become the holder of a case that has lost its own."""
    check(case, Act.CLAIM, by)
    if case.holder is not None:
        raise OvertakenError(case.holder)
    return _change(replace(case, holder=by.id), Act.CLAIM, by, at)


def decline(case: Case, *, by: Actor, text: str, at: datetime) -> Change[Case]:
    """Do not take it on; the reporter reads why and what else they can do.

    Whoever declines becomes the holder, so that a second look is somebody else's.
    """
    check(case, Act.DECLINE, by)
    ended = replace(_conclude(case, Outcome.DECLINED, at), holder=by.id)
    return _change(ended, Act.DECLINE, by, at, line=_line(Act.DECLINE, at, text=_needed(text)))


def refer(
    case: Case, *, by: Actor, department: str, at: datetime, is_workday: IsWorkday
) -> Change[Case]:
    """Hand the matter to the department in charge; chase after ten working days."""
    check(case, Act.REFER, by)
    due = Due(DueKind.CHASE, after(at.date(), CHASE_AFTER, is_workday))
    referred = replace(_unasked(case), holder=case.holder or by.id, due=due)
    line = _line(Act.REFER, at, due=due.day, department=_needed(department))
    return _change(referred, Act.REFER, by, at, line=line)


def receipt_came(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """The department answered: nobody need be chased any more, what is left is a conclusion.

    The reporter reads the new date. A later answer does not put the conclusion off again.
    """
    check(case, Act.RECEIPT, by)
    if case.due is not None and case.due.kind is DueKind.CONCLUSION:
        return _change(case, Act.RECEIPT, by, at)
    due = Due(DueKind.CONCLUSION, at.date() + CONCLUDE_WITHIN)
    line = _line(Act.RECEIPT, at, due=due.day)
    return _change(replace(case, due=due), Act.RECEIPT, by, at, line=line)


def return_referral(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """The department gave it back; it is worked on here again."""
    check(case, Act.RETURN, by)
    due = Due(DueKind.CONCLUSION, at.date() + CONCLUDE_WITHIN)
    back = replace(case, holder=case.holder or by.id, due=due)
    return _change(back, Act.RETURN, by, at, line=_line(Act.RETURN, at, due=due.day))


def merge(case: Case, *, into: Case, by: Actor, at: datetime) -> Change[Case]:
    """Work on it together with another case, whose conclusion will be read here too.

    A second look stays with those who may give it: nobody it excludes may come by it this way.
    """
    check(case, Act.MERGE, by)
    if not case.excluded <= into.excluded:
        raise NotAllowedError("other")
    if into.id == case.id or into.merged_into is not None or into.stage not in OPEN:
        raise StageError
    ended = replace(_conclude(case, Outcome.MERGED, at), merged_into=into.id)
    return _change(ended, Act.MERGE, by, at, line=_line(Act.MERGE, at), facts={"into": into.id})


def ask(
    case: Case, *, by: Actor, text: str, at: datetime, files: tuple[str, ...] = ()
) -> Change[Case]:
    """Ask the reporter, with files or without; the case goes on meanwhile."""
    check(case, Act.ASK, by)
    asked = replace(case, question_open=True)
    line = replace(_line(Act.ASK, at, text=_needed(text)), files=files)
    return _change(asked, Act.ASK, by, at, line=line)


def reply(
    case: Case, *, by: Actor, text: str, at: datetime, files: tuple[str, ...] = ()
) -> Change[Case]:
    """Write to the reporter; `files` are ids of attachments sealed beside the letter."""
    check(case, Act.REPLY, by)
    body = text.strip() if files else _needed(text)
    line = replace(_line(Act.REPLY, at, text=body), files=files)
    return _change(case, Act.REPLY, by, at, line=line)


def ask_extension(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Ask for thirty more days; somebody else decides."""
    check(case, Act.ASK_EXTENSION, by)
    asked = replace(case, extension=Extension.ASKED)
    told = ExtensionAsked(case.id, occasion=str(case.version))
    return _change(asked, Act.ASK_EXTENSION, by, at, notices=(told,))


def grant_extension(case: Case, *, by: Actor, text: str, at: datetime) -> Change[Case]:
    """Grant thirty more days, once; the reporter reads the reason and the new date."""
    check(case, Act.GRANT_EXTENSION, by)
    base = case.due.day if case.due else at.date()
    due = Due(DueKind.CONCLUSION, base + EXTEND_BY)
    granted = replace(case, extension=Extension.GRANTED, due=due)
    line = _line(Act.GRANT_EXTENSION, at, due=due.day, text=_needed(text))
    return _change(granted, Act.GRANT_EXTENSION, by, at, line=line)


def refuse_extension(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Refuse the thirty days; the date stands and may be asked about again."""
    check(case, Act.REFUSE_EXTENSION, by)
    refused = replace(case, extension=Extension.NONE)
    told = HolderTold(case.id, case.holder or "", occasion=f"refused-{case.version}")
    return _change(refused, Act.REFUSE_EXTENSION, by, at, notices=(told,))


def conclude(case: Case, *, by: Actor, outcome: Outcome, text: str, at: datetime) -> Change[Case]:
    """Say what was found; the text is what the reporter reads, without names or source."""
    check(case, Act.CONCLUDE, by)
    kind = OUTCOME_LINES.get(outcome)
    if kind is None:
        raise StageError
    line = Line(kind=kind, day=at.date(), due=at.date() + OBJECTION_WITHIN, text=_needed(text))
    ended = _conclude(case, outcome, at)
    return _change(ended, Act.CONCLUDE, by, at, line=line, facts={"outcome": outcome.value})


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
    handed = replace(_unasked(case), holder=to.id)
    return _change(handed, Act.HAND_OVER, by, at, notices=(told,), facts={"to": to.id})


def release(case: Case, *, at: datetime) -> Change[Case]:
    """The holder has left the desk; the case waits for another."""
    check(case, Act.RELEASE, CLOCK)
    left = case.holder or ""
    freed = replace(_unasked(case), holder=None)
    return _change(freed, Act.RELEASE, CLOCK, at, facts={"left": left})


def mark_urgent(
    case: Case, *, by: Actor, rings: bool, at: datetime, is_workday: IsWorkday
) -> Change[Case]:
    """Somebody is in danger: ring now. What has not been looked at is due in two hours."""
    check(case, Act.MARK_URGENT, by)
    if case.urgent:
        raise OnceOnlyError
    due = case.due
    if case.stage is Stage.RECEIVED:
        due = _look(at, urgent=True, is_workday=is_workday)
    told = UrgentRaised(case.id, occasion=str(case.version))
    marked = replace(case, urgent=True, rung=case.rung or rings, due=due)
    line = _line(Act.MARK_URGENT, at) if rings else None
    return _change(marked, Act.MARK_URGENT, by, at, line=line, notices=(told,))


def unmark_urgent(case: Case, *, by: Actor, at: datetime, is_workday: IsWorkday) -> Change[Case]:
    """It was no immediate danger; the ordinary time for a first look holds from now."""
    check(case, Act.UNMARK_URGENT, by)
    if not case.urgent:
        raise OnceOnlyError
    due = case.due
    if case.stage is Stage.RECEIVED:
        due = _look(at, urgent=False, is_workday=is_workday)
    return _change(replace(case, urgent=False, due=due), Act.UNMARK_URGENT, by, at)


def report_death(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Somebody died: the government checks, here only letters go on (安全生产法 第73条)."""
    check(case, Act.DEATH, by)
    dead = replace(_unasked(case), death=True, due=None, holder=case.holder or by.id)
    return _change(dead, Act.DEATH, by, at, line=_line(Act.DEATH, at))


def object_to(
    case: Case, *, at: datetime, is_workday: IsWorkday, written: date | None = None
) -> Change[Case]:
    """The reporter asks for a second look, once and within 30 days; others look.

    `written` is the day the reporter asked on, where it reaches the desk on a later one.
    """
    check(case, Act.OBJECT, REPORTER)
    if case.objected:
        raise OnceOnlyError
    if case.outcome is Outcome.MERGED:
        raise StageError
    asked_on = written or at.date()
    if case.concluded_on is not None and asked_on > case.concluded_on + OBJECTION_WITHIN:
        raise TooLateError(case.concluded_on + OBJECTION_WITHIN)
    again = replace(
        case,
        objected=True,
        outcome=None,
        concluded_on=None,
        holder=None,
        excluded=case.excluded | ({case.holder} if case.holder else set()),
        extension=Extension.NONE,
        due=_look(at, urgent=case.urgent, is_workday=is_workday),
    )
    return _change(again, Act.OBJECT, REPORTER, at)


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


def reopen(case: Case, *, by: Actor, text: str, at: datetime) -> Change[Case]:
    """A lead takes a finished case up again, with a reason; 60 days run anew."""
    check(case, Act.REOPEN, by)
    due = Due(DueKind.CONCLUSION, at.date() + CONCLUDE_WITHIN)
    again = replace(
        case,
        outcome=None,
        concluded_on=None,
        merged_into=None,
        extension=Extension.NONE,
        due=due,
        holder=None if case.holder in case.excluded else case.holder,
    )
    line = _line(Act.REOPEN, at, due=due.day, text=_needed(text))
    return _change(again, Act.REOPEN, by, at, line=line)


def close(case: Case, *, at: datetime) -> Change[Case]:
    """The time for objections is over, and what was written on its last day has been posted."""
    check(case, Act.CLOSE, CLOCK)
    last = (case.concluded_on or at.date()) + OBJECTION_WITHIN + POSTED_WITHIN
    if at.date() <= last:
        raise StageError
    return _change(case, Act.CLOSE, CLOCK, at)


def withdraw(case: Case) -> Case:
    """The reporter takes back what nobody has seen; the journal never heard of it."""
    check(case, Act.WITHDRAW, REPORTER)
    if case.posted:
        raise TooLateError
    return replace(case, stage=Stage.WITHDRAWN, due=None)


def mute(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Letters of this case no longer show at the desk until a lead lifts it."""
    check(case, Act.MUTE, by)
    return _change(replace(case, muted=True), Act.MUTE, by, at)


def unmute(case: Case, *, by: Actor, at: datetime) -> Change[Case]:
    """Letters of this case show again."""
    check(case, Act.UNMUTE, by)
    return _change(replace(case, muted=False), Act.UNMUTE, by, at)


def undo(now: Case, *, before: Case, after_version: int, by: Actor, at: datetime) -> Change[Case]:
    """Take back an act before the reporter can have seen it; only while nothing else happened."""
    if now.version != after_version:
        raise OvertakenError(now.holder)
    restored = replace(before, version=now.version)
    return Change(restored, Entry("undo", by.id, at, now.id), (CardChanged(now.id),))


def _change(
    case: Case,
    act: Act,
    by: Actor,
    at: datetime,
    *,
    line: Line | None = None,
    notices: tuple[Notice, ...] = (),
    facts: Mapping[str, str] | None = None,
) -> Change[Case]:
    stage = MOVES[act].to or case.stage
    entry = Entry(act.value, by.id, at, case.id, {"stage": stage.value} | dict(facts or {}))
    lines = () if line is None else (line,)
    return Change(replace(case, stage=stage), entry, (CardChanged(case.id), *notices), lines)


def _line(
    act: Act, at: datetime, *, due: date | None = None, text: str = "", department: str = ""
) -> Line:
    kind = MOVES[act].reads
    assert kind is not None
    return Line(kind=kind, day=at.date(), due=due, text=text, department=department)


def _conclude(case: Case, outcome: Outcome, at: datetime) -> Case:
    return replace(
        _unasked(case),
        outcome=outcome,
        concluded_on=at.date(),
        due=None,
        question_open=False,
    )


def _unasked(case: Case) -> Case:
    """The case without an extension that was asked for and that nobody has decided."""
    return replace(case, extension=Extension.NONE) if case.extension is Extension.ASKED else case


def _look(at: datetime, *, urgent: bool, is_workday: IsWorkday) -> Due:
    if urgent:
        return Due(DueKind.LOOK, (at + URGENT_WITHIN).date(), at + URGENT_WITHIN)
    return Due(DueKind.LOOK, after(at.date(), LOOK_WITHIN, is_workday))


def _needed(text: str) -> str:
    if not text.strip():
        raise TextMissingError
    return text.strip()
