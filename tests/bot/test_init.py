"""Setting up asks five questions, cures what is wrong, and can be left and taken up again."""

import asyncio
import os
import subprocess
import sys

import pytest
from dotenv import dotenv_values

from playground.client import Playground
from playground.server import running
from playground.world import World
from storage.opening import Opening
from tests.bot.commands import ROOT, environment

PASSPHRASE = "nur fuer den Versuch 7"


@pytest.fixture
def world():
    return World()


@pytest.fixture
async def telegram(world):
    async with running(world) as url, Playground(url) as playground:
        yield playground


async def setup(folder, url, answers):
    """Runs the questions in a folder; hidden ones read it from there too."""
    variables = {"telegram_api": url, "passphrase": PASSPHRASE, "language": "en"}
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-W", "ignore", "-m", "bot.init"],
        cwd=folder,
        env=environment(variables) | {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        input="".join(f"{answer}\n" for answer in answers),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,  # no terminal to ask at
    )


async def test_each_wrong_answer_is_cured_and_the_file_is_its_owners_alone(telegram, tmp_path):
    intake = await telegram.bot("dsaqfw_bot", can_join_groups=False)
    desk = await telegram.bot("dsaqgzt_bot", can_read_all_group_messages=True)
    wrong = "123456:" + "x" * 35
    done = await setup(
        tmp_path,
        telegram.url,
        [
            *(wrong, intake, intake, desk),
            *("Mars/Base", "09:00", "5", "16:00"),
            *("Asia/Shanghai", "10:00", "8", "16:00"),
            *("Asia/Shanghai", "10:00", "4", "15:00"),
            "yes",
        ],
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Telegram does not know this token" in done.stdout
    assert "Two different bots are needed" in done.stdout
    assert "That is not right" in done.stdout
    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600
    written = dotenv_values(tmp_path / ".env")
    assert written["CHUISHAO_INTAKE_TOKEN"] == intake
    assert written["CHUISHAO_DESK_USERNAME"] == "dsaqgzt_bot"
    assert written["CHUISHAO_POSTING_HOURS"] == "10:00"
    assert (written["CHUISHAO_RETURN_WEEKDAY"], written["CHUISHAO_RETURN_HOUR"]) == ("4", "15:00")
    assert PASSPHRASE not in (tmp_path / ".env").read_text()
    opening = Opening.load(tmp_path / "data" / "keys" / "opening.key", PASSPHRASE)
    assert opening.words() in done.stdout


async def test_a_bot_that_may_be_added_to_groups_is_not_taken(telegram, tmp_path):
    intake = await telegram.bot("dsaqfw_bot", can_join_groups=True)
    left = await setup(tmp_path, telegram.url, [intake, ""])
    assert left.returncode == 1
    assert "/setjoingroups" in left.stdout
    assert not (tmp_path / ".env").exists()


async def test_what_was_answered_is_not_asked_again(telegram, tmp_path):
    intake = await telegram.bot("dsaqfw_bot", can_join_groups=False)
    desk = await telegram.bot("dsaqgzt_bot", can_read_all_group_messages=True)
    left = await setup(tmp_path, telegram.url, [intake])
    assert left.returncode == 1
    left = await setup(tmp_path, telegram.url, [desk, "", "", "", "", ""])
    assert left.returncode == 1
    assert "`make demo` shows it meanwhile" in left.stdout
    assert not (tmp_path / "intake.env").exists()
    done = await setup(tmp_path, telegram.url, ["", "", "", "", "yes"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert dotenv_values(tmp_path / ".env")["CHUISHAO_INTAKE_TOKEN"] == intake


async def test_an_unreachable_telegram_asks_for_a_proxy_and_can_be_left(tmp_path):
    left = await setup(tmp_path, "http://127.0.0.1:1", [""])
    assert left.returncode == 1
    assert "127.0.0.1 cannot be reached" in left.stdout


async def test_each_process_gets_a_file_without_the_others_secrets(telegram, tmp_path, world):
    intake = await telegram.bot("dsaqfw_bot", can_join_groups=False)
    desk = await telegram.bot("dsaqgzt_bot", can_read_all_group_messages=True)
    done = await setup(tmp_path, telegram.url, [intake, desk, "", "", "", "", "yes"])
    assert done.returncode == 0, done.stdout + done.stderr
    for name, own, other in (("intake.env", intake, desk), ("desk.env", desk, intake)):
        text = (tmp_path / name).read_text()
        assert own in text
        assert other not in text
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    again = await setup(tmp_path, telegram.url, ["", "", "", ""])
    assert "was decided on" in again.stdout
    names = [bot.settings["Name:"] for bot in world.bots.values()]
    assert names == ["安全服务助手", "安全工作台"]


async def test_a_name_telegram_does_not_take_is_said_with_the_way_by_hand(telegram, tmp_path):
    intake = await telegram.bot("dsaqfw_bot", can_join_groups=False)
    await telegram.fault("setMyName", "error", times=1)
    left = await setup(tmp_path, telegram.url, [intake])
    assert "/setname" in left.stdout
