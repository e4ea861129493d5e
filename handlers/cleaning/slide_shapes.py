"""The shapes of one slide: text, tables and pictures, each where it stood."""

from copy import deepcopy
from typing import Final

from lxml import etree

from handlers.cleaning import slides_blank as blank
from handlers.cleaning.kinds import UncleanableError
from handlers.cleaning.markup import (
    COMPATIBILITY,
    DRAWING,
    EMBED,
    Listed,
    attributes,
    choices,
    copied,
    in_namespace,
    listed,
    local,
)
from handlers.cleaning.package import Source, Target

P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TABLE: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"
_FILMS: Final = ("videoFile", "audioFile", "quickTimeFile", "wavAudioFile", "audioCd")

_PLACE: Final[Listed] = listed(
    """
xfrm rot flipH flipV
off x y
ext cx cy
chOff x y
chExt cx cy
tblGrid
gridCol w
"""
)
_RUN: Final = frozenset({"b", "i", "u", "sz", "strike", "baseline"})
_PARAGRAPH: Final = frozenset({"lvl", "algn", "marL", "indent"})
_CELL: Final = frozenset({"gridSpan", "rowSpan", "hMerge", "vMerge"})
_IGNORED: Final = frozenset({"nvGrpSpPr", "grpSpPr", "cxnSp", "extLst"})


class Shapes:
    """Copies one slide's tree of shapes."""

    def __init__(self, source: Source, old: str, target: Target, new: str) -> None:
        self._tree = source.tree(old)
        self._pictures = source.related(old, "image")
        self._behind = [
            source.tree(layout) for layout in source.related(old, "slideLayout").values()
        ] + [
            source.tree(master)
            for layout in source.related(old, "slideLayout").values()
            for master in source.related(layout, "slideMaster").values()
        ]
        self._target = target
        self._new = new
        self._count = 1

    def made(self) -> etree._Element:
        """The new slide."""
        if any(True for _ in self._tree.iter(*(f"{DRAWING}{film}" for film in _FILMS))):
            raise UncleanableError
        slide = etree.fromstring(blank.SLIDE)
        old = self._tree.find(f"{P}cSld/{P}spTree")
        new = slide.find(f"{P}cSld/{P}spTree")
        if old is None or new is None:
            raise UncleanableError
        self._shapes(old, new)
        return slide

    def _shapes(self, old: etree._Element, new: etree._Element) -> None:
        for child in old:
            if child.tag == f"{COMPATIBILITY}AlternateContent":
                wording = etree.Element(old.tag)
                wording.extend(deepcopy(each) for each in choices(child))
                self._shapes(wording, new)
            elif not in_namespace(child, P):
                raise UncleanableError
            elif _is_hidden(child):
                continue
            else:
                self._shape(child, new)

    def _shape(self, child: etree._Element, new: etree._Element) -> None:
        match local(child):
            case "sp":
                self._text(child, new)
            case "pic":
                self._picture(child, new)
            case "graphicFrame":
                self._table(child, new)
            case "grpSp":
                group = self._named(new, "grpSp", "nvGrpSpPr", "cNvGrpSpPr")
                self._place(child, etree.SubElement(group, f"{P}grpSpPr"))
                self._shapes(child, group)
            case word if word not in _IGNORED:
                raise UncleanableError

    def _named(self, new: etree._Element, shape: str, naming: str, kind: str) -> etree._Element:
        self._count += 1
        made = etree.SubElement(new, f"{P}{shape}")
        names = etree.SubElement(made, f"{P}{naming}")
        etree.SubElement(names, f"{P}cNvPr", id=str(self._count), name=str(self._count))
        etree.SubElement(names, f"{P}{kind}")
        etree.SubElement(names, f"{P}nvPr")
        return made

    def _place(self, old: etree._Element, properties: etree._Element) -> None:
        """Where the shape stands; a placeholder may leave that to its layout or master."""
        place = old.find(f"*/{DRAWING}xfrm")
        holder = old.find(f"*/*/{P}ph")
        if place is None and holder is not None:
            place = self._inherited(holder)
        if place is not None:
            properties.append(copied(place, DRAWING, _PLACE))

    def _inherited(self, holder: etree._Element) -> etree._Element | None:
        for behind in self._behind:
            for shape in behind.iter(f"{P}sp"):
                other = shape.find(f"*/*/{P}ph")
                place = shape.find(f"{P}spPr/{DRAWING}xfrm")
                if other is not None and place is not None and _are_alike(holder, other):
                    return place
        return None

    def _text(self, child: etree._Element, new: etree._Element) -> None:
        body = child.find(f"{P}txBody")
        self._picture(child, new)
        if body is None or not any((text.text or "").strip() for text in body.iter(f"{DRAWING}t")):
            return
        made = self._named(new, "sp", "nvSpPr", "cNvSpPr")
        properties = etree.SubElement(made, f"{P}spPr")
        self._place(child, properties)
        etree.SubElement(properties, f"{DRAWING}prstGeom", prst="rect")
        _body(body, etree.SubElement(made, f"{P}txBody"))

    def _picture(self, child: etree._Element, new: etree._Element) -> None:
        for blip in child.iter(f"{DRAWING}blip"):
            related = self._pictures.get(blip.get(EMBED, ""))
            if related is None:
                raise UncleanableError
            made = self._named(new, "pic", "nvPicPr", "cNvPicPr")
            fill = etree.SubElement(made, f"{P}blipFill")
            embedded = self._target.picture(self._new, related)
            etree.SubElement(fill, f"{DRAWING}blip", {EMBED: embedded})
            stretched = etree.SubElement(fill, f"{DRAWING}stretch")
            etree.SubElement(stretched, f"{DRAWING}fillRect")
            properties = etree.SubElement(made, f"{P}spPr")
            self._place(child, properties)
            etree.SubElement(properties, f"{DRAWING}prstGeom", prst="rect")

    def _table(self, child: etree._Element, new: etree._Element) -> None:
        data = child.find(f"{DRAWING}graphic/{DRAWING}graphicData")
        table = None if data is None else data.find(f"{DRAWING}tbl")
        place = child.find(f"{P}xfrm")
        if data is None or data.get("uri") != _TABLE or table is None or place is None:
            raise UncleanableError
        made = self._named(new, "graphicFrame", "nvGraphicFramePr", "cNvGraphicFramePr")
        placed = etree.SubElement(made, f"{P}xfrm")
        placed.extend(copied(each, DRAWING, _PLACE) for each in place)
        graphic = etree.SubElement(made, f"{DRAWING}graphic")
        holder = etree.SubElement(graphic, f"{DRAWING}graphicData", uri=_TABLE)
        holder.append(_table(table))


