"""What `python -m bot.init` asks and says, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InitTexts:
    """One language's sentences; braces hold what is filled in."""

    begin: str
    left: str
    reach: str
    reached: str
    not_reached: str
    no_proxy: str
    cut_off: str
    intake: str
    desk: str
    bot: str
    unknown_bot: str
    same: str
    joins_groups: str
    blind: str
    opening: str
    have_keys: str
    words_void: str
    office: Mapping[str, tuple[str, str]]
    bot_names: Mapping[str, str]
    named: str
    not_named: str
    border: str
    border_ask: str
    border_yes: frozenset[str]
    undecided: str
    decided: str
    done: str


ZH = InitTexts(
    begin="共 5 问，约 10 分钟。随时 Ctrl+C，下次接着来。",
    left="停在这里了。答过的都记着，再运行 make init 就接着来。",
    reach="1/5 这台机器连得上 Telegram 吗？",
    reached="    ✓ 连得上",
    not_reached="    ✗ 连不上 {host}（最多等 10 秒）。在国内一般要代理。\n"
    "    请填代理地址（例 socks5://10.0.0.5:1080 或 http://10.0.0.5:8080），没有就直接回车退出",
    no_proxy="    ✗ 这不像代理地址：要以 socks5:// 或 http:// 开头，后面是地址和端口。",
    cut_off="    ✗ 连接断了，令牌没查成。请看看网络，好了按回车再查",
    intake="2/5 员工端令牌（找 @BotFather 发 /newbot 得到，输入时不显示）",
    desk="3/5 工作端令牌（另一个机器人，输入时不显示）",
    bot="    ✓ @{name}",
    unknown_bot="    ✗ Telegram 不认这个令牌，请从 @BotFather 那里重新复制。",
    same="    ✗ 和员工端是同一个。要两个不同的机器人。",
    joins_groups="    ✗ 这个机器人允许被拉进群，会害了拉它的人。\n"
    "    请在 @BotFather 发 /setjoingroups → 选它 → Disable，好了按回车",
    blind="    ✗ 这个机器人看不到群里的话。\n"
    "    请在 @BotFather 发 /setprivacy → 选它 → Disable，好了按回车",
    opening="4/5 开封口令：丢了口令又丢了恢复词，所有线索永远打不开。",
    have_keys="    ✓ 密钥已经有了：{path}",
    words_void="刚才那 24 个词作废了，抄了的请撕掉；下次会给新的。",
    office={
        "TIMEZONE": (
            "5/5 单位时区",
            "    ✗ 没有这个时区。全国都填 Asia/Shanghai，在新疆也可以填 Asia/Urumqi。",
        ),
        "POSTING_HOURS": (
            "    几点把不急的线索送到审核群",
            "    ✗ 看不懂。请写成 09:00，几个钟点用逗号隔开：09:00,15:00",
        ),
        "RETURN_WEEKDAY": (
            "    周报星期几交（1 是周一，7 是周日）",
            "    ✗ 请填 1 到 7 的一个数字，周五填 5。",
        ),
        "RETURN_HOUR": (
            "    几点前交",
            (
                "    ✗ 请写成 16:00 这样，要晚于当天最后一次提醒（14:00）。\n"
                "    想更早，先在 .env 里写 CHUISHAO_RETURN_HOURS_ON_DAY=09:00 和\n"
                "    CHUISHAO_RETURN_COUNTED_HOUR=09:00，再运行 make init。"
            ),
        ),
    },
    bot_names={"INTAKE": "安全服务助手", "DESK": "安全工作台"},
    named="    ✓ 名字改成了“{name}”，头像请在 @BotFather 发 /setuserpic 自己设",
    not_named="    – 名字没改成，请在 @BotFather 发 /setname 改成“{name}”",
    border="还有一件事，只有贵单位能定：\n"
    "    Telegram 的服务器在境外。员工写的、审核群里看的，都要经过那里。\n"
    "    《个人信息保护法》第三十六条：国家机关处理的个人信息应当在境内存储；\n"
    "    确需向境外提供的，应当进行安全评估。\n"
    "    这里不问姓名、电话、账号，可是写的话里可能有人名，照片里可能有人。\n"
    "    请主管领导和法务定下来：行，还是不行，依据是什么；影响评估报告至少存三年（第五十六条）。",
    border_ask="    定了可以，打“可以”；还没定，按回车停在这里",
    border_yes=frozenset({"可以", "yes"}),
    undecided="没定之前，或者定了不行，都不要给员工用；可以先用 make demo 看。\n"
    "答过的都记着，定了再运行 make init。",
    decided="    ✓ 数据出境：{day} 定了可以",
    done="全部好了，写在 {path}；分开装的，各用各的：{files}。\n"
    "下一步：\n"
    "    make run                                            两个机器人跑起来，另开一个终端：\n"
    "    .venv/bin/python -m bot.people enterprises template 单位.xlsx    填好再 import\n"
    "    .venv/bin/python -m bot.people reviewer add 审核员甲  登记码发给本人，私聊工作端登记\n"
    "    .venv/bin/python -m bot.people room code            在建好的群里发：/link 码\n"
    "    make doctor                                         样样好不好",
)

