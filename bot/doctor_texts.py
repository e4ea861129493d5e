"""What `python -m bot.doctor` says: what is fine, what is not, and its cure, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoctorTexts:
    """One language's sentences; the first of a pair is fine, the second names the cure."""

    all_well: str
    not_well: str
    names: dict[str, str]
    reach: tuple[str, str]
    clock: tuple[str, str]
    unseen: str
    token: tuple[str, str]
    same: str
    joins: str
    blind: str
    database: str
    one_file: str
    roles: tuple[str, str]
    no_roles: str
    above: str
    no_role: str
    room: tuple[str, str]
    no_room: str
    gone: str
    sealing: str
    opening: tuple[str, str]
    elsewhere: str
    open_to_all: str
    not_a_pair: str
    unswitched: str
    disk: tuple[str, str]
    backup: tuple[str, str]
    no_backup: str
    holidays: tuple[str, str]
    font: tuple[str, str]
    roster: tuple[str, str]
    border: tuple[str, str]
    nobody: str


ZH = DoctorTexts(
    all_well="样样都好。",
    not_well="{count} 项要治。",
    names={
        "reach": "连通",
        "clock": "对时",
        "intake": "员工端",
        "desk": "工作端",
        "database": "数据库",
        "roles": "数据库权限",
        "rooms": "审核群",
        "keys": "密钥",
        "disk": "磁盘",
        "backup": "备份",
        "holidays": "放假表",
        "font": "中文字体",
        "roster": "值班表",
        "border": "数据出境",
    },
    reach=(
        "连得上 {host}",
        "连不上 {host}。在国内一般要代理：设 CHUISHAO_PROXY，例 socks5://10.0.0.5:1080",
    ),
    clock=("和 Telegram 差 {seconds} 秒", "和 Telegram 差 {seconds} 秒。请开对时（chrony 或 ntp）"),
    unseen="这里没有令牌，没有查。用凭据或别的文件给的，请用那边的设置再查一次",
    token=("@{name}", "Telegram 不认这个令牌。请从 @BotFather 重新复制"),
    same="两个令牌是同一个机器人。要两个不同的",
    joins="@{name} 允许被拉进群，会害了拉它的人。"
    "请在 @BotFather 发 /setjoingroups → 选它 → Disable",
    blind="@{name} 看不到群里的话。请在 @BotFather 发 /setprivacy → 选它 → Disable",
    database="版本 {revision}，最新",
    one_file="SQLite 没有角色，两个进程一样看得到整个库（内容是封着的）",
    roles=(
        "{role}，和程序写的一样",
        "这些表的权限和程序写的不一样：{tables}。请用表的主人运行 python -m bot.migrate",
    ),
    no_roles="少了角色 {roles}。请让数据库管理员运行：{cure} "
    "再用表的主人运行 python -m bot.migrate",
    above="这个数据库用户是表的主人或超级用户，什么都拦不住它。"
    "请给每个进程一个自己的用户，见 deploy/README.md",
    no_role="这个数据库用户不只是工作端的。请只给它 chuishao_desk：GRANT chuishao_desk TO 用户",
    room=("{number} 号群：都好", "{number} 号群：{faults}。在群里发 /link 看怎么治"),
    no_room="还没有接审核群。请运行 python -m bot.people room code，把码发到群里：/link 码",
    gone="{number} 号群：机器人不在里面。请把它拉回去，或另接一个群",
    sealing="没有能用的封存钥匙：{path}。请运行 python -m bot.keys make，或从备份拷回来",
    opening=(
        "封存、开启是一对",
        "开启的钥匙坏了：{path}。请用纸上的恢复词：python -m bot.keys recover",
    ),
    elsewhere="开启的钥匙不在这里或这个用户读不到，没有查",
    open_to_all="别的用户也读得到开启的钥匙。请运行 chmod 600 {path}",
    unswitched="换密钥换到一半：还在用旧的封存。工作端重启过以后，请运行 python -m bot.keys switch",
    not_a_pair="封存和开启的钥匙不是一对。请拷来同一次做出来的两个文件",
    disk=("还有 {free} GB", "只剩 {free} GB。请腾出地方，至少 1 GB"),
    backup=(
        "最近一份 {day}",
        "最近一份是 {day} 的。请看每晚的任务，或运行 python -m bot.backup make",
    ),
    no_backup="{folder} 里还没有备份。请运行 python -m bot.backup make，再让它每晚自己跑",
    holidays=(
        "{year} 年的放假安排有了",
        "{year} 年的放假安排没有。国务院公布以后请写进 {path}，重启两个进程",
    ),
    font=("有，能印海报", "没有，印不了海报。Debian：apt install fonts-noto-cjk fontconfig"),
    roster=(
        "往后 7 天都有人值班",
        "{day} 起没有人值班，急件没人响铃。请导入：python -m bot.people roster import 值班表.xlsx",
    ),
    border=(
        "{day} 定了可以",
        "还没定内容能不能经过境外的服务器（《个人信息保护法》第三十六条）。定了再运行 make init",
    ),
    nobody="没有人值班，急件没人响铃。请导入：python -m bot.people roster import 值班表.xlsx",
)

