"""What is over is kept as long as the office says, and not a day longer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases import OPEN, Outcome, Stage, new
from domain.reports import Kind
from domain.retention import Keeping, closed_on, files_over, over

DAY = date(2026, 11, 23)
KEEPING = Keeping(
    unaccepted=timedelta(days=90),
    checked=timedelta(days=1000),
    files=timedelta(days=300),
    practice=timedelta(days=7),
)
FILED = new(case_id="a", code="A", kind=Kind.TIP, day=DAY, urgent=False)
OBJECTION = timedelta(days=31)


def closed(outcome):
    return replace(FILED, stage=Stage.CLOSED, outcome=outcome, concluded_on=DAY)


@pytest.mark.parametrize(
    ("outcome", "days"),
    [
        (Outcome.DECLINED, 90),
        (Outcome.MERGED, 90),
        (Outcome.PROVEN, 1000),
        (Outcome.PARTLY, 1000),
        (Outcome.UNPROVEN, 1000),
    ],
)
def test_each_outcome_has_its_own_time_from_the_closing_on(outcome, days):
    last = DAY + OBJECTION + timedelta(days=days)
    assert not over(closed(outcome), KEEPING, last)
    assert over(closed(outcome), KEEPING, last + timedelta(days=1))


def test_files_have_less_time_than_what_was_written():
    last = DAY + OBJECTION + timedelta(days=300)
    assert not files_over(closed(Outcome.PROVEN), KEEPING, last)
    assert files_over(closed(Outcome.PROVEN), KEEPING, last + timedelta(days=1))
    assert not over(closed(Outcome.PROVEN), KEEPING, last + timedelta(days=1))


def test_what_was_withdrawn_goes_at_once_and_practice_after_a_week_wherever_it_stands():
    assert over(replace(FILED, stage=Stage.WITHDRAWN), KEEPING, DAY)
    practice = replace(FILED, practice=True, stage=Stage.ACCEPTED)
    assert not over(practice, KEEPING, DAY + timedelta(days=7))
    assert over(practice, KEEPING, DAY + timedelta(days=8))


def test_a_death_is_closed_by_nobody_and_has_its_time_from_its_day():
    death = replace(FILED, stage=Stage.REFERRED, death=True)
    assert not over(death, KEEPING, DAY + timedelta(days=1000))
    assert over(death, KEEPING, DAY + timedelta(days=1001))


@given(st.sampled_from([*OPEN, Stage.CONCLUDED]), st.integers(0, 40_000))
def test_what_is_not_closed_is_never_over(stage, days):
    case = replace(FILED, stage=stage, concluded_on=DAY, outcome=Outcome.DECLINED)
    assert closed_on(case) is None
    assert not over(case, KEEPING, DAY + timedelta(days=days))
    assert not files_over(case, KEEPING, DAY + timedelta(days=days))
