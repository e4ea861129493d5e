"""What is said about weekly returns in Chinese."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.contacts import Part
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
from domain.returns import Standing
from domain.weeks import Due, Roll, Week
from handlers.texts.returns.catalogue import Figures, Line

_DAYS = "一二三四五六日"
_PARTS = {Part.MAIN: "主联系人", Part.BACKUP: "备用联系人"}
_STANDING = {
    Standing.EXCUSED: "➖ 免报",
    Standing.ON_TIME: "✅ 按时",
    Standing.LATE: "⏱ 迟报",
    Standing.OPEN: "◻️ 没到时间",
    Standing.OVERDUE: "❗ 过时间没交",
    Standing.MISSING: "❌ 未报",
}
_TURNED_IN = (Standing.ON_TIME, Standing.LATE)
_NAMED = 3  # enterprises that a digest names
_OWING = (Standing.OPEN, Standing.OVERDUE, Standing.MISSING)


class Chinese:
    """The Chinese words."""

    buttons: Mapping[str, str] = {
        "yes": "对，是我",
        "no": "不对",
        "open": "填报",
        "zero": "本周没有新增",
        "pass": "这周由备用联系人报",
        "pass_main": "这周由主联系人报",
        "later": "稍后提醒",
        "why": "说明原因",
        "note": "加备注",
        "look": "看一遍，提交",
        "keep": "先存着，明天再填",
        "zok": "确认零报告",
        "not_zero": "不是，我要填",
        "back": "返回",
        "sure": "没错",
        "fix": "我改改",
        "file": "领导看过，提交",
        "boss": "给领导看",
        "edit": "改一改",
        "change": "改",
        "amend": "修改",
        "sheet": "下载表格",
        "year": "看全年",
        "wish": "申请修改",
        "content": "看内容",
        "grant": "同意",
        "decline": "不同意",
        "call": "我来打电话",
        "list": "看名单",
        "excuse": "免报",
        "again": "取消免报",
        "earlier": "◂ 上一周",
        "following": "下一周 ▸",
        "before": "◂ 上一页",
        "after": "下一页 ▸",
        "other": "其他原因",
        "hand_over": "交接",
        "not_now": "先不交",
        "resting": "停产停业",
        "moved": "已划转注销",
        "broken": "系统故障",
    }
    parts: Mapping[Part, str] = _PARTS
    code_voided = "好的，这个登记码已作废。\n请找国资委再要一个。"
    code_wrong = "这个登记码不对或已用过。\n请找国资委再要一个。"
    not_yours = "这家单位的周报现在不由您报。\n有疑问请找国资委。"
    nothing_owed = "没有要交的周报。\n到时候会在这里提醒您。"
    which_week = "还有几张表没交。请先点“填报”选一张，\n再发数字。发 /owed 看是哪几张。"
    which_part = "交接哪一个？"
    help = (
        "到时候会在这里提醒您交周报，\n点“填报”，或直接发 5 个数就行。\n"
        "/owed 看还要交什么\n/status 看全年\n/handover 换人、交接"
    )
    reviewer_too = "您是审核员，不能再当单位联系人。\n请让单位另外报一个人。"
    put_by = "存好了，明天接着填就行。\n点“填报”或直接发数字。"
    reminder_gone = "这周不用再管了。"
    type_note = "备注写什么？发一句话，最多 300 字。"
    type_reason = "晚交是什么原因？发一句话，\n国资委会看到。"
    type_wish = "要改什么、为什么改？发一句话，\n国资委同意后才生效。"
    which_excuse = "免哪一家这周的周报？"
    asked_again = "已取消免报，还要交。"
    type_excuse = "为什么免报？发一句话。"
    reason_kept = "原因记下了。能交的时候还请尽快交。"
    wish_kept = "申请交上去了，有了结果会告诉您。"
    excuse_kept = "已免报，不再催这家单位。"
    passed_on = "好的，这周改由另一位联系人报。\n您不用管了。"
    handed_over = "您的权限已收回。辛苦了！"
    excuses: Mapping[str, str] = {
        "resting": "停产停业",
        "moved": "单位已划转或注销",
        "broken": "系统故障，没法填报",
    }

    def why_excuse(self, enterprise: str) -> str:
        """Why is nothing asked of this enterprise?"""
        return f"{enterprise} 这周为什么免报？"

    def enrol_ask(self, enterprise: str, part: Part) -> str:
        """Is it you who does this part for this enterprise?"""
        return (
            f"您将作为【{enterprise}】的\n{_PARTS[part]}填报周报，对吗？\n"
            "不是您的单位，请点“不对”，码会作废。"
        )

    def enrol_done(self, due: Due) -> str:
        """Enrolled; by when the return is asked for."""
        return (
            f"✅ 登记好了。下一次 {_moment(due.at)} 前交，\n到时候会在这里提醒您。现在不用做什么。"
        )

    def remind(self, due: Due, enterprises: Sequence[str], now: datetime) -> str:
        """The reminder of a week."""
        week = due.week.number
        if now > due.at:
            return "\n".join(
                [
                    f"第 {week} 周周报已过时间，还能交。",
                    *_of(enterprises),
                    f"{_moment(due.locks_at)} 锁定。",
                    "锁定前交上，按“迟报”记；",
                    "锁定后按“未报”记，会写进月通报。",
                    "有难处，点“说明原因”。",
                ]
            )
        first = f"第 {week} 周周报，{_moment(due.at)} 前交。"
        if now.date() == due.at.date():
            hours = int((due.at - now).total_seconds() // 3600)
            left = f"还有 {hours} 小时" if hours else "不到 1 小时了"
            first = f"今天 {due.at:%H:%M} 前交第 {week} 周周报，{left}。"
        lines = [first, *_moved(due), *_of(enterprises)]
        lines.append(f"统计到：{_moment(due.counted_until)}，之后的算下周。")
        if due.merged:
            lines.append(f"这次连第 {_weeks(due.merged)} 周一起报。")
        lines.append("还没交。不用登录，点一下就填。")
        return "\n".join(lines)

    def guess(self, year: int) -> str:
        """A line: the year's days off are not published, so the due day is a guess."""
        return f"⚠️ {year} 年放假安排还没公布，日期可能变。"

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
                f"统计到 {_moment(figures.due.counted_until)}。",
            ]
        )

    def receipt(
        self, number: str, filed: datetime, due: Due, following: Due | None, *, locked: bool
    ) -> str:
        """It was taken; until when it can be changed, when the next is due."""
        lines = [
            "✅ 收到了，这周不用再管。",
            f"回执号 {number}，{_day(filed)} {filed:%H:%M}",
        ]
        if not locked:
            lines.append(f"{_moment(due.locks_at)} 前还能改，改动会留痕。")
        if following is not None:
            lines.append(f"下一次：{_moment(following.at)}")
        return "\n".join(lines)

    def later(self, *, last: datetime) -> str:
        """When should the contact be called again?"""
        return f"什么时候再叫您？\n（{_moment(last)} 一定会叫一次）"

    def called_again(self, at: datetime) -> str:
        """The contact will be called again."""
        return f"好的，{_moment(at)} 再叫您。"

    def option(self, at: datetime, now: datetime) -> str:
        """A button: when to be called again."""
        if (at - now).total_seconds() <= 3600:
            return "1 小时后"
        if at.date() == now.date():
            return f"今天 {at:%H:%M}"
        return f"明天 {at:%H:%M}"

    def filed_by_other(self, part: Part, at: datetime) -> str:
        """The other contact handed it in."""
        return f"这周{_PARTS[part]}已交（{at:%H:%M}）。不用再报。"

    def locked(self, week: Week) -> str:
        """The week is locked; how to change it all the same."""
        return f"第 {week.number} 周已锁定。\n要改请点“申请修改”，写明原因，\n国资委同意后才生效。"

    def excused(self, week: Week, reason: str) -> str:
        """Nothing is asked for this week."""
        return f"第 {week.number} 周已免报：{reason}。\n这周不用再管。"

    def year(self, enterprise: str, lines: Sequence[tuple[Week, Line]]) -> str:
        """All weeks of an enterprise, the newest first."""
        shown = [f"{enterprise} 的周报"]
        shown += [f"第 {week.number} 周 {self.standing(line)}" for week, line in lines]
        return "\n".join(shown)

    def owed(self, lines: Sequence[tuple[Due, str]]) -> str:
        """What a contact has still to hand in."""
        shown = ["还要交的："]
        shown += [
            f"第 {due.week.number} 周 {enterprise}，{_moment(due.at)} 前"
            for due, enterprise in lines
        ]
        return "\n".join(shown)

    def handover_ask(self, enterprise: str, part: Part) -> str:
        """Is the contact sure to hand over?"""
        return (
            f"把【{enterprise}】{_PARTS[part]}交给别人？\n"
            "点“交接”，给您一个码转给接手的人，\n您的权限当场收回。"
        )

    def handover(self, enterprise: str, part: Part, code: str) -> str:
        """The code for whoever takes over."""
        return (
            f"【{enterprise}】{_PARTS[part]}的登记码：\n{code}\n"
            "请接手的人把它发给本机器人，7 天内有效。\n您的权限已收回，辛苦了！"
        )

    def answer_change(self, week: Week, enterprise: str, *, granted: bool) -> str:
        """The desk granted or declined a change."""
        head = f"{enterprise} 第 {week.number} 周的修改申请，"
        if granted:
            return f"{head}\n国资委同意了，24 小时内可以改。"
        return f"{head}\n国资委没有同意。有疑问请直接联系国资委。"

    def week(self, due: Due, lines: Sequence[Line], page: int, pages: int) -> str:
        """A week at the desk: counts, and one line per enterprise."""
        shown = [_week_head(due, lines)]
        if pages > 1:
            shown.append(f"第 {page + 1} 页，共 {pages} 页")
        return "\n".join([*shown, *(self._row(line) for line in lines[page * 10 : page * 10 + 10])])

    def week_due(self, due: Due, lines: Sequence[Line]) -> str:
        """The due moment has come: who has handed in and who has not."""
        missing = [line.enterprise for line in lines if line.standing in _OWING]
        shown = [
            _week_head(due, lines),
            "到点了，全都交齐。" if not missing else "到点了，还没交的：",
        ]
        return "\n".join([*shown, *_listed(missing)])

    def reminded(self, count: int) -> str:
        """So many were reminded."""
        return f"已提醒 {count} 家。" if count else "这一小时里都提醒过了。"

    def remind_missing(self, count: int) -> str:
        """A button: remind those who have not handed in."""
        return f"提醒没交的 {count} 家"

    def change_asked(self, week: Week, enterprise: str, wish: str) -> str:
        """An enterprise asks to change a locked return."""
        return f"{enterprise} 申请修改第 {week.number} 周周报。\n原因：{wish}"

    def change_settled(self, week: Week, enterprise: str, label: str, *, granted: bool) -> str:
        """Somebody at the desk has decided on it."""
        said = "同意" if granted else "没有同意"
        return f"{label}{said}了 {enterprise} 修改第 {week.number} 周周报。"

    def lost(self, enterprises: Sequence[str], part: Part, *, taken_over: bool) -> str:
        """A contact cannot be reached any more."""
        names = "、".join(enterprises)
        said = "已转给另一位联系人。" if taken_over else "也没有别的联系人能收到。"
        return f"【{names}】的{_PARTS[part]}\n收不到消息了，{said}"

    def calling(self, label: str) -> str:
        """A reviewer takes it on to telephone."""
        return f"{label}来打电话。"

    def vacant(self, enterprise: str, week: Week) -> str:
        """Nobody of an enterprise can be reached."""
        return (
            f"【{enterprise}】没有能收到消息的联系人，\n"
            f"第 {week.number} 周周报没人提醒。请联系单位。"
        )

    def board(self, handed_in: int, asked: int) -> str:
        """The board's line about the week."""
        return f"周报：{asked} 家已交 {handed_in}"

    def owing(self, due: Due, names: Sequence[str], today: date) -> str:
        """The digest's words about a week that is due today or late: who has not handed in."""
        when = "今天到期" if due.at.date() == today else "已过时间"
        more = " 等" if len(names) > _NAMED else ""
        return (
            f"第 {due.week.number} 周周报{when}，还有 {len(names)} 家没交：\n"
            f"{'、'.join(names[:_NAMED])}{more}"
        )

    def punctual(self, on_time: int, late: int, missing: int) -> str:
        """The numbers' line about punctuality."""
        whole = on_time + late + missing
        share = rate(on_time, whole)
        said = "还没有" if share is None else f"{share}%"
        return f"周报按时：{said}（按时 {on_time}，迟报 {late}，未报 {missing}）"

    def standing(self, line: Line) -> str:
        """How a week stands, in a sign and words."""
        if line.standing is Standing.LATE and line.late:
            return f"⏱ 迟 {line.late} 天"
        return _STANDING[line.standing]

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

    def sheet(self, week: Week) -> str:
        """The name of a week's workbook, without its ending."""
        return f"周报 {week.year} 年第 {week.number} 周"

    def _row(self, line: Line) -> str:
        sign, _, words = self.standing(line).partition(" ")
        said = [words]
        if line.draft:
            said.append("填了一半")
        if line.vacant:
            said.append("没有联系人")
        if line.before and line.standing in {Standing.LATE, Standing.OVERDUE, Standing.MISSING}:
            said.append(f"第 {line.before + 1} 次")
        if line.reason:
            said.append(f"原因：{line.reason}")
        return f"{sign} {line.enterprise} {'，'.join(said)}"


