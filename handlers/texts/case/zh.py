"""What the desk says about cases, in Chinese."""

from collections.abc import Mapping
from datetime import date, datetime

from typing_extensions import override

from domain.cases import OPEN, Case, Due, DueKind, Outcome, Stage
from domain.errors import RuleError
from domain.reading import Line, LineKind
from domain.reports import When
from handlers.texts.case import zh_refusals
from handlers.texts.case.catalogue import Catalogue
from handlers.texts.case.zh_words import ChineseWords

_DAYS = "一二三四五六日"
_STAGES = {
    Stage.RECEIVED: "新线索",
    Stage.ACCEPTED: "核查中",
    Stage.REFERRED: "已转办",
    Stage.CONCLUDED: "已办结",
    Stage.CLOSED: "已归档",
    Stage.WITHDRAWN: "已撤回",
}
_OUTCOMES = {
    Outcome.DECLINED: "不予受理",
    Outcome.MERGED: "已合并",
    Outcome.PROVEN: "查实",
    Outcome.PARTLY: "部分属实",
    Outcome.UNPROVEN: "不属实",
}
_DUES = {DueKind.LOOK: "初看", DueKind.CONCLUSION: "结论", DueKind.CHASE: "等回音"}
_LINES = {
    LineKind.RECEIVED: "收到",
    LineKind.ACCEPTED: "告知：已受理",
    LineKind.DECLINED: "告知：不予受理",
    LineKind.REFERRED: "告知：已转办",
    LineKind.RETURNED: "告知：又回到我们这里办",
    LineKind.HEARD_BACK: "告知：转去的部门有了回音",
    LineKind.GOVERNMENT: "告知：已转报政府",
    LineKind.MERGED: "告知：和别人反映的合在一起办",
    LineKind.QUESTION: "我们问",
    LineKind.LETTER: "我们写",
    LineKind.OWN: "举报人写",
    LineKind.EXTENDED: "告知：延期",
    LineKind.PROVEN: "告知：查实",
    LineKind.PARTLY: "告知：部分属实",
    LineKind.UNPROVEN: "告知：不属实",
    LineKind.RUNG: "告知：已响铃叫人",
    LineKind.OBJECTED: "举报人要求复查",
    LineKind.RETALIATION: "⚠️ 举报人说被打击报复",
    LineKind.REOPENED: "告知：又在办了",
    LineKind.SOLVED: "举报人说：解决了",
    LineKind.UNSOLVED: "举报人说：没解决",
    LineKind.AFTERWARDS: "问过举报人有没有被为难",
    LineKind.IDENTITY: "举报人封存了身份",
    LineKind.IDENTITY_OPENED: "身份被打开过：",
    LineKind.IDENTITY_GONE: "举报人销毁了封存的身份",
}


