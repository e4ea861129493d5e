"""Pictures that lie on a worksheet, each put back at the cell where it began."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from handlers.cleaning.kinds import UncleanableError
from handlers.cleaning.markup import DRAWING, EMBED
from handlers.cleaning.package import Source, Target

_PLACED: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def copy_pictures(source: Source, old: str, target: Target, sheet: str) -> str | None:
    """The relationship id of the sheet's new drawing, None if no picture is in it.

    Charts draw what the cells hold and are left out; raises UncleanableError for text in shapes.
    """
    made = etree.Element(f"{_PLACED}wsDr")
    part = sheet.replace("worksheets/sheet", "drawings/drawing")
    tree = source.tree(old)
    pictures = source.related(old, "image")
    if any((text.text or "").strip() for text in tree.iter(f"{DRAWING}t")):
        raise UncleanableError
    for anchor, related in _anchored(tree):
        if related not in pictures:
            raise UncleanableError
        embedded = target.picture(part, pictures[related])
        made.append(_placed(anchor, embedded, len(made) + 1))
    if not len(made):
        return None
    target.put(part, "application/vnd.openxmlformats-officedocument.drawing+xml", made)
    return target.relate(sheet, "drawing", part)


def _anchored(tree: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for anchor in tree:
        for blip in anchor.iter(f"{DRAWING}blip"):
            if related := blip.get(EMBED):
                yield anchor, related


_ANCHOR: Final = """
<xdr:oneCellAnchor xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
  xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
  xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  ><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff
  ><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="4000000" cy="3000000"
  /><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{number}" name="{number}"/><xdr:cNvPicPr/></xdr:nvPicPr
  ><xdr:blipFill><a:blip r:embed="{related}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill
  ><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic
  ><xdr:clientData/></xdr:oneCellAnchor>"""


def _placed(anchor: etree._Element, related: str, number: int) -> etree._Element:
    row = int(anchor.findtext(f"{_PLACED}from/{_PLACED}row") or 0)
    column = int(anchor.findtext(f"{_PLACED}from/{_PLACED}col") or 0)
    return etree.fromstring(_ANCHOR.format(row=row, column=column, related=related, number=number))