EN = DoctorTexts(
    all_well="All is well.",
    not_well="{count} matters need a cure.",
    names={
        "reach": "connection",
        "clock": "clock",
        "intake": "intake bot",
        "desk": "desk bot",
        "database": "database",
        "roles": "rights",
        "rooms": "groups",
        "keys": "keys",
        "disk": "disk",
        "backup": "backup",
        "holidays": "days off",
        "font": "Chinese font",
        "roster": "roster",
        "border": "border",
    },
    reach=(
        "{host} can be reached",
        "{host} cannot be reached. A proxy may help: CHUISHAO_PROXY, socks5://10.0.0.5:1080",
    ),
    clock=(
        "{seconds} s from Telegram's",
        "{seconds} s from Telegram's. Let the machine keep time (chrony or ntp)",
    ),
    unseen="no token here, not looked at. Where credentials give it, look again with those",
    token=("@{name}", "Telegram does not know this token. Copy it from @BotFather again"),
    same="both tokens are of one bot. Two different ones are needed",
    joins="@{name} may be added to groups, which would betray whoever does. Send @BotFather "
    "/setjoingroups, choose it, Disable",
    blind="@{name} cannot see what is written in groups. Send @BotFather /setprivacy, choose it, "
    "Disable",
    database="revision {revision}, the newest",
    one_file="SQLite has no roles: both processes see the whole database (its content is sealed)",
    roles=(
        "{role}, as declared",
        (
            "the rights on these tables are not as declared: {tables}. Run python -m "
            "bot.migrate as their owner"
        ),
    ),
    no_roles="the roles {roles} are missing. Have a superuser run: {cure} Then run python -m "
    "bot.migrate as the tables' owner",
    above="this database user owns the tables or is a superuser: nothing is refused it. Give each "
    "process a user of its own, see deploy/README.md",
    no_role="this database user is not the desk's alone. Give it chuishao_desk and no other: GRANT "
    "chuishao_desk TO user",
    room=("group {number}: fine", "group {number}: {faults}. Send /link there to see the cure"),
    no_room="no group is linked. Run python -m bot.people room code, and send /link CODE there",
    gone="group {number}: the bot is not in it. Let it in again, or link another",
    sealing="there is no usable sealing key: {path}. Run python -m bot.keys make, or copy it back",
    opening=(
        "sealing and opening key are a pair",
        "the opening key is damaged: {path}. Take the words on paper: python -m bot.keys recover",
    ),
    elsewhere="the opening key is not here, or not for this user to read; not looked at",
    open_to_all="other users can read the opening key. Run chmod 600 {path}",
    unswitched="keys are half rotated: things are still sealed to an old one. Once the desk has "
    "been restarted, run python -m bot.keys switch",
    not_a_pair="sealing and opening key are no pair. Copy the two files that were made together",
    disk=("{free} GB left", "only {free} GB left. Make room, 1 GB at least"),
    backup=(
        "the last one is of {day}",
        "the last one is of {day}. See to the nightly job, or run python -m bot.backup make",
    ),
    no_backup="there is none in {folder}. Run python -m bot.backup make, and let it run each night",
    holidays=(
        "those of {year} are known",
        "those of {year} are not known. When they are published write them into {path} and restart",
    ),
    font=(
        "there is one; posters can be made",
        "there is none, so no posters. Debian: apt install fonts-noto-cjk fontconfig",
    ),
    roster=(
        "somebody is on duty for the next 7 days",
        "nobody is on duty from {day}. Import: python -m bot.people roster import roster.xlsx",
    ),
    border=(
        "decided on {day}",
        "whether reports may pass through servers abroad is not decided. Then: make init",
    ),
    nobody="nobody is on duty; nobody will be rung. Import: python -m bot.people roster import "
    "roster.xlsx",
)


def texts(language: str | None) -> DoctorTexts:
    """Chinese, unless English is asked for."""
    return EN if (language or "").lower().startswith("en") else ZH
