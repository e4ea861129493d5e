"""A picture in a Word line, made anew: its size is all that the old drawing tells."""

import re
from typing import Final

from lxml import etree

from handlers.cleaning.markup import DRAWING

_PLACED: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_POINT: Final = 12700
_LARGEST: Final = 20_000_000
_USUAL: Final = (4_000_000, 3_000_000)

_INLINE: Final = """
<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:wp="{placed}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
  xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
  xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  ><wp:inline><wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="{number}"/>
  <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"
  ><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{number}"/><pic:cNvPicPr/></pic:nvPicPr
  ><pic:blipFill><a:blip r:embed="{related}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill
  ><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm
  ><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic
  ></a:graphicData></a:graphic></wp:inline></w:drawing>"""


def inline(old: etree._Element, related: str, number: int) -> etree._Element:
    """The drawing of the picture `related`, as large as `old` was; `number` is its place."""
    wide, high = _size(old)
    return etree.fromstring(
        _INLINE.format(placed=_PLACED, wide=wide, high=high, related=related, number=number)
    )


def _size(old: etree._Element) -> tuple[int, int]:
    """In English metric units, 914,400 to the inch."""
    extents = [*old.iter(f"{DRAWING}ext"), *old.iter(f"{{{_PLACED}}}extent")]
    for extent in extents:
        wide, high = extent.get("cx", ""), extent.get("cy", "")
        if wide.isascii() and wide.isdigit() and high.isascii() and high.isdigit():
            return min(int(wide), _LARGEST), min(int(high), _LARGEST)
    for shape in old.iter():
        said = dict(re.findall(r"(width|height):(\d{1,4})(?:\.\d+)?pt", shape.get("style", "")))
        if len(said) == 2:
            return int(said["width"]) * _POINT, int(said["height"]) * _POINT
    return _USUAL
