from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Told = Callable[[timedelta], None]
"""Hears by how much this time is ahead of the machine's, so that others can leap along."""


class Clock:
    """The playground's own time: the machine's, plus an offset that only grows."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self.told: Told | None = None

    def now(self) -> datetime:
        """The present moment here, in UTC."""
        return datetime.now(UTC) + self.offset

    def begin(self, at: datetime) -> None:
        """It is that moment, which may be long ago; before anything has happened."""
        self.offset = at - datetime.now(UTC)
        self._tell()

    def forward(self, by: timedelta) -> None:
        """Move time on; it never goes back, as message dates must not."""
        if by < timedelta():
            message = "time only goes forward"
            raise ValueError(message)
        self.offset += by
        self._tell()

    def _tell(self) -> None:
        if self.told is not None:
            self.told(self.offset)
