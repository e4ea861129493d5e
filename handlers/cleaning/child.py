"""The other side of cleaning: `clean` starts it, feeds it one file, and kills it.

It reads what is wanted and the file, learns what that is, loads the one parser it needs, gives up
everything a taken-over process could use, and only then looks inside.
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
MASKS = {"blacken", "overlay"}
"""What may be asked beside rebuilding, of photos that were rebuilt before."""


class Parser(Protocol):
    """A module of this package that rebuilds one family of files."""

    def rebuild(self, content: bytes) -> tuple[Made, bool, bytes]:
        """What was made, whether it can be shown as a photo, and its bytes."""


class Masks(Protocol):
    """The module that lays cells over photos."""

    def blacken(self, content: bytes, cells: list[str]) -> tuple[Made, bool, bytes]:
        """The photo with the cells black."""

    def overlay(self, content: bytes, cells: list[str]) -> tuple[Made, bool, bytes]:
        """The photo as it is shown with its grid."""


def main() -> None:
    """Reads an order and a file from standard input and writes the answer to standard output."""
    order = sys.stdin.buffer.readline().decode().split()
    content = sys.stdin.buffer.read()
    sys.stdout.buffer.write(answer(content, *order))
    sys.stdout.buffer.flush()


def answer(content: bytes, order: str = "rebuild", *cells: str) -> bytes:
    """`<made> <photo or document>` and the file made, or one word of refusal; never raises."""
    try:
        if order in MASKS:
            masks = importlib.import_module(f"{__package__}.masks")
            confine()
            drawn = cast("Masks", masks)
            draw = drawn.blacken if order == "blacken" else drawn.overlay
            made, photo, rebuilt = draw(content, list(cells))
        else:
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
