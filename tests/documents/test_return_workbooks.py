"""The workbooks of weekly returns as LibreOffice prints them: what a leader is handed."""

import pytest

from domain.returns import Standing
from handlers.documents import returns as workbook
from tests.documents.libreoffice import Office, pages_of, text_of
from tests.handlers.documents.test_returns import DUE, figures, row

pytestmark = pytest.mark.documents


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


def printed(office, folder, content):
    made = folder / "week.xlsx"
    made.write_bytes(content)
    (page,) = office.converted([made], "pdf", folder / "printed")
    return page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_enterprises_week_prints_on_one_page_with_every_number(office, tmp_path, language):
    shown = figures(3, 2, 0, 0, 0, note="东门通道清理了两次，脚手架加了护栏，下周复查。" * 3)
    made = workbook.one(shown, "东胜燃气有限公司", "2026-48-0117", language)
    page = printed(office, tmp_path, made)
    text = text_of(page)
    assert pages_of(page) == 1
    assert "###" not in text
    for word in ("东胜燃气有限公司", "2026-48-0117", "2026-11-27 12:00", "121", "97.5%"):
        assert word in text
    assert text.count("下周复查") == 3, "a long remark is not cut"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_week_of_sixty_enterprises_is_one_page_wide_and_repeats_its_head(
    office, tmp_path, language
):
    rows = [
        row(f"东胜第{number}热力公司", Standing.ON_TIME, figures(3, 2, 0, 0, 0))
        for number in range(58)
    ]
    rows.append(row("海天水务", Standing.LATE, figures(12345, 0, 0, 0, 0), reason="系统换了新账号"))
    rows.append(row("西山矿业", Standing.MISSING))
    page = printed(office, tmp_path, workbook.week(rows, DUE, language))
    text = text_of(page)
    assert "###" not in text
    pages = text.rstrip("\f").split("\f")
    assert len(pages) == pages_of(page) <= 4
    assert all({"zh": "填报单位", "en": "Enterprise"}[language] in each for each in pages)
    assert {"zh": "整改率", "en": "week)"}[language] in pages[0], "the heads are not cut"
    for word in ("东胜第57热力公司", "海天水务", "西山矿业", "12345"):
        assert word in text
