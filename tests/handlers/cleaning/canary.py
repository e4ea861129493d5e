"""What is planted wherever a file can say whose it is, and the search for it."""

import io
import re
import zipfile

import pikepdf

from handlers.cleaning.clean import Cleaned

CANARY = "ZhangSanCanary77"
SEEN = "GasAlarmBroken"
_HEX = re.compile(rb"<((?:[0-9a-fA-F]{2})+)>")
"""How a PDF may write a text of several bytes to the letter."""
CANARIES = [CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be")]


def assert_nobody_is_in(cleaned: Cleaned) -> None:
    found = everything_in(cleaned.content)
    for canary in CANARIES:
        assert canary not in found
    for trace in (b"Exif\x00", b"http://ns.adobe.com/xap", b"xmpmeta", b"ICC_PROFILE", b"rsid"):
        assert trace not in found


def everything_in(content: bytes) -> bytes:
    """The bytes and all that can be unpacked from them, for searching."""
    found = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            for entry in opened.infolist():
                found += [entry.filename.encode(), everything_in(opened.read(entry))]
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as opened:
            for each in opened.objects:
                said = each.unparse(resolved=True) if isinstance(each, pikepdf.Object) else b""
                found += [said, *(bytes.fromhex(text.decode()) for text in _HEX.findall(said))]
                if isinstance(each, pikepdf.Stream):
                    found += [each.read_raw_bytes()]
                    if str(each.get("/Filter")) in {"None", "/FlateDecode"}:
                        found += [each.read_bytes()]
    return b"\n".join(found)
