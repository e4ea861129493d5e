"""A drain on each engine, its clock and its wire."""

import pytest

from scheduler.outbox import Drain
from tests.scheduler.drained import Clock, Wire, judge


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
def drain(store, clock, wire):
    return Drain(store, wire, judge, clock, chance=lambda: 1.0)
