"""The only reader of time: everything else gets the moment as an argument."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the moment, aware and in UTC; tests and the playground hand in clocks of their own."""


def now() -> datetime:
    """The moment of this machine, in UTC."""
    return datetime.now(UTC)
