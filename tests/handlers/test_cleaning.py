"""Every file comes out without its author, or does not come out."""

import asyncio
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from PIL import Image

from domain.errors import FileTooLargeError, FileUncleanableError, FileUnreadableError
from handlers.intake.cleaning.clean import LARGEST, Cleaned, clean
from tests.handlers import nasty_files as nasty
from tests.handlers.nasty_files import CANARY, SEEN

ROOT = Path(__file__).resolve().parents[2]
_PROCESSES = Path("/proc")
CANARIES = [CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be")]

PICTURES = {
    "jpeg with exif, gps, xmp, comment": nasty.jpeg,
    "jpeg in cmyk": lambda: nasty.jpeg(nasty.noise(80, 60, "CMYK")),
    "jpeg in grey": lambda: nasty.jpeg(nasty.noise(80, 60, "L")),
    "jpeg that is also a zip": lambda: nasty.jpeg() + nasty.docx(),
    "png with texts": nasty.png,
    "png with alpha": lambda: nasty.saved(nasty.noise(80, 60, "RGBA"), "PNG", exif=nasty.exif()),
    "png with a palette": lambda: nasty.saved(
        nasty.noise(80, 60).convert("P"), "PNG", transparency=3
    ),
    "png of grey and alpha": lambda: nasty.saved(nasty.noise(80, 60, "LA"), "PNG"),
    "png of 16 bits": nasty.sixteen_bits,
    "webp": lambda: nasty.saved(
        nasty.noise(80, 60), "WEBP", exif=nasty.exif(), xmp=CANARY.encode()
    ),
    "animated webp": lambda: nasty.animated("WEBP"),
    "animated gif": lambda: nasty.animated("GIF"),
    "animated png": lambda: nasty.animated("PNG"),
}
PAPERS = {"pdf": nasty.pdf, "docx": nasty.docx, "xlsx": nasty.xlsx, "pptx": nasty.pptx}

UNREADABLE = {
    "empty": bytes,
    "jpeg cut short": lambda: nasty.jpeg()[:4000],
    "png cut short": lambda: nasty.png()[:900],
    "pdf cut short": lambda: nasty.pdf()[:200],
    "docx cut short": lambda: nasty.docx()[:3000],
    "only a jpeg's beginning": lambda: b"\xff\xd8\xff\xe0",
    "100 megapixels": nasty.bomb,
    "zip bomb": nasty.zip_bomb,
    "zip bomb with a lying directory": nasty.lying_zip_bomb,
    "docx with a broken part": lambda: nasty.docx(body="<w:p>"),
}
UNCLEANABLE = {
    "encrypted pdf": lambda: nasty.pdf(password="secret"),
    "pdf without need of a password": lambda: nasty.pdf(password=" "),
    "zip of files": lambda: nasty.zipped({"a.txt": "a"}),
    "zip in a zip": lambda: nasty.zipped({"a.zip": nasty.zipped({"b": "b"})}),
    "docx with macros": lambda: nasty.docx(main="document.macroEnabled"),
    "docx with an object": lambda: nasty.docx(body="<w:p><w:r><w:object/></w:r></w:p>"),
    "docx with an author field": lambda: nasty.docx(
        body='<w:p><w:fldSimple w:instr=" AUTHOR "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    ),
    "docx with an author field in pieces": lambda: nasty.docx(
        body='<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUT</w:instrText>'
        '</w:r><w:r><w:instrText>HOR</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "</w:p>"
    ),
    "docx with entities": lambda: nasty.docx(
        prologue='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        body="<w:p><w:r><w:t>&e;</w:t></w:r></w:p>",
    ),
    "docx with a drawing that is no picture": lambda: nasty.docx(
        **{"word/media/image1.jpeg": b"\x01\x00\x00\x00emf"}
    ),
    "pptx with a chart": lambda: nasty.pptx(
        more="<p:graphicFrame><p:xfrm/><a:graphic><a:graphicData uri='chart'/></a:graphic>"
        "</p:graphicFrame>"
    ),
    "heic": lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    "mp4": lambda: b"\x00\x00\x00\x18ftypisom",
    "mp3": lambda: b"ID3\x04",
    "old doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "html": lambda: b"<!doctype html>",
    "program": lambda: b"\x7fELF\x02",
    "text": CANARY.encode,
    "tiff": lambda: nasty.saved(nasty.noise(9, 9), "TIFF"),
}


def assert_nobody_is_in(cleaned: Cleaned) -> None:
    found = nasty.everything_in(cleaned.content)
    for canary in CANARIES:
        assert canary not in found
    for trace in (b"Exif\x00", b"http://ns.adobe.com/xap", b"xmpmeta", b"ICC_PROFILE", b"rsid"):
        assert trace not in found


@pytest.mark.parametrize("what", PICTURES)
async def test_a_picture_comes_out_as_its_pixels_alone(what):
    original = PICTURES[what]()
    cleaned = await clean(original)
    assert_nobody_is_in(cleaned)
    assert cleaned.photo
    with Image.open(io.BytesIO(cleaned.content)) as opened:
        opened.load()
        assert opened.format.lower() == cleaned.media_type.removeprefix("image/")
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not opened.getexif()
        assert getattr(opened, "n_frames", 1) == 1


async def test_a_photo_is_turned_as_it_was_held():
    sideways = nasty.noise(300, 200)
    sideways.paste("red", (0, 0, 300, 60))
    opened = Image.open(io.BytesIO((await clean(nasty.jpeg(sideways))).content))
    assert opened.size == (200, 300)
    red, green, _ = opened.getpixel((190, 150))
    assert red > 200 > 60 > green


async def test_sixteen_bits_of_grey_keep_their_shades():
    opened = Image.open(io.BytesIO((await clean(nasty.sixteen_bits())).content)).convert("L")
    assert opened.getpixel((0, 0)) < 5
    assert 120 < opened.getpixel((0, 32)) < 136
    assert opened.getpixel((63, 63)) > 250


async def test_what_was_invisible_in_a_picture_is_gone():
    hidden = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    opened = Image.open(io.BytesIO((await clean(nasty.saved(hidden, "PNG"))).content))
    assert opened.convert("RGB").getcolors() == [(1600, (255, 255, 255))]


async def test_a_large_photo_is_made_small_enough_to_be_shown():
    large = nasty.jpeg(nasty.noise(80, 60).resize((8000, 6000)))
    cleaned = await clean(large)
    assert Image.open(io.BytesIO(cleaned.content)).size == (1920, 2560)
    assert cleaned.photo


async def test_a_strip_is_cleaned_but_is_no_photo():
    assert not (await clean(nasty.saved(nasty.noise(2000, 20), "PNG"))).photo


@pytest.mark.parametrize("what", PAPERS)
async def test_a_paper_comes_out_without_its_author(what):
    cleaned = await clean(PAPERS[what]())
    assert cleaned.extension == what
    assert not cleaned.photo
    assert_nobody_is_in(cleaned)
    assert SEEN.encode() in nasty.everything_in(cleaned.content)


async def test_a_pdf_keeps_its_pages_and_photos_and_nothing_beside_them():
    cleaned = await clean(nasty.pdf())
    with pikepdf.open(io.BytesIO(cleaned.content)) as opened:
        assert set(opened.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in opened.trailer
        assert not opened.attachments
        page = opened.pages[0]
        assert set(page.keys()) == {
            *("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Parent"),
        } - ({"/Rotate"} - set(page.keys()))
        photo = pikepdf.PdfImage(page.Resources.XObject.Im0).as_pil_image()
        assert photo.size == (300, 200)
        assert photo.tobytes() == Image.open(io.BytesIO(nasty.jpeg())).tobytes()


async def test_what_is_filled_into_a_pdf_form_is_drawn_on_the_page():
    with pikepdf.open(io.BytesIO(nasty.pdf())) as form:
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
    assert b"FilledIn" in nasty.everything_in(cleaned.content)


async def test_a_document_keeps_what_was_written_and_drawn():
    cleaned = await clean(nasty.docx())
    with zipfile.ZipFile(io.BytesIO(cleaned.content)) as opened:
        document = opened.read("word/document.xml")
        names = set(opened.namelist())
        picture = opened.read("word/media/image1.jpg")
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"inserted" in document
    assert b"boxed" in document
    assert b"center" in nasty.everything_in(cleaned.content)
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
    cleaned = await clean(nasty.docx(body=body))
    assert_nobody_is_in(cleaned)
    found = nasty.everything_in(cleaned.content)
    for text in (b"incell", b"aside", b"page7"):
        assert text in found


async def test_a_workbook_keeps_the_values_that_are_shown():
    cleaned = await clean(nasty.xlsx())
    book = openpyxl.load_workbook(io.BytesIO(cleaned.content))
    assert book.sheetnames == ["Sheet"]
    sheet = book.active
    assert sheet["A1"].value == SEEN
    assert sheet["A2"].is_date
    assert str(sheet.merged_cells) == "A5:B6"
    assert len(sheet._images) == 1
    assert sheet["A1"].comment is None


async def test_a_slide_keeps_text_table_picture_and_place():
    cleaned = await clean(nasty.pptx())
    with zipfile.ZipFile(io.BytesIO(cleaned.content)) as opened:
        slide = opened.read("ppt/slides/slide1.xml").decode()
        assert "ppt/slides/slide2.xml" not in opened.namelist()
        assert "ppt/media/image1.jpg" in opened.namelist()
    assert "celltext" in slide
    assert 'x="123" y="456"' in slide


@pytest.mark.parametrize("what", UNREADABLE)
async def test_what_is_broken_or_too_big_to_unpack_is_unreadable(what):
    with pytest.raises(FileUnreadableError) as refused:
        await clean(UNREADABLE[what]())
    assert not refused.value.args


@pytest.mark.parametrize("what", UNCLEANABLE)
async def test_what_cannot_be_rebuilt_with_certainty_is_not_taken(what):
    with pytest.raises(FileUncleanableError) as refused:
        await clean(UNCLEANABLE[what]())
    assert not refused.value.args


async def test_more_than_a_bot_may_fetch_is_too_large():
    with pytest.raises(FileTooLargeError):
        await clean(b"\xff\xd8\xff" + b"0" * LARGEST)


async def test_damage_anywhere_never_leads_to_another_error():
    damaged = []
    for make in (nasty.jpeg, nasty.pdf, nasty.docx):
        content = bytearray(make())
        for place in range(97, len(content), max(len(content) // 5, 1)):
            content[place] ^= 0x5A
        damaged.append(bytes(content))
    for content in damaged:
        try:
            cleaned = await clean(content)
        except (FileUnreadableError, FileUncleanableError):
            continue
        assert_nobody_is_in(cleaned)


async def test_many_files_at_once_all_come_out():
    cleaned = await asyncio.gather(*(clean(nasty.png()) for _ in range(5)))
    assert len({each.content for each in cleaned}) == 1


def test_the_same_file_comes_out_the_same_on_another_loop():
    one, other = (asyncio.run(clean(nasty.docx())) for _ in range(2))
    assert one == other
    assert CANARY not in repr(one)


def test_the_intakes_side_loads_no_parser():
    probe = (
        "import sys; import handlers.intake.cleaning.clean; "
        "print(*(name for name in ('PIL', 'pikepdf', 'lxml', 'aiogram') if name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.strip() == b""


def test_the_child_loads_nothing_of_the_intake():
    probe = (
        "import sys; from handlers.intake.cleaning import child, images, office, pdf; "
        "print(*(n for n in ('aiogram', 'sqlalchemy', 'nacl', 'asyncio', 'socket', 'storage') "
        "if n in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.strip() == b""


ATTEMPTS = {
    "open a file": "open('/etc/hostname')",
    "write a file": "open('/tmp/chuishao-probe', 'w')",
    "write to an open file": "os.write(beforehand, b'x' * 10)",
    "open a socket": "socket.socket()",
    "start a process": "os.fork()",
    "take much memory": "bytearray(300 * 1024 * 1024)",
    "lift a limit": "resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))",
    "become somebody again": "os.setuid(0) or os.open('/', os.O_RDONLY)",
}


@pytest.mark.parametrize("what", ATTEMPTS)
def test_a_taken_over_child_cannot(what, tmp_path):
    probe = (
        "import os, resource, socket, sys; sys.path.append(sys.argv[1]); "
        "from handlers.intake.cleaning.confinement import confine; "
        "beforehand = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT); confine()\n"
        f"try:\n    {ATTEMPTS[what]}\n"
        "except (OSError, MemoryError, ValueError):\n    print('held')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", probe, str(ROOT), str(tmp_path / "beforehand")],
        cwd="/",
        env={},
        capture_output=True,
        check=True,
    )
    assert ran.stdout == b"held\n"


async def test_the_child_starts_without_environment_and_keeps_nothing_of_it(tmp_path):
    os.environ["CHUISHAO_SECRET"] = CANARY
    try:
        seen = await asyncio.gather(clean(nasty.jpeg()), _environment_of_a_child())
    finally:
        del os.environ["CHUISHAO_SECRET"]
    assert seen[1] == {b""}


async def _environment_of_a_child() -> set[bytes]:
    """Looks at the processes that this one has started until one shows its arguments."""
    ours = str(os.getpid())
    for _ in range(500):
        for folder in _PROCESSES.iterdir():  # noqa: ASYNC240 - the kernel answers at once
            try:
                if (
                    folder.name.isdigit()
                    and (folder / "stat").read_text().rsplit(")", 1)[1].split()[1] == ours
                    and b"handlers.intake.cleaning.child" in (folder / "cmdline").read_bytes()
                ):
                    return {(folder / "environ").read_bytes()}
            except OSError:
                continue
        await asyncio.sleep(0.001)
    return {b"no child seen"}
