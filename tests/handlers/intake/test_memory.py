"""What the intake counts of a chat is gone when its time is over, and so is its place."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import TooFastError
from handlers.intake.memory import HOUR, Memory

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
TEN_SECONDS = timedelta(seconds=10)


def _said(memory: Memory, chat: int, now: datetime) -> bool:
    return memory.too_many(chat, "said", now, most=3, within=TEN_SECONDS)


def test_only_what_comes_within_the_time_counts_as_too_fast() -> None:
    memory = Memory()

    at_once = [_said(memory, 7, NOON) for _ in range(5)]

    assert at_once == [False, False, False, True, True]
    assert not _said(memory, 8, NOON)
    assert not _said(memory, 7, NOON + TEN_SECONDS)


def test_who_has_filed_too_much_is_told_when_the_first_is_an_hour_old() -> None:
    memory = Memory()
    for minute in (0, 20):
        memory.check_filings(7, NOON, most=2)
        memory.filed(7, NOON + timedelta(minutes=minute))

    with pytest.raises(TooFastError) as refused:
        memory.check_filings(7, NOON + timedelta(minutes=50), most=2)

    assert refused.value.seconds == 601
    memory.check_filings(8, NOON + timedelta(minutes=50), most=2)
    memory.check_filings(7, NOON + HOUR, most=2)


def test_whoever_never_comes_back_takes_no_room() -> None:
    memory = Memory()
    for chat in range(100):
        _said(memory, chat, NOON)
        memory.filed(chat, NOON)

    memory.stop_counting(NOON + TEN_SECONDS)
    assert len(memory.counted) == 100  # the filings, for their hour

    memory.stop_counting(NOON + HOUR)
    assert memory.counted == {}
