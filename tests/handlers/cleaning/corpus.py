"""Nasty files by what becomes of them; every one is made by the tests."""

from collections.abc import Callable

from tests.handlers.cleaning import nasty_pdf
from tests.handlers.cleaning.canary import CANARY
from tests.handlers.cleaning.nasty_package import with_parts, zipped
from tests.handlers.cleaning.nasty_pdf import pdf
from tests.handlers.cleaning.nasty_pictures import (
    animated,
    bomb,
    exif,
    gif_that_is_a_script,
    gif_with_xmp,
    jpeg,
    jpeg_of_a_phone,
    motion_photo,
    noise,
    png,
    png_of_packed_texts,
    png_with_every_note,
    saved,
    several_in_one,
    sixteen_bits,
    sixteen_bits_of_colour,
)
from tests.handlers.cleaning.nasty_sheets import xlsx
from tests.handlers.cleaning.nasty_slides import pptx
from tests.handlers.cleaning.nasty_word import docx, lying_zip_bomb, zip_bomb

Files = dict[str, Callable[[], bytes]]
_WHO = CANARY.encode()
_LINK = f"https://example.org/{CANARY}"

PICTURES: Files = {
    "jpeg with exif, gps, xmp, comment": jpeg,
    "jpeg in cmyk": lambda: jpeg(noise(80, 60, "CMYK")),
    "jpeg in grey": lambda: jpeg(noise(80, 60, "L")),
    "jpeg that is also a zip": lambda: jpeg() + docx(),
    "jpeg with a thumbnail, a maker's notes and every segment": jpeg_of_a_phone,
    "jpeg with a film behind it": motion_photo,
    "jpeg of several pictures": several_in_one,
    "progressive jpeg": lambda: saved(noise(80, 60), "JPEG", progressive=True, exif=exif()),
    "png with texts": png,
    "png with every note there is": png_with_every_note,
    "png with alpha": lambda: saved(noise(80, 60, "RGBA"), "PNG", exif=exif()),
    "png with a palette": lambda: saved(noise(80, 60).convert("P"), "PNG", transparency=3),
    "png of grey and alpha": lambda: saved(noise(80, 60, "LA"), "PNG"),
    "png of 16 bits": sixteen_bits,
    "png of 16 bits a colour": sixteen_bits_of_colour,
    "png of one bit": lambda: saved(noise(80, 60).convert("1"), "PNG", exif=exif()),
    "webp": lambda: saved(noise(80, 60), "WEBP", exif=exif(), xmp=_WHO, icc_profile=_WHO),
    "animated webp": lambda: animated("WEBP"),
    "animated gif": lambda: animated("GIF"),
    "animated png": lambda: animated("PNG"),
    "gif with xmp": gif_with_xmp,
    "gif that is a script": gif_that_is_a_script,
}

PAPERS: Files = {
    "pdf": pdf,
    "pdf that is also a zip": lambda: pdf() + docx(),
    "pdf that launches, links, plays": nasty_pdf.launching,
    "pdf with layers and a thumbnail": nasty_pdf.layered,
    "pdf with fonts that name their owner": nasty_pdf.fonts,
    "docx": docx,
    "docx with a template, printers, an object and a film beside": lambda: with_parts(
        docx(),
        to="word/document.xml",
        kinds={
            "settings.xml": "settings",
            f"file:///C:/Users/{CANARY}/Normal.dotm": "attachedTemplate",
            _LINK: "hyperlink",
            "printerSettings1.bin": "printerSettings",
            "embeddings/oleObject1.bin": "oleObject",
            "media/media1.mp4": "video",
            "people.xml": "people",
            "fontTable.xml": "fontTable",
        },
        parts={
            "word/printerSettings1.bin": _WHO,
            "word/embeddings/oleObject1.bin": _WHO,
            "word/media/media1.mp4": _WHO,
            "word/fontTable.xml": _WHO,
            "customXml/itemProps1.xml": _WHO,
        },
    ),
    "xlsx": xlsx,
    "xlsx with links, printers, threads and connections": lambda: with_parts(
        xlsx(),
        to="xl/workbook.xml",
        kinds={
            "externalLinks/externalLink1.xml": "externalLink",
            "connections.xml": "connections",
            "persons/person.xml": "person",
            "printerSettings/printerSettings1.bin": "printerSettings",
            "pivotCache/pivotCacheDefinition1.xml": "pivotCacheDefinition",
            _LINK: "externalLinkPath",
        },
        parts={
            "xl/externalLinks/externalLink1.xml": _WHO,
            "xl/connections.xml": _WHO,
            "xl/persons/person.xml": _WHO,
            "xl/printerSettings/printerSettings1.bin": _WHO,
            "xl/pivotCache/pivotCacheDefinition1.xml": _WHO,
        },
    ),
    "pptx": pptx,
    "pptx with authors, tags and a film beside": lambda: with_parts(
        pptx(),
        to="ppt/presentation.xml",
        kinds={
            "commentAuthors.xml": "commentAuthors",
            "tags/tag1.xml": "tags",
            "media/media1.mp4": "video",
            _LINK: "hyperlink",
        },
        parts={
            "ppt/commentAuthors.xml": _WHO,
            "ppt/tags/tag1.xml": _WHO,
            "ppt/media/media1.mp4": _WHO,
        },
    ),
}

