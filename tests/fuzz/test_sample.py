"""Both bots are fed what nobody expects, and every promise holds: a sample of `make fuzz`."""

import asyncio

import pytest

from tests.fuzz.run import run

SEEDS = range(1, 21)
UPDATES = 500


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_comes_every_promise_holds(seed):
    outcome = asyncio.run(run(UPDATES, seed))
    assert outcome.counts["updates"] >= UPDATES
    assert not outcome.found, "\n".join(map(str, outcome.first_of_each()))
