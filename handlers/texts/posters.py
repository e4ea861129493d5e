"""The words of a site's poster."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Posters:
    """One language's sentences; braces hold what is filled in."""

    head: str
    no_name: str
    how: tuple[str, ...]
    shy: str
    urgent: str
    foot: str


def texts(language: str) -> Posters:
    """The words in a language, `zh` or `en`."""
    return _LANGUAGES[language]


_LANGUAGES: Final[Mapping[str, Posters]] = {
    "zh": Posters(
        head="看见隐患，拍一张就行",
        no_name="不留名",
        how=(
            "别用微信扫。用手机自带的相机或 Telegram 扫。",
            "扫不开，就在 Telegram 里搜 @{bot}",
        ),
        shy="怕人看见：拍下这张海报，回家再扫。",
        urgent="紧急：119　120　110　　安全生产举报：{hotline}",
        foot="内部吹哨人通道　{enterprise}　{code}",
    ),
    "en": Posters(
        head="See a hazard? One photo is enough",
        no_name="No name needed",
        how=(
            "Scan with the phone's own camera or Telegram, not WeChat.",
            "If that fails, search for @{bot} in Telegram.",
        ),
        shy="Afraid to be seen? Photograph this poster and scan it at home.",
        urgent="Emergency: 119  120  110    Work safety hotline: {hotline}",
        foot="Internal whistleblower channel · {enterprise} · {code}",
    ),
}
