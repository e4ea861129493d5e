"""The doctor names each matter, whether it is well, and its cure; and touches nothing."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.doctor import the_clock, the_disk, the_rights
from bot.doctor_texts import texts
from domain.people import Reviewer, Role, Room
from playground.client import Playground
from playground.server import running
from playground.world import World
from storage import duty, people, schema
from storage.duty import Shift
from storage.grants import DESK, INTAKE
from storage.ids import fresh
from storage.opening import Opening, Stretch
from storage.roles import Standing
from storage.store import Store
from tests.bot.commands import call

SECRET = "correct horse battery"


@pytest.fixture
async def world():
    return World()


@pytest.fixture
async def telegram(world):
    async with running(world) as url, Playground(url) as playground:
        yield playground


@pytest.fixture
async def well(telegram, tmp_path):
    """An office in which nothing is wrong: its settings, its reviewer and its group."""
    keys, url = tmp_path / "keys", f"sqlite:///{tmp_path / 'chuishao.db'}"
    keys.mkdir()
    opening = Opening.make()
    opening.save(keys / "opening.key", SECRET, Stretch(1, 8192))
    (keys / "sealing.key").write_text(opening.sealing.public_key.hex())
    schema.upgrade(url)
    intake = await telegram.bot("dsaqfw_bot", can_join_groups=False)
    desk = await telegram.bot("dsaqgzt_bot", can_read_all_group_messages=True)
    somebody = await telegram.person("甲")
    group = await telegram.group("审核群", somebody)
    await group.add("dsaqgzt_bot", by=somebody)
    await group.promote("dsaqgzt_bot", by=somebody)
    now = datetime.now(UTC)

    def fill(session):
        reviewer = Reviewer(id="r1", label="甲", role=Role.REVIEWER, chat_id=somebody.id)
        people.put_reviewer(session, reviewer)
        people.put_room(session, Room(id="room", chat_id=group.id, ready=True))
        people.seen_in(session, "room", somebody.id, "r1")
        shift = Shift(fresh(), "r1", 0, now - timedelta(hours=1), now + timedelta(days=9))
        duty.replace_from(session, now, [shift])

    async with Store(url) as store:
        await store.write(fill)
    settings = {
        "data_dir": tmp_path,
        "telegram_api": telegram.url,
        "intake_token": intake,
        "desk_token": desk,
        "border_decided": "2026-11-24",
    }
    assert call("bot.backup", "make", **settings).returncode == 0
    return settings


@pytest.fixture
def examined(well):
    """What the doctor says, by the matter's name; settings may be changed."""

    def look(changed):
        told = call("bot.doctor", **well | changed)
        lines = [line for line in told.stdout.splitlines() if "：" in line]
        assert told.returncode == any(line.startswith("✗") for line in lines)
        return {line[2:].partition("：")[0]: line for line in lines}

    async def examine(**changed):
        return await asyncio.to_thread(look, changed)  # the playground lives on this loop

    return examine


async def test_where_all_is_well_every_matter_has_its_sign(examined):
    said = await examined()
    for name in (
        "连通",
        "对时",
        "员工端",
        "工作端",
        "数据库",
        "审核群",
        "密钥",
        "备份",
        "值班表",
        "数据出境",
    ):
        assert said[name].startswith("✓"), said[name]
    assert {"磁盘", "放假表", "中文字体"} <= said.keys()


@pytest.mark.parametrize(
    ("changed", "cure"),
    [
        ({"missing": (INTAKE,)}, "CREATE ROLE"),
        ({"astray": ("contacts",)}, "contacts"),
        ({"above": True}, "deploy/README.md"),
        ({"role": INTAKE}, "GRANT chuishao_desk"),
        ({"role": f"{DESK}, {INTAKE}"}, "GRANT chuishao_desk"),
    ],
)
def test_a_database_that_does_not_hold_the_desk_to_its_role_is_cured(changed, cure):
    well = Standing(missing=(), astray=(), above=False, role=DESK)
    assert the_rights(texts("zh"), well)[0] is True
    fine, _, words = the_rights(texts("zh"), replace(well, **changed))
    assert fine is False
    assert cure in words
    assert the_rights(texts("zh"), None)[0] is None


