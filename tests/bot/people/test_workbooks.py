"""Enterprises, sites and the roster are imported from workbooks, whole or not."""

import asyncio
import os
import pty
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, time

import openpyxl
import pytest
from PIL import Image

from bot.sheets import write_template
from bot.workbooks import ENTERPRISES, ROSTER, SITES
from domain.people import Room
from storage import duty, people
from tests.bot.commands import ROOT, call, environment


def book(path, *lines):
    made = openpyxl.Workbook()
    for line in lines:
        made.active.append(line)
    made.save(path)
    return path


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
