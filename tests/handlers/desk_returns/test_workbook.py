"""A contact fills in the workbook they were given and sends it back."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.documents import filled, returns
from tests.handlers.documents.test_returns import FORM, figures

LABELS = [field.names["zh"] for field in FORM.fields]


def written(content, values, **facts):
    """The workbook with values in its column of this week, saved by an office program."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    said = dict(zip(LABELS, values, strict=True)) | facts
    for row in sheet.iter_rows(max_col=2):
        if row[0].value in said:
            row[1].value = said[row[0].value]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.fixture
async def blank(town, gas):
    """The empty workbook that the form's button gives out."""
    main, _ = gas
    await town.at("2026-11-25 10:00")
    for name in ("填报", "下载表格"):
        await main.taps(name)
    return town.wire.uploaded[-1]


@given(st.tuples(*[st.integers(0, 999_999)] * 5), st.sampled_from(["zh", "en"]))
def test_what_is_written_into_a_workbook_is_read_back(numbers, language):
    made = returns.one(figures(*numbers, note="复查过"), "东胜燃气有限公司", "", language)
    read = filled.read(made, FORM)
    assert tuple(read.values.values()) == numbers
    assert (read.enterprise, read.note) == ("东胜燃气有限公司", "复查过")


async def test_a_filled_workbook_is_shown_once_more_and_handed_in_by_one_press(gas, blank):
    main, _ = gas
    await main.sends_file("week.xlsx", written(blank, (3, "２", "无", 0, "零"), 备注="清了通道"))
    assert "累计 3／2" in main.text
    assert "清了通道" in main.text
    await main.taps("领导看过，提交")
    assert "回执号 2026-48-0001" in main.text


async def test_a_workbook_with_empty_cells_fills_what_it_says_and_asks_for_the_rest(gas, blank):
    main, _ = gas
    await main.sends_file("week.xlsx", written(blank, (3, 2, None, None, None)))
    assert "没填" in main.text
    assert "本周 3" in main.text


async def test_figures_that_contradict_each_other_are_asked_about(gas, blank):
    main, _ = gas
    await main.sends_file("week.xlsx", written(blank, (1, 5, 0, 0, 0)))
    assert "第 2 项好像不对" in main.text


async def test_a_cell_that_is_no_number_is_named(gas, blank):
    main, _ = gas
    await main.sends_file("week.xlsx", written(blank, ("几个", 2, 0, 0, 0)))
    assert "“几个”没看懂" in main.text


@pytest.mark.parametrize(
    "facts", [{"填报单位": "别家公司"}, {"统计周期": "2026-11-24 — 2026-11-27"}]
)
async def test_a_workbook_of_another_enterprise_or_week_is_not_taken(gas, blank, facts):
    main, _ = gas
    content = written(blank, (3, 2, 0, 0, 0), **facts)
    await main.sends_file("week.xlsx", content)
    assert "对不上" in main.text
    assert "下载表格" in main.text


async def test_a_workbook_of_a_locked_week_is_answered_with_how_to_change_it(gas, blank):
    main, _ = gas
    last_week = {"统计周期": "2026-11-16 — 2026-11-20"}
    await main.sends_file("week.xlsx", written(blank, (3, 2, 0, 0, 0), **last_week))
    assert "第 47 周已锁定" in main.text
    assert "申请修改" in main.text


@pytest.mark.parametrize("name", ["week.xls", "week.et", "week.xlsx"])
async def test_a_table_that_cannot_be_read_is_answered_with_the_way_out(gas, name):
    main, _ = gas
    book, saved = openpyxl.Workbook(), io.BytesIO()
    book.save(saved)
    content = saved.getvalue() if name.endswith("xlsx") else b"\xd0\xcf\x11\xe0 old"
    await main.sends_file(name, content)
    assert "这张表读不了" in main.text
    assert ".xlsx" in main.text


async def test_a_strangers_table_goes_no_further(town, gas):
    stranger = town.phone(999)
    await stranger.sends_file("week.xlsx", b"PK")
    assert "周报" not in stranger.text
    assert "@safe_bot" in stranger.text


async def test_a_workbook_that_telegram_does_not_hand_over_can_be_sent_again(gas, blank):
    main, _ = gas
    gone = {"file_id": "gone", "file_unique_id": "gone", "file_name": "week.xlsx"}
    await main.says(document=gone)
    assert main.text == "这个文件没取到，请再发一次。"


async def test_what_is_far_larger_than_a_workbook_of_ours_is_said_to_be_none(gas, blank):
    main, _ = gas
    await main.sends_file("week.xlsx", bytes(1024 * 1024 + 1))
    assert "请先按“填报”→“下载表格”" in main.text
