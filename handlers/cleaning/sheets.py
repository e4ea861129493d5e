"""Excel: a new workbook of the values that the old one shows.

Formulas, which may name files and people, leave their last value; hidden sheets, rows and columns
stay behind, for whoever sent them did not see them.
"""

from typing import Final

from lxml import etree

from handlers.cleaning.kinds import MEDIA_TYPES, UncleanableError
from handlers.cleaning.markup import (
    RELATED_ID,
    Listed,
    attributes,
    copied,
    in_namespace,
    listed,
)
from handlers.cleaning.package import Source, Target
from handlers.cleaning.sheet_pictures import copy_pictures

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN: Final = "xl/workbook.xml"
_TYPE: Final = MEDIA_TYPES["xlsx"].removesuffix(".sheet")

_STYLES: Final[Listed] = listed(
    """
styleSheet
numFmts count
numFmt numFmtId formatCode
fonts count
font
b val
i val
u val
strike val
sz val
color rgb indexed theme tint auto
fills count
fill
patternFill patternType
fgColor rgb indexed theme tint auto
bgColor rgb indexed theme tint auto
borders count
border
left style
right style
top style
bottom style
diagonal style
cellStyleXfs count
cellXfs count
xf numFmtId fontId fillId borderId xfId applyNumberFormat applyFont applyFill applyBorder
alignment horizontal vertical wrapText textRotation indent
"""
)
_SHEET: Final[Listed] = listed(
    """
sheetFormatPr defaultRowHeight defaultColWidth
cols
col min max width customWidth style
mergeCells
mergeCell ref
"""
)
_ROW: Final = frozenset({"r", "ht", "customHeight", "s", "customFormat"})
_CELL: Final = frozenset({"r", "s"})
_TRUE: Final = {"1", "true"}


def rebuild(source: Source, main: str) -> bytes:
    """The new .xlsx; raises UncleanableError for text in shapes, which no cell holds."""
    old = source.tree(main)
    if not in_namespace(old, S):
        raise UncleanableError
    target = Target(source, "xl")
    for part in source.related(main, "styles").values():
        styles = copied(source.tree(part), S, _STYLES, free=frozenset({"formatCode"}))
        named = etree.SubElement(styles, f"{S}cellStyles", count="1")
        etree.SubElement(named, f"{S}cellStyle", name="Normal", xfId="0", builtinId="0")
        target.put("xl/styles.xml", f"{_TYPE}.styles+xml", styles)
        target.relate(_MAIN, "styles", "xl/styles.xml")
    texts = _texts(source, main)
    parts = source.related(main, "worksheet")
    new = etree.Element(f"{S}workbook")
    for settings in old.iter(f"{S}workbookPr"):
        etree.SubElement(new, settings.tag, attributes(settings, frozenset({"date1904"})))
    sheets = etree.SubElement(new, f"{S}sheets")
    for sheet in old.iter(f"{S}sheet"):
        if sheet.get("state", "visible") == "visible":
            related = sheet.get(RELATED_ID, "")
            if related not in parts:
                raise UncleanableError
            number = len(sheets) + 1
            name = f"xl/worksheets/sheet{number}.xml"
            new_sheet = _Sheet(source, parts[related], target, name).made(texts)
            target.put(name, f"{_TYPE}.worksheet+xml", new_sheet)
            related = target.relate(_MAIN, "worksheet", name)
            said = {"name": sheet.get("name", ""), "sheetId": str(number), RELATED_ID: related}
            etree.SubElement(sheets, sheet.tag, said)
    target.put(_MAIN, f"{_TYPE}.sheet.main+xml", new)
    return target.zipped(_MAIN)


def _texts(source: Source, main: str) -> list[str]:
    """Texts that cells share; each goes into its cells, so that none is left that no cell shows."""
    return [
        _text(item)
        for part in source.related(main, "sharedStrings").values()
        for item in source.tree(part).iter(f"{S}si")
    ]


def _text(item: etree._Element) -> str:
    """All runs of a text, without the readings printed above it."""
    pieces = [*item.findall(f"{S}t"), *item.findall(f"{S}r/{S}t")]
    return "".join(piece.text or "" for piece in pieces)


class _Sheet:
    """One worksheet on its way."""

    def __init__(self, source: Source, old: str, target: Target, new: str) -> None:
        self._source = source
        self._old = old
        self._target = target
        self._new = new
        self._tree = source.tree(old)

    def made(self, texts: list[str]) -> etree._Element:
        root = etree.Element(f"{S}worksheet")
        hidden = self._hidden_columns()
        for word in ("sheetFormatPr", "cols", "sheetData", "mergeCells"):
            for part in self._tree.findall(f"{S}{word}"):
                if word == "sheetData":
                    self._rows(part, etree.SubElement(root, part.tag), texts, hidden)
                else:
                    root.append(copied(part, S, _SHEET))
        drawings = self._source.related(self._old, "drawing")
        for mention in self._tree.iter(f"{S}drawing"):
            if old := drawings.get(mention.get(RELATED_ID, "")):
                number = copy_pictures(self._source, old, self._target, self._new)
                if number:
                    etree.SubElement(root, f"{S}drawing", {RELATED_ID: number})
        return root

    def _hidden_columns(self) -> list[range]:
        return [
            range(int(column.get("min", "1")), int(column.get("max", "1")) + 1)
            for column in self._tree.iter(f"{S}col")
            if column.get("hidden") in _TRUE
        ]

    @staticmethod
    def _rows(
        old: etree._Element, new: etree._Element, texts: list[str], hidden: list[range]
    ) -> None:
        for row in old.iter(f"{S}row"):
            if row.get("hidden") in _TRUE:
                continue
            made = etree.SubElement(new, row.tag, attributes(row, _ROW))
            for cell in row.iter(f"{S}c"):
                column = _column(cell.get("r", ""))
                if not any(column in each for each in hidden):
                    made.append(_cell(cell, texts))


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _cell(old: etree._Element, texts: list[str]) -> etree._Element:
    made = etree.Element(old.tag, attributes(old, _CELL))
    kind = old.get("t", "n")
    value = old.findtext(f"{S}v")
    inside = old.find(f"{S}is")
    if kind == "inlineStr" and inside is not None:
        value = _text(inside)
    elif kind == "s" and value is not None:
        value = texts[int(value)]
    if value is None:
        return made
    if kind in {"s", "str", "inlineStr"}:
        made.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(made, f"{S}is"), f"{S}t", {_SPACE: "preserve"})
        text.text = value
    else:
        made.set("t", kind if kind in {"b", "e", "d"} else "n")
        etree.SubElement(made, f"{S}v").text = value
    return made
