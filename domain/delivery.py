"""What becomes of an intent that could not be told at once."""

from dataclasses import dataclass
from typing import Final, TypeAlias

GIVEN_UP_AFTER: Final = 12
"""Failures of an intent, which take about an hour and a half."""


@dataclass(frozen=True)
class Later:
    """Try again; `seconds` None leaves the pause to the outbox, which doubles it each time.

    `failed` False: it was not the intent's fault, and does not bring it nearer to being given up.
    """

    seconds: float | None = None
    failed: bool = True


@dataclass(frozen=True)
class Never:
    """It can never be told."""


GoOn: TypeAlias = Later | Never


class NotYetError(Exception):
    """The time to tell this has not come: raised by a delivery that must wait for something."""

    def __init__(self, seconds: float) -> None:
        super().__init__("not yet")
        self.seconds = seconds
