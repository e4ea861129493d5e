"""A reception whose handling the tests decide."""

from datetime import UTC, datetime

import pytest

from bot.loop import Reception


@pytest.fixture
def told():
    """What the people were told: ("repeat" or "poison", update id)."""
    return []


@pytest.fixture
def reception_of(told):
    """Makes a reception of a handler, impatient as a test should be."""

    def make(handle, **kwargs):
        async def on_repeat(raw):
            told.append(("repeat", raw["update_id"]))

        async def on_poison(raw):
            told.append(("poison", raw["update_id"]))

        settings = {"retries": (0.0, 0.0), "asking": (0.0, 0.0), **kwargs}
        return Reception(
            "intake",
            handle,
            on_repeat=on_repeat,
            on_poison=on_poison,
            secret="token",
            clock=lambda: datetime(2026, 11, 23, tzinfo=UTC),
            **settings,
        )

    return make
