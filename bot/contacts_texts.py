"""What the commands about contacts say, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.contacts import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsTexts:
    """One language's sentences; braces hold what is filled in."""

    imported: str
    codes_written: str
    what_to_do: str
    removed: str
    nobody: str
    started: str
    stopped: str
    opened: str
    bad_opening: str
    not_reporting: str
    columns: tuple[str, str, str, str]
    code_columns: tuple[str, str, str]
    parts: Mapping[Part, str]
    states: Mapping[str, str]


ZH = ContactsTexts(
    imported="回执导入好了，有 {count} 个人还要登记。",
    codes_written="登记码写在 {path}，只有您能读。发完请删掉。",
    what_to_do="请把码交给本人，让他在工作端机器人的私聊里发这个码（7 天内有效，只能用一次）。",
    removed="{name} 的{part}，权限已收回。",
    nobody="{name} 没有{part}。",
    started="{name} 从第 {week} 周起要交周报。",
    stopped="{name} 交完第 {week} 周就不再要周报了。",
    opened="{name} 的起始累计数记下了。",
    bad_opening="没有改。请按顺序给出：{names}，整改数不能超过排查数。",
    not_reporting="{name} 还没有要交周报。先运行：python -m bot.people returns start {name}",
    columns=("单位", "主或备", "姓名", "状态"),
    code_columns=("单位", "主或备", "登记码"),
    parts={Part.MAIN: "主联系人", Part.BACKUP: "备用联系人"},
    states={"waiting": "没登记", "enrolled": "在用", "lost": "收不到消息"},
)
EN = ContactsTexts(
    imported="Imported; {count} people still have to enrol.",
    codes_written="The codes are in {path}, for you alone. Delete it once they are sent.",
    what_to_do="Each sends their code to the desk bot privately (7 days, once).",
    removed="The rights of the {part} of {name} have ended.",
    nobody="{name} has no {part}.",
    started="{name} is asked from week {week} on.",
    stopped="{name} is asked for the last time in week {week}.",
    opened="The totals of {name} are kept.",
    bad_opening="Nothing was changed. Give in this order: {names}; no more fixed than found.",
    not_reporting="{name} is not asked yet: python -m bot.people returns start {name}",
    columns=("Enterprise", "Part", "Name", "State"),
    code_columns=("Enterprise", "Part", "Code"),
    parts={Part.MAIN: "main contact", Part.BACKUP: "backup contact"},
    states={"waiting": "not enrolled", "enrolled": "enrolled", "lost": "not reached"},
)


def texts(language: str) -> ContactsTexts:
    """The sentences in a language, `zh` or `en`."""
    return ZH if language == "zh" else EN
