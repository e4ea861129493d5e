"""Reviewers, enterprises, sites and the roster are kept from the command line, whole or not."""

import asyncio
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import openpyxl
import pytest
from PIL import Image

from bot.sheets import write_template
from bot.workbooks import ENTERPRISES, ROSTER, SITES
from domain import acts
from domain.cases import Actor
from domain.errors import EnrolmentError
from domain.people import Role, Room
from storage import cases, codes, docket, duty, outbox, people
from storage.opening import Opening
from storage.sealing import Sealing
from storage.store import Store
from tests.bot.commands import ROOT, call, environment
from tests.migrated import migrate
from tests.storage.filing import filed


def now():
    return datetime.now(UTC)


@pytest.fixture
def place(tmp_path):
    """The settings of an office with a database and a sealing key."""
    migrate(f"sqlite:///{tmp_path / 'chuishao.db'}")
    (tmp_path / "keys").mkdir()
    key = Opening.make().sealing.public_key
    (tmp_path / "keys" / "sealing.key").write_text(key.hex())
    return {"data_dir": tmp_path}


@pytest.fixture
async def store(tmp_path, place):
    async with Store(f"sqlite:///{tmp_path / 'chuishao.db'}") as opened:
        yield opened


def book(path, *lines):
    made = openpyxl.Workbook()
    for line in lines:
        made.active.append(line)
    made.save(path)
    return path


def code_in(said):
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", said)
    assert found is not None
    return found[0]


async def test_a_new_reviewer_gets_a_code_that_enrols_them_once(place, store):
    told = call("bot.people", "reviewer", "add", "审核员甲", "--lead", **place)
    assert told.returncode == 0
    code = code_in(told.stdout)
    (somebody,) = await store.read(people.reviewers)
    assert (somebody.label, somebody.role, somebody.chat_id) == ("审核员甲", Role.LEAD, None)
    used = await store.write(codes.use, code.lower(), purpose=codes.ENROL, now=now())
    assert used == somebody.id
    again = call("bot.people", "reviewer", "add", "审核员甲", **place)
    assert again.returncode == 1
    assert "reviewer code 审核员甲" in again.stderr
    fresh = call("bot.people", "reviewer", "code", "审核员甲", **place)
    day = now() + timedelta(hours=23, minutes=50)
    assert await store.read(codes.look, code_in(fresh.stdout), purpose=codes.ENROL, now=day)


async def test_a_reviewer_is_tied_to_enterprises_that_are_known(place, store, tmp_path):
    write_template(tmp_path / "单位.xlsx", ENTERPRISES)
    call("bot.people", "enterprises", "import", tmp_path / "单位.xlsx", **place)
    told = call("bot.people", "reviewer", "add", "审核员甲", "--tied", "东胜建工", **place)
    assert told.returncode == 0
    (somebody,) = await store.read(people.reviewers)
    (enterprise,) = await store.read(people.enterprises)
    assert somebody.ties == {enterprise.id}
    unknown = call("bot.people", "reviewer", "add", "审核员乙", "--tied", "没有的", **place)
    assert unknown.returncode == 1
    assert len(await store.read(people.reviewers)) == 1
    listed = call("bot.people", "reviewer", "list", **place).stdout
    assert "审核员甲" in listed
    assert "东胜建工" in listed
    assert "等登记" in listed


async def test_a_reviewer_who_leaves_lets_go_of_their_cases_and_their_group_waits(
    place, store, tmp_path
):
    call("bot.people", "reviewer", "add", "审核员甲", **place)
    (somebody,) = await store.read(people.reviewers)
    sealing = Sealing.load(tmp_path / "keys" / "sealing.key")
    case = await store.read(cases.load, (await filed(store, sealing)).case)
    taken = acts.take_on(case, by=Actor(id=somebody.id, role=Role.REVIEWER), at=now())
    await store.write(cases.record, taken, sealing=sealing)
    await store.write(people.put_room, Room(id="room", chat_id=-100, ready=True))
    await store.write(people.seen_in, "room", 77, somebody.id)

    told = call("bot.people", "reviewer", "remove", "审核员甲", language="en", **place)
    assert told.returncode == 0
    assert "cases let go for others: 1" in told.stdout
    assert await store.read(people.reviewers) == []
    (free,) = await store.read(docket.orphaned)
    assert free.id == case.id
    assert await store.read(people.members, "room") == [(77, None)]
    (room,) = await store.read(people.rooms)
    assert not room.ready
    waiting = await store.write(outbox.claim, now() + timedelta(minutes=1))
    assert {"orphaned", "room_closed"} <= {one.notice.kind for one in waiting}
    back = call("bot.people", "reviewer", "add", "审核员甲", **place)
    assert back.returncode == 0
    assert [one.id for one in await store.read(people.reviewers)] == [somebody.id]


