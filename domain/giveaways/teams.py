"""我们班: the writer is one of a few."""

from typing import Final

from domain.giveaways.giveaway import Giveaway, GiveawayKind
from domain.giveaways.reading import Reading
from domain.giveaways.words import ANY, COUNT, TEAM, WE, WRITER, any_of, patterns

_NO_VERB: Final = (
    r"[^\W_有只要看说跟和把被想叫让不没都也去来用能会到给求问听过了的是上下加值倒接交当在人]"
)
"""What may stand between 我们 and 班: 我们运行班, but not 我们上班."""
_SUPERIORS: Final = any_of(
    "师傅 徒弟 师父 班长 组长 队长 段长 科长 工长 带班 搭档 对班 同班 工友 接班的 交班的 站长",
    "主任",
)
_QUALIFIED: Final = rf"(?:{_NO_VERB}{{0,6}}?{COUNT}?)"
_PATTERNS: Final = patterns(
    rf"{WE}们?(?:这|那)?(?:个|边|里|儿)?的?{_QUALIFIED}?{TEAM}长?",
    rf"{WE}们?(?:段|队)[上里]",
    rf"{WRITER}所?在的{ANY}{{0,6}}?{TEAM}",
    rf"{WE}(?:这|那|们)?(?:个|条|趟)?(?:[0-9一二三四五六七八九十]{{1,3}}路|线路|机台|机位|岗位|岗|班次)",
    rf"{WRITER}们?的?{_SUPERIORS}",
    rf"[和跟与同]我(?:是|在)?(?:一个|同一?个?)的?(?:{TEAM}|宿舍|岗)",
    rf"{WRITER}们?住?的?(?:[0-9一二三四五六七八九十]{{1,4}}号?)?宿舍",
    rf"{WRITER}们(?:就)?(?:[两三四五六2-6]个人?|俩|仨)",
)


def teams(reading: Reading) -> list[Giveaway]:
    """Where it is said."""
    return reading.all(GiveawayKind.OUR_TEAM, _PATTERNS)