class Chinese(ChineseWords, Catalogue):
    """The Chinese texts."""

    @override
    def head(self, case: Case, *, holder: str | None) -> str:
        if case.death:
            return f"{case.code} ｜ {self.death_mark}"
        urgent = "急！" if case.urgent and case.stage is Stage.RECEIVED else ""
        who = f"{holder} 在办" if holder else "无人在办"
        if case.outcome is not None:
            who = _OUTCOMES[case.outcome]
        mark = "【演练】" if case.practice else ""
        return f"{mark}{urgent}{_STAGES[case.stage]} {case.code} ｜ {who}"

    @override
    def title(self, case: Case, *, category: str | None) -> str:
        urgent = "急 " if case.urgent else ""
        mark = urgent if case.stage in OPEN else "结 "
        practice = "演练 " if case.practice else ""
        return f"{practice}{mark}{category or '线索'} {case.code}"

    @override
    def due(self, due: Due, *, now: datetime, workdays: int) -> str:
        what = _DUES[due.kind]
        if due.at is not None:
            at = due.at.astimezone(now.tzinfo)
            minutes = int((at - now).total_seconds() // 60)
            if minutes < 0:
                return f"{what}已超时（应在 {at:%H:%M} 前）"
            hours, rest = divmod(minutes, 60)
            left = f"{hours} 小时 {rest} 分钟" if hours else f"{rest} 分钟"
            return f"{what}还剩 {left}（{at:%H:%M} 前）"
        days = (due.day - now.date()).days
        day = f"{_day(due.day)} 周{_DAYS[due.day.weekday()]}"
        if days < 0:
            return f"{what}已超 {-days} 天（应在 {day} 前）"
        if days == 0:
            return f"{what}今天到期（{day}）"
        if due.kind is DueKind.CONCLUSION:
            return f"{what}还剩 {days} 天（{day}）"
        return f"{what}还剩 {workdays} 个工作日（{day}）"

    @override
    def enterprise(self, name: str, place: str, *, by_reviewer: bool) -> str:
        who = f"（{self.chosen_by_reviewer}）" if by_reviewer else ""
        return f"单位：{name}{who}" + (f"　地方：{place}" if place else "")

    @override
    def elsewhere(self, name: str) -> str:
        return f"举报人写的是：{name}"

    @override
    def enterprises(self, word: str, count: int) -> str:
        if not count:
            return f"没找到“{word}”。换两个字再搜，\n或者点“都不是”。"
        return f"“{word}”找到 {count} 个，点一个。\n太多就多打两个字再搜。"

    @override
    def category(self, name: str, *, by_reporter: bool) -> str:
        return (
            f"类别：{name}（{self.chosen_by_reporter if by_reporter else self.chosen_by_reviewer}）"
        )

    @override
    def danger(self, *, when: When | None, urgent: bool) -> str:
        since = self.when[when] if when else "没说"
        return f"时间：{since}　危险：{'说正有危险' if urgent else '没说有'}"

    @override
    def files(self, count: int) -> str:
        return f"附件：{count} 个（已清理）"

    @override
    def letters(self, *, inward: int, outward: int, read: bool | None, knockable: bool) -> str:
        last = "" if read is None else f"，最后一封对方{'已看' if read else '未看'}"
        return f"来信 {inward}　去信 {outward}{last}　可敲门：{'是' if knockable else '否'}"

    @override
    def new_letters(self, count: int) -> str:
        return f"💬 新来信 {count} 封，等您看"

    @override
    def alike(self, codes: list[str]) -> str:
        return f"可能同一件：{'、'.join(codes)}（同单位、同类）"

    @override
    def merged(self, code: str) -> str:
        return f"和 {code} 合在一起办"

    @override
    def held(self, verb: str, code: str, *, hidden: bool) -> str:
        return f"{self.done[verb]} {code}。" + ("举报人 60 秒后看到。" if hidden else "")

    @override
    def chased(self, day: date) -> str:
        return f"{_day(day)}前没有回音，会提醒您催。"

    @override
    def preview(self, purpose: str, *, department: str) -> tuple[str, str]:
        if purpose == "restate":
            return (
                f"⚠️ 转给{department}的是下面这段话：",
                "别写能认出举报人的话。\n举报人只看到部门名。",
            )
        foot = "里面不要写人名、单位内部叫法。"
        if purpose == "ext":
            return "⚠️ 同意延期以后，举报人会看到原因：", foot
        return "⚠️ 对方会看到下面这段话：", foot

    @override
    def files_taken(self, count: int) -> str:
        return f"已存附件 {count} 个，举报人看不到。\n还有就接着发，发完点“好了”。"

    @override
    def line(self, line: Line) -> str:
        parts = [f"{_day(line.day)} {_LINES[line.kind]}"]
        if line.department:
            parts.append(line.department)
        if line.text:
            parts.append(f"「{line.text}」")
        if line.files:
            parts.append(f"附件 {len(line.files)} 个")
        return " ".join(parts)

    @override
    def letter_arrived(self, code: str, day: date) -> str:
        return f"💬 {code} 来信（{_day(day)}）"

    @override
    def part(self, head: str, number: int, total: int) -> str:
        return head if total == 1 else f"{head} 第 {number} 段，共 {total} 段"

    @override
    def objected(self, code: str) -> str:
        return f"🔁 {code} 举报人要求复查，请没办过这件的人来看"

    @override
    def retaliated(self, code: str) -> str:
        return f"⚠️ {code} 举报人说被打击报复，请尽快看"

    @override
    def answered(self, code: str, *, solved: bool) -> str:
        said = "举报人说：解决了" if solved else "举报人说：没解决"
        return f"💬 {code} {said}" if code else said

    @override
    def identity(self, code: str, *, kept: bool) -> str:
        if not kept:
            said = "举报人销毁了封存的身份"
            return f"🔒 {code} {said}" if code else said
        if not code:
            return "身份：已封存，两位负责人一起才打得开"
        return f"🔒 {code} 举报人为领奖励封存了身份，两位负责人一起才打得开"

    @override
    def letter_waits(self, code: str) -> str:
        return f"{code} 有新来信，在话题里等您看。"

    @override
    def holder_told(self, code: str, *, refused: bool) -> str:
        return f"{code} 没有同意延期，还按原来的日期办。" if refused else f"{code} 转给您办了。"

    @override
    def chase(self, code: str, day: date) -> str:
        return f"{code} 转出去的，{_day(day)} 前该有回音，还没有。请催一催。"

    @override
    def extension(self, code: str, *, holder: str, reason: str, until: date) -> str:
        return (
            f"{holder} 申请延期 30 天：{code}\n原因：{reason}\n"
            f"新的最晚日期：{_day(until)}\n举报人会看到原因。"
        )

    @override
    def remade(self, code: str) -> str:
        return f"{code} 的话题被人删了，已重开一个。内容都在。"

    @override
    def slip(self, number: str, department: str, *, day: date, until: date) -> tuple[str, str]:
        head = f"转办单 {number}\n转给：{department}\n日期：{day.year}年{_day(day)}"
        return head, f"请在 {_day(until)} 前把办理情况告诉我们。"

    @override
    def lead_wanted(self, code: str) -> str:
        return f"{code} 有审核员请您来看一看。\n发 /case {code} 就能打开。"

    @override
    def homeless(self, code: str) -> str:
        return (
            f"有 1 件新线索（{code}）找不到合适的群：每个群里都有要回避的人，或者群还没就绪。\n"
            "线索没有丢，群备好了就会发进去。"
        )

    @override
    def page(self, code: str, number: int, total: int) -> str:
        return f"{code} 全文" + (f"（第 {number} 页，共 {total} 页）" if total > 1 else "")

    @override
    def note(self, *, by: str, day: date, text: str, purpose: str, files: int) -> str:
        kinds = {
            "extension": "延期原因",
            "restatement": "转述稿",
            "receipt": "对方回执",
            "file": "附件",
        }
        count = f"［附件 {files} 个］" if files else ""
        words = text or self.only_files
        return f"{_day(day)} {by} {kinds.get(purpose, '备注')}：{words}{count}"

    @override
    def refusal(self, error: RuleError, *, names: Mapping[str, str], code: str) -> str:
        return zh_refusals.refusal(error, names=names, code=code)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
