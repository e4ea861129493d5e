"""What is said when a setting is wrong, in both languages: what it should be, never what it was."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingsTexts:
    """One language's sentences; `cures` has one for each setting that can be wrong."""

    missing: str
    wrong: str
    see_example: str
    cures: Mapping[str, str]


ZH = SettingsTexts(
    missing="缺少 {name}。{cure}",
    wrong="{name} 填得不对。{cure}",
    see_example="写法见 .env.example。",
    cures={
        "intake_token": "员工端机器人的令牌，找 @BotFather 发 /newbot 得到，样子是“数字:字母”。",
        "desk_token": "工作端机器人的令牌，找 @BotFather 发 /newbot 得到，样子是“数字:字母”。",
        "intake_username": "员工端机器人的用户名，例：dsaqfw_bot。",
        "desk_username": "工作端机器人的用户名，例：dsaqgzt_bot。",
        "keep_unaccepted_days": "没受理的留多少天，30 到 36500，例：90。",
        "keep_checked_days": "查过的留多少天，30 到 36500，例：1095。",
        "keep_files_days": "照片和文件留多少天，30 到 36500，例：365。",
        "keep_practice_days": "演练的留多少天，1 到 365，例：7。",
        "data_dir": "放数据的文件夹，例：data。",
        "database_url": "例：sqlite:////srv/chuishao/chuishao.db "
        "或 postgresql+psycopg://用户:密码@主机/库名；不填就用数据文件夹里的 SQLite。",
        "telegram_api": "以 http:// 或 https:// 开头的网址；一般不用填。",
        "proxy": "例：http://10.0.0.5:8080 或 socks5://10.0.0.5:1080；不用代理就留空。",
        "language": "填 zh 或 en。",
        "timezone": "填时区的名字，例：Asia/Shanghai。",
        "knock_hour": "每天几点叫要我们叫的人，例：20:00。",
        "posting_hours": "几点把线索送到工作端，例：09:00,15:00；留空就是马上送。",
        "webhook_url": "以 https:// 开头的网址；不用 webhook 就留空。",
        "webhook_secret": "用 webhook 就要有暗号：16 到 256 个英文字母、数字、- 或 _。",
        "intake_webhook_port": "填 1 到 65535 之间的端口号。",
        "desk_webhook_port": "填 1 到 65535 之间的端口号。",
        "intake_health_port": "填 0 到 65535 之间的端口号；0 是不开。",
        "desk_health_port": "填 0 到 65535 之间的端口号；0 是不开。",
        "log_level": "填 DEBUG、INFO、WARNING 或 ERROR。",
        "hotline_labour": "填电话号码，例：12333。",
        "hotline_union": "填电话号码，例：12351。",
        "hotline_legal": "填电话号码，例：12348。",
        "hotline_safety": "填电话号码，例：12350。",
        "hotline_city": "填电话号码，例：12345。",
        "officers_file": "两位负责人公开钥匙的文件，python -m bot.identities officers 会写好。",
        "source_url": "程序公开在哪里，以 https:// 开头的网址；还没有公开就留空。",
        "backup_dir": "放备份的文件夹，最好在另一块盘上，例：/mnt/backup/chuishao。",
        "backup_days": "备份留几天：填 1 到 365 的整数，例：14。",
        "calendar_file": "工作日补充表的路径，例：data/calendar_overrides.yaml；没有就不填。",
        "return_weekday": "周报星期几交：填 1 到 7，1 是周一，7 是周日。",
        "return_hour": "周报几点前交，例：16:00。",
        "return_counted_hour": "统计到几点，例：12:00；不能晚于交的钟点。",
        "return_lock_weekday": "下一周星期几锁定：填 1 到 7，1 是周一，7 是周日。",
        "return_lock_hour": "几点锁定，例：09:00。",
        "return_days_ahead": "提前几个工作日提醒，例：2,1；每个数在 1 到 5 之间。",
        "return_hour_ahead": "提前提醒的钟点，例：10:00。",
        "return_hours_on_day": "当天提醒的钟点，例：09:00,14:00；至少一个，都要早于交的钟点。",
        "return_chase_after": "过了钟点多少分钟催报：填 1 到 1440 的整数，例：30。",
        "return_quiet_from": "从几点起不打扰，例：21:00。",
        "return_quiet_until": "第二天几点起可以提醒，例：08:30；要早于开始不打扰的钟点。",
    },
)

