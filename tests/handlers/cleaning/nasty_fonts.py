"""Font programs that say whose they are, as PDFs carry them."""

import io

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from tests.handlers.cleaning.canary import CANARY


def truetype() -> bytes:
    """Its maker's, owner's and licence's names, and a table of one's own."""
    made = _begun(is_truetype=True)
    pen = TTGlyphPen(None)
    _drawn(pen)
    glyph = pen.glyph()
    made.setupGlyf({".notdef": glyph, "A": glyph})
    own = newTable("ZhAn")
    own.data = CANARY.encode()
    made.font["ZhAn"] = own
    return _finished(made)


def opentype() -> bytes:
    """The same with outlines of the other kind."""
    made = _begun(is_truetype=False)
    pen = T2CharStringPen(500, None)
    _drawn(pen)
    glyph = pen.getCharString()
    said = {"FullName": CANARY, "FamilyName": CANARY, "Notice": CANARY, "version": CANARY}
    made.setupCFF(CANARY, said, {".notdef": glyph, "A": glyph}, {})
    return _finished(made)


def compact() -> bytes:
    """Its outlines alone, with the names that stand beside them."""
    return TTFont(io.BytesIO(opentype())).getTableData("CFF ")


def type1() -> tuple[bytes, int]:
    """A program in PostScript, and how much of it is in clear text."""
    clear = (
        f"%!PS-AdobeFont-1.0: {CANARY} 001.001\n% {CANARY}\n11 dict begin\n/FontInfo 5 dict dup\n"
        f"begin\n/Notice (by {CANARY}) readonly def\n/FullName ({CANARY}) readonly def\nend def\n"
        f"/FontName /{CANARY} def\n/Encoding StandardEncoding def\ncurrentfile eexec\n"
    ).encode()
    return clear + bytes(range(64)) + b"0" * 512, len(clear)


def _begun(*, is_truetype: bool) -> FontBuilder:
    made = FontBuilder(1000, isTTF=is_truetype)
    made.setupGlyphOrder([".notdef", "A"])
    made.setupCharacterMap({65: "A"})
    return made


def _finished(made: FontBuilder) -> bytes:
    made.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": CANARY, "copyright": CANARY, "licenseDescription": CANARY})
    made.setupOS2()
    made.setupPost()
    buffer = io.BytesIO()
    made.font.save(buffer)
    return buffer.getvalue()


def _drawn(pen: TTGlyphPen | T2CharStringPen) -> None:
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((500, 500))
    pen.closePath()