async def test_a_workbook_with_faults_is_refused_whole_and_each_cell_is_named(
    place, store, tmp_path
):
    file = book(
        tmp_path / "单位.xlsx",
        ["简称", "名称", "备注", "审核群"],
        ["建工", "东胜建工集团", "", None],
        [None, None, None, None],
        ["建工", "东胜燃气公司", "x", None],
        ["=1+1", "@东胜", "", "-100"],
        [date(2026, 1, 1), None, "", None],
        [True, "长" * 61, "", None],
    )
    told = call("bot.people", "enterprises", "import", file, language="en", **place)
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "Nothing was imported. To mend: 6",
        "B5 名称 Looks like a formula (begins with = + - @): make it plain text.",
        "A5 简称 Looks like a formula (begins with = + - @): make it plain text.",
        "B6 名称 Empty: please fill it in.",
        "A6 简称 This is no text: make it plain text.",
        "B7 名称 Too long: at most 60 characters.",
        "A7 简称 This is no text: make it plain text.",
    ]
    assert await store.read(people.enterprises) == []


async def test_names_that_stand_twice_and_groups_nobody_knows_are_faults(place, store, tmp_path):
    lines = [["名称", "简称", "审核群"], ["甲公司", "甲", None], ["乙公司", "甲", -100]]
    told = call("bot.people", "enterprises", "import", book(tmp_path / "a.xlsx", *lines), **place)
    assert told.stderr.splitlines()[1:] == [
        "B2 简称 和别的行重复了。",
        "B3 简称 和别的行重复了。",
        "C3 审核群 没有接入过这个群。",
    ]
    assert await store.read(people.enterprises) == []


async def test_an_import_keeps_what_is_known_and_renews_it(place, store, tmp_path):
    await store.write(people.put_room, Room(id="room", chat_id=-1001, ready=True))
    file = book(tmp_path / "a.xlsx", ["名称", "简称", "审核群"], ["甲公司", "甲", -1001])
    assert (
        "新的 1 个，更新 0 个" in call("bot.people", "enterprises", "import", file, **place).stdout
    )
    (before,) = await store.read(people.enterprises)
    file.with_suffix(".csv").write_text("简称,名称\n甲司,甲公司\n乙,乙公司\n", encoding="gb18030")
    told = call("bot.people", "enterprises", "import", file.with_suffix(".csv"), **place)
    assert "新的 1 个，更新 1 个" in told.stdout
    after = {one.name: one for one in await store.read(people.enterprises)}
    assert after["甲公司"].id == before.id
    assert (after["甲公司"].short, after["甲公司"].room) == ("甲司", "room")


async def test_sites_belong_to_known_enterprises_and_have_a_link_and_a_picture(
    place, store, tmp_path
):
    write_template(tmp_path / "单位.csv", ENTERPRISES)
    call("bot.people", "enterprises", "import", tmp_path / "单位.csv", **place)
    bad = book(tmp_path / "b.xlsx", ["编号", "名称", "单位"], ["A 17", "工地", "东胜建工"])
    assert "A2 编号 编号只能用" in call("bot.people", "sites", "import", bad, **place).stderr
    bad = book(tmp_path / "b.xlsx", ["编号", "名称", "单位"], ["A17", "工地", "别家"])
    assert "C2 单位 没有这个单位" in call("bot.people", "sites", "import", bad, **place).stderr
    write_template(tmp_path / "地点.xlsx", SITES)
    call("bot.people", "sites", "import", tmp_path / "地点.xlsx", **place)
    (site,) = await store.read(people.sites)
    assert (site.code, site.name) == ("A17", "铁西三号工地")
    picture = tmp_path / "A17.png"
    drawing = ("site-link", "A17", "--picture", picture)
    told = call("bot.people", *drawing, intake_username="@dsaqfw_bot", **place)
    assert told.stdout.splitlines()[0] == "https://t.me/dsaqfw_bot?start=A17"
    with Image.open(picture) as drawn:
        assert drawn.width == drawn.height >= 300


