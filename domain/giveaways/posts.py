"""我是二班的: the writer says which post, trade, team or shift is theirs."""

from typing import Final

from domain.giveaways.giveaway import Giveaway, GiveawayKind
from domain.giveaways.reading import Reading
from domain.giveaways.words import ANY, COUNT, END, LATELY, TEAM, TRADE, WRITER, any_of, patterns

_SAW: Final = any_of("看 见 听 发现 拍 碰 遇 路过 捡 闻")
_NO_POST: Final = any_of(
    "听 看 昨 今天 今早 今晚 前天 前几 刚 从 因 怕 想 觉 说 不 真 亲 为 路 来 去 按 照 经 通过 跟",
    "问 替 帮 写 发 要 希 被 让 叫 给 好心 实在 担心 害怕 认真 懂 清楚 支持 相信 外行 附近 旁边",
    "本地 外地 普通 老百姓 无意 偶然 凑巧 正好 没 实名 匿名 诚心 打算 准备 用 拿 冒",
    rf"在{ANY}{{0,10}}{_SAW} {ANY}{{0,5}}(?:居民|住户|业主|乘客|市民|群众|家属|游客|顾客)",
)
_BY_OTHERS: Final = rf"(?!{ANY}?(?:让|叫|安排|派|逼|喊|要求|通知|告诉|批准|指挥|说))"
_IS: Final = rf"{WRITER}{LATELY}?(?:就是|是|属于|算是|系|(?<=本人)为)(?!{_NO_POST})"
_MACHINES: Final = any_of(
    "塔吊 吊车 叉车 铲车 挖机 挖掘机 公交 大巴 客车 罐车 装载机 绞车 升降机 电梯 天车 行车 皮带",
    "泵车 铲运机 搅拌车 洒水车 垃圾车 压路机 水车 渣土车 货车 班车 校车 压风机 锅炉 抓斗 盾构",
    "龙门吊 [0-9一二三四五六七八九十]{1,3}路",
)
_DAYS: Final = any_of(
    "那天 当天 当晚 昨天 昨晚 今天 今晚 前天 前晚 那晚 正好 正 都是 晚上 现在 平时",
)
_SHIFTS: Final = any_of("夜 白 中 早 晚 零点 大 小 前夜 后夜 四点 八点 小夜 大夜")

_HOW_IT_WAS: Final = "[见到过来去说写拍查问进出遇听看想怕走捡买打报道现得望明映]"
"""Ends of verbs: 我是昨天看见的 tells of the seeing, not of who somebody is."""

_PATTERNS: Final = patterns(
    rf"{_IS}{ANY}{{0,14}}?(?:{TEAM}|{TRADE}){_BY_OTHERS}[里上]?"
    rf"(?:的(?:一[名个])?{ANY}{{0,3}}?{TRADE}|的)?",
    rf"{_IS}{ANY}{{1,12}}?(?<!{_HOW_IT_WAS})的(?:{END}|一[个名]{ANY}{{0,4}})",
    rf"{WRITER}{LATELY}?在{ANY}{{0,10}}?(?:{TEAM}|岗位?)(?:这边|那边|里|上)?"
    rf"(?:(?:上班|工作|干活|干|当|做|倒班|值班|待[了过]|当班|实习)(?:{ANY}{{0,4}}{TRADE})?|{END})",
    rf"{WRITER}{LATELY}?在{ANY}{{1,10}}?(?:上班|干活|工作|打工|值班)(?:的)?{END}",
    rf"{WRITER}{LATELY}?在{ANY}{{1,10}}?[当做干]{ANY}{{0,4}}?{TRADE}",
    rf"{WRITER}{LATELY}?(?:就)?(?:开|跑)(?:的?是)?(?:{COUNT}号?)?{_MACHINES}(?:车|线)?的?",
    rf"{WRITER}{LATELY}?(?:就)?(?:当(?![时场面天晚])|做|干)(?:的?是|了{ANY}{{1,4}}年的?)?{ANY}{{0,4}}?{TRADE}",
    rf"{WRITER}(?:这边|这里|这儿)?{LATELY}?负责(?!任|人)(?:的是)?{ANY}{{1,10}}",
    rf"{WRITER}{LATELY}?{_DAYS}?(?:[当值接交替]{_SHIFTS}?|[上倒顶]的?(?:的是)?{_SHIFTS})班(?![长组车子会])(?:的?时候?)?",
    rf"(?:作为|身为)(?:一[名个位])?{ANY}{{0,10}}?{TRADE}(?=[,，]? ?我)",
    rf"{WRITER}(?:就)?(?:一个|一名|这个|这种){ANY}{{0,6}}?{TRADE}(?!{ANY}{{0,2}}(?:让|叫|说))",
    rf"{WRITER}们(?:这些|这几个|几个|这帮|当|做|干)?{ANY}{{0,2}}?{TRADE}",
)


def posts(reading: Reading) -> list[Giveaway]:
    """Where it is said."""
    return reading.all(GiveawayKind.I_AM, _PATTERNS)
