"""A JPEG stream reduced to what a decoder needs, its compressed pixels untouched.

For pictures inside PDF pages, whose colours would change if they were decoded and encoded again.
"""

from handlers.cleaning.kinds import UnreadableError

_SCAN = 0xDA
_END = 0xD9
_ADOBE = 0xEE
_TABLES = frozenset({0xC4, 0xDB, 0xDD})
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})


def stripped(content: bytes) -> bytes:
    """Frames, tables and scans only, ending where the picture ends.

    Adobe's segment is kept, written anew, for it tells how the colours are meant.
    """
    if content[:2] != b"\xff\xd8":
        raise UnreadableError
    kept = bytearray(content[:2])
    at = 2
    while True:
        marker, at = _marker(content, at)
        if marker == _END:
            return bytes(kept) + b"\xff\xd9"
        length = int.from_bytes(content[at : at + 2], "big")
        segment = content[at : at + length]
        if length < 2 or len(segment) < length:
            raise UnreadableError
        at += length
        if marker == _ADOBE and segment[2:7] == b"Adobe" and length >= 14:
            segment = b"\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + segment[13:14]
        elif marker not in _TABLES | _FRAMES | {_SCAN}:
            continue
        kept += bytes((0xFF, marker)) + segment
        if marker == _SCAN:
            end = _end_of_scan(content, at)
            kept += content[at:end]
            at = end


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """The marker at `at` and the place behind it."""
    if content[at : at + 1] != b"\xff":
        raise UnreadableError
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise UnreadableError
    return content[at], at + 1


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next real marker stands; stuffed zeros and restarts belong to the scan."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise UnreadableError
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2