TOO_LARGE: Files = {"png of 100 megapixels in a few kilobytes": bomb}

UNREADABLE: Files = {
    "empty": bytes,
    "jpeg cut short": lambda: jpeg()[:4000],
    "png cut short": lambda: png()[:900],
    "png whose texts are a bomb": png_of_packed_texts,
    "pdf cut short": lambda: pdf()[:200],
    "pdf whose page is a bomb": nasty_pdf.packed_page,
    "pdf whose picture is a bomb": nasty_pdf.twice_packed_picture,
    "docx cut short": lambda: docx()[:3000],
    "only a jpeg's beginning": lambda: b"\xff\xd8\xff\xe0",
    "only a gif's beginning": f"GIF89a/*{CANARY}*/=1;alert(1)".encode,
    "zip bomb": zip_bomb,
    "zip bomb with a lying directory": lying_zip_bomb,
    "docx with a broken part": lambda: docx(body="<w:p>"),
}

UNCLEANABLE: Files = {
    "encrypted pdf": lambda: pdf(password="secret"),
    "pdf without need of a password": lambda: pdf(password=" "),
    "pdf with a form of xml": nasty_pdf.form_of_xml,
    "pdf that is drawn with itself": nasty_pdf.endless,
    "pdf of more pages than anybody sends": nasty_pdf.thick,
    "zip of files": lambda: zipped({"a.txt": "a"}),
    "zip in a zip": lambda: zipped({"a.zip": zipped({"b": "b"})}),
    "zip in a zip in a document": lambda: docx(**{"word/media/image1.jpeg": zipped({"b": "b"})}),
    "docx with macros": lambda: docx(main="document.macroEnabled"),
    "docx with an object": lambda: docx(body="<w:p><w:r><w:object/></w:r></w:p>"),
    "docx with a foreign document in it": lambda: docx(body="<w:altChunk/>"),
    "docx with an author field": lambda: docx(
        body='<w:p><w:fldSimple w:instr=" AUTHOR "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    ),
    "docx with an author field in pieces": lambda: docx(
        body='<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUT</w:instrText>'
        '</w:r><w:r><w:instrText>HOR</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "</w:p>"
    ),
    "docx with entities": lambda: docx(
        prologue='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        body="<w:p><w:r><w:t>&e;</w:t></w:r></w:p>",
    ),
    "docx with a drawing that is no picture": lambda: docx(
        **{"word/media/image1.jpeg": b"\x01\x00\x00\x00emf"}
    ),
    "pptx with a chart": lambda: pptx(
        more="<p:graphicFrame><p:xfrm/><a:graphic><a:graphicData uri='chart'/></a:graphic>"
        "</p:graphicFrame>"
    ),
    "pptx with a film": lambda: pptx(
        more="<p:pic><p:nvPicPr><p:nvPr><a:videoFile/></p:nvPr></p:nvPicPr></p:pic>"
    ),
    "heic": lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    "avif": lambda: b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif",
    "mp4": lambda: b"\x00\x00\x00\x18ftypisom",
    "mp3": lambda: b"ID3\x04",
    "ogg": lambda: b"OggS\0\x02",
    "old doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "rtf": lambda: b"{\\rtf1{\\info{\\author " + _WHO + b"}}}",
    "svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "html": lambda: b"<!doctype html>",
    "program": lambda: b"\x7fELF\x02",
    "text": CANARY.encode,
    "tiff": lambda: saved(noise(9, 9), "TIFF"),
}
