"""The ways somebody goes when all is well. A new way through the intake is one more entry here."""

from dataclasses import dataclass

from tests.proof.steps import (
    album,
    asked,
    code,
    concluded,
    edits,
    file,
    in_a_group,
    knocked,
    later,
    letter,
    membership,
    photo,
    posted,
    proven,
    says,
    story,
    taps,
    third_line,
    who_they_are,
    wrong_code,
)
from tests.proof.walking import Step


@dataclass(frozen=True)
class Script:
    """A way from its first step to its last: so many reports are filed, and files attached.

    `repeats` are those that do the same again and again: they are walked, but not cut off anywhere.
    """

    name: str
    steps: tuple[Step, ...]
    reports: int = 1
    attached: int = 0
    repeats: bool = False


_BEGUN = (says("/start"), *taps("反映问题", "没有，接着说"))
_FILED = taps("写好了，下一步", "东胜建工", "跳过", "提交")
_SHORT = (story, *taps("是，接着写", "写好了，下一步", "说不清", "跳过", "提交"))
_CLEARED = taps("抄好了，清空")
_BACK = (*_SHORT, *_CLEARED, posted, code)

SCRIPTS = (
    Script(
        "a tip with photo and papers, checked and cleared",
        (
            *(*_BEGUN, story, photo("东边那一扇"), file("docx"), file("pdf"), letter, *_FILED),
            *(
                *taps("抄好了，核对一下", "再看一眼码", "抄好了，核对一下"),
                third_line,
                *taps("不叫，我自己来查"),
            ),
            *_CLEARED,
        ),
        attached=3,
    ),
    Script(
        "a hazard by the code of a site",
        (says("/start A17"), *taps("没有，接着说"), photo(), story, *taps("提交"), *_CLEARED),
        attached=1,
    ),
    Script(
        "a hazard whose place is chosen and described",
        (
            *(says("/start"), *taps("拍隐患", "没有，接着说"), photo()),
            *(*taps("换地点", "别的单位"), says("二号井口"), *taps("提交"), *_CLEARED),
        ),
        attached=1,
    ),
    Script(
        "danger first, the report after it",
        (says("危险"), *taps("我到安全处了，接着报"), story, *taps("提交"), *_CLEARED),
    ),
    Script("a sentence out of nowhere", (*_SHORT, *_CLEARED)),
    Script(
        "in English",
        (
            *(says("/language"), *taps("English"), says("/start"), *taps("Tell us", "No, go on")),
            *(story, *taps("Done, next", "Not sure", "Skip", "Submit", "Written down, clear")),
        ),
    ),
    Script(
        "an album, words that are changed, a preview that is changed",
        (
            *(*_BEGUN, album, story, edits, *taps("看全文", "返回", "写好了，下一步")),
            *(says("东胜燃气"), *taps("东胜燃气", "今天")),
            *(*taps("改 2"), says("三号楼东侧"), *taps("提交"), *_CLEARED),
        ),
        attached=3,
    ),
    Script(
        "a question is answered with a photo",
        (*_BACK[:-1], asked, code, *taps("回信"), letter, photo(), *taps("发出", "收起并清空")),
        attached=1,
    ),
    Script(
        "a letter that is put by, folded and sent later",
        (
            *_BACK,
            *taps("回信"),
            letter,
            later(minutes=6),
            code,
            *taps("回信", "发出", "收起并清空"),
        ),
    ),
    Script(
        "concluded, a second look is asked for",
        (
            *(*_BACK, concluded, code, *taps("没解决", "要求复查"), letter),
            *taps("发出", "回到信箱", "以前的信", "返回", "收起并清空"),
        ),
    ),
    Script(
        "they are being punished",
        (*_BACK, *taps("我被打击报复了"), letter, *taps("发出", "收起并清空")),
    ),
    Script(
        "knocked for, read, and never again",
        (
            *(*_SHORT, *taps("抄好了，核对一下"), third_line, *taps("叫我一声"), *_CLEARED),
            *(posted, asked, knocked, *taps("看一看"), code, *taps("收起并清空")),
            *(asked, later(hours=15), knocked, *taps("别再叫我", "清空")),
        ),
    ),
    Script(
        "parts of a photo are blackened",
        (
            *(*_BEGUN, photo(), photo(), story, *_FILED[:-1]),
            *(*taps("遮照片", "B3", "下一张"), says("A1"), *taps("好了", "提交"), *_CLEARED),
        ),
        attached=2,
    ),
    Script(
        "what might tell who writes is masked, and sent at once",
        (
            *(*_BEGUN, says("我是二班的，电话13812345678，门一直锁着"), *_FILED[:-1]),
            *(*taps("遮掉 2 处", "全部遮掉", "越快越好", "提交"), *_CLEARED),
        ),
    ),
    Script(
        "who they are is sealed for a reward, and destroyed",
        (
            *(*_BACK, proven, code, *taps("想领奖励", "封存我的身份"), who_they_are),
            *taps("封好", "想领奖励", "销毁封存的身份", "不销毁", "销毁封存的身份", "销毁"),
            *taps("收起并清空"),
        ),
    ),
    Script(
        "who they are is sealed for a reward, and stays",
        (
            *(*_BACK, proven, code, *taps("想领奖励", "封存我的身份"), who_they_are),
            *taps("封好", "收起并清空"),
        ),
    ),
    Script(
        "the mailbox is burnt",
        (*_BACK, *taps("断掉这条线", "烧掉信箱", "不烧", "烧掉信箱", "烧掉"), code),
    ),
    Script(
        "withdrawn before anybody looked",
        (
            *(*_SHORT, *_CLEARED, code),
            *(*taps("断掉这条线", "撤回这件事", "撤回并销毁"), code),
        ),
    ),
    Script(
        "a code that leads nowhere, and everything one can read",
        (
            *(says("/find"), wrong_code, says("/privacy"), *taps("内容留多久")),
            *(
                says("/privacy"),
                *taps("怎么证明"),
                says("/help"),
                says("/start"),
                says("/clear"),
                says("/unknown"),
            ),
        ),
        reports=0,
    ),
    Script(
        "the bot is blocked in the middle, and let in again",
        (*_BEGUN, story, membership("kicked"), membership("member"), *taps("清空"), *_SHORT),
    ),
    Script(
        "the bot is put into a group and spoken to there",
        (membership("member", group=True), in_a_group, membership("left", group=True)),
        reports=0,
    ),
    Script(
        "begun and left: folded, erased, swept",
        (*_BEGUN, story, photo(), later(minutes=31), later(hours=25), later(hours=49)),
        reports=0,
    ),
    Script(
        "begun before midnight, filed after it",
        (story, later(hours=15), *taps("接着来"), *_SHORT[1:], *_CLEARED),
    ),
    Script(
        "thirty messages in a moment",
        (*_BEGUN, *(30 * (story,)), *_FILED, *_CLEARED),
        repeats=True,
    ),
    Script(
        "more reports in an hour than are taken",
        (*(10 * (*_SHORT, *_CLEARED)), *_SHORT, *taps("清空")),
        reports=10,
        repeats=True,
    ),
)
