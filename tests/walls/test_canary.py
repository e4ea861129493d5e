"""The search of the canary journey finds every leak it claims to find, and invents none."""

import base64
import json
import secrets
import sqlite3
import struct
from binascii import hexlify
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from tests.walls import canary

WORDS = "乌兰木伦河边的泵房没有护栏"
NAME = "kanari_Vogel_1729"
LARGE, SMALL = 7_318_246_095, 918_273_645

TEXT_LEAKS: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "small letters of Windows": lambda words: words.lower().encode("utf-16-le"),
    "utf-16 of Windows": lambda words: words.encode("utf-16-le"),
    "utf-16 of networks": lambda words: words.encode("utf-16-be"),
    "gb18030": lambda words: words.encode("gb18030"),
    "hex": lambda words: hexlify(words.encode()),
    "hex in capitals": lambda words: hexlify(words.encode()).upper(),
    "json": lambda words: json.dumps({"text": words}).encode(),
    "an address": lambda words: quote_plus(words).encode(),
    "a log of bytes": lambda words: str(words.encode()).encode(),
    **{
        f"base64 after {before} bytes": lambda words, before=before: base64.b64encode(
            b"?" * before + words.encode() + b"!!"
        )
        for before in range(4)
    },
    **{
        f"base64 for addresses after {before} bytes": lambda words, before=before: (
            base64.urlsafe_b64encode(b"?" * before + words.encode())
        )
        for before in range(3)
    },
}
NUMBER_LEAKS: dict[str, Callable[[int], bytes]] = {
    "written out": lambda number: f"chat {number} left".encode(),
    "utf-16": lambda number: str(number).encode("utf-16-le"),
    "hex of its digits": lambda number: hexlify(str(number).encode()),
    "base64 of a message": lambda number: base64.b64encode(b'{"id":%d}' % number),
    "eight bytes, network order": lambda number: struct.pack(">q", number),
    "eight bytes, machine order": lambda number: struct.pack("<q", number),
    "six bytes of SQLite": lambda number: struct.pack(">q", number)[2:],
    "five bytes, machine order": lambda number: struct.pack("<q", number)[:5],
}


@pytest.mark.parametrize("leak", TEXT_LEAKS)
@pytest.mark.parametrize("words", [WORDS, NAME])
def test_a_leaked_text_is_found(tmp_path: Path, leak: str, words: str):
    around = secrets.token_bytes(40)
    (tmp_path / "kept").write_bytes(around + TEXT_LEAKS[leak](words) + around)
    found = canary.search(canary.below(tmp_path), [canary.text("words", words)])
    assert {find.place for find in found} == {str(tmp_path / "kept")}


@pytest.mark.parametrize("leak", NUMBER_LEAKS)
@pytest.mark.parametrize("value", [LARGE, SMALL])
def test_a_leaked_number_is_found(tmp_path: Path, leak: str, value: int):
    around = secrets.token_bytes(40)
    (tmp_path / "kept").write_bytes(around + NUMBER_LEAKS[leak](value) + around)
    assert canary.search(canary.below(tmp_path), [canary.number("id", value)])


@pytest.mark.parametrize("order", [">", "<"])
def test_a_small_number_is_found_in_four_bytes(order: str):
    leak = struct.pack(f"{order}I", SMALL)
    assert canary.search([("memory", leak)], [canary.number("id", SMALL)])


def test_a_number_is_found_in_a_database_that_is_still_open(tmp_path: Path):
    database = sqlite3.connect(tmp_path / "open.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    database.execute("CREATE TABLE seen (id INTEGER)")
    database.execute("INSERT INTO seen VALUES (?)", (LARGE,))
    database.commit()
    found = canary.search(canary.below(tmp_path), [canary.number("id", LARGE)])
    database.close()
    assert {Path(find.place).name for find in found} == {"open.db-wal"}


def test_a_text_that_the_pages_of_a_database_cut_up_is_found(tmp_path: Path):
    database = sqlite3.connect(tmp_path / "cut.db")
    database.execute("PRAGMA page_size = 512")
    database.execute("CREATE TABLE seen (words TEXT)")
    database.execute("INSERT INTO seen VALUES (?)", ("?" * 400 + WORDS * 30,))
    database.commit()
    database.close()
    sought = [canary.text("words", WORDS * 29)]
    assert not canary.search(canary.below(tmp_path), sought)
    found = canary.search(canary.values(tmp_path / "cut.db"), sought)
    assert {find.place for find in found} == {"a row of seen"}


def test_a_file_or_folder_named_after_someone_is_found(tmp_path: Path):
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / f"{LARGE}.jpg").touch()
    sought = [canary.text("name", NAME), canary.number("id", LARGE)]
    found = canary.search(canary.below(tmp_path), sought)
    assert {find.canary for find in found} == {"name", "id"}


def test_nothing_is_found_where_nothing_was_leaked():
    sought = [canary.text("words", WORDS), canary.text("name", NAME), canary.number("id", LARGE)]
    noise = secrets.token_bytes(1 << 20)
    places = [("noise", noise), ("base64", base64.b64encode(noise)), ("hex", hexlify(noise))]
    assert canary.search(places, sought) == []


def test_what_is_too_short_is_refused_rather_than_met_by_chance():
    with pytest.raises(ValueError, match="by chance"):
        canary.text("short", "二班")
