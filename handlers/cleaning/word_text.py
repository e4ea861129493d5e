"""The running text of one Word part: body, header, footer or notes."""

from typing import Final

from lxml import etree

from handlers.cleaning import word_lists as lists
from handlers.cleaning.kinds import UncleanableError
from handlers.cleaning.markup import (
    COMPATIBILITY,
    DRAWING,
    EMBED,
    RELATED_ID,
    attributes,
    choices,
    copied,
    in_namespace,
    local,
)
from handlers.cleaning.package import Source, Target
from handlers.cleaning.word_picture import inline

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_READ: Final = (
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
)
"""Drawings whose pictures and texts are all there is to see; charts and diagrams are not taken."""


def name_styles(old: etree._Element, styles: dict[str, str]) -> None:
    """Points every mention of a style to its new id, or to none."""
    for word in lists.STYLE_NAMED:
        for mention in old.iter(f"{W}{word}"):
            mention.set(f"{W}val", styles.get(mention.get(f"{W}val", ""), "s0"))


class Text:
    """Copies one part; `edges` afterwards lists the headers and footers it mentions."""

    def __init__(
        self, source: Source, old: str, target: Target, new: str, styles: dict[str, str]
    ) -> None:
        self._root = source.tree(old)
        if not in_namespace(self._root, W):
            raise UncleanableError
        name_styles(self._root, styles)
        self._pictures = source.related(old, "image")
        self._edges = {kind: source.related(old, kind) for kind in ("header", "footer")}
        self._target = target
        self._new = new
        self._boxes: list[etree._Element] = []
        self._count = 0
        self.edges: list[tuple[str, str, etree._Element]] = []

    def made(self) -> etree._Element:
        """The new part's root."""
        self._check_fields()
        root = etree.Element(self._root.tag)
        self._children(self._root, root)
        return root

    def _check_fields(self) -> None:
        """An instruction may be spread over many runs, and stand inside another."""
        open_fields: list[str] = []
        for element in self._root.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
            if element.tag == f"{W}fldSimple":
                _check_field(element.get(f"{W}instr", ""))
            elif element.tag == f"{W}instrText":
                if open_fields:
                    open_fields[-1] += element.text or ""
            elif element.get(f"{W}fldCharType") == "begin":
                open_fields.append("")
            elif element.get(f"{W}fldCharType") == "end" and open_fields:
                _check_field(open_fields.pop())

    def _children(self, source: etree._Element, into: etree._Element) -> None:
        for child in source:
            self._child(child, into)

    def _child(self, child: etree._Element, into: etree._Element) -> None:
        if child.tag == f"{COMPATIBILITY}AlternateContent":
            for each in choices(child):
                self._child(each, into)
        elif in_namespace(child, _MATHS):
            self._formula(child, into)
        elif in_namespace(child, W):
            self._word(child, local(child), into)
        else:
            raise UncleanableError

    def _word(self, child: etree._Element, word: str, into: etree._Element) -> None:
        if word in lists.DROPPED or _is_hidden(child) or _is_deleted(child):
            return
        if word in lists.UNWRAPPED:
            self._children(child, into)
        elif word in lists.PROPERTIES and word not in lists.TEXTS:
            self._properties(child, into)
        elif word == "p":
            self._paragraph(child, into)
        elif word in lists.HOLDERS:
            kept = attributes(child, lists.KEPT_ATTRIBUTES)
            self._children(child, etree.SubElement(into, child.tag, kept))
        elif word in lists.TEXTS:
            made = etree.SubElement(into, child.tag, attributes(child, lists.KEPT_ATTRIBUTES))
            if word == "t":
                made.text = child.text
                made.set(_SPACE, "preserve")
        elif word in {"drawing", "pict"}:
            self._drawing(child, into)
        elif not word.endswith("PrEx"):
            raise UncleanableError

    def _properties(self, child: etree._Element, into: etree._Element) -> None:
        made = copied(child, W, lists.PROPERTIES)
        into.append(made)
        if local(child) == "pPr":
            # a section's end may hide among a paragraph's properties
            sections = zip(child.iter(f"{W}sectPr"), made.iter(f"{W}sectPr"), strict=False)
        else:
            sections = zip([child], [made], strict=True)
        for old, new in sections:
            for kind, parts in self._edges.items():
                for mention in old.iter(f"{W}{kind}Reference"):
                    if part := parts.get(mention.get(RELATED_ID, "")):
                        reference = etree.Element(
                            mention.tag, attributes(mention, frozenset({"type"}))
                        )
                        new.insert(0, reference)
                        self.edges.append((kind, part, reference))

    def _paragraph(self, child: etree._Element, into: etree._Element) -> None:
        """Text boxes follow the paragraph that they were tied to."""
        around, self._boxes = self._boxes, []
        self._children(child, etree.SubElement(into, child.tag))
        boxes, self._boxes = self._boxes, around
        for box in boxes:
            self._children(box, into)

    def _formula(self, child: etree._Element, into: etree._Element) -> None:
        run = into if into.tag == f"{W}r" else etree.SubElement(into, f"{W}r")
        text = "".join(each.text or "" for each in child.iter(f"{_MATHS}t"))
        etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = text

    def _drawing(self, child: etree._Element, into: etree._Element) -> None:
        for data in child.iter(f"{DRAWING}graphicData"):
            if data.get("uri") not in _READ:
                raise UncleanableError
        boxes = list(child.iter(f"{W}txbxContent"))
        boxed = {inner for box in boxes for inner in box.iter()}
        self._boxes += [box for box in boxes if not any(a in boxed for a in box.iterancestors())]
        mentions = [
            *((each, each.get(EMBED)) for each in child.iter(f"{DRAWING}blip")),
            *((each, each.get(RELATED_ID)) for each in child.iter(f"{_VML}imagedata")),
        ]
        for mention, related in mentions:
            if mention not in boxed and related is not None:
                if related not in self._pictures:
                    raise UncleanableError
                self._count += 1
                new = self._target.picture(self._new, self._pictures[related])
                into.append(inline(child, new, self._count))


def _check_field(instruction: str) -> None:
    said = instruction.split()
    if said and said[0].upper() not in lists.FIELDS and not said[0].startswith("="):
        raise UncleanableError


def _is_hidden(child: etree._Element) -> bool:
    if child.tag != f"{W}r":
        return False
    mark = child.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1") not in {"0", "false", "off"}


def _is_deleted(child: etree._Element) -> bool:
    """A row whose removal is still to be accepted."""
    return child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is not None
