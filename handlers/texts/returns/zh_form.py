"""What is said about the form of a week, in Chinese."""

from datetime import datetime

from domain.errors import (
    FiguresError,
    LockedError,
    NumbersMissingError,
    NumberUnreadableError,
    ReturnError,
    SheetOfOtherWeekError,
    SheetUnreadableError,
)
from domain.forms import Doubt, Fault, Form, Kind, rate, rest
from domain.weeks import Due, Week
from handlers.texts.returns import zh_words as words
from handlers.texts.returns.catalogue import Figures


class ChineseForm:
    """The words of the form of a week."""

    def form(self, figures: Figures) -> str:
        """The form as it is filled in so far."""
        form, lines = figures.form, [_head(figures)]
        for number, field in enumerate(form.fields, 1):
            value = figures.values.get(field.key)
            said = "没填" if value is None else str(value)
            if field.kind is Kind.NEW:
                said = f"本周 {said}，累计 {figures.totals[field.key]}"
            lines.append(f"{number} {field.names['zh']}：{said}")
        left = form.rests[0]
        if all(key in figures.values for key in form.keys):
            lines.append(f"{left.names['zh']}：{rest(form, left.key, figures.totals)}（自动算）")
        if figures.note:
            lines.append(f"备注：{figures.note}")
        example = " ".join(["3", "2", "0", "0", "0"][: len(form.fields)])
        lines.append(f"可以一次发 {len(form.fields)} 个数，例：{example}")
        lines.append("也可以下载表格，填好发来")
        return "\n".join(lines)

    def ask(self, figures: Figures, key: str) -> str:
        """One figure is asked for."""
        field = figures.form.field(key)
        if field.kind is Kind.NOW:
            return f"{field.names['zh']}是几{field.units['zh']}？发一个数，没有就发 0。"
        return f"{field.names['zh']}，本周是几{field.units['zh']}？\n发一个数，没有就发 0。"

    def zero(self, figures: Figures, still_open: int) -> str:
        """Is it true that nothing is new?"""
        totals = figures.totals
        general = f"一般 {totals['gen_found']}／{totals['gen_fixed']}"
        major = f"重大 {totals['maj_found']}／{totals['maj_fixed']}"
        lines = [
            f"第 {figures.due.week.number} 周，{figures.enterprise}",
            "零报告：本周新排查 0，新整改 0。",
            f"累计数不变：{general}，{major}。",
        ]
        if still_open:
            lines.append(
                f"还有 {still_open} 项重大隐患没整改完，\n"
                f"其中逾期 {totals['maj_overdue']}，仍会列在通报里。"
            )
        return "\n".join(lines)

    def fault(self, form: Form, fault: Fault) -> str:
        """Two figures cannot both be true."""
        part, whole = form.field(fault.limit.part), form.field(fault.limit.whole)
        number = form.keys.index(part.key) + 1
        if fault.limit.less:
            return (
                f"第 {number} 项好像不对：\n{part.names['zh']} {fault.part}，\n"
                f"可没整改完的一共只有 {fault.bound}。"
            )
        return (
            f"第 {number} 项好像不对：\n{part.names['zh']}累计 {fault.part}，\n"
            f"比{whole.names['zh']}累计 {fault.bound} 还多。\n整改数不会超过排查数。"
        )

    def doubt(self, form: Form, doubt: Doubt) -> str:
        """A figure is unusual; was it meant?"""
        name = form.field(doubt.key).names["zh"]
        if doubt.instead is not None:
            return f"{name} {doubt.value} 万元？\n上周是 {doubt.last} 万元。是不是按元填的？"
        more = doubt.value - doubt.last
        return f"{name} {doubt.value}，\n比上周多了 {more} 项，没打错吧？"

    def summary(self, figures: Figures) -> str:
        """The whole return before it is handed in."""
        return "\n".join(
            [
                *_result(figures),
                "",
                "分管领导看过了吗？可以先点“给领导看”，",
                "会给您一份能转发的文字和表格。",
            ]
        )

    def forward(self, figures: Figures) -> str:
        """The return as a text to pass on to a superior."""
        return "\n".join(
            [
                "请领导审阅本周安全隐患统计：",
                *_result(figures),
                f"统计到 {words.moment(figures.due.counted_until)}。",
            ]
        )

    def receipt(
        self, number: str, filed: datetime, due: Due, following: Due | None, *, locked: bool
    ) -> str:
        """It was taken; until when it can be changed, when the next is due."""
        lines = [
            "✅ 收到了，这周不用再管。",
            f"回执号 {number}，{words.day(filed)} {filed:%H:%M}",
        ]
        if not locked:
            lines.append(f"{words.moment(due.locks_at)} 前还能改，改动会留痕。")
        if following is not None:
            lines.append(f"下一次：{words.moment(following.at)}")
        return "\n".join(lines)

    def later(self, *, last: datetime) -> str:
        """When should the contact be called again?"""
        return f"什么时候再叫您？\n（{words.moment(last)} 一定会叫一次）"

    def called_again(self, at: datetime) -> str:
        """The contact will be called again."""
        return f"好的，{words.moment(at)} 再叫您。"

    def option(self, at: datetime, now: datetime) -> str:
        """A button: when to be called again."""
        if (at - now).total_seconds() <= 3600:
            return "1 小时后"
        if at.date() == now.date():
            return f"今天 {at:%H:%M}"
        return f"明天 {at:%H:%M}"

    def locked(self, week: Week) -> str:
        """The week is locked; how to change it all the same."""
        return f"第 {week.number} 周已锁定。\n要改请点“申请修改”，写明原因，\n国资委同意后才生效。"

    def refusal(self, error: ReturnError) -> str:
        """Why a figure or a press was not taken, and what to do."""
        match error:
            case NumberUnreadableError():
                return f"“{error.word[:20]}”没看懂。请发 0 以上的整数，例：3"
            case NumbersMissingError():
                return f"要 {error.wanted} 个数，收到 {error.found} 个。请再发一次，例：3 2 0 0 0"
            case SheetUnreadableError():
                return (
                    "这张表读不了，没有收。\n"
                    "请先按“填报”→“下载表格”，填“本周”一栏，存成 .xlsx 再发来；"
                    "也可以直接发 5 个数。"
                )
            case SheetOfOtherWeekError():
                return (
                    "这张表的单位或统计周期对不上，没有收。\n请按“填报”→“下载表格”，用这一周的表。"
                )
            case FiguresError():
                return self.fault(error.form, error.fault)
            case LockedError():
                return self.locked(error.week)
            case _:
                return "这一步现在做不了，请再看一眼。"


def _result(figures: Figures) -> list[str]:
    form, totals, values = figures.form, figures.totals, figures.values
    general = rate(totals["gen_fixed"], totals["gen_found"])
    major = rate(totals["maj_fixed"], totals["maj_found"])
    return [
        f"第 {figures.due.week.number} 周，{figures.enterprise}",
        f"一般隐患：新排查 {values['gen_found']}，新整改 {values['gen_fixed']}",
        f"累计 {totals['gen_found']}／{totals['gen_fixed']}，整改率 {_share(general)}",
        f"重大隐患：新排查 {values['maj_found']}，新整改 {values['maj_fixed']}",
        f"累计 {totals['maj_found']}／{totals['maj_fixed']}，整改率 {_share(major)}",
        f"未到期 {rest(form, 'maj_not_due', totals)}，逾期 {totals['maj_overdue']}",
        f"备注：{figures.note or '无'}",
    ]


def _share(share: object) -> str:
    return "—" if share is None else f"{share}%"


def _head(figures: Figures) -> str:
    due = figures.due
    return (
        f"第 {due.week.number} 周，{figures.enterprise}\n统计到 {words.moment(due.counted_until)}"
    )
