"""就我一个人: what one person alone was at, knows or has done."""

from typing import Final

from domain.giveaways.giveaway import Giveaway, GiveawayKind
from domain.giveaways.reading import Reading
from domain.giveaways.words import ANY, any_of, patterns

_ME: Final = any_of("我 俺 咱 本人")
_KNOWS: Final = any_of(
    "知道 看见 看到 在场 值班 清楚 当班 听见 听到 有 会 能 管 干 上班 守 经手 碰到 懂 敢 去过",
    "进去 发现",
)
_MANY: Final = any_of("一个人 一个 一人 俩 两个人? 两人 三个人? 几个人? 1个?人 2个?人 3个?人")
_THERE: Final = any_of("当时 那天 当晚 那会儿? 现场 屋里 班上 夜里 知道的 在场的 看见的")
_WORKS: Final = any_of("值班 在 干 上 守 看 当班 值守 负责 巡 顶 下 盯 去")
_ONLY: Final = any_of("只有 唯有 唯独 只 独独 就只有 仅有 仅仅 光 单单")
_DOES: Final = any_of(
    "知道(?!的) 看 在 值 清楚 当 听 会 能 有 管 经手 和 跟 俩 上 没 不同意 去 敢 负责 巡 签 干 守",
    "开 拿 懂 还 待 进 下 碰 一 两 自己",
)
_I_FOR_ONE: Final = any_of("们 所 个人 看来 知道的 一直 当时 没敢 跟你 能 会不 在想")
"""就我所知: as far as I know."""
_PATTERNS: Final = patterns(
    rf"[就只仅光](?:有|剩|剩下|是|只有)?{_ME}们?(?:自己|自个儿?)?{_MANY}(?:{ANY}{{0,2}}?{_KNOWS})?",
    rf"{_ONLY}{_ME}(?!们|[国市省县区厂要]|公司|单位)(?:自己|{_MANY}|[和跟])?"
    rf"(?:{ANY}{{0,6}}?{_KNOWS})?",
    rf"就(?:只有?|是|剩|剩下)?{_ME}(?!{_I_FOR_ONE})(?:{_DOES}{ANY}{{0,3}})",
    rf"除了?{_ME}(?!们)(?:自己|一个人?)?(?:(?:就|都|也|再|还|谁|没){ANY}{{0,8}}|[以之]?外{ANY}{{0,6}})?",
    rf"{_ME}(?:自己|自个儿?)?一个人(?!说了|的?力量)(?:{ANY}{{0,4}}{_WORKS})?",
    rf"{_ME}(?:自己)?是{ANY}{{0,6}}?(?:第一个|唯一|最先|最早|头一个|惟一){ANY}{{0,10}}",
    rf"{_ME}(?:第一个|最先|最早|头一个){ANY}{{0,6}}",
    rf"(?:别人|其他人|旁人|没人)[都也就]?(?:不知道|没看[见到]|不在场?)[,，]? ?(?:就|只有?)"
    rf"{_ME}{ANY}{{0,4}}",
    rf"{_THERE}(?:就|只有|只){_ME}(?!们){ANY}{{0,4}}",
    r"(?:没有?|再没)(?:第二个人|别人|旁人)(?:知道|在场?|看[见到])?(?=$|[\W_])",
    rf"(?:就|只)(?:有|是)?{_ME}们?(?:和|跟){ANY}{{1,5}}(?:两|俩|二|2)个?人?(?:{ANY}{{0,2}}{_KNOWS})?",
)


def alone(reading: Reading) -> list[Giveaway]:
    """Where it is said."""
    return reading.all(GiveawayKind.ONLY_ME, _PATTERNS)
