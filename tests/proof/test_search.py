"""The search finds a leak planted in each form, and invents none."""

import base64
import gzip
import hashlib
import io
import json
import secrets
import struct
import zipfile
import zlib
from binascii import hexlify
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote_plus
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from tests.proof import forms
from tests.proof.search import Hit, Search

WORDS = "乌兰木伦河边的泵房没有护栏"
NAME = "kanari_Vogel_1729"
LARGE, SMALL = 7_318_246_095, 918_273_645
AT = datetime(2026, 11, 23, 2, 17, 43, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")

TEXT_LEAKS: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "small letters of Windows": lambda words: words.lower().encode("utf-16-le"),
    "utf-16 of Windows": lambda words: words.encode("utf-16-le"),
    "utf-16 of networks": lambda words: words.encode("utf-16-be"),
    "gb18030": lambda words: words.encode("gb18030"),
    "hex": lambda words: hexlify(words.encode()),
    "hex in capitals": lambda words: hexlify(words.encode()).upper(),
    "json": lambda words: json.dumps({"text": words}).encode(),
    "an address": lambda words: quote_plus(words).encode(),
    "a log of bytes": lambda words: str(words.encode()).encode(),
    **{
        f"base64 after {before} bytes": lambda words, before=before: base64.b64encode(
            b"?" * before + words.encode() + b"!!"
        )
        for before in range(4)
    },
    **{
        f"base64 for addresses after {before} bytes": lambda words, before=before: (
            base64.urlsafe_b64encode(b"?" * before + words.encode())
        )
        for before in range(3)
    },
}
NUMBER_LEAKS: dict[str, Callable[[int], bytes]] = {
    "written out": lambda number: f"chat {number} left".encode(),
    "utf-16": lambda number: str(number).encode("utf-16-le"),
    "hex of its digits": lambda number: hexlify(str(number).encode()),
    "base64 of a message": lambda number: base64.b64encode(b'{"id":%d}' % number),
    "a varint of SQLite": forms.varint,
    "a varint of protocol buffers": forms.leb128,
    "a numeric of PostgreSQL": forms.numeric,
    "a float, network order": lambda number: struct.pack(">d", number),
    "a float, machine order": lambda number: struct.pack("<d", number),
    **{
        f"{length} bytes, {order}": lambda number, length=length, order=order: number.to_bytes(
            length, order
        )
        for length in range(5, 9)
        for order in ("big", "little")
    },
}
MOMENT_LEAKS: dict[str, Callable[[datetime], bytes]] = {
    "unix seconds": lambda at: str(int(at.timestamp())).encode(),
    "unix with a fraction": lambda at: f"{at.timestamp() + 0.25:.6f}".encode(),
    "milliseconds": lambda at: str(int(at.timestamp() * 1000)).encode(),
    "ISO in UTC": lambda at: at.isoformat().encode(),
    "ISO in the office's zone": lambda at: at.astimezone(ZONE).isoformat().encode(),
    "as SQL writes it": lambda at: str(at.replace(microsecond=250_000)).encode(),
    "eight bytes": lambda at: struct.pack(">q", int(at.timestamp())),
    "six bytes of SQLite": lambda at: struct.pack(">q", int(at.timestamp()))[2:],
    "a float of SQLite": lambda at: struct.pack(">d", at.timestamp()),
    "a timestamp of PostgreSQL": lambda at: struct.pack(
        "<q", int((at - datetime(2000, 1, 1, tzinfo=UTC)).total_seconds()) * 1_000_000
    ),
}
DIGESTS_OF_ID = {
    "decimal": lambda number: str(number).encode(),
    "eight bytes big": lambda number: struct.pack(">q", number),
    "eight bytes little": lambda number: struct.pack("<q", number),
}
WRITTEN_DIGESTS: dict[str, Callable[[bytes], bytes]] = {
    "raw": bytes,
    "hex": hexlify,
    "hex in capitals": lambda digest: hexlify(digest).upper(),
    "base64": base64.b64encode,
    "cut short": lambda digest: digest[:10],
    "inside base64": lambda digest: base64.b64encode(b"?" + digest),
}


def found(leak: bytes, *marks: forms.Mark) -> list[Hit]:
    around = secrets.token_bytes(40)
    return Search(marks).hits([("here", around + leak + around)])