EN = SettingsTexts(
    missing="{name} is missing. {cure}",
    wrong="{name} is wrong. {cure}",
    see_example="See .env.example.",
    cures={
        "intake_token": "The intake bot's token, digits:letters, from @BotFather's /newbot.",
        "desk_token": "The desk bot's token, digits:letters, from @BotFather's /newbot.",
        "intake_username": "The intake bot's user name, such as dsaqfw_bot.",
        "desk_username": "The desk bot's user name, such as dsaqgzt_bot.",
        "keep_unaccepted_days": "Days for cases not taken on, 30 to 36500, such as 90.",
        "keep_checked_days": "Days for cases looked into, 30 to 36500, such as 1095.",
        "keep_files_days": "Days for photos and files, 30 to 36500, such as 365.",
        "keep_practice_days": "Days for practice cases, 1 to 365, such as 7.",
        "data_dir": "The folder for data, such as data.",
        "database_url": "Such as sqlite:////srv/chuishao/chuishao.db or "
        "postgresql+psycopg://user:password@host/name; leave it out for SQLite in the data folder.",
        "telegram_api": "An address that begins with http:// or https://; seldom needed.",
        "proxy": "Such as http://10.0.0.5:8080 or socks5://10.0.0.5:1080; empty for none.",
        "language": "It is zh or en.",
        "timezone": "The name of a time zone, such as Asia/Shanghai.",
        "knock_hour": "When those who asked for it are told of news, such as 20:00.",
        "posting_hours": "When reports reach the desk, such as 09:00,15:00; empty for at once.",
        "webhook_url": "An address that begins with https://; empty when updates are fetched.",
        "webhook_secret": "A webhook needs one: 16 to 256 letters, digits, - or _.",
        "intake_webhook_port": "A port from 1 to 65535.",
        "desk_webhook_port": "A port from 1 to 65535.",
        "intake_health_port": "A port from 0 to 65535; 0 for none.",
        "desk_health_port": "A port from 0 to 65535; 0 for none.",
        "log_level": "It is DEBUG, INFO, WARNING or ERROR.",
        "hotline_labour": "A telephone number, such as 12333.",
        "hotline_union": "A telephone number, such as 12351.",
        "hotline_legal": "A telephone number, such as 12348.",
        "hotline_safety": "A telephone number, such as 12350.",
        "hotline_city": "A telephone number, such as 12345.",
        "officers_file": "The file that python -m bot.identities officers writes.",
        "source_url": "Where the program is published, from https:// on; empty while nowhere.",
        "backup_dir": "A folder for backups, best on another disk: /mnt/backup/chuishao",
        "backup_days": "For how many days backups are kept, 1 to 365: 14",
        "calendar_file": "The path of the file of working days, such as "
        "data/calendar_overrides.yaml; left out when there is none.",
        "return_weekday": "The weekday of the return, from 1 (Monday) to 7 (Sunday).",
        "return_hour": "The hour by which the return is due, such as 16:00.",
        "return_counted_hour": "Up to when is counted, such as 12:00; no later than it is due.",
        "return_lock_weekday": "The weekday of the lock, from 1 (Monday) to 7 (Sunday).",
        "return_lock_hour": "The hour of the lock, such as 09:00.",
        "return_days_ahead": "Working days ahead, such as 2,1; each from 1 to 5.",
        "return_hour_ahead": "The hour of the reminders ahead, such as 10:00.",
        "return_hours_on_day": "Hours on the day, such as 09:00,14:00; one at least, and all "
        "before it is due.",
        "return_chase_after": "Minutes after the hour, from 1 to 1440, such as 30.",
        "return_quiet_from": "From when nobody is disturbed, such as 21:00.",
        "return_quiet_until": "Until when nobody is disturbed on the next day, such as 08:30; "
        "an earlier hour than it begins.",
    },
)


def sentences(language: str | None) -> SettingsTexts:
    """Chinese, unless English is asked for."""
    return EN if (language or "").lower().startswith("en") else ZH
