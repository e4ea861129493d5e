"""A return: one enterprise's figures of one week, from the first number to the lock and after."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.change import Change, Entry
from domain.errors import (
    FiguresError,
    LockedError,
    NumbersMissingError,
    StageError,
    TextMissingError,
)
from domain.forms import Doubt, Fault, Form, Values, doubts, faults
from domain.notices import ChangeAnswered, ChangeAsked, ReturnSettled
from domain.weeks import Due, Week

CHANGE_WITHIN: Final = timedelta(hours=24)
"""How long a granted change of a locked return may take; a proposal, not in the notice."""
LONGEST_NOTE: Final = 300


@dataclass(frozen=True, kw_only=True)
class Return:
    """What an enterprise owes or has handed in for a week.

    `values` are being filled in and saved as they come; `filed` are those that count, None before.
    `sure` are unusual figures somebody stood by. `passed`: the main contact left the week to the
    backup. `excused` is the reason for which nothing is asked, `reason` why it is late, in the
    enterprise's words. `wish` is what a change after the lock is asked for and `wished_by` by whom;
    `open_until`, once granted, the moment until which it may be made.
    """

    id: str
    enterprise: str
    week: Week
    form: str
    values: Values = field(default_factory=dict)
    sure: frozenset[str] = frozenset()
    note: str = ""
    filed: Values | None = None
    filed_note: str = ""
    filed_at: datetime | None = None
    filed_by: str | None = None
    changed_at: datetime | None = None
    passed: bool = False
    excused: str | None = None
    reason: str = ""
    wish: str | None = None
    wished_by: str | None = None
    open_until: datetime | None = None
    version: int = 1

    @property
    def settled(self) -> bool:
        """Whether nobody is asked for it any more."""
        return self.filed is not None or self.excused is not None

    def locked(self, due: Due, now: datetime) -> bool:
        """Whether it can be changed only with the desk's consent, which it does not have."""
        granted = self.open_until is not None and now < self.open_until
        return now >= due.locks_at and not granted


class Standing(StrEnum):
    """How a week stands with an enterprise."""

    EXCUSED = "excused"
    ON_TIME = "on_time"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"
    MISSING = "missing"


def standing(filed_at: datetime | None, *, excused: bool, due: Due, now: datetime) -> Standing:
    """How it stands; overdue can still be handed in, missing was not before the lock."""
    if excused:
        return Standing.EXCUSED
    if filed_at is not None:
        if filed_at <= due.at:
            return Standing.ON_TIME
        return Standing.LATE if filed_at < due.locks_at else Standing.MISSING
    if now <= due.at:
        return Standing.OPEN
    return Standing.OVERDUE if now < due.locks_at else Standing.MISSING


def days_late(filed_at: datetime, due: Due) -> int:
    """By how many days it was late, 0 when on the due day itself."""
    return max(0, (filed_at.date() - due.at.date()).days)


def number(week: Week, serial: int) -> str:
    """What a receipt is called: the week and the enterprise's number, such as 2026-48-0117."""
    return f"{week.year:04}-{week.number:02}-{serial:04}"


@dataclass(frozen=True, kw_only=True)
class Past:
    """What was handed in before: totals of all earlier weeks, and the last week's figures."""

    before: Values = field(default_factory=dict)
    last: Values | None = None


def fill(one: Return, values: Values, *, due: Due, now: datetime) -> Return:
    """Save figures as they come; one that changes has to be stood by anew if it is unusual."""
    if one.locked(due, now):
        raise LockedError(one.week)
    changed = {key for key, value in values.items() if one.values.get(key) != value}
    return replace(one, values={**one.values, **values}, sure=one.sure - changed)


def write_note(one: Return, text: str, *, due: Due, now: datetime) -> Return:
    """Save a remark, cut to its longest."""
    if one.locked(due, now):
        raise LockedError(one.week)
    return replace(one, note=text.strip()[:LONGEST_NOTE])


def stand_by(one: Return, key: str) -> Return:
    """An unusual figure is what was meant."""
    return replace(one, sure=one.sure | {key})


