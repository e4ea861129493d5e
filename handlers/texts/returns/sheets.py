"""The words of the workbooks of weekly returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The heads of rows and columns in one language; `titled` takes title, year and week."""

    title: str
    titled: str
    column: str
    enterprise: str
    period: str
    counted: str
    receipt: str
    not_handed_in: str
    item: str
    this_week: str
    total: str
    note: str
    none: str
    filled_by: str
    checked_by: str
    state: str
    filed: str
    reason: str
    sum: str


def labels(language: str) -> Labels:
    """The labels in a language, `zh` or `en`."""
    return LANGUAGES[language]


LANGUAGES: Final[Mapping[str, Labels]] = {
    "zh": Labels(
        title="安全隐患周统计表",
        titled="{}（{} 第 {} 周）",
        column="{}（{}）",
        enterprise="填报单位",
        period="统计周期",
        counted="统计到",
        receipt="回执号",
        not_handed_in="还没提交",
        item="栏目",
        this_week="本周",
        total="累计",
        note="备注",
        none="无",
        filled_by="填报人：",
        checked_by="审核人（分管负责人）：",
        state="情况",
        filed="交表时间",
        reason="迟报原因",
        sum="合计",
    ),
    "en": Labels(
        title="Weekly hazard return",
        titled="{} ({} week {})",
        column="{} ({})",
        enterprise="Enterprise",
        period="Period",
        counted="Counted up to",
        receipt="Receipt",
        not_handed_in="not handed in yet",
        item="Item",
        this_week="this week",
        total="total",
        note="Remark",
        none="none",
        filled_by="Filled in by:",
        checked_by="Approved by:",
        state="State",
        filed="Handed in",
        reason="Why late",
        sum="Sum",
    ),
}
