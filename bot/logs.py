"""Logs that can be shown to anybody: no update, text or exception value is ever in a line.

Our own loggers say fixed words, numbers and short names. Other libraries put values into their
messages (asyncio a task's exception, aiogram an error's text), so of their records only the place
in the code is shown. An exception is shown as its type and frames.
"""

import logging
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from typing_extensions import override

_OURS = frozenset({"bot", "handlers", "scheduler", "storage", "domain", "playground", "__main__"})
_QUIET = ("aiogram", "aiohttp", "alembic", "apscheduler", "asyncio", "httpcore", "httpx")
_QUIETER = ("psycopg", "sqlalchemy", "telegram")

_log = logging.getLogger(__name__)


def set_up(level: str) -> None:
    """Sends every log line to standard error, from `level` up, and other libraries' warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(SafeFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # else a failing log call prints its arguments
    for name in (*_QUIET, *_QUIETER):
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def outline(error: BaseException) -> str:
    """The error's type and the places in the code it came through, and the same of its causes."""
    parts = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = [
            f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
            for frame, line in traceback.walk_tb(current.__traceback__)
        ]
        parts.append(" > ".join([type(current).__qualname__, *frames]))
        hidden = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or hidden
    return " | because of ".join(parts)


class SafeFormatter(logging.Formatter):
    """One line a record: time in UTC, level, logger, and what may be said."""

    @override
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))

    @override
    def format(self, record: logging.LogRecord) -> str:
        said = _said(record) if record.name.split(".")[0] in _OURS else _place(record)
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {said}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line} | {outline(error)}"


def _said(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return type(record.msg).__qualname__
    if not record.args:
        return record.msg
    values = (record.args,) if isinstance(record.args, Mapping) else record.args
    try:
        return record.msg % tuple(_plain(value) for value in values)
    except (TypeError, ValueError):
        return record.msg


def _plain(value: Any) -> str | int | float:
    """Numbers and short words pass; of whatever could hold an update only the type's name."""
    if isinstance(value, str | int | float):
        return value
    return type(value).__qualname__


def _place(record: logging.LogRecord) -> str:
    return f"{_short(record.pathname)}:{record.lineno} {record.funcName}"


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-3:])


def _uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    found = kind() if error is None else error.with_traceback(trace)
    _log.critical("uncaught: %s", outline(found))
