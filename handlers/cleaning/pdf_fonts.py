"""Font programs inside a PDF without what names them: who made, licensed or once named them.

A font of one's own is called as its owner liked, and a bought one may say who bought it.
"""

import io
import re
from typing import Final

from fontTools import ttLib
from fontTools.cffLib import CFFFontSet, TopDict
from fontTools.encodings import codecs as _codecs

from handlers.cleaning.kinds import UncleanableError

_LONG_AGO: Final = 0x7C25B080
"""1970 in seconds since 1904."""

_DRAWN_BY: Final = frozenset(
    {
        *("OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea", "hmtx", "loca"),
        *("maxp", "prep", "vhea", "vmtx", "CFF ", "VORG"),
    }
)
_NEEDED_LATER: Final = (_codecs, *(ttLib.getTableClass(table) for table in _DRAWN_BY))
"""fontTools would load these when it meets such a table; then no file can be opened."""

_KNOWN: Final = re.compile(
    r"/(?:[A-Z]{6}\+)?(?:Helvetica|Times|Courier|Symbol|ZapfDingbats|Arial|Calibri|Cambria|Verdana"
    r"|Tahoma|Georgia|SimSun|NSimSun|SimHei|KaiTi|FangSong|MicrosoftYaHei|DengXian|MingLiU|STSong"
    r"|STHeiti|STKaiti|STFangsong|STXihei|AdobeSongStd|AdobeHeitiStd|SourceHanS|NotoS)"
    r"(?:GB2312|SC|TC|CN|CJK|UI|New|Roman|MT|PS|Light|Bold|Italic|Oblique|Regular|Medium|Condensed"
    r"|ans|erif|NewRoman|[,_-])*"
)
_SAID: Final = re.compile(rb"/(version|Notice|Copyright|FullName|FamilyName|Weight)\s*\([^)]*\)")
_TITLE: Final = re.compile(rb"/FontName\s*/[^\s/]+")
_REMARK: Final = re.compile(rb"^%[^\r\n]*", re.MULTILINE)


def is_common(name: str) -> bool:
    """Whether a font of that name is on many machines, so that its name tells of none."""
    return _KNOWN.fullmatch(name) is not None


def nameless(program: bytes, kind: str, clear: int) -> tuple[bytes, int]:
    """The program behind `kind` (FontFile, 2 or 3), and the length of its part in clear text.

    Raises UncleanableError for one that cannot be read.
    """
    try:
        if kind == "/FontFile":
            plain = _type1(program[:clear])
            return plain + program[clear:], len(plain)
        if kind == "/FontFile3" and program[:4] != b"OTTO":
            return _compact(program), clear
        return _tables(program), clear
    except Exception:  # noqa: BLE001 - the library fails in every way there is
        raise UncleanableError from None


def uncommented(text: bytes) -> bytes:
    """A text of PostScript without the lines that are for people."""
    return _REMARK.sub(b"", text)


def _type1(clear: bytes) -> bytes:
    plain = _TITLE.sub(b"/FontName /F", _SAID.sub(rb"/\1 ()", clear))
    return b"%!PS-AdobeFont-1.0: F" + uncommented(plain)


def _tables(program: bytes) -> bytes:
    font = ttLib.TTFont(io.BytesIO(program), recalcBBoxes=False, recalcTimestamp=False)
    for table in set(font.keys()) - _DRAWN_BY - {"GlyphOrder"}:
        del font[table]
    head = font["head"]
    head.created = head.modified = _LONG_AGO
    if "CFF " in font:
        _forget(font["CFF "].cff)
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _compact(program: bytes) -> bytes:
    holder = ttLib.TTFont(recalcBBoxes=False)
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), holder, isCFF2=False)
    _forget(fonts)
    made = io.BytesIO()
    fonts.compile(made, holder, isCFF2=False)
    return made.getvalue()


def _forget(fonts: CFFFontSet) -> None:
    fonts.fontNames = ["F"]
    top: TopDict = fonts[0]
    for word in ("version", "Notice", "Copyright", "FullName", "FamilyName", "Weight"):
        top.rawDict.pop(word, None)
        top.__dict__.pop(word, None)
