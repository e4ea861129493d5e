"""What `python -m bot.backup` says, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BackupTexts:
    """One language's sentences; braces hold what is filled in."""

    made: str
    not_made: str
    whole: str
    restored: str
    chain: str
    after: str
    locked: str
    no_key: str
    damaged: str
    not_empty: str
    other_schema: str
    unreadable: str


ZH = BackupTexts(
    made="备份好了：{path}（{rows} 行，{size} MB）。到期删掉 {removed} 份旧的。\n"
    "内容是封着的；开封钥匙、口令、恢复词都不在里面，要另外保管。",
    not_made="没有备份成。请看文件夹写得进去没有（{folder}）、封存钥匙在不在（{key}）、磁盘满没满。",
    whole="这份备份完整：{path}，{made} 做的。",
    restored="恢复好了：{path}，{made} 的样子。",
    chain="恢复进来的日志接不上。请保管好这份备份和原来的数据库，先不要启动。",
    after="草稿不进备份。备份之后才发生的事都不在里面，备份时还没发出的通知会再发一次。\n"
    "下一步：启动两个机器人，请一位审核员看看看板。",
    locked="口令不对，打不开钥匙文件。请再试一次；忘了口令：python -m bot.keys recover",
    no_key="没有可用的开封钥匙文件：{path}。用 --opening-key 指明在哪里；"
    "丢了就用纸上的恢复词：python -m bot.keys recover",
    damaged="这份备份读不了，什么都没有放进去：不是备份、没传完、被改过，或者是别的钥匙封的。"
    "请换一份：{path}",
    not_empty="数据库里已经有东西，没有动它。请用新的空数据库："
    "改 CHUISHAO_DATABASE_URL 或数据文件夹，运行 python -m bot.migrate，再恢复。",
    other_schema="这份备份是数据库版本 {revision} 的，和现在的程序不一样，什么都没有放进去。"
    "请用当时的程序恢复，再换新程序运行 python -m bot.migrate。",
    unreadable="读不到这个文件：{path}。请核对路径和权限。",
)

EN = BackupTexts(
    made="The backup is made: {path} ({rows} rows, {size} MB). {removed} old ones were removed.\n"
    "It is sealed; the opening key, its passphrase and its words are not in it: keep them apart.",
    not_made="No backup was made. See whether the folder can be written to ({folder}), the sealing "
    "key is there ({key}), and the disk has room.",
    whole="This backup is whole: {path}, made {made}.",
    restored="Restored: {path}, as it was at {made}.",
    chain="The journal that came back does not fit together. Keep this backup and the old "
    "database, and start nothing yet.",
    after="Drafts are in no backup. What happened after it is not in it, and notices that waited "
    "then are sent again.\nNext: start both bots, and have a reviewer look at the board.",
    locked="The passphrase does not open the key file. Try again; if it is forgotten: "
    "python -m bot.keys recover",
    no_key="There is no usable file of the opening key: {path}. Say where it is by --opening-key; "
    "if it is lost, take the words on paper: python -m bot.keys recover",
    damaged="This backup cannot be read, and nothing was put in: it is none, was cut short or "
    "changed, or is sealed to another key. Take another: {path}",
    not_empty="The database holds something already and was left as it is. Take an empty one: "
    "change CHUISHAO_DATABASE_URL or the data folder, run python -m bot.migrate, then restore.",
    other_schema="This backup is of the schema {revision}, not of this program's; nothing was put "
    "in. Restore it with the program of that time, then run python -m bot.migrate with this one.",
    unreadable="This file cannot be read: {path}. Check its path and rights.",
)


def texts(language: str | None) -> BackupTexts:
    """Chinese, unless English is asked for."""
    return EN if (language or "").lower().startswith("en") else ZH
