"""Files with `CANARY` planted wherever a file can say whose it is; none is kept on a disk."""

import io
import random
import zipfile

import openpyxl
import pikepdf
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin

CANARY = "ZhangSanCanary77"
SEEN = "GasAlarmBroken"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OOXML = "application/vnd.openxmlformats-officedocument"
_WML = f"{_OOXML}.wordprocessingml"
_PML = f"{_OOXML}.presentationml"


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    size = width * height * len(Image.new(mode, (1, 1)).getbands())
    return Image.frombytes(mode, (width, height), random.Random(7).randbytes(size))


def exif() -> bytes:
    notes = Image.Exif()
    notes[0x010F] = CANARY
    notes[0x0112] = 6
    notes[0x013B] = CANARY
    notes.get_ifd(0x8769)[0xA431] = CANARY
    notes.get_ifd(0x8825)[1] = "N"
    notes.get_ifd(0x8825)[2] = (41.0, 48.0, 7.0)
    notes.get_ifd(0x8825)[29] = CANARY
    return notes.tobytes()


def saved(image: Image.Image, form: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def jpeg(image: Image.Image | None = None) -> bytes:
    """EXIF with GPS and serial, XMP, ICC, a comment, and something behind the end."""
    plain = saved(
        image or noise(300, 200),
        "JPEG",
        quality=90,
        exif=exif(),
        comment=CANARY.encode(),
        icc_profile=CANARY.encode(),
        xmp=f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode(),
    )
    return plain + CANARY.encode()


def png() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", CANARY)
    notes.add_itxt("XML:com.adobe.xmp", CANARY, zip=True)
    return saved(noise(40, 30), "PNG", pnginfo=notes, exif=exif()) + CANARY.encode()


def animated(form: str) -> bytes:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], form, save_all=True, append_images=frames[1:], comment=CANARY)


def sixteen_bits() -> bytes:
    grey = Image.new("I;16", (64, 64))
    grey.putdata([value * 16 for value in range(4096)])
    return saved(grey, "PNG")


def bomb() -> bytes:
    """A PNG of 100 megapixels in a few kilobytes."""
    return saved(Image.new("1", (10_000, 10_000)), "PNG")


