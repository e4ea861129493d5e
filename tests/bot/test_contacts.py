"""Contacts are kept from receipts, whole or not, and enrolled by codes."""

import re
from datetime import UTC, datetime

import openpyxl
import pytest

from bot.receipts import RECEIPTS
from bot.sheets import write_template
from domain.contacts import Contact, Part
from domain.people import Enterprise
from storage import codes, contacts, journal, people, reporting
from storage.store import Store
from tests.bot.commands import call
from tests.migrated import migrate

HEAD = [column.name for column in RECEIPTS]
WANG = ["王某", "科长", "0477-1", "13800000000", "w@example.com"]
LI = ["李某", "科员", "0477-2", "13900000000", "l@example.com"]


@pytest.fixture
async def store(tmp_path):
    migrate(f"sqlite:///{tmp_path / 'chuishao.db'}")
    async with Store(f"sqlite:///{tmp_path / 'chuishao.db'}") as opened:
        for name in ("东胜燃气", "东胜热力"):
            known = Enterprise(id=name[-1].encode().hex(), name=name, short=name)
            await opened.write(people.put_enterprise, known)
        yield opened


@pytest.fixture
def run(tmp_path, store):
    return lambda *words: call("bot.people", *words, data_dir=tmp_path)


async def ids(store):
    return {one.short: one.id for one in await store.read(people.enterprises)}


def book(path, *lines):
    made = openpyxl.Workbook()
    for line in [HEAD, *lines]:
        made.active.append(line)
    made.save(path)
    return path


def codes_in(said):
    return re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}", said)


async def test_receipts_name_contacts_and_make_codes(tmp_path, store, run):
    file = book(tmp_path / "r.xlsx", ["东胜燃气", *WANG, *LI], ["东胜热力", *WANG])
    told = run("contacts", "import", str(file))
    assert told.returncode == 0, told.stderr
    assert len(codes_in(told.stdout)) == 3
    gas = (await ids(store))["东胜燃气"]
    pair = await store.read(contacts.pair, gas)
    assert pair[Part.MAIN].name == "王某"
    assert pair[Part.BACKUP].mobile == "13900000000"
    assert (await store.read(reporting.find, gas)).until is None
    now = datetime.now(UTC)
    stands = await store.read(codes.look, codes_in(told.stdout)[0], purpose=codes.CONTACT, now=now)
    assert stands.split(":")[:2] == [gas, "main"]
    entries = await store.read(journal.of, gas)
    assert [entry.act for entry in entries] == ["appoint", "appoint"]
    assert "王某" not in str(entries)


async def test_the_same_person_stays_enrolled_and_another_takes_their_place(tmp_path, store, run):
    file = book(tmp_path / "r.xlsx", ["东胜燃气", *WANG])
    run("contacts", "import", str(file))
    gas = (await ids(store))["东胜燃气"]
    before = (await store.read(contacts.pair, gas))[Part.MAIN]
    await store.write(contacts.put, Contact(id=before.id, name="王某", chat_id=71))
    again = run("contacts", "import", str(file))
    assert codes_in(again.stdout) == []
    assert (await store.read(contacts.pair, gas))[Part.MAIN].chat_id == 71
    run("contacts", "import", str(book(tmp_path / "s.xlsx", ["东胜燃气", *LI])))
    now = (await store.read(contacts.pair, gas))[Part.MAIN]
    assert (now.name, now.chat_id) == ("李某", None)
    assert await store.read(contacts.at, 71) is None


async def test_a_receipt_with_a_fault_keeps_nobody(tmp_path, store, run):
    file = book(tmp_path / "r.xlsx", ["东胜燃气", *WANG], ["没有这家", *LI], ["东胜热力", ""])
    told = run("contacts", "import", str(file))
    assert told.returncode == 1
    assert "A3" in told.stderr or "B4" in told.stderr
    assert await store.read(contacts.everybody) == []


async def test_the_codes_are_written_for_their_owner_alone(tmp_path, store, run):
    file = book(tmp_path / "r.xlsx", ["东胜燃气", *WANG])
    kept = tmp_path / "codes.xlsx"
    told = run("contacts", "import", str(file), "--codes", str(kept))
    assert kept.stat().st_mode & 0o777 == 0o600
    rows = list(openpyxl.load_workbook(kept).active.values)
    assert rows[1] == ("东胜燃气", "主联系人", codes_in(told.stdout)[0])


async def test_a_template_can_be_imported_once_the_enterprise_is_known(tmp_path, store, run):
    write_template(tmp_path / "t.xlsx", RECEIPTS)
    told = run("contacts", "import", str(tmp_path / "t.xlsx"))
    assert told.returncode == 0, told.stderr


async def test_a_single_contact_gets_a_code_is_listed_and_removed(store, run):
    told = run("contacts", "code", "东胜燃气", "main")
    assert len(codes_in(told.stdout)) == 1
    assert "没登记" in run("contacts", "list").stdout
    assert "权限已收回" in run("contacts", "remove", "东胜燃气", "main").stdout
    assert run("contacts", "remove", "东胜燃气", "main").returncode == 1
    assert run("contacts", "code", "没有这家", "main").returncode == 1


async def test_returns_begin_end_and_open_with_totals(store, run):
    gas = (await ids(store))["东胜燃气"]
    assert run("returns", "opening", "东胜燃气", "121", "118", "2", "1").returncode == 1
    assert "起要交周报" in run("returns", "start", "东胜燃气").stdout
    assert run("returns", "opening", "东胜燃气", "121", "125", "2", "1").returncode == 1
    assert run("returns", "opening", "东胜燃气", "121", "118", "2", "1").returncode == 0
    kept = await store.read(reporting.find, gas)
    assert kept.opening == {"gen_found": 121, "gen_fixed": 118, "maj_found": 2, "maj_fixed": 1}
    run("returns", "stop", "东胜燃气")
    assert (await store.read(reporting.find, gas)).until is not None
