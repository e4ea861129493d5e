"""Numbers of telephones, identity cards and bank cards.

Sources: the numbering plan for telecommunication networks (MIIT, 2017: mobiles have 11 figures
from 13 to 19 on, landlines an area code and 7 or 8 figures); ISO/IEC 7812-1 (bank cards: up to 19
figures, the last by Luhn); for identity cards see `identity`.
"""

import re
from typing import Final

from domain.giveaways.figures import Window, windows
from domain.giveaways.giveaway import Giveaway, GiveawayKind
from domain.giveaways.identity import checks, of_a_person
from domain.giveaways.reading import Reading
from domain.giveaways.words import any_of, patterns

_NEAR: Final = 14
"""Characters before a number that may tell whose it is."""
_MOBILE: Final = re.compile(r"(?:(?:00)?86|0)?1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"(?:86)?0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}")
_LOCAL: Final = re.compile(r"[2-8]\d{6,7}")
_LISTED: Final = frozenset(",，、")
_CALL: Final = re.compile(
    any_of("手机 电话 号码 联系 打我 找我 回我 呼我 短信 tel phone 座机 固话 回电 拨打 拨")
)
_ID_CARD: Final = re.compile(r"身份证?件?|证件号|id")
_BANK_CARD: Final = re.compile(
    any_of(
        "卡号 银行卡 账号 帐号 工资卡 账户 储蓄卡 信用卡 [建工农商邮]行 农商 信用社 打到 转到",
        "打我卡",
    )
)
_OF_A_THING: Final = re.compile(
    any_of(
        "设备编?号 出厂编?号 产品编?号 注册代?码?号? 许可证?号 合同编?号 发票号码? 项目编?号",
        "资产编?号 文件号 报告编?号 票据号 钢印号 序列号? 工单号? 备案号",
        "[表户桩箱罐瓶批票炉杆件订]号 (?<!手)机号 订单号? 单号 流水号? 编[号码] 条码 代码 sn no",
        "mpa kpa 型号 账单 二维码",
    )
    + r"[^\w]{0,3}[是为]?[^\w]{0,2}$"
)
_OF_OTHERS: Final = re.compile(
    any_of(
        "他 她 它 对方 人家 老板 队长 经理 主任 负责人 班长 组长 工头 包工头 安全员 监理 厂家",
        "公司 物业 项目部 公示牌 牌子 墙上 热线 客服 抢修 报修 投诉 服务 监督 维保 公开 公示 举报",
    )
    + r"[^\n。！？!?,，;；我俺]{0,6}$"
)
_REACHES_ME: Final = re.compile(
    r"[^\n。！？!?;；]{0,6}?" + any_of("找我 是我 我的?号 我接 我能接 我本人")
)
_TOLD: Final = patterns(
    r"(?:分机|内线|短号|小号|集团号|虚拟网)(?:号码?|电话|是|为|打|转|拨|[ :：])*"
    r"(?P<number>[0-9]{3,6})(?!\d)",
    r"身份证?号?码?的?[后末][四六46]位(?:是|为|[ :：])*(?P<number>[0-9]{3,5}[0-9x])(?![0-9x])",
    r"(?:手机|电话|号码)号?的?(?:尾号|[后末][四4]位)(?:是|为|[ :：])*(?P<number>[0-9]{4})(?!\d)",
)
_TOLD_KINDS: Final = (GiveawayKind.LANDLINE, GiveawayKind.ID_CARD, GiveawayKind.MOBILE)
_SWITCHED: Final = re.compile(r"[ ,，]?(?:转|转接|转分机|分机|ext)[号: ]{0,2}[0-9]{2,6}")
_SHAPES: Final = frozenset(
    {
        *((3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (4, 7), (5, 6), (6, 5), (3, 3, 3, 2)),
        *((3, 2, 2, 2, 2), (3, 4, 2, 2), (3, 2, 3, 3), (5, 3, 3), (2, 3, 3, 3), (1,) * 11),
        *((2, 3, 4, 4), (2, 11), (4, 11), (4, 3, 4, 4), (2, 3, 8), (1, 11), (1, 3, 4, 4)),
    }
)
"""How people group a mobile's figures, with or without the country."""
_LOCAL_SHAPES: Final = frozenset({(7,), (8,), (3, 4), (4, 4), (4, 3), (1,) * 7, (1,) * 8})


def numbers(reading: Reading) -> list[Giveaway]:
    """All of them; a longer number goes before a shorter one in it."""
    text, found = reading.text, []
    behind = 0
    for window in windows(text):
        if window.start < behind:
            continue
        known = _known(text, window)
        if known is not None:
            kind, behind = known
            if not _of_another(text, window, kind):
                found.append(reading.giveaway(kind, window.start, behind))
    for kind, pattern in zip(_TOLD_KINDS, _TOLD, strict=True):
        found += [reading.giveaway(kind, *match.span("number")) for match in pattern.finditer(text)]
    return found


def luhn(figures: str) -> bool:
    """Whether a card's last figure is the one that the others ask for."""
    doubled = (int(figure) * (1 + place % 2) for place, figure in enumerate(reversed(figures)))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _known(text: str, window: Window) -> tuple[GiveawayKind, int] | None:
    """What kind of number it is, and where it ends."""
    before = text[max(0, window.start - _NEAR) : window.start]
    if len(window.figures) >= 13 and not _LISTED & set(window.gaps):
        of_a_thing = _OF_A_THING.search(before) is not None
        end = _id_card(text, window, before, of_a_thing=of_a_thing)
        if end is not None:
            return GiveawayKind.ID_CARD, end
        if _bank_card(window, before, of_a_thing=of_a_thing):
            return GiveawayKind.BANK_CARD, window.end
    if _mobile(window, before):
        return GiveawayKind.MOBILE, window.end
    if _landline(text, window, before):
        switched = _SWITCHED.match(text, window.end)
        return GiveawayKind.LANDLINE, switched.end() if switched else window.end
    return None


def _of_another(text: str, window: Window, kind: GiveawayKind) -> bool:
    """Whether it is a thing's number, or one at which somebody else is reached."""
    if kind not in {GiveawayKind.MOBILE, GiveawayKind.LANDLINE}:
        return False
    before = text[max(0, window.start - _NEAR) : window.start]
    if _OF_A_THING.search(before):
        return True
    return bool(_OF_OTHERS.search(before)) and not _REACHES_ME.match(text, window.end)


def _mobile(window: Window, before: str) -> bool:
    if not _MOBILE.fullmatch(window.figures):
        return False
    if not window.gaps or window.sizes in _SHAPES:
        return True
    return _CALL.search(before) is not None


def _landline(text: str, window: Window, before: str) -> bool:
    figures = window.figures
    if _LANDLINE.fullmatch(figures) and (not window.gaps or window.sizes[0] in {1, 2, 3, 4, 7}):
        return True
    if not _LOCAL.fullmatch(figures) or window.sizes not in _LOCAL_SHAPES:
        return False
    return bool(_CALL.search(before[-9:]) or _REACHES_ME.match(text, window.end))


def _id_card(text: str, window: Window, before: str, *, of_a_thing: bool) -> int | None:
    """Where an identity card's number ends, if this is one."""
    number, end = window.figures, window.end
    if len(number) == 17 and (tail := re.match(r"[ \-]?[x×*]", text[end : end + 2])):
        number, end = f"{number}x", end + tail.end()
    said = _ID_CARD.search(before) is not None
    if len(number) in {15, 18} and of_a_person(number):
        return end if said or not of_a_thing or (len(number) == 18 and checks(number)) else None
    return end if said and len(number) in {15, 16, 17, 18} and not window.gaps else None


def _bank_card(window: Window, before: str, *, of_a_thing: bool) -> bool:
    figures = window.figures
    if _BANK_CARD.search(before):
        return True
    if of_a_thing or len(figures) < 16 or figures[0] not in "3456":
        return False
    sizes = window.sizes
    grouped = len(sizes) == 1 or set(sizes[:-1]) <= {4} or sizes[0] == 6
    return grouped and (luhn(figures) or figures.startswith("62"))
