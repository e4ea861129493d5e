"""The words of WordprocessingML that come along, and what is done with some that do not."""

from typing import Final

from handlers.cleaning.markup import Listed, listed

TEXTS: Final = frozenset(
    {
        *("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym"),
        *("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef"),
        *("separator", "continuationSeparator"),
    }
)

HOLDERS: Final = frozenset({"body", "tbl", "tr", "tc", "r", "footnote", "endnote"})

UNWRAPPED: Final = frozenset(
    {
        *("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple"),
        *("ruby", "rubyBase", "bdo", "dir"),
    }
)
"""What stands inside these is read; they themselves say who, when or where to."""

DROPPED: Final = frozenset(
    {
        *("del", "moveFrom", "delText", "delInstrText", "fldChar", "instrText"),
        *("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "rubyPr", "rt", "proofErr"),
        *("bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "lastRenderedPageBreak"),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd"),
        *("customXmlDelRangeStart", "customXmlDelRangeEnd"),
        *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
        *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
    }
)

FIELDS: Final = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "TOC", "TOCENTRY", "HYPERLINK"),
        *(
            "REF",
            "NOTEREF",
            "STYLEREF",
            "SEQ",
            "LISTNUM",
            "AUTONUM",
            "SYMBOL",
            "EQ",
            "DATE",
            "TIME",
        ),
        *("DATE", "TIME"),
        *("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "QUOTE", "ADVANCE", "TC", "="),
    }
)
"""Fields whose result tells nothing new; AUTHOR and FILENAME are not among them."""

KEPT_ATTRIBUTES: Final = frozenset({"type", "id", "char", "font", "clear"})

_FORMAT: Final = """
b val
i val
u val
strike val
dstrike val
caps val
color val
sz val
szCs val
highlight val
vertAlign val
rStyle val
pStyle val
tblStyle val
jc val
ind left right firstLine hanging start end leftChars rightChars firstLineChars hangingChars
spacing before after line lineRule val
keepNext val
keepLines val
pageBreakBefore val
outlineLvl val
numPr
ilvl val
numId val
tabs
tab val pos leader
shd val fill color
tblW w type
tblInd w type
tblLayout type
tblBorders
tcBorders
top val sz color space w type
left val sz color space w type
bottom val sz color space w type
right val sz color space w type
insideH val sz color space
insideV val sz color space
tblGrid
gridCol w
tcW w type
gridSpan val
vMerge val
vAlign val
tblHeader val
trHeight val hRule
rPr
pPr
"""

PROPERTIES: Final[Listed] = listed(
    _FORMAT
    + """
tblPr
trPr
tcPr
sectPr
type val
pgSz w h orient
pgMar top right bottom left header footer gutter
cols num space
titlePg val
"""
)

STYLES: Final[Listed] = listed(
    _FORMAT
    + """
styles
docDefaults
rPrDefault
pPrDefault
style type styleId default
basedOn val
next val
link val
tblPr
trPr
tcPr
tblStylePr type
"""
)

NUMBERING: Final[Listed] = listed(
    _FORMAT
    + """
numbering
abstractNum abstractNumId
multiLevelType val
lvl ilvl
start val
numFmt val
lvlText val
lvlJc val
suff val
isLgl val
num numId
abstractNumId val
lvlOverride ilvl
startOverride val
"""
)

STYLE_NAMED: Final = ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle")
"""Words that point to a style by its id, which its author may have chosen."""

FREE: Final = frozenset({"lvlText"})
"""Words whose value is printed before a list's items."""
