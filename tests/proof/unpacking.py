"""What lies compressed inside of bytes: zlib, gzip, zip entries, streams of PNG and PDF."""

import contextlib
import re
import struct
import zlib
from collections.abc import Iterator

LARGEST = 16 * 1024 * 1024
"""Bytes that are unpacked of one stream."""
DEEPEST = 4
"""How often something unpacked is looked into again."""
SMALLEST = 4
"""Bytes under which an unpacked stream cannot hold a mark."""

_STEP = 1024
"""Bytes that are unpacked at once."""
_ZLIB = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78]", re.DOTALL)
_GZIP = b"\x1f\x8b\x08"
_ENTRY = b"PK\x03\x04"
_PNG = b"\x89PNG\r\n\x1a\n"


def unpacked(content: bytes, depth: int = DEEPEST) -> Iterator[tuple[str, bytes]]:
    """Everything that unpacks from some place in the bytes, and from what unpacked."""
    if not depth:
        return
    for kind, inner in _streams(content):
        if len(inner) >= SMALLEST:
            yield kind, inner
            for below, deeper in unpacked(inner, depth - 1):
                yield f"{kind}, {below}", deeper


def _streams(content: bytes) -> Iterator[tuple[str, bytes]]:
    yield from _zlibs(content)
    for at in _each(content, _GZIP):
        yield "gzip", _inflated(memoryview(content)[at:], 31)
    for at in _each(content, _ENTRY):
        yield from _entry(content, at)
    for at in _each(content, _PNG):
        joined = b"".join(_image_data(content, at))
        yield "png", _inflated(memoryview(joined), zlib.MAX_WBITS)


def _zlibs(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Also PDF's and PNG's streams, which are zlib's wherever they stand."""
    for found in _ZLIB.finditer(content):
        at = found.start()
        if int.from_bytes(content[at : at + 2]) % 31 == 0:
            yield "zlib", _inflated(memoryview(content)[at:], zlib.MAX_WBITS)


def _entry(content: bytes, at: int) -> Iterator[tuple[str, bytes]]:
    head = content[at : at + 30]
    if len(head) < 30:
        return
    method = struct.unpack("<H", head[8:10])[0]
    name, extra = struct.unpack("<HH", head[26:30])
    if method == zlib.DEFLATED:
        yield "zip entry", _inflated(memoryview(content)[at + 30 + name + extra :], -zlib.MAX_WBITS)


def _image_data(content: bytes, at: int) -> Iterator[bytes]:
    """The parts of a PNG's pixels, which are one stream cut up."""
    at += len(_PNG)
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        if kind == b"IDAT":
            yield content[at + 8 : at + 8 + length]
        if kind == b"IEND":
            return
        at += 12 + length


def _inflated(content: memoryview, window: int) -> bytes:
    """What unpacks before the stream ends, breaks or grows too large."""
    unpacking = zlib.decompressobj(window)
    parts, size = [], 0
    for start in range(0, len(content), _STEP):
        before = unpacking.copy()
        try:
            part = unpacking.decompress(content[start : start + _STEP], LARGEST - size)
        except zlib.error:
            parts.append(_until_it_breaks(before, content[start : start + _STEP]))
            break
        parts.append(part)
        size += len(part)
        if unpacking.eof or size >= LARGEST:
            break
    return b"".join(parts)


def _until_it_breaks(unpacking: "zlib._Decompress", content: memoryview) -> bytes:
    parts = []
    with contextlib.suppress(zlib.error):
        parts.extend(unpacking.decompress(content[at : at + 1]) for at in range(len(content)))
    return b"".join(parts)


def _each(content: bytes, beginning: bytes) -> Iterator[int]:
    at = content.find(beginning)
    while at >= 0:
        yield at
        at = content.find(beginning, at + 1)