def doubtful(one: Return, form: Form, past: Past) -> list[Doubt]:
    """What is still to be asked about."""
    return [doubt for doubt in doubts(form, one.values, past.last) if doubt.key not in one.sure]


def wrong(one: Return, form: Form, past: Past) -> list[Fault]:
    """Where the figures contradict each other or what was handed in before."""
    return faults(form, past.before, one.values)


def check(one: Return, form: Form, past: Past) -> None:
    """Refuse what is incomplete (NumbersMissingError) or contradicts itself (FiguresError)."""
    given = [key for key in form.keys if key in one.values]
    if len(given) < len(form.keys):
        raise NumbersMissingError(wanted=len(form.keys), found=len(given))
    found = wrong(one, form, past)
    if found:
        raise FiguresError(form, found[0])


def hand_in(
    one: Return, form: Form, past: Past, *, due: Due, by: str, at: datetime
) -> Change[Return]:
    """Hand it in, or hand in a change; what was there before stays in the journal."""
    if one.locked(due, at):
        raise LockedError(one.week)
    check(one, form, past)
    first = one.filed is None
    new = replace(
        one,
        filed=dict(one.values),
        filed_note=one.note,
        filed_at=one.filed_at or at,
        filed_by=by,
        changed_at=None if first else at,
        open_until=None,
        wish=None,
    )
    facts = {"week": one.week.key, "figures": _figures(form, one.values)}
    if one.filed is not None:
        facts["before"] = _figures(form, one.filed)
    entry = Entry("hand_in" if first else "change", by, at, one.id, facts)
    return Change(new, entry, (ReturnSettled(one.enterprise, one.week.key),))


def excuse(one: Return, reason: str, *, by: str, at: datetime) -> Change[Return]:
    """The desk asks for nothing this week and says why."""
    if one.settled:
        raise StageError
    if not reason.strip():
        raise TextMissingError
    new = replace(one, excused=reason.strip()[:LONGEST_NOTE])
    entry = Entry("excuse", by, at, one.id, {"week": one.week.key})
    return Change(new, entry, (ReturnSettled(one.enterprise, one.week.key),))


def ask_again(one: Return, *, by: str, at: datetime) -> Change[Return]:
    """The desk asks for it after all."""
    if one.excused is None:
        raise StageError
    entry = Entry("ask_again", by, at, one.id, {"week": one.week.key})
    return Change(replace(one, excused=None), entry)


def explain(one: Return, reason: str, *, by: str, at: datetime) -> Change[Return]:
    """The enterprise says why it is late; the desk reads it with the week."""
    if not reason.strip():
        raise TextMissingError
    entry = Entry("explain", by, at, one.id, {"week": one.week.key})
    return Change(replace(one, reason=reason.strip()[:LONGEST_NOTE]), entry)


def ask_change(one: Return, wish: str, *, by: str, at: datetime, due: Due) -> Change[Return]:
    """Ask to change what is locked; the desk decides."""
    if not one.locked(due, at):
        raise StageError
    if not wish.strip():
        raise TextMissingError
    new = replace(one, wish=wish.strip()[:LONGEST_NOTE], wished_by=by)
    entry = Entry("ask_change", by, at, one.id, {"week": one.week.key})
    occasion = at.isoformat(timespec="seconds")
    return Change(new, entry, (ChangeAsked(one.enterprise, one.week.key, occasion=occasion),))


def answer_change(one: Return, *, granted: bool, by: str, at: datetime) -> Change[Return]:
    """The desk grants a change for a day, or declines it."""
    if one.wish is None:
        raise StageError
    until = at + CHANGE_WITHIN if granted else None
    new = replace(one, wish=None, open_until=until)
    facts: Mapping[str, str] = {"week": one.week.key}
    entry = Entry("grant_change" if granted else "decline_change", by, at, one.id, facts)
    occasion = at.isoformat(timespec="seconds")
    told = ChangeAnswered(one.enterprise, one.week.key, occasion=occasion)
    return Change(new, entry, (told,))


def _figures(form: Form, values: Values) -> str:
    return " ".join(str(values[key]) for key in form.keys)
