"""A paper comes out without its author, and with what was written."""

import io
import zipfile

import openpyxl
import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from handlers.cleaning.clean import clean
from tests.handlers.cleaning.canary import CANARY, SEEN, assert_nobody_is_in, everything_in
from tests.handlers.cleaning.corpus import PAPERS
from tests.handlers.cleaning.nasty_pdf import fonts, pdf
from tests.handlers.cleaning.nasty_pictures import jpeg
from tests.handlers.cleaning.nasty_sheets import xlsx
from tests.handlers.cleaning.nasty_slides import pptx
from tests.handlers.cleaning.nasty_word import docx


@pytest.mark.parametrize("what", PAPERS)
async def test_a_paper_comes_out_without_its_author(what):
    cleaned = await clean(PAPERS[what]())
    assert cleaned.extension == what.partition(" ")[0]
    assert not cleaned.photo
    assert_nobody_is_in(cleaned)
    assert SEEN.encode() in everything_in(cleaned.content)


async def test_a_pdf_keeps_its_pages_and_photos_and_nothing_beside_them():
    cleaned = await clean(pdf())
    with pikepdf.open(io.BytesIO(cleaned.content)) as opened:
        assert set(opened.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in opened.trailer
        assert not opened.attachments
        page = opened.pages[0]
        assert set(page.keys()) == {
            *("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Parent"),
        } - ({"/Rotate"} - set(page.keys()))
        (photo,) = page.Resources.XObject.values()
        photo = pikepdf.PdfImage(photo).as_pil_image()
        assert photo.size == (300, 200)
        assert photo.tobytes() == Image.open(io.BytesIO(jpeg())).tobytes()


async def test_the_fonts_of_a_pdf_still_draw_and_are_called_by_nobodys_name():
    cleaned = await clean(fonts())
    with pikepdf.open(io.BytesIO(cleaned.content)) as opened:
        (page,) = opened.pages
        named = page.Resources.Font
        drawn = [str(tf.operands[0]) for tf in pikepdf.parse_content_stream(page, "Tf")]
        assert set(drawn) == set(named.keys())
        described = [font.FontDescriptor for font in named.values() if "/FontDescriptor" in font]
        outlines = [each.FontFile2 for each in described if "/FontFile2" in each]
        assert TTFont(io.BytesIO(outlines[0].read_bytes()))["glyf"]["A"].numberOfContours == 1
        compact = [each.FontFile3 for each in described if "/FontFile3" in each]
        assert {str(each.Subtype) for each in compact} == {"/Type1C", "/OpenType"}


async def test_what_is_filled_into_a_pdf_form_is_drawn_on_the_page():
    with pikepdf.open(io.BytesIO(pdf())) as form:
        look = form.make_stream(b"BT /F1 9 Tf (FilledIn) Tj ET")
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = pikepdf.Array([0, 0, 90, 20])
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=CANARY,
            V="FilledIn",
            F=4,
            Rect=[10, 10, 100, 30],
            AP=pikepdf.Dictionary(N=look),
        )
        widget = form.make_indirect(field)
        form.pages[0].obj.Annots.append(widget)
        form.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([widget]))
        buffer = io.BytesIO()
        form.save(buffer)
    cleaned = await clean(buffer.getvalue())
    assert_nobody_is_in(cleaned)
    assert b"FilledIn" in everything_in(cleaned.content)


async def test_a_document_keeps_what_was_written_and_drawn():
    cleaned = await clean(docx())
    with zipfile.ZipFile(io.BytesIO(cleaned.content)) as opened:
        document = opened.read("word/document.xml")
        names = set(opened.namelist())
        picture = opened.read("word/media/image1.jpg")
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"inserted" in document
    assert b"boxed" in document
    assert b"center" in everything_in(cleaned.content)
    assert Image.open(io.BytesIO(picture)).size == (200, 300)
    assert names == {
        *("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"),
        *("word/document.xml", "word/styles.xml", "word/media/image1.jpg"),
    }


async def test_text_boxes_tables_and_page_numbers_are_read():
    body = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>incell</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr>"
        f"<w:del w:id='9' w:author='{CANARY}'/></w:trPr><w:tc><w:p><w:r><w:t>{CANARY}</w:t></w:r>"
        "</w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>aside</w:t>"
        "</w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
        '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>page7</w:t></w:r></w:fldSimple></w:p>'
    )
    cleaned = await clean(docx(body=body))
    assert_nobody_is_in(cleaned)
    found = everything_in(cleaned.content)
    for text in (b"incell", b"aside", b"page7"):
        assert text in found


async def test_a_workbook_keeps_the_values_that_are_shown():
    cleaned = await clean(xlsx())
    book = openpyxl.load_workbook(io.BytesIO(cleaned.content))
    assert book.sheetnames == ["Sheet"]
    sheet = book.active
    assert sheet["A1"].value == SEEN
    assert sheet["A2"].is_date
    assert str(sheet.merged_cells) == "A5:B6"
    assert len(sheet._images) == 1
    assert sheet["A1"].comment is None


async def test_a_slide_keeps_text_table_picture_and_place():
    cleaned = await clean(pptx())
    with zipfile.ZipFile(io.BytesIO(cleaned.content)) as opened:
        slide = opened.read("ppt/slides/slide1.xml").decode()
        assert "ppt/slides/slide2.xml" not in opened.namelist()
        assert "ppt/media/image1.jpg" in opened.namelist()
    assert "celltext" in slide
    assert 'x="123" y="456"' in slide


@pytest.mark.parametrize("what", ["docx", "xlsx", "pptx"])
async def test_the_xml_of_an_office_file_says_the_prefixes_that_every_program_reads(what):
    cleaned = await clean(PAPERS[what]())
    with zipfile.ZipFile(io.BytesIO(cleaned.content)) as opened:
        parts = [opened.read(name) for name in opened.namelist()]
    assert not any(b"ns0" in part for part in parts)
