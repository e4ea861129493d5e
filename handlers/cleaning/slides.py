"""PowerPoint: new slides with the old texts, tables and pictures in their places, black on white.

Notes, hidden slides, comments and animations stay behind; a file with charts, films or objects is
not taken, for they would be lost.
"""

from typing import Final

from lxml import etree

from handlers.cleaning import slides_blank as blank
from handlers.cleaning.kinds import MEDIA_TYPES, UncleanableError
from handlers.cleaning.markup import RELATED_ID, attributes, in_namespace
from handlers.cleaning.package import Source, Target
from handlers.cleaning.slide_shapes import P, Shapes

_MAIN: Final = "ppt/presentation.xml"
_MASTER: Final = "ppt/slideMasters/master.xml"
_LAYOUT: Final = "ppt/slideLayouts/layout.xml"
_THEME: Final = "ppt/theme/theme.xml"
_TYPE: Final = MEDIA_TYPES["pptx"].removesuffix(".presentation")
_SIZE: Final = frozenset({"cx", "cy"})


def rebuild(source: Source, main: str) -> bytes:
    """The new .pptx; raises UncleanableError for charts, films, objects and what is unknown."""
    old = source.tree(main)
    if not in_namespace(old, P):
        raise UncleanableError
    target = Target(source, "ppt")
    new = etree.fromstring(blank.PRESENTATION)
    _background(target, new)
    listed = etree.SubElement(new, f"{P}sldIdLst")
    parts = source.related(main, "slide")
    for mention in old.iter(f"{P}sldId"):
        part = parts.get(mention.get(RELATED_ID, ""))
        if part is None:
            raise UncleanableError
        tree = source.tree(part)
        if tree.get("show", "1") in {"0", "false"}:
            continue
        number = len(listed) + 1
        name = f"ppt/slides/slide{number}.xml"
        target.relate(name, "slideLayout", _LAYOUT)
        target.put(name, f"{_TYPE}.slide+xml", Shapes(source, part, target, name).made())
        said = {"id": str(255 + number), RELATED_ID: target.relate(_MAIN, "slide", name)}
        etree.SubElement(listed, mention.tag, said)
    for word in ("sldSz", "notesSz"):
        for size in old.findall(f"{P}{word}"):
            etree.SubElement(new, size.tag, attributes(size, _SIZE))
    target.put(_MAIN, f"{_TYPE}.presentation.main+xml", new)
    return target.zipped(_MAIN)


def _background(target: Target, new: etree._Element) -> None:
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    target.put(_THEME, theme, blank.THEME)
    target.put(_MASTER, f"{_TYPE}.slideMaster+xml", blank.MASTER)
    target.put(_LAYOUT, f"{_TYPE}.slideLayout+xml", blank.LAYOUT)
    target.relate(_MASTER, "slideLayout", _LAYOUT)
    target.relate(_MASTER, "theme", _THEME)
    target.relate(_LAYOUT, "slideMaster", _MASTER)
    masters = etree.SubElement(new, f"{P}sldMasterIdLst")
    related = target.relate(_MAIN, "slideMaster", _MASTER)
    etree.SubElement(masters, f"{P}sldMasterId", {"id": "2147483648", RELATED_ID: related})
