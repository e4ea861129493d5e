"""What is said about weekly returns in Chinese."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.contacts import Part
from domain.weeks import Due, Roll, Week
from handlers.texts.returns import zh_words as words
from handlers.texts.returns.catalogue import Line
from handlers.texts.returns.zh_form import ChineseForm
from handlers.texts.returns.zh_office import ChineseOffice


class Chinese(ChineseForm, ChineseOffice):
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
    parts: Mapping[Part, str] = words.PARTS
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

    def enrol_ask(self, enterprise: str, part: Part) -> str:
        """Is it you who does this part for this enterprise?"""
        return (
            f"您将作为【{enterprise}】的\n{words.PARTS[part]}填报周报，对吗？\n"
            "不是您的单位，请点“不对”，码会作废。"
        )

    def enrol_done(self, due: Due) -> str:
        """Enrolled; by when the return is asked for."""
        when = words.moment(due.at)
        return f"✅ 登记好了。下一次 {when} 前交，\n到时候会在这里提醒您。现在不用做什么。"

    def remind(self, due: Due, enterprises: Sequence[str], now: datetime) -> str:
        """The reminder of a week."""
        week = due.week.number
        if now > due.at:
            return "\n".join(
                [
                    f"第 {week} 周周报已过时间，还能交。",
                    *_of(enterprises),
                    f"{words.moment(due.locks_at)} 锁定。",
                    "锁定前交上，按“迟报”记；",
                    "锁定后按“未报”记，会写进月通报。",
                    "有难处，点“说明原因”。",
                ]
            )
        first = f"第 {week} 周周报，{words.moment(due.at)} 前交。"
        if now.date() == due.at.date():
            hours = round((due.at - now).total_seconds() / 3600)
            left = f"还有 {hours} 小时" if hours else "不到 1 小时了"
            first = f"今天 {due.at:%H:%M} 前交第 {week} 周周报，{left}。"
        lines = [first, *_moved(due), *_of(enterprises)]
        lines.append(f"统计到：{words.moment(due.counted_until)}，之后的算下周。")
        if due.merged:
            lines.append(f"这次连第 {_weeks(due.merged)} 周一起报。")
        lines.append("还没交。不用登录，点一下就填。")
        return "\n".join(lines)

    def guess(self, year: int) -> str:
        """A line: the year's days off are not published, so the due day is a guess."""
        return f"⚠️ {year} 年放假安排还没公布，日期可能变。"

    def filed_by_other(self, part: Part, at: datetime) -> str:
        """The other contact handed it in."""
        return f"这周{words.PARTS[part]}已交（{at:%H:%M}）。不用再报。"

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
            f"第 {due.week.number} 周 {enterprise}，{words.moment(due.at)} 前"
            for due, enterprise in lines
        ]
        return "\n".join(shown)

    def handover_ask(self, enterprise: str, part: Part) -> str:
        """Is the contact sure to hand over?"""
        return (
            f"把【{enterprise}】{words.PARTS[part]}交给别人？\n"
            "点“交接”，给您一个码转给接手的人，\n您的权限当场收回。"
        )

    def handover(self, enterprise: str, part: Part, code: str) -> str:
        """The code for whoever takes over."""
        return (
            f"【{enterprise}】{words.PARTS[part]}的登记码：\n{code}\n"
            "请接手的人把它发给本机器人，7 天内有效。\n您的权限已收回，辛苦了！"
        )

    def answer_change(self, week: Week, enterprise: str, *, granted: bool) -> str:
        """The desk granted or declined a change."""
        head = f"{enterprise} 第 {week.number} 周的修改申请，"
        if granted:
            return f"{head}\n国资委同意了，24 小时内可以改。"
        return f"{head}\n国资委没有同意。有疑问请直接联系国资委。"

    def sheet(self, week: Week) -> str:
        """The name of a week's workbook, without its ending."""
        return f"周报 {week.year} 年第 {week.number} 周"


def _of(enterprises: Sequence[str]) -> list[str]:
    return ["单位：" + "、".join(enterprises)]


def _moved(due: Due) -> list[str]:
    if due.roll is Roll.AS_IS:
        return []
    return ["（这周放假，交表时间挪到了这一天）"]


def _weeks(weeks: Sequence[Week]) -> str:
    return "、".join(str(week.number) for week in weeks)
