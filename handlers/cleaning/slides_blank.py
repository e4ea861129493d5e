"""The plain background that rebuilt slides stand on: a theme, a master and a layout of ours."""

from typing import Final

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAMES: Final = (
    f'xmlns:a="{_DRAWING}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_COLOURS: Final = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "333333",
    "lt2": "EEEEEE",
    **{f"accent{number}": "4472C4" for number in range(1, 7)},
    "hlink": "0563C1",
    "folHlink": "954F72",
}
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FONT: Final = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
_TREE: Final = (
    '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
    "</p:nvGrpSpPr><p:grpSpPr/></p:spTree></p:cSld>"
)

THEME: Final = (
    f'<a:theme xmlns:a="{_DRAWING}" name="plain"><a:themeElements><a:clrScheme name="plain">'
    + "".join(f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in _COLOURS.items())
    + f'</a:clrScheme><a:fontScheme name="plain"><a:majorFont>{_FONT}</a:majorFont>'
    f'<a:minorFont>{_FONT}</a:minorFont></a:fontScheme><a:fmtScheme name="plain">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
    f"<a:lnStyleLst>{f'<a:ln>{_FILL}</a:ln>' * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    "</a:fmtScheme></a:themeElements></a:theme>"
).encode()

LAYOUT: Final = f"<p:sldLayout {_NAMES}>{_TREE}</p:sldLayout>".encode()

MASTER: Final = (
    f"<p:sldMaster {_NAMES}>{_TREE}"
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
    '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>'
    "</p:sldMaster>"
).encode()

SLIDE: Final = f"<p:sld {_NAMES}>{_TREE}</p:sld>".encode()
PRESENTATION: Final = f"<p:presentation {_NAMES}/>".encode()
