from datetime import UTC, datetime, timedelta


class Clock:
    """The playground's own time: the machine's, plus an offset that only grows."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """The present moment here, in UTC."""
        return datetime.now(UTC) + self.offset

    def forward(self, by: timedelta) -> None:
        """Move time on; it never goes back, as message dates must not."""
        if by < timedelta():
            message = "time only goes forward"
            raise ValueError(message)
        self.offset += by
