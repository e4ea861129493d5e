"""The dress in which something that must rest nowhere could stand: every form is bytes to look for.

What is looked for must be long enough not to be met by chance. Integers of four bytes are looked
for only where somebody's number fits into four; moments and numbers of messages are never looked
for in four bytes, because there are too many of them and too much sealed noise to find them in.
"""

import base64
import hashlib
import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from urllib.parse import quote

FOUR = 4
"""Bytes that noise holds once in some gigabytes."""
SHORTEST = 8
"""Bytes of the shortest text that can be looked for without meeting it by chance."""
DIGESTS = ("md5", "sha1", "sha256")
_BEGINNING = 9
"""Bytes of a digest that are looked for: one that was cut short is found as well."""
_EPOCH_2000 = datetime(2000, 1, 1, tzinfo=UTC)
"""From when PostgreSQL counts microseconds."""


@dataclass(frozen=True)
class Mark:
    """Something that must be found nowhere: `forms` are all the bytes that would betray it."""

    name: str
    forms: dict[str, bytes]


def text(name: str, words: str) -> Mark:
    """A mark that is a text, such as a name or a sentence."""
    forms = _written(words)
    forms |= {f"{form}, small letters": seen for form, seen in _written(words.lower()).items()}
    return Mark(name, _different(forms))


def number(name: str, value: int) -> Mark:
    """A mark that is a number of nine digits or more, written out or in any binary form."""
    forms = _written(str(value)) | _binary(value)
    if value < 1 << 32:
        forms |= {"4 bytes big": value.to_bytes(4, "big")}
        forms |= {"4 bytes little": value.to_bytes(4, "little")}
    return Mark(name, _different(forms))


def longer(mark: Mark) -> Mark:
    """A mark without its forms of four bytes, to look through gigabytes of sealed noise."""
    return Mark(mark.name, {form: seen for form, seen in mark.forms.items() if len(seen) > FOUR})


def raw(name: str, content: bytes) -> Mark:
    """A mark that is bytes, such as the degrees of a place inside a photo."""
    return Mark(name, _different({"plain": content} | _coded(content)))


def moment(name: str, at: datetime, zone: tzinfo) -> Mark:
    """A mark that is a moment to the second, in UTC and in the office's time zone."""
    seconds = int(at.timestamp())
    forms = _written(str(seconds))
    for place, here in (("UTC", at.astimezone(UTC)), ("local", at.astimezone(zone))):
        for form, pattern in (("ISO", "%Y-%m-%dT%H:%M:%S"), ("SQL", "%Y-%m-%d %H:%M:%S")):
            forms[f"{form} {place}"] = here.strftime(pattern).encode()
        forms[f"compact {place}"] = here.strftime("%Y%m%dT%H%M%S").encode()
    for length in (6, 8):
        forms[f"{length} bytes big"] = seconds.to_bytes(length, "big")
        forms[f"{length} bytes little"] = seconds.to_bytes(length, "little")
    forms |= _floats(seconds)
    micro = (at.replace(microsecond=0) - _EPOCH_2000) // timedelta(microseconds=1)
    forms["PostgreSQL's timestamp"] = struct.pack(">q", micro)
    forms["PostgreSQL's timestamp, little"] = struct.pack("<q", micro)
    return Mark(name, _different(forms))


def digests_of_text(name: str, words: str) -> Mark:
    """The digests by which a name could be kept without being written."""
    return Mark(name, _different(_digested({"": words.encode(), "small ": words.lower().encode()})))


def digests_of_number(name: str, value: int) -> Mark:
    """The digests of a number, of its digits and of its eight bytes."""
    eight = {"big ": value.to_bytes(8, "big"), "little ": value.to_bytes(8, "little")}
    return Mark(name, _different(_digested({"": str(value).encode()} | eight)))


def varint(value: int) -> bytes:
    """SQLite's: seven bits a byte, the high ones first."""
    parts = [value & 0x7F]
    while value := value >> 7:
        parts.append(0x80 | value & 0x7F)
    return bytes(reversed(parts))


def leb128(value: int) -> bytes:
    """Protocol buffers': seven bits a byte, the low ones first."""
    parts = bytearray()
    while value > 0x7F:
        parts.append(0x80 | value & 0x7F)
        value >>= 7
    return bytes([*parts, value])


def numeric(value: int) -> bytes:
    """The digits of PostgreSQL's numeric, also in jsonb: base 10,000, two bytes each."""
    digits: list[int] = []
    while value:
        value, digit = divmod(value, 10_000)
        digits.insert(0, digit)
    return b"".join(struct.pack("<h", digit) for digit in digits)


def _binary(value: int) -> dict[str, bytes]:
    """Five bytes and more; a number of four bytes stands there with a zero before it."""
    forms = {}
    for length in range(5, 9):
        if value < 1 << (8 * length):
            forms[f"{length} bytes big"] = value.to_bytes(length, "big")
            forms[f"{length} bytes little"] = value.to_bytes(length, "little")
    forms["varint"], forms["leb128"] = varint(value), leb128(value)
    if value >= 1 << 32:
        forms["numeric"] = numeric(value)
    return forms | _floats(value)


def _floats(value: int) -> dict[str, bytes]:
    return {"float big": struct.pack(">d", value), "float little": struct.pack("<d", value)}


def _digested(sources: dict[str, bytes]) -> dict[str, bytes]:
    forms = {}
    for source, content in sources.items():
        for kind in DIGESTS:
            digest = hashlib.new(kind, content, usedforsecurity=False).digest()
            beginning = digest[:_BEGINNING]
            forms[f"{source}{kind}"] = beginning
            forms |= {f"{source}{kind} {form}": seen for form, seen in _coded(beginning).items()}
    return forms


def _written(words: str) -> dict[str, bytes]:
    plain = words.encode()
    escaped = json.dumps(words)[1:-1]
    return {
        "plain": plain,
        "utf-16 little": words.encode("utf-16-le"),
        "utf-16 big": words.encode("utf-16-be"),
        "gb18030": words.encode("gb18030"),
        "json": escaped.encode(),
        "json capitals": escaped.replace("\\u", "\0").upper().replace("\0", "\\u").encode(),
        "quoted": quote(words, safe="").encode(),
        "quoted small": quote(words, safe="").lower().encode(),
        "bytes shown": repr(plain)[2:-1].encode(),
        **_coded(plain),
    }


def _coded(content: bytes) -> dict[str, bytes]:
    if len(content) < SHORTEST:
        raise ValueError(f"fewer than {SHORTEST} bytes would be met by chance")
    forms = {"hex": content.hex().encode(), "hex capitals": content.hex().upper().encode()}
    for offset in range(3):
        # Of the groups of three bytes only the whole ones look the same whatever stands around.
        skipped = -offset % 3
        inner = content[skipped : len(content) - (len(content) - skipped) % 3]
        forms[f"base64 at {offset}"] = base64.b64encode(inner)
        forms[f"base64 for addresses at {offset}"] = base64.urlsafe_b64encode(inner)
    return forms


def _different(forms: dict[str, bytes]) -> dict[str, bytes]:
    """The forms without those that look like another."""
    different: dict[bytes, str] = {}
    for form, seen in forms.items():
        different.setdefault(seen, form)
    return {form: seen for seen, form in different.items()}


def count(marks: Iterable[Mark]) -> int:
    """How many forms are looked for."""
    return sum(len(mark.forms) for mark in marks)
