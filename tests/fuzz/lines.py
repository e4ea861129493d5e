"""What both bots log while they are fed."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot import logs
from bot.logs import SafeFormatter


class Lines(logging.Handler):
    """What was logged, as the processes write it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(SafeFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def listening() -> Iterator[Lines]:
    """Everything from DEBUG up, of other libraries from WARNING up, as `bot.logs` sets it."""
    lines, root = Lines(), logging.getLogger()
    quiet = [logging.getLogger(name) for name in (*logs._QUIET, *logs._QUIETER)]
    before = [root.level, *(logger.level for logger in quiet)]
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    for logger in quiet:
        logger.setLevel(logging.WARNING)
    try:
        yield lines
    finally:
        root.removeHandler(lines)
        for logger, level in zip((root, *quiet), before, strict=True):
            logger.setLevel(level)
