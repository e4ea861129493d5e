"""Number plates of vehicles.

Source: GA 36-2018: a province, a letter of the place, five signs without I and O; six where it
drives on new energy; 学, 警, 挂, 港, 澳, 超, 试 or 领 may stand at the end.
"""

from typing import Final

from domain.giveaways.figures import DIGITS
from domain.giveaways.giveaway import Giveaway, GiveawayKind
from domain.giveaways.reading import Reading
from domain.giveaways.words import any_of, patterns

_PROVINCE: Final = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使]"
_SIGN: Final = r"[a-hj-np-z0-9]"
_GAP: Final = r"[ ·•.\-—_]{0,2}"
_TO_END: Final = r"(?![a-z0-9])"
_SAID: Final = any_of("车牌号码 车牌号 车牌 车号 牌照 牌号")
_PLATES: Final = patterns(
    rf"(?<![a-z0-9]){_PROVINCE}{_GAP}[a-z]{_GAP}"
    rf"(?P<signs>(?:{_SIGN}[ ·]?){{5}}{_SIGN}?[学警挂]?|"
    rf"(?:{_SIGN}[ ·]?){{4}}[学警挂港澳超试领]){_TO_END}",
    rf"(?<![胸工厂]){_SAID}(?:[ :：是为])*(?P<signs>[a-z]?{_GAP}{_SIGN}{{4,6}}[学警挂]?){_TO_END}",
    rf"(?:车牌|车|牌照|牌|{_PROVINCE}[a-z])号?的?尾号(?:[ :：是为])*"
    rf"(?P<signs>{_SIGN}{{3,5}}){_TO_END}",
)


def plates(reading: Reading) -> list[Giveaway]:
    """Whole plates, and what is said to be one or its end."""
    text = reading.text.translate(DIGITS)
    return [
        reading.giveaway(GiveawayKind.PLATE, *match.span())
        for pattern in _PLATES
        for match in pattern.finditer(text)
        if sum(sign.isdigit() for sign in match["signs"]) >= 2
    ]
