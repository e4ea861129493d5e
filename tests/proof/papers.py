"""Files as phones and offices make them, with their canary in all that is not looked at."""

import io
import zipfile
from collections.abc import Callable

from PIL import Image, PngImagePlugin

from tests.handlers.cleaning import canary as nasty
from tests.handlers.cleaning.nasty_pdf import pdf
from tests.handlers.cleaning.nasty_sheets import xlsx
from tests.handlers.cleaning.nasty_slides import pptx
from tests.handlers.cleaning.nasty_word import docx
from tests.proof.marks import Canary, rational

_MAKE, _ARTIST, _TAKEN = 0x010F, 0x013B, 0x0132
_EXIF, _SERIAL, _OWNER = 0x8769, 0xA431, 0xA430
_GPS, _NORTH, _EAST, _AREA = 0x8825, 2, 4, 28


def exif(of: Canary) -> Image.Exif:
    """Serial, owner, artist, moment and place."""
    notes = Image.Exif()
    notes[_MAKE], notes[_ARTIST] = "Kanari", of.author
    notes[_TAKEN] = of.started.strftime("%Y:%m:%d %H:%M:%S")
    notes.get_ifd(_EXIF)[_SERIAL], notes.get_ifd(_EXIF)[_OWNER] = of.serial, of.me.first
    place = notes.get_ifd(_GPS)
    place[_NORTH], place[_EAST] = (
        tuple(above / below for above, below in rational(degrees)) for degrees in of.degrees
    )
    place[_AREA] = of.phone
    return notes


def _saved(of: Canary, form: str, **more: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (120, 90), (200, 30, 30)).save(buffer, form, exif=exif(of), **more)
    return buffer.getvalue()


def jpeg(of: Canary) -> bytes:
    """A photo with all of it, an XMP packet, a comment, and something behind the end."""
    xmp = f"<x:xmpmeta>{of.author}</x:xmpmeta>".encode()
    return _saved(of, "JPEG", xmp=xmp, comment=of.file.encode()) + of.serial.encode()


def png(of: Canary) -> bytes:
    """A screenshot with a text in clear and one that is compressed."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", of.author)
    notes.add_itxt("XML:com.adobe.xmp", of.serial, zip=True)
    return _saved(of, "PNG", pnginfo=notes)


def webp(of: Canary) -> bytes:
    """A sticker's format with the same."""
    return _saved(of, "WEBP", xmp=of.author.encode())


def gif(of: Canary) -> bytes:
    """A drawing with a comment."""
    buffer = io.BytesIO()
    Image.new("P", (60, 40), 3).save(buffer, "GIF", comment=of.author.encode())
    return buffer.getvalue()


def _mine(of: Canary, content: bytes) -> bytes:
    """The cleaning's nasty file with this canary's name where it has that of all."""
    theirs, mine = nasty.CANARY, of.author
    assert len(mine) == len(theirs), "a PDF counts its bytes"
    if not content.startswith(b"PK"):
        return content.replace(theirs.encode(), mine.encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            inner = old.read(entry).replace(theirs.encode(), mine.encode())
            new.writestr(entry.filename.replace(theirs, mine), inner, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


TAKEN: dict[str, Callable[[Canary], bytes]] = {
    "jpg": jpeg,
    "png": png,
    "webp": webp,
    "gif": gif,
    "pdf": lambda of: _mine(of, pdf()),
    "docx": lambda of: _mine(of, docx()),
    "xlsx": lambda of: _mine(of, xlsx()),
    "pptx": lambda of: _mine(of, pptx()),
}
"""By the ending of their name: what is rebuilt and taken in."""
