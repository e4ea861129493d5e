"""The bot's side of cleaning: a file goes in, a rebuilt one comes out; nothing is parsed here.

The work is done by `child`, a fresh interpreter that gets on its standard input what is wanted,
the file, and nothing else: no environment, no arguments of ours, no shared memory, no file to write
to.
"""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from typing_extensions import override

from domain.errors import (
    FileTooLargeError,
    FileUncleanableError,
    FileUnreadableError,
    PictureTooLargeError,
)
from handlers.cleaning.kinds import (
    EXTENSIONS,
    MEDIA_TYPES,
    UncleanableError,
    UnreadableError,
    kind_of,
)

LARGEST = 20 * 1024 * 1024
"""Bytes a bot may fetch from Telegram; what comes out is never larger than twice that."""

PATIENCE = 10.0
"""Seconds on the clock for one file, the start of the interpreter included."""

AT_ONCE = 2

_ROOT = Path(__file__).resolve().parents[2]
_START = (
    "import sys; sys.path.append(sys.argv[1]); from handlers.cleaning.child import main; main()"
)

_places: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file built anew from what can be seen in it.

    `photo` says that Telegram takes it as one: no side above 2560 pixels, and not a strip.
    """

    media_type: str
    extension: str
    content: bytes
    photo: bool

    @override
    def __repr__(self) -> str:
        return f"<Cleaned {self.extension}>"


async def clean(content: bytes, *, patience: float = PATIENCE) -> Cleaned:
    """Rebuilds a file so that nothing of its author is left in it.

    Raises FileTooLargeError above 20 MiB, PictureTooLargeError for more pixels than are decoded,
    FileUnreadableError for what is empty, broken or too big to unpack, and FileUncleanableError
    for everything that cannot be rebuilt with certainty. After `patience` seconds the child is
    killed, and the file counts as one that does not open.
    """
    if len(content) > LARGEST:
        raise FileTooLargeError
    try:
        kind_of(content)
    except UnreadableError:
        raise FileUnreadableError from None
    except UncleanableError:
        raise FileUncleanableError from None
    return await _asked("rebuild", content, patience)


async def blacken(photo: bytes, cells: Sequence[str]) -> Cleaned:
    """A photo that was cleaned, without a trace of what was in these cells.

    Raises FileUnreadableError where the child fails or takes too long, as `overlay` does.
    """
    return await _asked(" ".join(("blacken", *cells)), photo, PATIENCE)


async def overlay(photo: bytes, cells: Sequence[str]) -> Cleaned:
    """A photo that was cleaned, smaller, under its grid and with these cells black."""
    return await _asked(" ".join(("overlay", *cells)), photo, PATIENCE)


async def _asked(order: str, content: bytes, patience: float) -> Cleaned:
    loop = asyncio.get_running_loop()
    async with _places.setdefault(loop, asyncio.Semaphore(AT_ONCE)):
        answer = await _ask(order.encode() + b"\n" + content, patience)
    return _cleaned(answer)


async def _ask(content: bytes, patience: float) -> bytes:
    try:
        async with asyncio.timeout(patience), _child() as child:
            return await _exchange(child, content)
    except TimeoutError:
        raise FileUnreadableError from None


async def _exchange(child: Process, content: bytes) -> bytes:
    assert child.stdin is not None
    assert child.stdout is not None
    with suppress(ConnectionError):
        child.stdin.write(content)
        await child.stdin.drain()
        child.stdin.close()
    answer = bytearray()
    while piece := await child.stdout.read(1 << 16):
        answer += piece
        if len(answer) > 2 * LARGEST:
            raise FileUncleanableError
    return bytes(answer)


@asynccontextmanager
async def _child() -> AsyncIterator[Process]:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-c", _START, str(_ROOT)),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        cwd="/",
        env={},
        start_new_session=True,
    )
    try:
        yield child
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        await child.wait()


def _cleaned(answer: bytes) -> Cleaned:
    """Reads `<what was made> <photo or document>` and a line feed, then the file itself."""
    heading, _, content = answer.partition(b"\n")
    match heading.split(b" "):
        case [made, as_what] if content and as_what in {b"photo", b"document"}:
            for known in MEDIA_TYPES:
                if known.encode() == made:
                    photo = as_what == b"photo"
                    return Cleaned(MEDIA_TYPES[known], EXTENSIONS[known], content, photo)
        case [b"uncleanable"] if not content:
            raise FileUncleanableError
        case [b"too-many-pixels"] if not content:
            raise PictureTooLargeError
        case _:
            pass
    # what a killed or taken-over child says is worth no more than a file that does not open
    raise FileUnreadableError
