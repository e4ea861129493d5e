"""What a drain has around it: a clock moved by hand, a wire that refuses, a judge of errors."""

from datetime import UTC, datetime, timedelta

from domain.delivery import Later, Never, NotYetError
from storage import outbox

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.moment = NOW

    def __call__(self):
        return self.moment

    def forward(self, seconds):
        self.moment += timedelta(seconds=seconds)


class Wire:
    """Tells intents; what it is told to refuse it refuses."""

    def __init__(self):
        self.told = []
        self.errors = {}

    async def __call__(self, notice):
        error = self.errors.get(notice.key)
        if error is not None:
            raise error
        self.told.append(notice)


def judge(error):
    if isinstance(error, NotYetError):
        return Later(error.seconds, failed=False)
    return Never() if isinstance(error, LookupError) else Later()


async def put(store, *notices, at=NOW):
    for notice in notices:
        await store.write(outbox.put, notice, not_before=at)
