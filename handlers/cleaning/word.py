"""Word: a new document of the old one's paragraphs, tables and pictures.

Insertions are accepted, deletions gone, hidden text left out, fields turned into their last result.
"""

from typing import Final

from lxml import etree

from handlers.cleaning import word_lists as lists
from handlers.cleaning.kinds import MEDIA_TYPES
from handlers.cleaning.markup import copied
from handlers.cleaning.package import Source, Target
from handlers.cleaning.word_text import Text, W, name_styles

_MAIN: Final = "word/document.xml"
_TYPE: Final = MEDIA_TYPES["docx"].removesuffix(".document")


def rebuild(source: Source, main: str) -> bytes:
    """The new .docx; raises UncleanableError for objects, charts and what is unknown."""
    target = Target(source, "word")
    styles: dict[str, str] = {}
    for part in source.related(main, "styles").values():
        _put(target, "styles", _styles(source.tree(part), styles))
    for part in source.related(main, "numbering").values():
        old = source.tree(part)
        name_styles(old, styles)
        _put(target, "numbering", copied(old, W, lists.NUMBERING, free=lists.FREE))
    for notes in ("footnotes", "endnotes"):
        for part in source.related(main, notes).values():
            text = Text(source, part, target, f"word/{notes}.xml", styles)
            _put(target, notes, text.made())
    target.put(_MAIN, f"{_TYPE}.document.main+xml", _document(source, main, target, styles))
    return target.zipped(_MAIN)


def _put(target: Target, kind: str, root: etree._Element) -> None:
    target.put(f"word/{kind}.xml", f"{_TYPE}.{kind}+xml", root)
    target.relate(_MAIN, kind, f"word/{kind}.xml")


def _styles(old: etree._Element, styles: dict[str, str]) -> etree._Element:
    """The styles under names of ours; notes in `styles` what each id has become."""
    for style in old.iter(f"{W}style"):
        known = style.get(f"{W}styleId", "")
        styles[known] = f"s{len(styles) + 1}"
        style.set(f"{W}styleId", styles[known])
    name_styles(old, styles)
    new = copied(old, W, lists.STYLES)
    for style in new.iter(f"{W}style"):
        style.insert(0, etree.Element(f"{W}name", {f"{W}val": style.get(f"{W}styleId", "")}))
    return new


def _document(source: Source, main: str, target: Target, styles: dict[str, str]) -> etree._Element:
    text = Text(source, main, target, _MAIN, styles)
    root = text.made()
    for number, (kind, old, reference) in enumerate(text.edges, start=1):
        part = f"word/{kind}{number}.xml"
        edge = Text(source, old, target, part, styles).made()
        target.put(part, f"{_TYPE}.{kind}+xml", edge)
        reference.set(
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
            target.relate(_MAIN, kind, part),
        )
    return root
