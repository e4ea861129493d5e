from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms import Kind, doubts, faults, rate, rest
from storage.forms import form

WEEKLY = form()
FIGURES = st.fixed_dictionaries({key: st.integers(0, 10_000) for key in WEEKLY.keys})


def figures(*numbers):
    return dict(zip(WEEKLY.keys, numbers, strict=True))


def test_the_weekly_form_asks_for_five_figures():
    assert WEEKLY.keys == ("gen_found", "gen_fixed", "maj_found", "maj_fixed", "maj_overdue")
    assert [field.kind for field in WEEKLY.fields] == [Kind.NEW] * 4 + [Kind.NOW]
    for field in WEEKLY.fields:
        assert field.names.keys() == field.units.keys() == {"zh", "en"}


def test_what_is_new_adds_up_and_what_is_now_does_not():
    totals = WEEKLY.totals(figures(118, 116, 2, 1, 7), figures(3, 2, 0, 0, 1))
    assert totals == figures(121, 118, 2, 1, 1)


def test_what_is_not_due_is_left_of_major_hazards_neither_fixed_nor_overdue():
    totals = WEEKLY.totals({}, figures(0, 0, 5, 2, 1))
    assert rest(WEEKLY, "maj_not_due", totals) == 2
    assert rest(WEEKLY, "maj_open", totals) == 3


def test_a_rate_has_one_decimal_and_there_is_none_of_nothing():
    assert rate(118, 121) == Decimal("97.5")
    assert rate(2, 3) == Decimal("66.7")
    assert rate(0, 0) is None


@given(FIGURES, FIGURES)
def test_figures_without_a_fault_leave_nothing_below_zero(before, values):
    wrong = faults(WEEKLY, before, values)
    totals = WEEKLY.totals(before, values)
    left = [rest(WEEKLY, one.key, totals) for one in WEEKLY.rests]
    rates = [rate(totals[one.part], totals[one.whole]) for one in WEEKLY.rates]
    if wrong:
        assert all(fault.part > fault.bound for fault in wrong)
    else:
        assert min(left) >= 0
        assert all(one is None or 0 <= one <= 100 for one in rates)


def test_more_fixed_than_was_ever_found_is_a_fault_that_names_both():
    (fault,) = faults(WEEKLY, figures(118, 118, 0, 0, 0), figures(3, 7, 0, 0, 0))
    assert (fault.limit.part, fault.part) == ("gen_fixed", 125)
    assert (fault.limit.whole, fault.bound) == ("gen_found", 121)


def test_more_overdue_than_is_open_is_a_fault():
    (fault,) = faults(WEEKLY, {}, figures(0, 0, 3, 2, 2))
    assert (fault.limit.part, fault.part, fault.bound) == ("maj_overdue", 2, 1)


def test_a_jump_is_asked_about_and_a_first_week_is_not():
    values = figures(53, 0, 0, 0, 0)
    (doubt,) = doubts(WEEKLY, values, last=figures(3, 0, 0, 0, 0))
    assert (doubt.key, doubt.value, doubt.last, doubt.instead) == ("gen_found", 53, 3, None)
    assert doubts(WEEKLY, values, last=None) == []
    assert doubts(WEEKLY, values, last=figures(4, 0, 0, 0, 0)) == []


@pytest.mark.parametrize(
    ("value", "last", "instead"), [(1_200_000, 120, 120), (250_000, None, 25), (130, 120, None)]
)
def test_money_typed_in_yuan_is_asked_about_with_what_was_meant(value, last, instead):
    shape = replace(WEEKLY, fields=(replace(WEEKLY.fields[0], key="funds", money=True),))
    found = doubts(shape, {"funds": value}, None if last is None else {"funds": last})
    assert [doubt.instead for doubt in found] == ([] if instead is None else [instead])


def test_nothing_new_keeps_the_state_and_sets_the_rest_to_zero():
    assert WEEKLY.nothing_new(figures(3, 2, 1, 0, 1)) == figures(0, 0, 0, 0, 1)
