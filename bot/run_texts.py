"""What the processes, `python -m bot.run` and `python -m bot.demo` say, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunTexts:
    """One language's sentences; braces hold what is filled in."""

    names: Mapping[str, str]
    ask: str
    not_it: str
    no_key: str
    damaged: str
    nobody_to_ask: str
    no_calendar: str
    bad_calendar: str
    bad_calendar_year: str
    running: str
    stopped: str
    died: str
    waits: str
    waits_told: str
    not_reached: str
    revoked: str


ZH = RunTexts(
    names={"intake": "员工端", "desk": "工作端"},
    ask="开封口令（输入时不显示）",
    not_it="口令不对。",
    no_key="找不到密钥文件 {path}。还没有装过的话，请先运行：make init",
    damaged="{path} 坏了，或者不是密钥文件。",
    nobody_to_ask="没有开封口令。请设 CHUISHAO_PASSPHRASE_FILE，或在终端里运行。",
    no_calendar="打不开工作日补充表 {path}。请核对 CHUISHAO_CALENDAR_FILE 和文件的权限。",
    bad_calendar="看不懂工作日补充表 {path}。写法见 docs/operations.md。",
    bad_calendar_year="工作日补充表 {path} 里 {year} 这一段看不懂。写法见 docs/operations.md。",
    running="员工端和工作端在运行。按 Ctrl+C 停。",
    stopped="都停好了。",
    died="{name}停了（{status}），{seconds} 秒后再启动。",
    waits="工作端等口令，线索在排队（{count} 件），没有丢。\n请管服务器的人给口令。",
    waits_told="在 {count} 个群里说了。",
    not_reached="连不上 {host}，没有说成。请看网络和 CHUISHAO_PROXY。",
    revoked="Telegram 不认 {name} 里的令牌，多半是换过了。"
    "请到 @BotFather 发 /mybots 取现在的，填好再启动。",
)

EN = RunTexts(
    names={"intake": "The intake", "desk": "The desk"},
    ask="Passphrase (not shown)",
    not_it="That is not the passphrase.",
    no_key="There is no key file {path}. If nothing has been set up yet, run: make init",
    damaged="{path} is damaged, or is no key file.",
    nobody_to_ask="There is no passphrase: set CHUISHAO_PASSPHRASE_FILE, or run this in a "
    "terminal.",
    no_calendar="The file of working days {path} cannot be read: check CHUISHAO_CALENDAR_FILE and "
    "the rights of the file.",
    bad_calendar="The file of working days {path} cannot be understood. See docs/operations.md.",
    bad_calendar_year="In the file of working days {path} the part under {year} cannot be "
    "understood. See docs/operations.md.",
    running="The intake and the desk are running. Ctrl+C stops both.",
    stopped="Both have stopped.",
    died="{name} ended ({status}) and starts again in {seconds} seconds.",
    waits="The desk waits for its passphrase; {count} reports wait, none is lost.\n"
    "Whoever runs the server should give it.",
    waits_told="It was said in {count} groups.",
    not_reached="{host} cannot be reached; nothing was said. See the network and CHUISHAO_PROXY.",
    revoked="Telegram does not accept the token in {name}; it was probably revoked. Get the "
    "present one from @BotFather (/mybots), put it there and start again.",
)

DEMO = """
  吹哨 · 试用    {url}
  浏览器里是员工、联系人、审核员的三部手机。试五件事：
{zh}

  Chuishao · a trial    {url}
  In the browser: the phones of an employee, a contact and a reviewer. Five things to try:
{en}

  Ctrl+C 停 · stops    （{folder}：只放试用的数据 · holds nothing but the trial's data）
"""

NOT_OURS = """{folder} 里有别的东西，没有动它。请用 --data 换一个文件夹。
{folder} holds something else and was left alone. Name another folder with --data."""

IN_USE = """{folder} 里的试用正在运行。请用它的网页，或先停掉它；
要再开一个，请用 --data 换一个文件夹。
A trial runs in {folder} already. Use its page, stop it, or name another folder with --data."""

TRY_ZH = (
    "员工：给 @{intake} 发一句话，比如“塔吊限位坏了半个月”，提交，记下查询码，清空。",
    "审核员：打开新话题，点“受理”，再点“问举报人”；拨“+1 分钟”，员工发查询码看。",
    "员工：核对查询码以后点“叫我一声”；审核员受理了，把时间拨“到 20:00”，等几秒。",
    "联系人：把时间拨“到周五 9:00”，点“填报”，发 3 2 0 0 0，提交。",
    "员工：发这个查询码，看一条已有线索的进度：{code}",
)
TRY_EN = (
    "Employee: write a sentence to @{intake} and submit it. Note the receipt code, then clear.",
    "Reviewer: press 受理 in the new topic, then 问举报人. Leap +1 分钟; send the code.",
    "Employee: check the code, press 叫我一声; once the case is taken on, leap to 20:00 and wait.",
    "Contact: leap to Friday 9:00, press 填报, send 3 2 0 0 0 and hand it in.",
    "Employee: send this receipt code to see how a report that is there stands: {code}",
)


def texts(language: str) -> RunTexts:
    """The sentences of a language."""
    return EN if language == "en" else ZH
