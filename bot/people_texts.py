"""What `python -m bot.people` says, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cells import Wrong


@dataclass(frozen=True, slots=True)
class PeopleTexts:
    """One language's sentences; braces hold what is filled in."""

    enrol: str
    link: str
    no_username: str
    known: str
    unknown_reviewer: str
    unknown_enterprise: str
    unknown_room: str
    unknown_site: str
    removed: str
    no_sealing_key: str
    routed: str
    tied_in_room: str
    imported: str
    roster: str
    template: str
    drawn: str
    practice_link: str
    practice_count: str
    practice_removed: str
    posters: str
    no_sites: str
    no_font: str
    reading: str
    keeping: str
    refused: str
    more: str
    columns: tuple[str, str, str, str, str]
    rooms: tuple[str, str, str]
    roles: Mapping[str, str]
    enrolled: str
    waiting: str
    ready: str
    not_ready: str
    wrong: Mapping[Wrong, str]


ZH = PeopleTexts(
    enrol="{label} 的登记码：{code}（24 小时内有效，只能用一次）\n"
    "请本人在工作端机器人的私聊里发这个码。",
    link="请在要用的群里发：/link {code}（30 分钟内有效，只能用一次）",
    no_username="还不知道员工端的用户名。请在 .env 里填 CHUISHAO_INTAKE_USERNAME。",
    known="已经有“{label}”了。要新的登记码：python -m bot.people reviewer code {label}",
    unknown_reviewer="没有叫“{label}”的审核员。看名单：python -m bot.people reviewer list",
    unknown_enterprise="没有叫“{name}”的单位。看名单：python -m bot.people enterprises list",
    unknown_room="没有接入过这个群。看群号：python -m bot.people room list",
    unknown_site="没有编号是“{code}”的地点。看名单：python -m bot.people sites list",
    removed="{label} 已经移出，放开了他手里的 {count} 件，等别人接。"
    "请把他移出审核群：在他离开以前，群里不发线索。",
    no_sealing_key="找不到封存密钥，什么都没动。它应该在：{path}",
    routed="{name} 的线索以后发到群 {room}。",
    tied_in_room="没有改：这个群里有和 {name} 有关系的人。请换一个群，或先让他离开。",
    imported="导入好了：新的 {new} 个，更新 {old} 个。",
    roster="值班表换好了：{count} 班，{first} 到 {last}。",
    template="模板写好了：{path}",
    drawn="二维码画好了：{path}",
    practice_link="用手机打开这个链接，照员工的样子报一件：每屏都写着“演练”，报上来马上到审核群。\n"
    "两小时内有效，可以用几次。走完运行：python -m bot.practice remove",
    practice_count="演练案件 {count} 件。",
    practice_removed="删掉了 {count} 件演练案件，话题随后也删。日志里留着记录。",
    posters="海报写好了：{path}，{count} 页。印在 A4 纸上，贴在人人路过的地方。\n"
    "一个码至少给 30 个人用：人少的地方和别处共用一个，免得看码就知道是谁。",
    no_sites="没有这样的地点。先导入：python -m bot.people sites import 地点.xlsx",
    no_font="没有能用的中文字体。请装一个（Debian：apt install fonts-noto-cjk fontconfig），"
    "或用 --font 指明字体文件。",
    reading="看表",
    keeping="存",
    refused="没有导入，一行都没动。要改 {count} 处：",
    more="……还有 {count} 处。",
    columns=("名字", "身份", "回避单位", "手里", "登记"),
    rooms=("群号", "能不能用", "成员"),
    roles={"reviewer": "审核员", "lead": "组长"},
    enrolled="已登记",
    waiting="等登记",
    ready="能用",
    not_ready="还不能用",
    wrong={
        Wrong.UNREADABLE: "打不开这个文件。请看看名字和路径对不对，或另存为 .xlsx、.csv 再来。",
        Wrong.TOO_LARGE: "表太大了：最多 5 MB、5000 行。",
        Wrong.NO_ROWS: "表里没有内容。",
        Wrong.NO_COLUMN: "第一行里没有这一列。",
        Wrong.EMPTY: "空着，请填上。",
        Wrong.FORMULA: "像公式（以 = + - @ 开头），请改成普通文字。",
        Wrong.NOT_TEXT: "不是文字，请改成普通文字。",
        Wrong.TOO_LONG: "太长了，最多 60 个字。",
        Wrong.NOT_A_CODE: "编号只能用英文字母、数字、- 和 _，最多 24 个。",
        Wrong.NOT_A_DATE: "不是日期，请写成 2026-11-23。",
        Wrong.NOT_A_TIME: "不是时间，请写成 08:30。",
        Wrong.TWICE: "和别的行重复了。",
        Wrong.UNKNOWN_ENTERPRISE: "没有这个单位，请先导入单位。",
        Wrong.UNKNOWN_ROOM: "没有接入过这个群。",
        Wrong.UNKNOWN_REVIEWER: "没有这个审核员。",
        Wrong.UNKNOWN_RANK: "请写 值班、组长 或 分管领导。",
    },
)

