"""What is said about the database and the journal, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoreTexts:
    """One language's sentences; braces hold what is filled in."""

    newest: str
    upgraded: str
    empty: str
    older: str
    newer: str
    unreachable: str
    not_owner: str
    no_roles: str
    chain_whole: str
    chain_empty: str
    chain_broken: str
    strangers: str
    head: str


ZH = StoreTexts(
    newest="数据库是最新的（{revision}）。",
    upgraded="数据库升级好了（{revision}）。",
    empty="数据库还没有建。请先运行：python -m bot.migrate",
    older="数据库的版本是 {revision}，程序要的是 {newest}。请先运行：python -m bot.migrate",
    newer="数据库的版本 {revision} 比程序新。请换用新的程序，不要动数据库。",
    unreachable="数据库连不上。请看它开着没有，再核对 CHUISHAO_DATABASE_URL 和文件夹的权限。",
    not_owner="这个数据库用户不能升级，什么也没有动。"
    "请用表的主人（建库的用户）的 CHUISHAO_DATABASE_URL 运行 python -m bot.migrate。",
    no_roles="库升级好了，但少了角色 {roles}，这个用户建不了，两个进程的权限还没有写。\n"
    "请让数据库管理员运行下面这句，再运行一次 python -m bot.migrate：\n{cure}",
    chain_whole="日志完整：{number} 条，条条接得上。最后一条的指纹：{digest}",
    chain_empty="日志还是空的，没有什么可核对。",
    chain_broken="日志从第 {number} 条起接不上：有人改过、删过或加过。"
    "请保管好现在的数据库，找来备份对照。",
    strangers="库里有 {count} 份材料日志里没有记载：有人绕过程序放进来，或者换过。"
    "请保管好现在的数据库，找来备份对照。",
    head="第 {number} 条 {digest}",
)

EN = StoreTexts(
    newest="The database is at the newest revision ({revision}).",
    upgraded="The database is now at revision {revision}.",
    empty="The database has not been made yet. First run: python -m bot.migrate",
    older="The database is at revision {revision}, this program needs {newest}. "
    "First run: python -m bot.migrate",
    newer="The database is at revision {revision}, which is newer than this program. "
    "Use the newer program and leave the database as it is.",
    unreachable="The database cannot be reached. See whether it is running, and check "
    "CHUISHAO_DATABASE_URL and the rights of its folder.",
    not_owner="This database user may not upgrade it; nothing was changed. Run python -m "
    "bot.migrate with the CHUISHAO_DATABASE_URL of the tables' owner.",
    no_roles="The database is upgraded, but the roles {roles} are missing and this user may not "
    "make them: the rights of the two processes are not written. Have a superuser run this, then "
    "run python -m bot.migrate again:\n{cure}",
    chain_whole="The journal is whole: {number} entries, each fitting the one before. "
    "Digest of the last: {digest}",
    chain_empty="The journal is empty; there is nothing to verify.",
    chain_broken="The journal breaks at entry {number}: something was changed, taken out or put "
    "in. Keep this database as it is and compare it with a backup.",
    strangers="The journal knows nothing of {count} sealed items in the database: they were put in "
    "or replaced behind the program's back. Keep this database as it is and compare it with a "
    "backup.",
    head="Entry {number} {digest}",
)


def texts(language: str | None) -> StoreTexts:
    """Chinese, unless English is asked for."""
    return EN if (language or "").lower().startswith("en") else ZH