@pytest.mark.parametrize("leak", TEXT_LEAKS)
@pytest.mark.parametrize("words", [WORDS, NAME])
def test_a_leaked_text_is_found(leak: str, words: str):
    assert found(TEXT_LEAKS[leak](words), forms.text("words", words))


@pytest.mark.parametrize("leak", NUMBER_LEAKS)
def test_a_leaked_number_is_found(leak: str):
    assert found(NUMBER_LEAKS[leak](LARGE), forms.number("id", LARGE))


@pytest.mark.parametrize("order", [">", "<"])
def test_a_number_of_four_bytes_is_found_in_four_bytes(order: str):
    assert found(struct.pack(f"{order}I", SMALL), forms.number("id", SMALL))


@pytest.mark.parametrize("leak", MOMENT_LEAKS)
def test_a_leaked_moment_is_found(leak: str):
    assert found(MOMENT_LEAKS[leak](AT), forms.moment("when", AT, ZONE))


@pytest.mark.parametrize("kind", forms.DIGESTS)
@pytest.mark.parametrize("form", WRITTEN_DIGESTS)
def test_a_leaked_digest_of_a_name_is_found(kind: str, form: str):
    digest = hashlib.new(kind, NAME.encode()).digest()
    assert found(WRITTEN_DIGESTS[form](digest), forms.digests_of_text("name", NAME))


@pytest.mark.parametrize("kind", forms.DIGESTS)
@pytest.mark.parametrize("source", DIGESTS_OF_ID)
def test_a_leaked_digest_of_an_id_is_found(kind: str, source: str):
    digest = hashlib.new(kind, DIGESTS_OF_ID[source](LARGE)).digest()
    assert found(hexlify(digest), forms.digests_of_number("id", LARGE))


def zipped(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("inside.xml", content)
    return buffer.getvalue()


def in_a_png(content: bytes) -> bytes:
    notes, buffer = PngImagePlugin.PngInfo(), io.BytesIO()
    notes.add_text("Author", content.decode(), zip=True)
    Image.new("RGB", (9, 9)).save(buffer, "PNG", pnginfo=notes)
    return buffer.getvalue()


def in_pixels(content: bytes) -> bytes:
    """The one stream of a PNG's pixels lies in several parts."""
    stream = zlib.compress(secrets.token_bytes(999) + content)
    parts = [stream[at : at + 300] for at in range(0, len(stream), 300)]
    chunks = [(b"IHDR", bytes(13)), *((b"IDAT", part) for part in parts), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + kind + part + bytes(4) for kind, part in chunks
    )


def in_a_pdf(content: bytes) -> bytes:
    made, buffer = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.pages[0].Contents = made.make_stream(b"% " + content)
    made.save(buffer, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "zlib": zlib.compress,
    "zlib in its fastest form": lambda content: zlib.compress(content, 1),
    "zlib, cut short": lambda content: zlib.compress(content)[:-6],
    "gzip": gzip.compress,
    "a zip entry": zipped,
    "a zip in a zip in gzip": lambda content: gzip.compress(zipped(zipped(content))),
    "a text of a png": in_a_png,
    "the pixels of a png": in_pixels,
    "a stream of a pdf": in_a_pdf,
}


@pytest.mark.parametrize("way", PACKED)
def test_a_leak_that_is_compressed_is_found(way: str):
    packed = PACKED[way](WORDS.encode() * 40)
    assert WORDS.encode() not in packed
    assert found(packed, forms.text("words", WORDS))


def test_nothing_is_found_where_nothing_was_leaked():
    marks = [
        forms.text("words", WORDS),
        forms.text("name", NAME),
        forms.number("id", LARGE),
        forms.digests_of_number("digest", LARGE),
        forms.moment("when", AT, ZONE),
    ]
    noise = secrets.token_bytes(1 << 20)
    search = Search(marks)
    places = [("noise", noise), ("base64", base64.b64encode(noise)), ("hex", hexlify(noise))]
    assert search.hits(places) == []
    assert search.looked.by_chance < 1e-3


def test_a_hit_names_mark_form_and_place_and_nothing_of_what_it_found():
    (hit,) = Search([forms.text("name", NAME)]).hits([("a log", NAME.encode())])
    assert hit == Hit("a log", "name", "plain", hit.size)
    assert NAME not in repr(hit)


def test_what_is_too_short_is_refused_rather_than_met_by_chance():
    with pytest.raises(ValueError, match="by chance"):
        forms.text("short", "二班")
