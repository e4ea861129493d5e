"""Kinds of danger: ten plain labels to pick from, sixteen ids of the catalogue behind them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Category(StrEnum):
    """The catalogue's ids; a report carries one of them or none."""

    CONSTRUCTION = "CN"
    FIRE = "FR"
    CITY_GAS = "GS"
    DANGEROUS_WORK = "HW"
    QUALIFICATION = "OP"
    OUTSOURCING = "OS"
    CONFINED_SPACE = "CS"
    INDUSTRY = "IT"
    SPECIAL_EQUIPMENT = "SE"
    POWER = "PW"
    COAL = "CM"
    CHEMICALS = "HC"
    TOURISM = "TR"
    CROWDED_PLACE = "CP"
    NEW_BUSINESS = "NB"
    MANAGEMENT = "MG"


class Label(StrEnum):
    """What a reporter picks from."""

    FIRE = "fire"
    GAS = "gas"
    SITE = "site"
    ELECTRIC = "electric"
    CONFINED = "confined"
    MACHINE = "machine"
    UNTRAINED = "untrained"
    OTHER = "other"
    CONCEALED = "concealed"
    REVENGE = "revenge"


# The first id of a label holds unless a word in the text speaks for a later, narrower one.
CATEGORIES: Final[Mapping[Label, tuple[Category, ...]]] = {
    Label.FIRE: (Category.FIRE, Category.CROWDED_PLACE),
    Label.GAS: (Category.CITY_GAS, Category.CHEMICALS),
    Label.SITE: (Category.CONSTRUCTION,),
    Label.ELECTRIC: (Category.DANGEROUS_WORK, Category.POWER),
    Label.CONFINED: (Category.CONFINED_SPACE, Category.COAL),
    Label.MACHINE: (Category.SPECIAL_EQUIPMENT, Category.INDUSTRY),
    Label.UNTRAINED: (Category.QUALIFICATION, Category.OUTSOURCING),
    Label.OTHER: (Category.TOURISM, Category.NEW_BUSINESS),
    Label.CONCEALED: (Category.MANAGEMENT,),
    Label.REVENGE: (Category.MANAGEMENT,),
}

WORDS: Final[Mapping[Category, tuple[str, ...]]] = {
    Category.CONSTRUCTION: (
        *("工地", "脚手架", "塔吊", "基坑", "边坡", "模板", "安全帽", "高处", "坠落", "临边"),
        *("施工", "安全带", "洞口", "护栏", "吊篮", "坍塌"),
    ),
    Category.FIRE: (
        *("着火", "起火", "消防", "灭火器", "消火栓", "安全出口", "疏散", "烟感", "喷淋"),
        *("防火门", "火灾", "锁着", "堵住通道", "电动车充电"),
    ),
    Category.CITY_GAS: ("燃气", "天然气", "煤气", "液化气", "调压", "漏气", "气味", "管道气"),
    Category.DANGEROUS_WORK: (
        *("动火", "电焊", "气割", "焊工", "吊装", "临时用电", "用电", "触电", "漏电"),
        *("电线", "配电箱", "电箱", "插座"),
    ),
    Category.QUALIFICATION: ("没证", "无证", "上岗", "没有证", "特种作业证", "没培训", "假证"),
    Category.OUTSOURCING: ("外包", "分包", "转包", "挂靠", "外租", "出租"),
    Category.CONFINED_SPACE: (
        *("有限空间", "密闭", "井下作业", "下井", "污水井", "化粪池", "沼气", "罐里", "罐内"),
        *("硫化氢", "缺氧", "管沟"),
    ),
    Category.INDUSTRY: ("粉尘", "冲床", "车间", "机床", "皮带", "传送带", "急停", "液氨", "防护罩"),
    Category.SPECIAL_EQUIPMENT: ("电梯", "锅炉", "压力容器", "叉车", "行车", "起重机", "压力管道"),
    Category.POWER: ("变电", "高压线", "光伏", "风电", "储能", "电厂"),
    Category.COAL: ("煤矿", "瓦斯", "采煤", "巷道", "透水", "冒顶"),
    Category.CHEMICALS: ("危化", "化学品", "甲醇", "硫酸", "盐酸", "氯气", "储罐", "易燃液体"),
    Category.TOURISM: ("景区", "漂流", "索道", "游客", "玻璃栈道", "旅游"),
    Category.CROWDED_PLACE: ("酒店", "商场", "停车场", "宾馆", "影院", "歌厅"),
    Category.NEW_BUSINESS: ("剧本杀", "密室逃脱", "电竞", "外卖", "充电桩", "快递"),
    Category.MANAGEMENT: (
        *("瞒报", "不报", "私了", "打击报复", "报复", "扣工资", "辞退", "开除", "穿小鞋"),
        *("强令", "冒险", "超定员", "假台账", "没有预案"),
    ),
}
_REVENGE: Final = ("报复", "扣工资", "辞退", "开除", "穿小鞋")


def guess(text: str) -> Label | None:
    """The label that most words of a text speak for; None when not one does."""
    scores = {category: _score(category, text) for category in Category}
    best = max(scores, key=lambda category: scores[category])
    if not scores[best]:
        return None
    if best is Category.MANAGEMENT:
        revenge = any(word in text for word in _REVENGE)
        return Label.REVENGE if revenge else Label.CONCEALED
    return next(label for label, categories in CATEGORIES.items() if best in categories)


def category(label: Label | None, text: str) -> Category | None:
    """The catalogue's id for a label, told apart by the words of the text where it has several."""
    if label is None:
        return None
    choices = CATEGORIES[label]
    spoken = [choice for choice in choices if _score(choice, text)]
    if label is Label.OTHER and not spoken:
        return None
    return spoken[-1] if spoken else choices[0]


def _score(category: Category, text: str) -> int:
    return sum(word in text for word in WORDS[category])
