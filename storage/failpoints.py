"""Points at which a test ends a process by SIGKILL, as a power cut would.

`CHUISHAO_FAILPOINT=commit.before:7` ends it when it passes that point for the seventh time since
it began. With `@file` the order stands in that file and is read at each passing, so that it can be
given while the process runs, and each passing is written down in `file.passed`. Without the
variable a passing is one comparison; no setting, update, button or command leads here.
"""

import os
import signal
from collections import Counter
from pathlib import Path
from threading import Lock
from typing import Final, Literal, get_args

ORDER: Final = "CHUISHAO_FAILPOINT"
Point = Literal[
    "commit.before",
    "commit.after",
    "request.before",
    "request.after",
    "confirm.before",
    "backup.before",
]
POINTS: Final[tuple[Point, ...]] = get_args(Point)


class Failpoints:
    """Counts the passings of each point and ends the process at the one that was ordered."""

    def __init__(self, order: str) -> None:
        self._file = Path(order[1:]) if order.startswith("@") else None
        self._order = order
        self._passed: Counter[str] = Counter()
        self._lock = Lock()
        if self._file is None:
            _read(order)

    def passed(self, point: Point) -> None:
        """Counts one more; nothing follows it when its turn has come."""
        with self._lock:
            self._passed[point] += 1
            if self._file is not None:
                with self._file.with_name(f"{self._file.name}.passed").open("a") as written:
                    written.write(f"{point}\n")
                self._order = self._file.read_text()
            meant, count = _read(self._order)
            if meant == point and self._passed[point] >= count:
                os.kill(os.getpid(), signal.SIGKILL)


def passing(point: Point) -> None:
    """The process is at this point, and goes no further if a test has ordered so."""
    if _ordered is not None:
        _ordered.passed(point)


def _read(order: str) -> tuple[str, int]:
    """The point and its passing; ("", 0) for no order, ValueError for one that means nothing."""
    if not order:
        return "", 0
    point, _, count = order.partition(":")
    if point not in POINTS or not count.isdecimal():
        raise ValueError(f"{ORDER} is one of {', '.join(POINTS)}, a colon and a number")
    return point, int(count)


_ordered = Failpoints(os.environ[ORDER]) if os.environ.get(ORDER) else None
