"""The other side of cleaning: `clean` starts it, feeds it one file, and kills it.

It learns what the file is, loads the one parser it needs, gives up everything a taken-over process
could use, and only then looks inside.
"""

import importlib
import sys
from typing import Protocol, cast

from handlers.cleaning.confinement import confine
from handlers.cleaning.kinds import (
    Kind,
    Made,
    TooManyPixelsError,
    UncleanableError,
    UnreadableError,
    kind_of,
)

PARSERS: dict[Kind, str] = {
    "jpeg": "images",
    "png": "images",
    "webp": "images",
    "gif": "images",
    "pdf": "pdf",
    "zip": "office",
}


class Parser(Protocol):
    """A module of this package that rebuilds one family of files."""

    def rebuild(self, content: bytes) -> tuple[Made, bool, bytes]:
        """What was made, whether it can be shown as a photo, and its bytes."""


def main() -> None:
    """Reads a file from standard input and writes the answer to standard output."""
    content = sys.stdin.buffer.read()
    sys.stdout.buffer.write(answer(content))
    sys.stdout.buffer.flush()


def answer(content: bytes) -> bytes:
    """`<made> <photo or document>` and the rebuilt file, or one word of refusal; never raises."""
    try:
        parser = importlib.import_module(f"{__package__}.{PARSERS[kind_of(content)]}")
        confine()
        made, photo, rebuilt = cast("Parser", parser).rebuild(content)
    except UncleanableError:
        return b"uncleanable\n"
    except TooManyPixelsError:
        return b"too-many-pixels\n"
    except UnreadableError:
        return b"unreadable\n"
    except Exception:  # noqa: BLE001 - parsers fail in every way there is, and none may be told
        return b"unreadable\n"
    return f"{made} {'photo' if photo else 'document'}\n".encode() + rebuilt
