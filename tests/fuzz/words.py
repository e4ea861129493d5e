"""Words and values that nobody expects, picked by a seed."""

import random
from typing import Any, Final

INJECTED: Final = "INJ"
"""What stands inside injected markup, and nowhere else."""
MARKUP: Final = (
    f"<b>{INJECTED}</b>",
    f"<i>{INJECTED}</i>",
    f"<a href='https://evil.example/'>{INJECTED}</a>",
    f'<a href="tg://user?id=1">{INJECTED}</a>',
    f"<tg-spoiler>{INJECTED}</tg-spoiler>",
    f"</blockquote><code>{INJECTED}</code><blockquote>",
    f"<pre><code class='language-x'>{INJECTED}</code></pre>",
    f"&lt;b&gt;{INJECTED}&lt;/b&gt;",
    f"<b>{INJECTED}",
    "</b></blockquote>",
    "<",
    "&#0;",
    "&amp;lt;",
    "<!--",
    "]]>",
    "[x](https://evil.example/)",
    "*_`~|",
)
FORMULAS: Final = (
    '=HYPERLINK("https://evil.example/","x")',
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
    "{=1}",
)
ODD: Final = (
    "",
    " ",
    "\n",
    "\u200b",
    "\u2060\ufeff\u200d",
    "\u3164",
    "\u202e回文",
    "\u2066\u2067\u2069\u202c",
    "e" + "\u0301" * 300,
    "👩‍👩‍👧‍👦" * 40,
    "🇨🇳" * 30,
    "\x00",
    "\x07\x1b[31m",
    "\r\n\u2028\u2029\u0085",
    "%s %n {0} {code} {{}}",
    "null",
    "1" * 19,
    "9" * 4000,
    "9" * 5000,
    "፩",
    "²",
    "①",
    "٣",
    "1e999",
    "-0",
    "0.1",
    "1,2,3,4,5",
    "12 34 5 6 7",
    "3 0 0 0 0",
    "NaN",
    "ﷺ" * 200,
    "𝔘𝔫𝔦",
    "门一直锁着",
    "回到开头",
    "清空",
    "着火了",
    "第三车间的门锁着, 13800138000",
    "https://evil.example/?a=<b>",
    "../../etc/passwd",
    "'; DROP TABLE cases; --",
)
BROKEN: Final = ("\ud800", "a\udfffb")
"""Halves of surrogate pairs, which no JSON of Telegram carries."""
PAYLOADS: Final = (
    *("", " ", "A17", "a17", "A17 ", "A99", "practice-", "practice-ABCD2345", "practice-\u202e"),
    *("next", "queue", "returns", "today", "overdue", "mine", "a" * 64, "a" * 65, "a" * 4000),
    *("-", "_", "0", "x y z", "%00", "＠", "\u202e", "K7QM", "ABCD-EFGH", "<b>INJ</b>", "=1+1"),
)
COMMANDS: Final = (
    *("start", "find", "privacy", "help", "language", "clear", "case", "link", "next", "queue"),
    *("mine", "today", "overdue", "stats", "returns", "status", "owed", "handover", "reply"),
    *("note", "START", "nothing", "", "start@desk_bot", "reply@desk_bot", "note@other_bot"),
    *("/", "@", "start@", "\u202e", "回到"),
)
NUMBERS: Final = (
    *(0, -1, 1, 2, 2**31 - 1, 2**31, 2**32, 2**52, 2**53, 2**63 - 1, 2**63, 2**64, 2**70),
    *(-(2**31), -(2**63), -(2**63) - 1, 10**30),
)
MOMENTS: Final = (0, 1, -1, 2**31 - 1, 2**32, 253402300799, 253402300800, 10**12, 1_800_000_000)
SHAPES: Final[tuple[Any, ...]] = (None, True, False, 0, 1.5, -7, "", "x", [], {}, [[]], {"id": 1})
"""One of each type, to stand where another belongs."""


def text(chance: random.Random, mark: str) -> str:
    """A text that carries its author's mark, mostly."""
    parts = [mark]
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 6))):
        pool = chance.choice((MARKUP, FORMULAS, ODD, ODD))
        parts.append(chance.choice(pool))
    chance.shuffle(parts)
    made = chance.choice(("", " ", "\n", "，")).join(parts)
    fate = chance.random()
    if fate < 0.01:
        return made * (100_000 // max(1, len(made)) + 1)
    if fate < 0.04:
        return (made * 4096)[:4096]
    if fate < 0.12:
        return chance.choice(ODD)
    if fate < 0.18:
        return chance.choice(MARKUP) + chance.choice(MARKUP)
    return chance.choice(FORMULAS) if fate < 0.22 else made


def command(chance: random.Random, mark: str) -> str:
    """A command with an argument that may be anything."""
    name = chance.choice(COMMANDS)
    argument = chance.choice((*PAYLOADS, mark, text(chance, mark)))
    return f"/{name}{chance.choice((' ', ' ', ' ', chr(10), '  ', ''))}{argument}"
