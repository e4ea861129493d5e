"""What is said about the weeks of all enterprises, at the desk, in Chinese."""

from collections.abc import Sequence
from datetime import date

from domain.contacts import Part
from domain.forms import rate
from domain.returns import Standing
from domain.weeks import Due, Week
from handlers.texts.returns import zh_words as words
from handlers.texts.returns.catalogue import Line

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


class ChineseOffice:
    """The words of the weeks of all enterprises, at the desk."""

    def why_excuse(self, enterprise: str) -> str:
        """Why is nothing asked of this enterprise?"""
        return f"{enterprise} 这周为什么免报？"

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
        return f"【{names}】的{words.PARTS[part]}\n收不到消息了，{said}"

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
        f"第 {due.week.number} 周周报，{words.moment(due.at)} 前\n"
        f"应交 {len(asked)} 家，已交 {handed_in}{more}"
    )


def _listed(names: Sequence[str]) -> list[str]:
    return [f"{number} {name}" for number, name in enumerate(names[:40], 1)]
