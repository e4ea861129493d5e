"""Copying XML by lists: what is not listed does not come along."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

Listed = Mapping[str, frozenset[str]]
"""Local names of one namespace, each with the local names of the attributes it may keep."""

COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
RELATED_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_PREFIXES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "a": DRAWING.strip("{}"),
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}

_VALUE: Final = re.compile(r"[A-Za-z0-9#.%+:\-]{0,24}")
"""Numbers, colours and words of the format; a sentence or a path is neither."""


def listed(text: str) -> Listed:
    """Reads `name attribute attribute` lines."""
    lines = (line.split() for line in text.splitlines() if line)
    return {name: frozenset(kept) for name, *kept in lines}


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return etree.QName(element).localname


def in_namespace(element: etree._Element, namespace: str) -> bool:
    """Whether the element is one of the namespace, given in braces."""
    return isinstance(element.tag, str) and element.tag.startswith(namespace)


def attributes(
    source: etree._Element, kept: frozenset[str], free: frozenset[str] = frozenset()
) -> dict[str, str]:
    """The kept attributes with plain values; those in `free`, or of elements in it, may say all."""
    return {
        str(name): str(value)
        for name, value in source.attrib.items()
        if (own := etree.QName(name).localname) in kept
        and (own in free or local(source) in free or _VALUE.fullmatch(str(value)))
    }


def copied(
    source: etree._Element,
    namespace: str,
    words: Listed,
    *,
    free: frozenset[str] = frozenset(),
) -> etree._Element:
    """The element with its listed attributes and, all the way down, listed children; no text."""
    made = etree.Element(
        source.tag, attributes(source, words.get(local(source), frozenset()), free)
    )
    for child in source:
        if in_namespace(child, namespace) and local(child) in words:
            made.append(copied(child, namespace, words, free=free))
    return made


def written(root: etree._Element) -> bytes:
    """The part as a file holds it, with the prefixes that every office program writes.

    LibreOffice refuses a package whose list of types says `ns0:Types`, though XML allows it.
    """
    name = etree.QName(root)
    if name.namespace in _PREFIXES.values():
        made = etree.Element(root.tag, nsmap=_PREFIXES)
    else:
        made = etree.fromstring(f'<{name.localname} xmlns="{name.namespace}"/>')
    for attribute, value in root.attrib.items():
        made.set(attribute, value)
    made.extend(list(root))
    etree.cleanup_namespaces(made)
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)


def choices(element: etree._Element) -> list[etree._Element]:
    """The children of an `AlternateContent` in its first wording."""
    for wording in element:
        if wording.tag in {f"{COMPATIBILITY}Choice", f"{COMPATIBILITY}Fallback"}:
            return list(wording)
    return []
