"""The search for what must rest nowhere: texts and numbers, in every dress they could wear."""

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SHORTEST = 8
"""Bytes of the shortest text that can be searched for without meeting it by chance."""


@dataclass(frozen=True)
class Canary:
    """Something that must be found nowhere: `forms` are all the bytes that would betray it."""

    name: str
    forms: dict[str, bytes]


@dataclass(frozen=True)
class Find:
    """A canary that was found: where, which, and in what dress."""

    place: str
    canary: str
    form: str


def text(name: str, words: str) -> Canary:
    """A canary that is a text, such as a name or a sentence."""
    forms = _forms(words)
    forms |= {f"lower {form}": seen for form, seen in _forms(words.lower()).items()}
    return Canary(name, _different(forms))


def number(name: str, value: int) -> Canary:
    """A canary that is a number, such as an account's id, written out or as an integer."""
    forms = _forms(str(value))
    for length in range(4, 9):
        if value < 1 << (8 * length):
            forms[f"{length} bytes big"] = value.to_bytes(length, "big")
            forms[f"{length} bytes little"] = value.to_bytes(length, "little")
    return Canary(name, _different(forms))


def raw(name: str, content: bytes) -> Canary:
    """A canary that is bytes, such as the numbers of a place inside a photo."""
    return Canary(name, _different({"plain": content} | _coded(content)))


def search(places: Iterable[tuple[str, bytes]], canaries: Sequence[Canary]) -> list[Find]:
    """Every canary that is in one of the places."""
    return [
        Find(place, canary.name, form)
        for place, content in places
        for canary in canaries
        for form, seen in canary.forms.items()
        if seen in content
    ]


def below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Everything under a folder: every file's bytes, and every name."""
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        yield f"the name of {name}", name.encode()
        if path.is_file():
            yield str(path), path.read_bytes()


def values(database: Path) -> Iterator[tuple[str, bytes]]:
    """Every value of a SQLite database as SQLite gives it: long ones lie cut up in the file."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    yield f"a row of {table}", value if isinstance(value, bytes) else _told(value)
    connection.close()


def _told(value: object) -> bytes:
    return str(value).encode()


def _forms(words: str) -> dict[str, bytes]:
    plain = words.encode()
    escaped = json.dumps(words)[1:-1]
    return {
        "plain": plain,
        "utf-16 little": words.encode("utf-16-le"),
        "utf-16 big": words.encode("utf-16-be"),
        "gb18030": words.encode("gb18030"),
        "json": escaped.encode(),
        "json capitals": escaped.replace("\\u", "\0").upper().replace("\0", "\\u").encode(),
        "quoted": quote(words, safe="").encode(),
        "quoted small": quote(words, safe="").lower().encode(),
        "bytes shown": repr(plain)[2:-1].encode(),
        **_coded(plain),
    }


def _coded(content: bytes) -> dict[str, bytes]:
    if len(content) < SHORTEST:
        raise ValueError(f"fewer than {SHORTEST} bytes would be met by chance")
    forms = {"hex": content.hex().encode(), "hex capitals": content.hex().upper().encode()}
    for offset in range(3):
        # Of the groups of three bytes only the whole ones look the same whatever stands around.
        skipped = -offset % 3
        inner = content[skipped : len(content) - (len(content) - skipped) % 3]
        forms[f"base64 at {offset}"] = base64.b64encode(inner)
        forms[f"base64 for addresses at {offset}"] = base64.urlsafe_b64encode(inner)
    return forms


def _different(forms: dict[str, bytes]) -> dict[str, bytes]:
    """The forms without those that look like another."""
    different: dict[str, bytes] = {}
    for form, seen in forms.items():
        if seen not in different.values():
            different[form] = seen
    return different
