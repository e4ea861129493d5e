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
        "data_dir": "放数据的文件夹，例：data。",
        "database_url": "例：sqlite:////srv/chuishao/chuishao.db "
        "或 postgresql+psycopg://用户:密码@主机/库名；不填就用数据文件夹里的 SQLite。",
        "telegram_api": "以 http:// 或 https:// 开头的网址；一般不用填。",
        "proxy": "例：http://10.0.0.5:8080 或 socks5://10.0.0.5:1080；不用代理就留空。",
        "language": "填 zh 或 en。",
        "timezone": "填时区的名字，例：Asia/Shanghai。",
        "posting_hours": "几点把线索送到工作端，例：09:00,15:00；留空就是马上送。",
        "webhook_url": "以 https:// 开头的网址；不用 webhook 就留空。",
        "webhook_secret": "用 webhook 就要有暗号：16 到 256 个英文字母、数字、- 或 _。",
        "intake_webhook_port": "填 1 到 65535 之间的端口号。",
        "desk_webhook_port": "填 1 到 65535 之间的端口号。",
        "log_level": "填 DEBUG、INFO、WARNING 或 ERROR。",
        "hotline_labour": "填电话号码，例：12333。",
        "hotline_union": "填电话号码，例：12351。",
        "hotline_legal": "填电话号码，例：12348。",
        "hotline_safety": "填电话号码，例：12350。",
        "hotline_city": "填电话号码，例：12345。",
        "source_url": "程序公开在哪里，以 https:// 开头的网址；还没有公开就留空。",
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
        "data_dir": "The folder for data, such as data.",
        "database_url": "Such as sqlite:////srv/chuishao/chuishao.db or "
        "postgresql+psycopg://user:password@host/name; leave it out for SQLite in the data folder.",
        "telegram_api": "An address that begins with http:// or https://; seldom needed.",
        "proxy": "Such as http://10.0.0.5:8080 or socks5://10.0.0.5:1080; empty for none.",
        "language": "It is zh or en.",
        "timezone": "The name of a time zone, such as Asia/Shanghai.",
        "posting_hours": "When reports reach the desk, such as 09:00,15:00; empty for at once.",
        "webhook_url": "An address that begins with https://; empty when updates are fetched.",
        "webhook_secret": "A webhook needs one: 16 to 256 letters, digits, - or _.",
        "intake_webhook_port": "A port from 1 to 65535.",
        "desk_webhook_port": "A port from 1 to 65535.",
        "log_level": "It is DEBUG, INFO, WARNING or ERROR.",
        "hotline_labour": "A telephone number, such as 12333.",
        "hotline_union": "A telephone number, such as 12351.",
        "hotline_legal": "A telephone number, such as 12348.",
        "hotline_safety": "A telephone number, such as 12350.",
        "hotline_city": "A telephone number, such as 12345.",
        "source_url": "Where the program is published, from https:// on; empty while nowhere.",
    },
)


def sentences(language: str | None) -> SettingsTexts:
    """Chinese, unless English is asked for."""
    return EN if (language or "").lower().startswith("en") else ZH
