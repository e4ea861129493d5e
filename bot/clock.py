"""The only reader of time: everything else gets the moment as an argument.

A process started with CHUISHAO_CLOCK takes its time from the machine's and the seconds written in
that file, so that a demonstration or a test can leap. Nothing else sets it.
"""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

Clock = Callable[[], datetime]
"""Tells the moment, aware and in UTC; tests and the playground hand in clocks of their own."""

LEAPS: Final = "CHUISHAO_CLOCK"
_LOOK: Final = 0.2  # seconds between two looks for a leap


def now() -> datetime:
    """The moment of this machine, in UTC."""
    return datetime.now(UTC) + _ahead()


def machine() -> datetime:
    """This machine's own moment, in UTC, however far the office's clock has leapt.

    For what is between processes, such as whose turn it is; never for what people are told.
    """
    return datetime.now(UTC)


async def watch(leapt: Callable[[datetime], None], stop: asyncio.Event) -> None:
    """Tells of each leap, and of the first look, until told to stop; at once where none can be.

    `leapt` gets the machine's own moment, by which timers go.
    """
    known: timedelta | None = None
    while LEAPS in os.environ and not stop.is_set():
        ahead = _ahead()
        if ahead != known:
            known = ahead
            leapt(datetime.now(UTC))
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _LOOK)


def leap(file: Path, ahead: timedelta) -> None:
    """Sets a clock's file in one step: whoever found it empty would be back in machine's time."""
    beside = file.with_suffix(".new")
    beside.write_text(str(ahead.total_seconds()), encoding="ascii")
    beside.replace(file)


def _ahead() -> timedelta:
    file = os.environ.get(LEAPS)
    if not file:
        return timedelta()
    try:
        return timedelta(seconds=float(Path(file).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return timedelta()
