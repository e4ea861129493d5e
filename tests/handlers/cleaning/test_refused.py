"""What is broken, too big or of no kind we rebuild is refused by its right name."""

import pytest

from domain.errors import FileTooLargeError, FileUncleanableError, FileUnreadableError
from handlers.cleaning.clean import LARGEST, clean
from tests.handlers.cleaning.canary import CANARY, assert_nobody_is_in
from tests.handlers.cleaning.nasty_package import zipped
from tests.handlers.cleaning.nasty_pdf import pdf
from tests.handlers.cleaning.nasty_pictures import jpeg, noise, png, saved
from tests.handlers.cleaning.nasty_slides import pptx
from tests.handlers.cleaning.nasty_word import docx, lying_zip_bomb, zip_bomb

UNREADABLE = {
    "empty": bytes,
    "jpeg cut short": lambda: jpeg()[:4000],
    "png cut short": lambda: png()[:900],
    "pdf cut short": lambda: pdf()[:200],
    "docx cut short": lambda: docx()[:3000],
    "only a jpeg's beginning": lambda: b"\xff\xd8\xff\xe0",
    "zip bomb": zip_bomb,
    "zip bomb with a lying directory": lying_zip_bomb,
    "docx with a broken part": lambda: docx(body="<w:p>"),
}

UNCLEANABLE = {
    "encrypted pdf": lambda: pdf(password="secret"),
    "pdf without need of a password": lambda: pdf(password=" "),
    "zip of files": lambda: zipped({"a.txt": "a"}),
    "zip in a zip": lambda: zipped({"a.zip": zipped({"b": "b"})}),
    "docx with macros": lambda: docx(main="document.macroEnabled"),
    "docx with an object": lambda: docx(body="<w:p><w:r><w:object/></w:r></w:p>"),
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
    "heic": lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    "mp4": lambda: b"\x00\x00\x00\x18ftypisom",
    "mp3": lambda: b"ID3\x04",
    "old doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "html": lambda: b"<!doctype html>",
    "program": lambda: b"\x7fELF\x02",
    "text": CANARY.encode,
    "tiff": lambda: saved(noise(9, 9), "TIFF"),
}


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
    for make in (jpeg, pdf, docx):
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