def pdf(*, password: str = "", images: bool = True) -> bytes:
    """Info, XMP, JavaScript, an attachment, a note, private data, tags, and a photo with EXIF."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 300))
    page = made.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=font),
        Properties=pikepdf.Dictionary(MC0=pikepdf.Dictionary(Title=CANARY)),
    )
    if images:
        photo = pikepdf.Stream(made, jpeg(), Type=pikepdf.Name.XObject)
        photo.Subtype = pikepdf.Name.Image
        photo.Width, photo.Height, photo.BitsPerComponent = 300, 200, 8
        photo.ColorSpace = pikepdf.Array(
            [pikepdf.Name.ICCBased, made.make_stream(CANARY.encode(), N=3)]
        )
        photo.Filter = pikepdf.Name.DCTDecode
        photo.Metadata = made.make_stream(CANARY.encode())
        page.Resources.XObject = pikepdf.Dictionary(Im0=photo)
    page.Contents = made.make_stream(
        f"% {CANARY}\n/Span <</ActualText ({CANARY})>> BDC BT /F1 12 Tf 20 250 Td "
        f"({SEEN}) Tj ET EMC q 90 0 0 60 20 20 cm {'/Im0 Do' if images else ''} Q".encode()
    )
    page.obj.PieceInfo = pikepdf.Dictionary(Word=pikepdf.Dictionary(Private=CANARY))
    page.obj.Annots = pikepdf.Array(
        [
            made.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Text,
                    Rect=[0, 0, 9, 9],
                    T=CANARY,
                    Contents=CANARY,
                )
            )
        ]
    )
    made.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=f"app.alert('{CANARY}')"
    )
    made.docinfo.Author = CANARY
    made.attachments[f"{CANARY}.txt"] = CANARY.encode()
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = [CANARY]
    buffer = io.BytesIO()
    made.save(
        buffer,
        encryption=pikepdf.Encryption(owner=password, user=password) if password else False,
    )
    return buffer.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.comment = CANARY.encode()
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def _types(**overrides: str) -> str:
    listed = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/>{listed}</Types>'
    )


def _rels(*related: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(related, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


_PICTURE = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="900000" cy="600000"/><wp:docPr id="1" '
    f'name="{CANARY}" descr="C:/Users/{CANARY}/1.jpg"/><a:graphic xmlns:a="{_A}"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic='
    f'"http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip '
    f'xmlns:r="{_R}" r:embed="rId1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
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
            "[Content_Types].xml": _types(
                **{
                    "word/document.xml": f"{_WML}.{main}.main+xml",
                    "word/styles.xml": f"{_WML}.styles+xml",
                }
            ),
            "_rels/.rels": _rels(
                ("officeDocument", "word/document.xml"), ("extended-properties", "docProps/app.xml")
            ),
            "word/_rels/document.xml.rels": _rels(
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


def xlsx() -> bytes:
    """Authors, a comment, a hidden sheet and row, a name, a header, and a picture with EXIF."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = CANARY
    sheet = book.active
    sheet["A1"] = SEEN
    sheet["A2"] = 46_000
    sheet["A2"].number_format = "yyyy-mm-dd"
    sheet["A3"] = CANARY
    sheet.row_dimensions[3].hidden = True
    sheet["D1"] = CANARY
    sheet.column_dimensions["D"].hidden = True
    sheet["B1"] = f'=INDEX("C:/{CANARY}.xlsx",1)'
    sheet["A1"].comment = Comment(CANARY, CANARY)
    sheet.oddHeader.center.text = CANARY
    sheet.merge_cells("A5:B6")
    hidden = book.create_sheet("hidden")
    hidden["A1"] = CANARY
    hidden.sheet_state = "hidden"
    book.defined_names[CANARY] = openpyxl.workbook.defined_name.DefinedName(
        CANARY, attr_text="Sheet!$A$1"
    )
    sheet.add_image(openpyxl.drawing.image.Image(io.BytesIO(jpeg())), "C3")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pptx(*, more: str = "") -> bytes:
    """Author, notes, a hidden slide, alternative texts, a table, and a picture with EXIF."""
    names = f'xmlns:a="{_A}" xmlns:p="{_P}" xmlns:r="{_R}"'
    text = (
        f'<p:txBody><a:bodyPr/><a:p><a:r><a:rPr sz="2000"/><a:t>{SEEN}</a:t></a:r></a:p></p:txBody>'
    )
    slide = (
        f"<p:sld {names}><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr "
        f'id="2" name="{CANARY}" descr="{CANARY}"/><p:cNvSpPr/>'
        '<p:nvPr><p:ph type="title"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr/>{text}</p:sp><p:pic><p:nvPicPr><p:cNvPr id='3' name='{CANARY}'/>"
        f"</p:nvPicPr><p:blipFill><a:blip r:embed='rId1'/></p:blipFill><p:spPr/></p:pic>"
        f"<p:graphicFrame><p:nvGraphicFramePr/><p:xfrm><a:off x='1' y='2'/><a:ext cx='3' cy='4'/>"
        f"</p:xfrm><a:graphic><a:graphicData uri='{_A.removesuffix('main')}table'>"
        f"<a:tbl><a:tblGrid>"
        f"<a:gridCol w='100'/></a:tblGrid><a:tr h='100'><a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>"
        f"celltext</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic>"
        f"</p:graphicFrame>{more}</p:spTree></p:cSld></p:sld>"
    )
    layout = (
        f"<p:sldLayout {names}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id='2' name='{CANARY}'/>"
        "<p:cNvSpPr/><p:nvPr><p:ph type='title'/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off "
        "x='123' y='456'/><a:ext cx='789' cy='12'/></a:xfrm></p:spPr></p:sp></p:spTree></p:cSld>"
        "</p:sldLayout>"
    )
    presentation = (
        f"<p:presentation {names}><p:sldIdLst><p:sldId id='256' r:id='rId1'/>"
        "<p:sldId id='257' r:id='rId2'/></p:sldIdLst><p:sldSz cx='9144000' cy='6858000'/>"
        "<p:notesSz cx='6858000' cy='9144000'/></p:presentation>"
    )
    hidden = slide.replace("<p:sld ", "<p:sld show='0' ").replace(SEEN, CANARY)
    return zipped(
        {
            "[Content_Types].xml": _types(
                **{"ppt/presentation.xml": f"{_PML}.presentation.main+xml"}
            ),
            "_rels/.rels": _rels(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": presentation,
            "ppt/_rels/presentation.xml.rels": _rels(
                ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": slide,
            "ppt/slides/slide2.xml": hidden,
            "ppt/slides/_rels/slide1.xml.rels": _rels(
                ("image", "../media/image1.jpeg"),
                ("slideLayout", "../slideLayouts/one.xml"),
                ("notesSlide", "../notesSlides/notesSlide1.xml"),
            ),
            "ppt/slideLayouts/one.xml": layout,
            "ppt/notesSlides/notesSlide1.xml": CANARY,
            "ppt/media/image1.jpeg": jpeg(),
            "docProps/core.xml": CANARY,
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


def everything_in(content: bytes) -> bytes:
    """The bytes and all that can be unpacked from them, for searching."""
    found = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            for entry in opened.infolist():
                found += [entry.filename.encode(), everything_in(opened.read(entry))]
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as opened:
            for each in opened.objects:
                found.append(each.unparse())
                if isinstance(each, pikepdf.Stream):
                    found += [each.read_raw_bytes()]
                    if str(each.get("/Filter")) in {"None", "/FlateDecode"}:
                        found += [each.read_bytes()]
    return b"\n".join(found)