async def test_the_roster_takes_dates_times_and_nights_as_people_write_them(place, store, tmp_path):
    for label in ("审核员甲", "组长"):
        call("bot.people", "reviewer", "add", label, **place)
    file = book(
        tmp_path / "值班.xlsx",
        [column.name for column in ROSTER],
        [date(2026, 11, 23), time(8, 30), time(17, 30), "审核员甲", "值班"],
        ["2026/11/23", "17:30", "8:30", " 审核员甲 ", "值班"],
        ["2026年11月23日", "0:00", "24:00", "组长", "组长"],
    )
    told = call("bot.people", "roster", "import", file, **place)
    assert told.stdout == "值班表换好了：3 班，2026-11-23 到 2026-11-24。\n"
    everybody = {one.label: one for one in await store.read(people.reviewers)}
    for number, one in enumerate(everybody.values()):
        await store.write(people.put_reviewer, enrolled(one, number + 1))
    night = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 23:30 in Ordos
    on_duty = [await store.read(duty.at, night, rank=rank) for rank in range(3)]
    assert [[one.reviewer for one in shifts] for shifts in on_duty] == [
        [everybody["审核员甲"].id],
        [everybody["组长"].id],
        [],
    ]
    file = book(
        tmp_path / "值班.xlsx",
        [column.name for column in ROSTER],
        ["23.11.", "25:00", "8 点", "没有的人", "值班"],
    )
    told = call("bot.people", "roster", "import", file, **place)
    assert [line.split()[0] for line in told.stderr.splitlines()[1:]] == ["A2", "B2", "C2"]
    assert [await store.read(duty.at, night, rank=rank) for rank in range(3)] == on_duty


def enrolled(somebody, chat_id):
    return type(somebody)(id=somebody.id, label=somebody.label, role=somebody.role, chat_id=chat_id)


async def test_a_group_is_routed_to_unless_somebody_in_it_is_tied(place, store, tmp_path):
    write_template(tmp_path / "单位.xlsx", ENTERPRISES)
    call("bot.people", "enterprises", "import", tmp_path / "单位.xlsx", **place)
    call("bot.people", "reviewer", "add", "审核员甲", "--tied", "东胜建工", **place)
    (somebody,) = await store.read(people.reviewers)
    await store.write(people.put_room, Room(id="room", chat_id=-1001, ready=True))
    await store.write(people.seen_in, "room", 77, somebody.id)
    refused = call("bot.people", "route", "东胜建工", "--", "-1001", **place)
    assert refused.returncode == 1
    assert "请换一个群" in refused.stderr
    await store.write(people.gone_from, "room", 77)
    assert call("bot.people", "route", "东胜建工", "--", "-1001", **place).returncode == 0
    (enterprise,) = await store.read(people.enterprises)
    assert enterprise.room == "room"


async def test_a_link_code_lives_for_half_an_hour(place, store):
    told = call("bot.people", "room", "code", **place)
    code = code_in(told.stdout)
    assert f"/link {code}" in told.stdout
    soon = now() + timedelta(minutes=29)
    assert await store.read(codes.look, code, purpose=codes.LINK, now=soon) == ""
    with pytest.raises(EnrolmentError):
        await store.read(codes.look, code, purpose=codes.LINK, now=now() + timedelta(minutes=33))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\xff\xfe\x00\x00"])
def test_a_broken_file_is_refused_in_a_sentence(place, tmp_path, content):
    for name in ("a.xlsx", "a.csv"):
        (tmp_path / name).write_bytes(content)
        told = call("bot.people", "sites", "import", tmp_path / name, **place)
        assert told.returncode == 1
        assert told.stderr.startswith("没有导入，一行都没动。")
        assert "Traceback" not in told.stderr


def at_a_terminal(command, **settings):
    """What a command shows to whoever sits at a terminal."""
    inside, outside = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", *map(str, command)],
        env=environment(settings) | {"TERM": "xterm"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=outside,
    )
    os.close(outside)
    shown = b""
    with suppress(OSError):  # the last one to hold the other end has gone
        while piece := os.read(inside, 65536):
            shown += piece
    os.close(inside)
    process.communicate(timeout=60)
    assert process.returncode == 0
    return shown.decode()


async def test_a_long_table_shows_at_a_terminal_how_far_it_is(place, store, tmp_path):
    lines = [("名称", "简称"), *((f"第 {n} 建工公司", f"建工 {n}") for n in range(300))]
    file = book(tmp_path / "many.xlsx", *lines)
    command = ("bot.people", "enterprises", "import", file)
    shown = await asyncio.to_thread(at_a_terminal, command, language="en", **place)
    assert "Reading" in shown
    assert "Keeping" in shown
    assert "100%" in shown
    assert len(await store.read(people.enterprises)) == 300
