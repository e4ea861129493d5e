"""Addresses and accounts: e-mail, WeChat, QQ and the like."""

from typing import Final

from domain.giveaways.figures import DIGITS
from domain.giveaways.giveaway import Giveaway, GiveawayKind
from domain.giveaways.reading import Reading
from domain.giveaways.words import any_of, patterns

_LOCAL: Final = r"(?<![a-z0-9._%+\-])[a-z0-9._%+\-]{1,64}"
_HOST: Final = r"[a-z0-9\-]{1,40}(?: ?[.。点] ?[a-z0-9\-]{1,20}){1,3}"
_EMAILS: Final = patterns(
    rf"{_LOCAL} ?(?:@|\(at\)|\[at\]|#|艾特|圈a) ?{_HOST}(?![a-z0-9])",
    r"(?<=邮箱)(?:地址|账号|号|是|为|[ :：])*[a-z0-9._%+\-]{3,40}(?![a-z0-9@])",
)
_SERVICE: Final = any_of(
    "微信 威信 薇信 微芯 徽信 卫星号 v信 vx wx weixin wechat 加v 加我v 我v 扣扣 企鹅 球球 qq q号",
    "抖音 快手 钉钉 tg telegram 电报 微博 小红书",
)
_BETWEEN: Final = any_of(
    "号码? 账号 帐号 id 名 群 是 为 叫 加 我 的 就 联系 搜 也 同 昵称 这个 你们? 可以 用",
    r"[:：,，=\-—>→(（\"“「@]",
)
_ID: Final = r"(?:[a-z][a-z0-9_\-]{3,19}|[0-9][0-9 \-]{3,13}[0-9]|[a-z0-9_\-]{6,20})"
_PUBLIC: Final = any_of("公众号 小程序 步数 支付 转账 红包")
_ACCOUNTS: Final = patterns(
    rf"{_SERVICE}(?!{_PUBLIC})(?:{_BETWEEN}| ){{0,8}}{_ID}(?![a-z0-9_])",
    r"wxid_[a-z0-9]{4,20}",
    rf"(?:{_SERVICE}(?:昵称|名字|名)|网名|昵称)(?:叫|是|[ :：])+[\w·]{{2,12}}",
)


def accounts(reading: Reading) -> list[Giveaway]:
    """E-mail addresses, and what is said to be somebody's account."""
    figured = Reading(reading.text.translate(DIGITS), reading.at)
    emails = figured.all(GiveawayKind.EMAIL, _EMAILS)
    return emails + figured.all(GiveawayKind.CHAT_ID, _ACCOUNTS)
