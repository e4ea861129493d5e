"""What the reporter reads follows from the lines of the mailbox alone."""

from datetime import date, timedelta

import pytest

from domain.reading import (
    ANSWERS,
    CONCLUSIONS,
    OBJECTION_WITHIN,
    STATES,
    Line,
    LineKind,
    asks_after,
    may_answer,
    may_object,
    question_open,
    state,
)

DAY = date(2026, 11, 23)


def row(*kinds):
    return [Line(kind=kind, day=DAY + timedelta(days=n)) for n, kind in enumerate(kinds)]


def test_an_empty_mailbox_has_no_state():
    assert state([]) is None
    assert not question_open([])
    assert not may_object([], today=DAY)


@pytest.mark.parametrize("kind", LineKind)
def test_letters_beside_the_state_leave_it_as_it_is(kind):
    lines = row(LineKind.RECEIVED, kind)
    assert state(lines) == lines[kind in STATES]


@pytest.mark.parametrize("kind", LineKind)
def test_a_question_is_closed_by_an_answer_or_an_end_and_by_nothing_else(kind):
    closes = CONCLUSIONS | {LineKind.OWN, LineKind.MERGED}
    assert question_open(row(LineKind.QUESTION, kind)) == (kind not in closes)
    assert question_open(row(LineKind.QUESTION, kind, LineKind.QUESTION))


@pytest.mark.parametrize("kind", LineKind)
def test_a_second_look_can_be_asked_for_after_a_conclusion_only(kind):
    assert may_object(row(LineKind.RECEIVED, kind), today=DAY) == (kind in CONCLUSIONS)


def test_a_second_look_is_asked_for_once_and_within_thirty_days():
    ended = row(LineKind.RECEIVED, LineKind.PROVEN)
    last = ended[-1].day + OBJECTION_WITHIN
    assert may_object(ended, today=last)
    assert not may_object(ended, today=last + timedelta(days=1))
    again = row(LineKind.RECEIVED, LineKind.PROVEN, LineKind.OBJECTED, LineKind.UNPROVEN)
    assert not may_object(again, today=DAY)


def test_the_conclusion_of_the_case_it_was_put_together_with_is_not_objected_to_here():
    merged = row(LineKind.RECEIVED, LineKind.MERGED, LineKind.PROVEN)
    assert state(merged) == merged[-1]
    assert not may_object(merged, today=DAY)
    reopened = row(LineKind.RECEIVED, LineKind.MERGED, LineKind.REOPENED, LineKind.PROVEN)
    assert may_object(reopened, today=DAY)


def test_a_line_comes_back_as_it_was_sealed():
    line = Line(
        kind=LineKind.REFERRED,
        day=DAY,
        due=DAY + timedelta(days=14),
        text="已转\n“住建局”",
        department="住建局",
        files=("a", "b"),
    )
    assert Line.from_bytes(line.to_bytes()) == line
    assert Line.from_bytes(Line(kind=LineKind.OWN, day=DAY).to_bytes()).due is None


@pytest.mark.parametrize("kind", LineKind)
def test_whether_it_is_solved_may_be_said_after_a_conclusion_only(kind):
    assert may_answer(row(LineKind.RECEIVED, kind)) == (kind in CONCLUSIONS)


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_it_is_said_once_after_each_conclusion(kind):
    said = row(LineKind.RECEIVED, LineKind.UNPROVEN, kind, LineKind.OWN)
    assert not may_answer(said)
    again = [LineKind.RECEIVED, LineKind.UNPROVEN, kind, LineKind.OBJECTED, LineKind.PROVEN]
    assert may_answer(row(*again))


def test_who_comes_back_after_ninety_days_is_asked_once():
    ended = row(LineKind.PROVEN)
    assert asks_after(ended, today=DAY + timedelta(days=29)) is None
    assert asks_after(ended, today=DAY + timedelta(days=30)) == DAY + timedelta(days=30)
    late = asks_after(ended, today=DAY + timedelta(days=200))
    assert late == DAY + timedelta(days=90)
    asked = [*ended, Line(kind=LineKind.AFTERWARDS, day=late)]
    assert asks_after(asked, today=DAY + timedelta(days=200)) is None
    assert asks_after(row(LineKind.ACCEPTED), today=DAY + timedelta(days=200)) is None
