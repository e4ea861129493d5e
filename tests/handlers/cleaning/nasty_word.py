"""Word files with `CANARY` in all that is not read."""

import io
import zipfile

from tests.handlers.cleaning.canary import CANARY, SEEN
from tests.handlers.cleaning.nasty_package import DRAWING, OOXML, RELATED, related, types, zipped
from tests.handlers.cleaning.nasty_pictures import jpeg

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WML = f"{OOXML}.wordprocessingml"

_PICTURE = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="900000" cy="600000"/><wp:docPr id="1" '
    f'name="{CANARY}" descr="C:/Users/{CANARY}/1.jpg"/><a:graphic xmlns:a="{DRAWING}">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    f'<pic:blipFill><a:blip xmlns:r="{RELATED}" r:embed="rId1"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic>"
    "</wp:inline></w:drawing>"
)


def docx(*, body: str = "", main: str = "document", prologue: str = "", **more: bytes) -> bytes:
    """Author, tracked changes, comments, hidden text, custom XML, custom styles and a thumbnail."""
    who = f'w:author="{CANARY}" w:date="2026-01-02T03:04:05Z"'
    document = (
        f'{prologue}<w:document xmlns:w="{_W}"><w:body><w:p w:rsidR="00AB{CANARY}"><w:pPr>'
        f'<w:pStyle w:val="{CANARY}"/></w:pPr><w:bookmarkStart w:id="0" w:name="{CANARY}"/>'
        f"<w:r><w:t>{SEEN}</w:t></w:r>"
        f'<w:ins w:id="1" {who}><w:r><w:t>inserted</w:t></w:r></w:ins>'
        f'<w:del w:id="2" {who}><w:r><w:delText>{CANARY}</w:delText></w:r></w:del>'
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{CANARY}</w:t></w:r>"
        f'<w:r><w:commentReference w:id="0"/></w:r><w:r>{_PICTURE}</w:r></w:p>'
        f'<w:sdt><w:sdtPr><w:alias w:val="{CANARY}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>boxed'
        f"</w:t></w:r></w:p></w:sdtContent></w:sdt>{body}</w:body></w:document>"
    )
    styles = (
        f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:customStyle="1" '
        f'w:styleId="{CANARY}"><w:name w:val="{CANARY}"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        "</w:style></w:styles>"
    )
    return zipped(
        {
            "[Content_Types].xml": types(
                **{
                    "word/document.xml": f"{_WML}.{main}.main+xml",
                    "word/styles.xml": f"{_WML}.styles+xml",
                }
            ),
            "_rels/.rels": related(
                ("officeDocument", "word/document.xml"), ("extended-properties", "docProps/app.xml")
            ),
            "word/_rels/document.xml.rels": related(
                ("image", "media/image1.jpeg"),
                ("styles", "styles.xml"),
                ("comments", "comments.xml"),
                ("customXml", "../customXml/item1.xml"),
            ),
            "word/document.xml": document,
            "word/styles.xml": styles,
            "word/media/image1.jpeg": jpeg(),
            "word/comments.xml": f'<w:comments xmlns:w="{_W}"><w:comment {who}/></w:comments>',
            "word/people.xml": CANARY,
            "word/settings.xml": CANARY,
            "docProps/app.xml": f"<Properties><Company>{CANARY}</Company></Properties>",
            "docProps/core.xml": CANARY,
            "docProps/custom.xml": CANARY,
            "docProps/thumbnail.jpeg": jpeg(),
            "customXml/item1.xml": CANARY,
            **more,
        }
    )


def zip_bomb() -> bytes:
    """A docx whose document unpacks to 200 megabytes."""
    return docx(**{"word/padding.xml": b"0" * 200_000_000})


def lying_zip_bomb() -> bytes:
    """The same, with a directory that says a hundred bytes."""
    honest = docx(body="<w:p><w:r><w:t>" + "0" * 90_000_000 + "</w:t></w:r></w:p>")
    with zipfile.ZipFile(io.BytesIO(honest)) as read:
        true_size = read.getinfo("word/document.xml").file_size
    return honest.replace(true_size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
