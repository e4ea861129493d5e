from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import returns
from domain.errors import (
    FiguresError,
    LockedError,
    NumbersMissingError,
    StageError,
    TextMissingError,
)
from domain.notices import ChangeAnswered, ChangeAsked, ReturnSettled
from domain.returns import Past, Return, Standing, standing
from domain.weeks import Rhythm, Week, Weekly
from storage.calendar import known
from storage.forms import form

ZONE = ZoneInfo("Asia/Shanghai")
WEEKLY = Weekly(Rhythm(), known().is_workday, ZONE, known().certain)
WEEK = Week(2026, 48)
DUE = WEEKLY.due(WEEK)
FORM = form()
EMPTY = Return(id="r1", enterprise="e1", week=WEEK, form="weekly")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


FRIDAY = at("2026-11-27 10:12")
LOCKED = at("2026-11-30 09:00")


def filled(*numbers, one=EMPTY, now=FRIDAY):
    return returns.fill(one, dict(zip(FORM.keys, numbers, strict=False)), due=DUE, now=now)


def handed_in(*numbers, one=EMPTY, now=FRIDAY, past=None):
    ready = filled(*numbers, one=one, now=now)
    return returns.hand_in(ready, FORM, past or Past(), due=DUE, by="c1", at=now)


def test_figures_are_saved_one_by_one_and_handed_in_together():
    started = filled(3, 2)
    assert started.values == {"gen_found": 3, "gen_fixed": 2}
    with pytest.raises(NumbersMissingError):
        returns.hand_in(started, FORM, Past(), due=DUE, by="c1", at=FRIDAY)
    change = handed_in(3, 2, 0, 0, 0)
    assert change.subject.filed == change.subject.values
    assert change.subject.settled
    assert change.entry.act == "hand_in"
    assert change.entry.facts == {"week": "2026-W48", "figures": "3 2 0 0 0"}
    assert change.notices == (ReturnSettled("e1", "2026-W48"),)


def test_figures_that_contradict_each_other_are_not_handed_in():
    with pytest.raises(FiguresError) as caught:
        handed_in(3, 4, 0, 0, 0)
    assert caught.value.fault.limit.part == "gen_fixed"


def test_a_jump_is_asked_about_until_somebody_stands_by_it():
    past = Past(before={"gen_found": 3}, last={"gen_found": 3})
    jumped = filled(60, 0, 0, 0, 0)
    assert [doubt.key for doubt in returns.doubtful(jumped, FORM, past)] == ["gen_found"]
    sure = returns.stand_by(jumped, "gen_found")
    assert returns.doubtful(sure, FORM, past) == []
    assert returns.doubtful(filled(61, one=sure), FORM, past) != []
    assert returns.doubtful(filled(60, one=sure), FORM, past) == []


def test_a_change_before_the_lock_keeps_what_was_there_in_the_journal():
    first = handed_in(3, 2, 0, 0, 0).subject
    change = handed_in(4, 2, 0, 0, 0, one=first, now=FRIDAY + timedelta(hours=1))
    assert change.entry.act == "change"
    assert change.entry.facts["before"] == "3 2 0 0 0"
    assert change.subject.filed_at == FRIDAY
    assert change.subject.changed_at == FRIDAY + timedelta(hours=1)


def test_what_is_being_changed_does_not_count_before_it_is_handed_in():
    changing = filled(9, one=handed_in(3, 2, 0, 0, 0).subject)
    assert changing.values["gen_found"] == 9
    assert changing.filed["gen_found"] == 3


def test_after_the_lock_nothing_changes_but_with_consent_and_only_for_a_day():
    one = handed_in(3, 2, 0, 0, 0).subject
    with pytest.raises(LockedError):
        filled(4, one=one, now=LOCKED)
    asked = returns.ask_change(one, "漏报一项", by="c1", at=LOCKED, due=DUE)
    assert asked.notices == (ChangeAsked("e1", "2026-W48", occasion="2026-11-30T09:00:00+08:00"),)
    answer = returns.answer_change(asked.subject, granted=True, by="r1", at=LOCKED)
    assert isinstance(answer.notices[0], ChangeAnswered)
    assert filled(4, one=answer.subject, now=LOCKED + timedelta(hours=23)).values["gen_found"] == 4
    with pytest.raises(LockedError):
        filled(4, one=answer.subject, now=LOCKED + timedelta(hours=24))
    changed = handed_in(4, 2, 0, 0, 0, one=answer.subject, now=LOCKED + timedelta(hours=1)).subject
    with pytest.raises(LockedError):
        filled(5, one=changed, now=LOCKED + timedelta(hours=2))


def test_a_change_that_is_declined_leaves_it_locked():
    asked = returns.ask_change(EMPTY, "漏报", by="c1", at=LOCKED, due=DUE).subject
    declined = returns.answer_change(asked, granted=False, by="r1", at=LOCKED).subject
    assert declined.locked(DUE, LOCKED)
    with pytest.raises(StageError):
        returns.answer_change(declined, granted=True, by="r1", at=LOCKED)


def test_a_change_is_asked_for_with_a_reason_and_only_of_what_is_locked():
    with pytest.raises(TextMissingError):
        returns.ask_change(EMPTY, "  ", by="c1", at=LOCKED, due=DUE)
    with pytest.raises(StageError):
        returns.ask_change(EMPTY, "漏报", by="c1", at=FRIDAY, due=DUE)


def test_who_is_excused_is_not_asked_until_asked_again():
    change = returns.excuse(EMPTY, "停产", by="r1", at=FRIDAY)
    assert change.subject.settled
    assert change.notices == (ReturnSettled("e1", "2026-W48"),)
    assert not returns.ask_again(change.subject, by="r1", at=FRIDAY).subject.settled
    with pytest.raises(TextMissingError):
        returns.excuse(EMPTY, " ", by="r1", at=FRIDAY)
    with pytest.raises(StageError):
        returns.excuse(handed_in(0, 0, 0, 0, 0).subject, "停产", by="r1", at=FRIDAY)


@pytest.mark.parametrize(
    ("filed", "now", "stands"),
    [
        (None, "2026-11-27 16:00", Standing.OPEN),
        (None, "2026-11-27 16:01", Standing.OVERDUE),
        (None, "2026-11-30 09:00", Standing.MISSING),
        ("2026-11-27 16:00", "2026-12-20 09:00", Standing.ON_TIME),
        ("2026-11-27 16:01", "2026-12-20 09:00", Standing.LATE),
        ("2026-11-30 09:00", "2026-12-20 09:00", Standing.MISSING),
    ],
)
def test_a_week_stands_by_when_it_was_handed_in(filed, now, stands):
    filed_at = None if filed is None else at(filed)
    assert standing(filed_at, excused=False, due=DUE, now=at(now)) is stands
    assert standing(filed_at, excused=True, due=DUE, now=at(now)) is Standing.EXCUSED


def test_days_late_are_counted_from_the_due_day():
    assert returns.days_late(at("2026-11-27 18:00"), DUE) == 0
    assert returns.days_late(at("2026-11-29 08:00"), DUE) == 2


def test_a_receipt_is_called_by_week_and_enterprise():
    assert returns.number(WEEK, 117) == "2026-48-0117"