async def test_a_telegram_that_is_not_reached_is_cured_by_a_proxy(examined):
    said = await examined(telegram_api="http://127.0.0.1:9")
    assert said["连通"].startswith("✗ 连通：连不上 127.0.0.1")
    assert "CHUISHAO_PROXY" in said["连通"]
    assert "员工端" not in said


async def test_each_bot_is_looked_at(examined, telegram, well):
    joins = await telegram.bot("joins_bot", can_join_groups=True)
    blind = await telegram.bot("blind_bot", can_read_all_group_messages=False)
    said = await examined(intake_token=joins, desk_token=blind)
    assert "/setjoingroups" in said["员工端"]
    assert "/setprivacy" in said["工作端"]
    said = await examined(intake_token="123456:" + "x" * 35, desk_token=well["intake_token"])
    assert "不认这个令牌" in said["员工端"]
    said = await examined(desk_token=well["intake_token"])
    assert "同一个机器人" in said["工作端"]
    said = await examined(intake_token="", desk_token="")
    assert said["员工端"].startswith("–")


async def test_a_group_is_looked_at_as_it_is_now(examined, telegram, world):
    (group,) = [chat for chat in world.chats.values() if chat.kind == "supergroup"]
    (owner,) = [m.account for m in group.members.values() if m.status == "creator"]
    stranger = world.add_person("丙")
    world.set_status(group, stranger, "member", by=owner)
    said = await examined()
    assert said["审核群"].startswith("✗")
    assert "没登记" in said["审核群"]
    world.set_status(group, world.bot_named("dsaqgzt_bot"), "left", by=owner)
    said = await examined()
    assert "机器人不在里面" in said["审核群"]


async def test_an_office_that_is_not_set_up_is_told_each_first_step(examined, tmp_path):
    (tmp_path / "new").mkdir()
    said = await examined(data_dir=tmp_path / "new")
    assert "python -m bot.migrate" in said["数据库"]
    assert "python -m bot.keys make" in said["密钥"]
    assert "python -m bot.backup make" in said["备份"]


async def test_a_new_database_lacks_a_group_and_a_roster(examined, tmp_path):
    schema.upgrade(f"sqlite:///{tmp_path / 'new.db'}")
    said = await examined(database_url=f"sqlite:///{tmp_path / 'new.db'}")
    assert "room code" in said["审核群"]
    assert "roster import" in said["值班表"]


async def test_keys_that_are_no_pair_damaged_or_open_to_all_are_told(examined, well):
    keys = well["data_dir"] / "keys"
    (keys / "opening.key").chmod(0o644)
    assert "chmod 600" in (await examined())["密钥"]
    (keys / "sealing.key").write_text(Opening.make().sealing.public_key.hex())
    assert "不是一对" in (await examined())["密钥"]
    (keys / "opening.key").write_text("{")
    assert "恢复词" in (await examined())["密钥"]
    (keys / "opening.key").unlink()
    assert (await examined())["密钥"].startswith("–")


async def test_what_only_the_adopter_can_decide_is_asked_for(examined):
    assert "make init" in (await examined(border_decided=""))["数据出境"]


async def test_an_old_backup_is_told(examined, well):
    (made,) = (well["data_dir"] / "backups").iterdir()
    made.rename(made.with_name("chuishao-2026-01-01-020000.backup"))
    assert "最近一份是 2026-01-01 的" in (await examined())["备份"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_clock_that_is_wrong_and_a_full_disk_are_told(language):
    say = texts(language)
    assert the_clock(say, timedelta(seconds=29))[0]
    fine, _, words = the_clock(say, timedelta(minutes=5))
    assert (fine, "300" in words, "chrony" in words) == (False, True, True)
    assert the_disk(say, 2_000_000_000)[0]
    fine, _, words = the_disk(say, 300_000_000)
    assert (fine, "0.3 GB" in words) == (False, True)


async def test_a_line_that_breaks_after_the_first_question_is_a_matter_and_no_crash(examined):
    """Somebody answers that they are there, and says nothing to any question."""

    async def on_call(reader, writer):
        asked = (await reader.readline()).split()[1]
        if asked == b"/":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(on_call, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    said = await examined(telegram_api=f"http://127.0.0.1:{port}")
    server.close()
    assert "连不上" in said["连通"]
    assert "备份" in said