EN = PeopleTexts(
    enrol="Enrolment code of {label}: {code} (valid for 24 hours, once)\n"
    "They send it to the desk bot, in a private chat.",
    link="In the group, send: /link {code} (valid for 30 minutes, once)",
    no_username="The intake's user name is not known yet: set CHUISHAO_INTAKE_USERNAME in .env.",
    known="“{label}” is there already. For a new code: python -m bot.people reviewer code {label}",
    unknown_reviewer="No reviewer is called “{label}”. See: python -m bot.people reviewer list",
    unknown_enterprise="No enterprise is called “{name}”. See: python -m bot.people "
    "enterprises list",
    unknown_room="That group is no desk. See: python -m bot.people room list",
    unknown_site="No site has the code “{code}”. See: python -m bot.people sites list",
    removed="{label} is out; cases let go for others: {count}. Now remove them from the review "
    "group: until they are gone, nothing is posted there.",
    no_sealing_key="Nothing was changed: the sealing key is not at {path}",
    routed="Cases of {name} now go to group {room}.",
    tied_in_room="Nothing was changed: somebody in that group is tied to {name}. Choose another "
    "group, or let them leave first.",
    imported="Imported: {new} new, {old} updated.",
    roster="The roster is in place: {count} shifts, {first} to {last}.",
    template="The template is written: {path}",
    drawn="The QR code is drawn: {path}",
    practice_link="Open this link on a phone and file as an employee would: every screen says "
    "“practice”, and it reaches the group at once.\nIt works for two hours, also several times. "
    "Afterwards: python -m bot.practice remove",
    practice_count="{count} practice cases.",
    practice_removed="{count} practice cases were removed, and their topics go next. The journal "
    "keeps that they were there.",
    posters="The posters are written: {path}, {count} pages. Print them on A4 and hang them where "
    "everybody passes.\nOne code is for at least 30 people: let small places share one, or the "
    "code tells who it was.",
    no_sites="There is no such site. First: python -m bot.people sites import sites.xlsx",
    no_font="There is no usable Chinese font. Install one (Debian: apt install fonts-noto-cjk "
    "fontconfig), or name a font file by --font.",
    reading="Reading",
    keeping="Keeping",
    refused="Nothing was imported. To mend: {count}",
    more="… and {count} more.",
    columns=("Label", "Role", "Tied to", "Holds", "Enrolment"),
    rooms=("Group", "State", "Members"),
    roles={"reviewer": "reviewer", "lead": "lead"},
    enrolled="enrolled",
    waiting="waiting",
    ready="ready",
    not_ready="not ready",
    wrong={
        Wrong.UNREADABLE: "This file cannot be opened: see to its name, or save it as .xlsx.",
        Wrong.TOO_LARGE: "The table is too large: at most 5 MB and 5000 rows.",
        Wrong.NO_ROWS: "The table has no rows.",
        Wrong.NO_COLUMN: "The first row lacks this column.",
        Wrong.EMPTY: "Empty: please fill it in.",
        Wrong.FORMULA: "Looks like a formula (begins with = + - @): make it plain text.",
        Wrong.NOT_TEXT: "This is no text: make it plain text.",
        Wrong.TOO_LONG: "Too long: at most 60 characters.",
        Wrong.NOT_A_CODE: "A code has letters, digits, - and _ only, 24 at most.",
        Wrong.NOT_A_DATE: "This is no date: write it as 2026-11-23.",
        Wrong.NOT_A_TIME: "This is no time: write it as 08:30.",
        Wrong.TWICE: "Another row says the same.",
        Wrong.UNKNOWN_ENTERPRISE: "There is no such enterprise: import enterprises first.",
        Wrong.UNKNOWN_ROOM: "That group is no desk.",
        Wrong.UNKNOWN_REVIEWER: "There is no such reviewer.",
        Wrong.UNKNOWN_RANK: "Write 值班, 组长 or 分管领导.",
    },
)


def texts(language: str) -> PeopleTexts:
    """The sentences of a language."""
    return EN if language == "en" else ZH
