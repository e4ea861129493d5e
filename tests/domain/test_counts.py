"""No figure from one to four is told, nor follows from figures that are told."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.counts import FEWEST, Told, told


def small(figure):
    return 0 < figure < FEWEST


@given(st.lists(st.integers(0, 40), max_size=6))
def test_no_small_figure_is_told(parts):
    what = told(parts)
    assert not any(map(small, what.parts or ()))
    assert what.total is None or what.total >= FEWEST


@pytest.mark.parametrize("weeks", [2, 3, 4])
def test_who_knows_the_rule_and_all_that_is_told_cannot_tell_a_figure_that_is_withheld(weeks):
    """Everything that can have happened is gone through: weeks, and answered against waiting."""
    possible = defaultdict(lambda: defaultdict(set))
    for by_week in product(range(8), repeat=weeks):
        total = sum(by_week)
        for answered in range(total + 1):
            seen = told(by_week), told((answered, total - answered))
            cells = possible[seen]
            for week, figure in enumerate(by_week):
                cells[week].add(figure)
            cells["answered"].add(answered)
            cells["waiting"].add(total - answered)
            cells["total"].add(total)
    for cells in possible.values():
        for figures in cells.values():
            assert len(figures) > 1 or not small(min(figures))


def test_of_a_month_with_a_small_week_the_month_alone_is_told():
    assert told((9, 3, 12, 8)) == Told(32, None)
    assert told((9, 0, 12, 8)) == Told(29, (9, 0, 12, 8))
    assert told((1, 0, 3, 0)) == Told()