def _week_head(due: Due, lines: Sequence[Line]) -> str:
    asked = [line for line in lines if line.standing is not Standing.EXCUSED]
    handed_in = sum(line.standing in _TURNED_IN for line in asked)
    excused = len(lines) - len(asked)
    more = f"，免报 {excused}" if excused else ""
    return (
        f"第 {due.week.number} 周周报，{_moment(due.at)} 前\n"
        f"应交 {len(asked)} 家，已交 {handed_in}{more}"
    )


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
    return f"第 {due.week.number} 周，{figures.enterprise}\n统计到 {_moment(due.counted_until)}"


def _of(enterprises: Sequence[str]) -> list[str]:
    return ["单位：" + "、".join(enterprises)]


def _moved(due: Due) -> list[str]:
    if due.roll is Roll.AS_IS:
        return []
    return ["（这周放假，交表时间挪到了这一天）"]


def _weeks(weeks: Sequence[Week]) -> str:
    return "、".join(str(week.number) for week in weeks)


def _listed(names: Sequence[str]) -> list[str]:
    return [f"{number} {name}" for number, name in enumerate(names[:40], 1)]


def _moment(moment: datetime) -> str:
    return f"{_day(moment)} {moment:%H:%M}"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日 周{_DAYS[day.weekday()]}"