def _table(old: etree._Element) -> etree._Element:
    made = etree.Element(old.tag)
    for grid in old.findall(f"{DRAWING}tblGrid"):
        made.append(copied(grid, DRAWING, _PLACE))
    for row in old.findall(f"{DRAWING}tr"):
        new = etree.SubElement(made, row.tag, attributes(row, frozenset({"h"})))
        for cell in row.findall(f"{DRAWING}tc"):
            holder = etree.SubElement(new, cell.tag, attributes(cell, _CELL))
            for body in cell.findall(f"{DRAWING}txBody"):
                _body(body, etree.SubElement(holder, body.tag))
            etree.SubElement(holder, f"{DRAWING}tcPr")
    return made


def _body(old: etree._Element, new: etree._Element) -> None:
    """Paragraphs of runs; a formula or anything else that is not known is not taken."""
    etree.SubElement(new, f"{DRAWING}bodyPr")
    for paragraph in old.findall(f"{DRAWING}p"):
        made = etree.SubElement(new, paragraph.tag)
        for child in paragraph:
            match local(child) if in_namespace(child, DRAWING) else "":
                case "pPr":
                    etree.SubElement(made, child.tag, attributes(child, _PARAGRAPH))
                case "r" | "fld":
                    run = etree.SubElement(made, f"{DRAWING}r")
                    for form in child.findall(f"{DRAWING}rPr"):
                        etree.SubElement(run, form.tag, attributes(form, _RUN))
                    etree.SubElement(run, f"{DRAWING}t").text = child.findtext(f"{DRAWING}t")
                case "br":
                    etree.SubElement(made, child.tag)
                case "endParaRPr":
                    pass
                case _:
                    raise UncleanableError


def _are_alike(one: etree._Element, other: etree._Element) -> bool:
    if one.get("idx") is not None and one.get("idx") == other.get("idx"):
        return True
    kinds = [(each.get("type") or "body").replace("ctrTitle", "title") for each in (one, other)]
    return kinds[0] == kinds[1]


def _is_hidden(shape: etree._Element) -> bool:
    names = shape.find(f"*/{P}cNvPr")
    return names is not None and names.get("hidden") in {"1", "true"}
