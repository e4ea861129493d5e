"""Papers that a real office program made come out clean, and open in it again."""

import pytest

from handlers.cleaning.clean import clean
from tests.documents.libreoffice import Office, pages_of, pictures_of, text_of
from tests.documents.sources import sheets, slides, text_document
from tests.handlers.cleaning.canary import (
    CANARIES,
    CANARY,
    SEEN,
    assert_nobody_is_in,
    everything_in,
)

pytestmark = pytest.mark.documents

SOURCES = {
    "docx": ("paper.fodt", text_document, ["三号楼安全出口", "白天也锁着", "二层", "东门", "上锁"]),
    "pptx": ("talk.fodp", slides, ["脚手架没有护栏", "三号楼五层", "第二页"]),
    "xlsx": ("list.fods", sheets, ["地点", "东门", "3", "7"]),
    "pdf": ("page.fodt", text_document, ["三号楼安全出口", "白天也锁着", "二层", "东门", "上锁"]),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("kind", SOURCES)
async def test_a_paper_of_a_real_office_program_opens_again_and_names_nobody(
    kind, office, tmp_path
):
    name, make, words = SOURCES[kind]
    source = tmp_path / name
    source.write_bytes(make())
    (real,) = office.converted([source], kind, tmp_path / "real")
    went_in = everything_in(real.read_bytes())
    assert any(canary in went_in for canary in CANARIES)
    cleaned = await clean(real.read_bytes())
    assert cleaned.extension == kind
    assert_nobody_is_in(cleaned)
    shown = tmp_path / f"clean.{kind}"
    shown.write_bytes(cleaned.content)
    if kind != "pdf":
        (shown,) = office.converted([shown], "pdf", tmp_path / "shown")
    seen = text_of(shown)
    for word in (*words, SEEN):
        assert word in seen
    assert CANARY not in seen
    assert pages_of(shown) == (2 if kind == "pptx" else 1)


async def test_the_photo_in_a_document_is_still_seen(office, tmp_path):
    source = tmp_path / "paper.fodt"
    source.write_bytes(text_document())
    (real,) = office.converted([source], "docx", tmp_path / "real")
    shown = tmp_path / "clean.docx"
    shown.write_bytes((await clean(real.read_bytes())).content)
    (page,) = office.converted([shown], "pdf", tmp_path / "shown")
    assert pictures_of(page) == 1
