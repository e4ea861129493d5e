"""What `python -m bot.init` asks and says, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InitTexts:
    """One language's sentences; braces hold what is filled in."""

    begin: str
    reach: str
    reached: str
    not_reached: str
    intake: str
    desk: str
    bot: str
    unknown_bot: str
    same: str
    joins_groups: str
    blind: str
    opening: str
    have_keys: str
    zone: str
    hours: str
    wrong: str
    done: str


ZH = InitTexts(
    begin="共 5 问，约 10 分钟。随时 Ctrl+C，下次接着来。",
    reach="1/5 这台机器连得上 Telegram 吗？",
    reached="    ✓ 连得上",
    not_reached="    ✗ 连不上 {host}（最多等 10 秒）。在国内一般要代理。\n"
    "    请填代理地址（例 http://10.0.0.5:8080），没有就直接回车退出",
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
    zone="5/5 单位时区",
    hours="    几点把不急的线索送到审核群",
    wrong="    ✗ 填得不对，请再填一遍。",
    done="全部好了，写在 {path}。下一步：make run\n"
    "再加审核员、接审核群：python -m bot.people --help",
)

EN = InitTexts(
    begin="Five questions, about ten minutes. Ctrl+C at any time; next time it goes on from there.",
    reach="1/5 Can this machine reach Telegram?",
    reached="    ✓ It can.",
    not_reached="    ✗ {host} cannot be reached (10 seconds at most).\n"
    "    Type a proxy's address (such as http://10.0.0.5:8080), or just Enter to leave",
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
    zone="5/5 The office's time zone",
    hours="    When reports that are not urgent reach the review group",
    wrong="    ✗ That is not right. Please type it again.",
    done="All is set, in {path}. Next: make run\n"
    "Then add reviewers and link a group: python -m bot.people --help",
)


def texts(language: str | None) -> InitTexts:
    """Chinese, unless English is asked for."""
    return EN if (language or "").lower().startswith("en") else ZH
