"""The workbooks of weekly returns, read back as whoever opens them would."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from domain.returns import Standing
from domain.weeks import Rhythm, Week, Weekly
from handlers.documents import returns as workbook
from handlers.texts.returns import Figures, Line
from storage.calendar import known
from storage.forms import form

ZONE = ZoneInfo("Asia/Shanghai")
WEEKLY = Weekly(Rhythm(), known().is_workday, ZONE, known().certain)
DUE = WEEKLY.due(Week(2026, 48))
FORM = form()


def figures(*numbers, note=""):
    values = dict(zip(FORM.keys, numbers, strict=True))
    before = {"gen_found": 118, "gen_fixed": 116, "maj_found": 2, "maj_fixed": 1}
    return Figures(
        form=FORM,
        due=DUE,
        enterprise="东胜燃气",
        values=values,
        totals=FORM.totals(before, values),
        note=note,
    )


def row(name, standing, shown=None, reason=""):
    filed = datetime(2026, 11, 27, 10, 12, tzinfo=ZONE) if shown else None
    line = Line(enterprise=name, standing=standing)
    return workbook.Row(enterprise=name, line=line, filed=filed, figures=shown, reason=reason)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(content):
    return [list(line) for line in opened(content).active.values]


def test_one_week_shows_what_was_filled_in_and_what_is_computed_of_it():
    lines = cells(workbook.one(figures(3, 2, 0, 0, 0), "东胜燃气有限公司", "2026-48-0117", "zh"))
    assert lines[0][0] == "安全隐患周统计表（2026 第 48 周）"
    said = {line[0]: line[1:] for line in lines if line[0]}
    assert said["填报单位"][0] == "东胜燃气有限公司"
    assert said["统计到"][0] == "2026-11-27 12:00"
    assert said["一般隐患 新排查"] == [3, 121]
    assert said["重大隐患 未到期"][1] == 1
    assert said["一般隐患 整改率"][1] == "97.5%"


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_what_somebody_wrote_never_becomes_a_formula(note):
    for content in (
        workbook.one(figures(3, 2, 0, 0, 0, note=note), note, "", "zh"),
        workbook.week(
            [row(note, Standing.LATE, figures(3, 2, 0, 0, 0, note=note), note)], DUE, "zh"
        ),
    ):
        found = [cell for line in opened(content).active.iter_rows() for cell in line]
        assert all(cell.data_type != "f" for cell in found)
        assert note in {cell.value for cell in found}


def test_the_week_has_a_row_for_each_and_their_sum_whoever_comes_first():
    rows = [
        row("甲", Standing.OVERDUE, reason="网络断了"),
        row("乙", Standing.ON_TIME, figures(3, 2, 0, 0, 0)),
        row("丙", Standing.LATE, figures(4, 4, 1, 0, 0)),
    ]
    lines = cells(workbook.week(rows, DUE, "zh"))
    head, first, second, third, last = lines[1:6]
    assert len({len(line) for line in lines[1:6]}) == 1
    assert first[:2] == ["甲", "❗ 过时间没交"]
    assert first[-1] == "网络断了"
    found = head.index("一般隐患 新排查（本周）")
    assert [line[found] for line in (second, third, last)] == [3, 4, 7]
    assert last[head.index("一般隐患 新整改（累计）")] == 118 + 120


def test_a_week_in_which_nobody_handed_in_is_a_workbook_too():
    lines = cells(workbook.week([row("甲", Standing.MISSING)], DUE, "en"))
    assert lines[2][1] == "❌ missing"


def test_the_workbook_names_no_author_but_the_product():
    properties = opened(workbook.one(figures(0, 0, 0, 0, 0), "甲", "", "zh")).properties
    assert (properties.creator, properties.lastModifiedBy) == ("吹哨", None)