EN = InitTexts(
    begin="Five questions, about ten minutes. Ctrl+C at any time; next time it goes on from there.",
    left="Stopped here. Your answers are kept: run `make init` to go on.",
    reach="1/5 Can this machine reach Telegram?",
    reached="    ✓ It can.",
    not_reached="    ✗ {host} cannot be reached (10 seconds at most).\n"
    "    Type a proxy (socks5://10.0.0.5:1080 or http://10.0.0.5:8080), or Enter to leave",
    no_proxy="    ✗ That is no proxy: it begins with socks5:// or http://, then host and port.",
    cut_off="    ✗ The connection broke; the token was not looked at. Press Enter to try again",
    intake="2/5 The intake bot's token (from @BotFather's /newbot; not shown)",
    desk="3/5 The desk bot's token (another bot; not shown)",
    bot="    ✓ @{name}",
    unknown_bot="    ✗ Telegram does not know this token. Copy it from @BotFather again.",
    same="    ✗ That is the intake bot. Two different bots are needed.",
    joins_groups="    ✗ This bot may be added to groups, which would betray whoever adds it.\n"
    "    Send @BotFather /setjoingroups → choose it → Disable, then press Enter",
    blind="    ✗ This bot cannot see what is written in groups.\n"
    "    Send @BotFather /setprivacy → choose it → Disable, then press Enter",
    opening="4/5 The passphrase: without it and the recovery words nothing can ever be read.",
    have_keys="    ✓ The keys are there: {path}",
    words_void="The 24 words shown just now are void: tear the paper up. There will be new ones.",
    office={
        "TIMEZONE": (
            "5/5 The office's time zone",
            "    ✗ There is no such zone. All of China may use Asia/Shanghai.",
        ),
        "POSTING_HOURS": (
            "    When reports that are not urgent reach the review group",
            "    ✗ Write an hour as 09:00, and several with commas: 09:00,15:00",
        ),
        "RETURN_WEEKDAY": (
            "    On which weekday returns are due (1 is Monday, 7 is Sunday)",
            "    ✗ One number from 1 to 7, please; Friday is 5.",
        ),
        "RETURN_HOUR": (
            "    By what hour",
            (
                "    ✗ Write it as 16:00; it is to be later than the day's last reminder (14:00).\n"
                "    For an earlier one first set CHUISHAO_RETURN_HOURS_ON_DAY=09:00 and\n"
                "    CHUISHAO_RETURN_COUNTED_HOUR=09:00 in .env, then run make init."
            ),
        ),
    },
    bot_names={"INTAKE": "安全服务助手", "DESK": "安全工作台"},
    named="    ✓ Its name is now “{name}”; set its picture by @BotFather's /setuserpic",
    not_named="    – Its name could not be set; set it by @BotFather's /setname: “{name}”",
    border="One more matter, which only you can decide:\n"
    "    Telegram's servers are abroad. What employees write, and what the review group reads,\n"
    "    passes through them. Personal Information Protection Law of China, article 36: what\n"
    "    state organs handle is stored inside the country; to provide it abroad needs a security\n"
    "    assessment. Nobody is asked for name, telephone or account here, but what is written\n"
    "    may name people, and photos may show them. Have whoever is responsible decide, with the\n"
    "    reason; the impact assessment is kept for three years at least (article 56).",
    border_ask="    If it is decided that it may be used, type “yes”; else just Enter",
    border_yes=frozenset({"可以", "yes"}),
    undecided="Let no employee use it before that is decided, or if it was decided against; "
    "`make demo` shows it\nmeanwhile. Your answers are kept: run `make init` again then.",
    decided="    ✓ Passing through Telegram was decided on {day}",
    done="All is set, in {path}; for separate services each has its own: {files}.\n"
    "Next:\n"
    "    make run                                            both bots; in another terminal:\n"
    "    .venv/bin/python -m bot.people enterprises template FILE.xlsx    fill in, then import\n"
    "    .venv/bin/python -m bot.people reviewer add NAME    hand out the code, for the desk bot\n"
    "    .venv/bin/python -m bot.people room code            send /link CODE in the group\n"
    "    make doctor                                         is all well?",
)


def texts(language: str | None) -> InitTexts:
    """Chinese, unless English is asked for."""
    return EN if (language or "").lower().startswith("en") else ZH
