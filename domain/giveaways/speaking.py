"""我昨天跟班长说过: whom the writer has told it before will remember who that was."""

from typing import Final

from domain.giveaways.giveaway import Giveaway, GiveawayKind
from domain.giveaways.reading import Reading
from domain.giveaways.words import ANY, WRITER, any_of, patterns

_NOT: Final = (
    rf"(?!{any_of('听 看 怕 没 从没 从来没 不 别 想 要是 要 敢 打算 准备 觉 希望 担心 劝你')})"
)
_LATER: Final = r"[^\W_看听见他她]{0,10}?(?<!没)(?<!敢)(?<!没有)"
_TO: Final = rf"{any_of('跟 和 向 给 找 同 对 当着 问 告诉')}(?!你|您|我)"
_TOLD: Final = any_of(
    "说过 说了 说起 提过 提了 提起 反映 反应过 反应了 汇报 报告过? 报过 报了 讲过 讲了 打过招呼",
    "打过?电话 打了电话 发过 发了 吵过 吵了 吵起来 吵架 谈过 投诉 举报过 提出 建议过? 问过 问了",
    "递过 交过 交了 写过 写了 顶过 顶了 争过 争了 争执 要过 申请过? 理论 请示 商量过 聊过 抱怨过",
    "喊过 当面 提醒 解释过 递交 打报告 顶嘴 提意见 提建议 说不行 说明",
)
_HAD_SAID: Final = any_of(
    "反映过 反应过 汇报过 提过 投诉过 举报过 说过 报过 报告过 上报过 提醒过 劝过 告诉过 问过",
    "建议过 提出过 提出来 拦过 制止过 顶过嘴 提过意见 写过 发过 交过 阻止过 吵过 找过 反对过",
    "抗议过 拒签 拒绝签字 拒绝",
)
_LONG_AGO: Final = any_of(
    "昨天 昨晚 前天 上周 上个月 上月 那天 当时 当场 早上 今早 早就 今天 前几天 上次 上回 去年",
    "月初 之前 刚才 曾经",
)
_MEETING: Final = any_of(
    "会上? 群里? 班前会 例会 安全会 早会 微信群 意见箱 交底会 晨会 调度会 开会 开会时 开会的时候",
)
_PATTERNS: Final = patterns(
    rf"{WRITER}们?{_NOT}{_LATER}{_TO}(?:{ANY}|、){{1,14}}?{_TOLD}(?:过|了)?",
    rf"{WRITER}{_NOT}(?!们){_LATER}(?:就|也|都|还)?{_HAD_SAID}{ANY}{{0,6}}",
    rf"{WRITER}{_NOT}(?!们){ANY}{{0,6}}?在?{ANY}{{0,6}}?{_MEETING}(?:上|里|就|也)?(?:说|提|发|反映|讲|问){ANY}{{0,8}}",
    rf"{WRITER}{_NOT}(?!们){_LATER}(?:提醒|告诉|劝|问|催|通知)(?:过|了){ANY}{{1,8}}",
    rf"{WRITER}{_NOT}(?!们){ANY}{{0,6}}?把{ANY}{{1,10}}?(?:告诉|[发报交说拿递转]给|反映给|汇报给|反映到|捅到)了?{ANY}{{1,8}}",
    rf"{_LONG_AGO}{WRITER}们?{_NOT}(?:就|也|还)?{_TO}{ANY}{{1,8}}?(?:说|讲|提|反映|汇报|吵)",
    rf"{WRITER}{_LONG_AGO}(?:就|也|还)?{_TO}{ANY}{{1,8}}?(?:说|讲|提|反映|汇报|吵)",
)


def speaking(reading: Reading) -> list[Giveaway]:
    """Where it is said."""
    return reading.all(GiveawayKind.I_SAID, _PATTERNS)
