"""Papers as an employee's office program would hold them: flat OpenDocument, full of names."""

import base64
from typing import Final

from tests.handlers.cleaning.canary import CANARY, SEEN
from tests.handlers.cleaning.nasty_pictures import jpeg

_NAMES: Final = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.{2 * (prefix == "of")}"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "svg": "svg-compatible",
        "meta": "meta",
        "of": "of",
    }.items()
)
_AUTHOR: Final = (
    f"<office:meta><meta:initial-creator>{CANARY}</meta:initial-creator>"
    f"<dc:creator>{CANARY}</dc:creator><dc:title>{CANARY}</dc:title>"
    f'<meta:user-defined meta:name="{CANARY}">{CANARY}</meta:user-defined></office:meta>'
)
_COMMENT: Final = (
    f"<office:annotation><dc:creator>{CANARY}</dc:creator><text:p>{CANARY}</text:p>"
    "</office:annotation>"
)
_TABLE: Final = "".join(
    "<table:table-row>"
    + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
    + "</table:table-row>"
    for row in (("地点", "情况"), ("东门", "上锁"))
)


def text_document() -> bytes:
    """A page with a heading, a list, a table, a comment and a photo, and a second page."""
    photo = base64.b64encode(jpeg()).decode()
    return _flat(
        "text",
        f"""<text:h text:outline-level="1">三号楼安全出口</text:h>
        <text:p>白天也锁着，已经三个月。{SEEN}{_COMMENT}</text:p>
        <text:list><text:list-item><text:p>一层</text:p></text:list-item>
        <text:list-item><text:p>二层</text:p></text:list-item></text:list>
        <table:table><table:table-column table:number-columns-repeated="2"/>{_TABLE}</table:table>
        <text:p><draw:frame text:anchor-type="as-char" svg:width="6cm" svg:height="4cm"><draw:image>
        <office:binary-data>{photo}</office:binary-data></draw:image></draw:frame></text:p>""",
    )


def slides() -> bytes:
    """Two slides with texts in boxes, the first named after somebody."""
    box = (
        '<draw:frame svg:width="20cm" svg:height="3cm" svg:x="2cm" svg:y="{y}cm">'
        "<draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
    )
    said = [
        box.format(y=y, text=text)
        for y, text in ((2, f"脚手架没有护栏 {SEEN}"), (7, "三号楼五层"), (2, "第二页"))
    ]
    return _flat(
        "presentation",
        f'<draw:page draw:name="{CANARY}">{said[0]}{said[1]}</draw:page>'
        f'<draw:page draw:name="b">{said[2]}</draw:page>',
    )


def sheets() -> bytes:
    """A sheet with a sum and a comment, and a hidden one that names somebody."""
    hidden = (
        '<style:style style:name="hidden" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    return _flat(
        "spreadsheet",
        f"""<table:table table:name="隐患">{_TABLE}<table:table-row>
        <table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p>
        </table:table-cell><table:table-cell office:value-type="float" office:value="7"
        table:formula="of:=[.A3]+4"><text:p>7</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell office:value-type="string">{_COMMENT}
        <text:p>{SEEN}</text:p></table:table-cell></table:table-row></table:table>
        <table:table table:name="{CANARY}" table:style-name="hidden"><table:table-row>
        <table:table-cell><text:p>{CANARY}</text:p></table:table-cell></table:table-row>
        </table:table>""",
        styles=hidden,
    )


def _flat(kind: str, body: str, styles: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.3" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}">{_AUTHOR}'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()
