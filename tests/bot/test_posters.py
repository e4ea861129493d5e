"""A site's poster: one page, a code that any camera reads, and a font that travels with it."""

import subprocess

import pikepdf
import pytest
import segno
from PIL import Image

from domain.people import Enterprise, Site
from storage import people
from storage.store import Store
from tests.bot.commands import call
from tests.migrated import migrate

SITES = [
    Site(id=f"s{code}", code=code, name=f"{code} 工地", enterprise=f"e{code[0]}")
    for code in ("A17", "A18", "B02")
]
documents = pytest.mark.documents


@pytest.fixture
async def place(tmp_path):
    """An office with two enterprises and three sites."""
    url = f"sqlite:///{tmp_path / 'chuishao.db'}"
    migrate(url)

    def fill(session):
        for letter, short in (("A", "东胜建工"), ("B", "东胜燃气")):
            named = Enterprise(id=f"e{letter}", name=f"{short}有限公司", short=short)
            people.put_enterprise(session, named)
        for site in SITES:
            people.put_site(session, site)

    async with Store(url) as store:
        await store.write(fill)
    return {"data_dir": tmp_path, "intake_username": "dsaqfw_bot"}


def printed(place, *arguments):
    """The posters' file, and what was said."""
    file = place["data_dir"] / "posters.pdf"
    told = call("bot.people", "site-poster", *arguments, "--to", file, **place)
    assert told.returncode == 0, told.stderr
    return file, told.stdout


def text_of(file):
    told = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True)
    return told.stdout


@documents
def test_every_site_has_a_page_with_its_words_in_a_font_that_travels_along(place):
    file, said = printed(place)
    assert "3 页" in said
    assert "30 个人" in said
    pages = text_of(file).rstrip("\f").split("\f")
    assert len(pages) == 3
    for page, site in zip(pages, SITES, strict=True):
        assert "看见隐患，拍一张就行" in page
        assert "@dsaqfw_bot" in page
        assert site.code in page
        assert "12350" in page
    with pikepdf.open(file) as opened:
        fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert b"/FontFile" in font.DescendantFonts[0].FontDescriptor.unparse(resolved=True)


@documents
def test_the_code_on_the_paper_is_the_sites_link(place, tmp_path):
    file, _ = printed(place, "B02")
    picture = tmp_path / "page"
    subprocess.run(
        ["pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", str(file), str(picture)],
        check=True,
    )
    with Image.open(f"{picture}.png") as page:
        black = page.convert("L").point(lambda shade: 255 if shade < 8 else 0)
        code = black.crop(black.getbbox())
    link = segno.make("https://t.me/dsaqfw_bot?start=B02", error="h", micro=False)
    matrix = [list(row) for row in link.matrix]
    step = code.width / len(matrix)
    assert abs(code.width - code.height) <= 2
    read = [
        [
            int(code.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) > 0)
            for x in range(len(matrix))
        ]
        for y in range(len(matrix))
    ]
    assert read == matrix


@documents
@pytest.mark.parametrize("name", ["东胜建工", "东胜建工有限公司"])
def test_an_enterprises_posters_are_printed_by_its_name(place, name):
    file, said = printed(place, "--enterprise", name)
    assert "2 页" in said
    assert "B02" not in text_of(file)


def test_what_there_is_not_is_named_with_the_way_on(place):
    unknown = call("bot.people", "site-poster", "A17", "Z9", **place)
    assert (unknown.returncode, "“Z9”" in unknown.stderr) == (1, True)
    nothing = call("bot.people", "site-poster", "--enterprise", "没有这家", **place)
    assert "先导入" in nothing.stderr
    nameless = call("bot.people", "site-poster", **place | {"intake_username": ""})
    assert "CHUISHAO_INTAKE_USERNAME" in nameless.stderr


def test_without_a_chinese_font_the_cure_is_named_and_nothing_is_written(place, tmp_path):
    (tmp_path / "font.ttf").write_bytes(b"no font")
    to = tmp_path / "x.pdf"
    for font in ("font.ttf", "none.ttf"):
        told = call(*("bot.people", "site-poster", "--to", to, "--font", tmp_path / font), **place)
        assert told.returncode == 1
        assert "fonts-noto-cjk" in told.stderr
    assert not to.exists()
