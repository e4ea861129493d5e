"""Numbers by which an enterprise knows its people: on badges, cards, lamps and licences."""

import re
from typing import Final

from domain.giveaways.figures import DIGITS
from domain.giveaways.giveaway import Giveaway, GiveawayKind
from domain.giveaways.reading import Reading
from domain.giveaways.words import any_of, patterns

_NUMBER: Final = (
    r"(?P<number>[a-z]{0,5}[ \-_]?[0-9][0-9a-z\-]{1,14})"
    r"(?![0-9a-z:.]|[ ]?[人名个张元块年月日天次分%本多])"
)
_BETWEEN: Final = any_of(
    "号码? 编号 的?后[四4三3]位 是 为 上 写着 印着 的 尾号 尾数 我 [:：=#,，(（]",
)
_BADGE: Final = any_of(
    "工号 员工号 员工编号 员工id 职工号 职工编号 胸牌 胸卡 工牌 厂牌 工作牌 工作证 工卡 人员编号",
    "考勤 打卡号 饭卡 人事编号 档案号 警号 司机号 驾驶员编号 社保 入井证 下井证 矿灯 灯号 灯牌",
    "定位卡 标识卡 识别卡 上岗证 操作证 特种作业证 焊工证 电工证 从业资格证 驾驶证 门禁卡 更衣柜",
    "柜号 人员卡 员工代码 员工编码 职工编码 执法证 监理证 安全员证",
)
_WORKER: Final = any_of("员工 职工 工人 司机 驾驶员 职员 学徒 保安 矿工 焊工 电工")
_THING: Final = (
    "[楼炉机线井栋层车塔泵站罐门段标路院库桥块窑矿锅变点分月日年时元米吨班组队人天次岁个条届后]"
)
_SAID: Final = patterns(
    rf"{_BADGE}(?:{_BETWEEN}| ){{0,6}}{_NUMBER}",
    rf"{_NUMBER}[ ,，]?(?:这|就)?(?:个|是)?(?:我|俺|本人)的?{_BADGE}",
    r"(?:我|俺|本人)的?(?:编号|代号|号码|证号|牌号|号)?(?:就?是|为|[ :：])+"
    r"(?=[a-z\- ]{0,7}[0-9]{3})"
    rf"{_NUMBER}(?!(?:号|#)?{_THING})",
    rf"(?:编号|号码)[是为 ]?{_NUMBER}的?那?个?(?:就?是)(?:我|俺|本人)",
    rf"{_WORKER}(?:编号|号|[ :：#])*(?P<number>[a-z]{{0,3}}-?[0-9]{{4,8}})"
    r"(?![0-9a-z多余几]|[人名元块万个年月米吨位])",
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:-\d+)*")


def badges(reading: Reading) -> list[Giveaway]:
    """Numbers that are said to be somebody's."""
    text = reading.text.translate(DIGITS)
    return [
        reading.giveaway(GiveawayKind.EMPLOYEE_NO, *match.span("number"))
        for pattern in _SAID
        for match in pattern.finditer(text)
        if _sure(match["number"], typed=reading.text[slice(*match.span("number"))])
    ]


def _sure(number: str, *, typed: str) -> bool:
    """Neither a year, nor two Chinese figures, which are as often a rough number: 二三十人."""
    if _YEAR.fullmatch(number):
        return False
    return typed.isascii() or sum(sign.isdigit() for sign in number) >= 3
