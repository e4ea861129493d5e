"""Setting up asks five questions, cures what is wrong, and can be left and taken up again."""

import asyncio
import os
import signal
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


def dialogue(folder, url, passphrase):
    """The command and where it runs; hidden answers are typed into the same pipe."""
    variables = {"telegram_api": url, "language": "en"}
    variables |= {"passphrase": passphrase} if passphrase else {}
    ours = environment(variables) | {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    return {
        "args": [sys.executable, "-u", "-W", "ignore", "-m", "bot.init"],
        "cwd": folder,
        "env": ours,
        "text": True,
        "start_new_session": True,  # no terminal to ask at
    }


async def setup(folder, url, answers, passphrase=PASSPHRASE):
    """Runs the questions in a folder; where the answers end, whoever answers has left."""
    return await asyncio.to_thread(
        subprocess.run,
        **dialogue(folder, url, passphrase),
        input="".join(f"{answer}\n" for answer in answers),
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
async def bots(telegram):
    """The tokens of two bots that are as they should be: the intake's, the desk's."""
    intake = await telegram.bot("dsaqfw_bot", can_join_groups=False)
    return intake, await telegram.bot("dsaqgzt_bot", can_read_all_group_messages=True)


async def test_each_wrong_answer_is_cured_and_the_file_is_its_owners_alone(telegram, tmp_path):
    intake = await telegram.bot("dsaqfw_bot", can_join_groups=False)
    desk = await telegram.bot("dsaqgzt_bot", can_read_all_group_messages=True)
    wrong = "123456:" + "x" * 35
    done = await setup(
        tmp_path,
        telegram.url,
        [
            *(wrong, intake, intake, desk),
            *("Mars/Base", "Asia/Shanghai"),
            *("nine", "25:00", "10：00"),
            *("Friday", "8", "4"),
            *("4 pm", "12:00", "15:00"),
            "yes",
        ],
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Telegram does not know this token" in done.stdout
    assert "Two different bots are needed" in done.stdout
    assert done.stdout.count("There is no such zone") == 1
    assert done.stdout.count("Write an hour as 09:00") == 2
    assert done.stdout.count("One number from 1 to 7") == 2
    assert done.stdout.count("later than the day's last reminder") == 2
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
    assert "`make demo` shows it" in left.stdout
    assert not (tmp_path / "intake.env").exists()
    done = await setup(tmp_path, telegram.url, ["", "", "", "", "yes"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert dotenv_values(tmp_path / ".env")["CHUISHAO_INTAKE_TOKEN"] == intake


async def test_an_unreachable_telegram_asks_for_a_proxy_and_can_be_left(tmp_path):
    left = await setup(tmp_path, "http://127.0.0.1:1", [""])
    assert left.returncode == 1
    assert "127.0.0.1 cannot be reached" in left.stdout
    assert "run `make init` to go on" in left.stdout


async def test_only_a_proxy_that_leads_there_is_kept(bots, telegram, tmp_path):
    unreachable = "http://127.0.0.1:1"
    left = await setup(tmp_path, unreachable, ["10.0.0.5:8080", "socks5://127.0.0.1:2", ""])
    assert left.stdout.count("That is no proxy") == 1
    assert left.stdout.count("127.0.0.1 cannot be reached") == 3
    assert not (tmp_path / ".env").exists()
    through = telegram.url.removeprefix("http://")
    left = await setup(tmp_path, "http://telegram.invalid", [f"http://{through}"])
    assert "It can" in left.stdout
    assert dotenv_values(tmp_path / ".env")["CHUISHAO_PROXY"] == f"http://{through}"


async def test_a_proxy_that_has_died_is_dropped_where_telegram_answers_without(telegram, tmp_path):
    (tmp_path / ".env").write_text("CHUISHAO_PROXY='http://127.0.0.1:2'\n")
    left = await setup(tmp_path, telegram.url, [])
    assert "It can" in left.stdout
    assert dotenv_values(tmp_path / ".env")["CHUISHAO_PROXY"] == ""


async def test_a_connection_that_breaks_is_not_blamed_on_the_token(bots, telegram, tmp_path):
    await telegram.fault("getMe", "drop_before", times=1)
    left = await setup(tmp_path, telegram.url, [bots[0], ""])
    assert "The connection broke" in left.stdout
    assert "does not know this token" not in left.stdout
    assert dotenv_values(tmp_path / ".env")["CHUISHAO_INTAKE_TOKEN"] == bots[0]


async def test_a_desk_bot_that_cannot_read_groups_is_not_taken(telegram, tmp_path):
    intake = await telegram.bot("dsaqfw_bot", can_join_groups=False)
    desk = await telegram.bot("dsaqgzt_bot", can_read_all_group_messages=False)
    left = await setup(tmp_path, telegram.url, [intake, desk, ""])
    assert left.stdout.count("/setprivacy") == 2
    assert "CHUISHAO_DESK_TOKEN" not in dotenv_values(tmp_path / ".env")


async def test_a_passphrase_is_strong_and_typed_twice_and_the_words_are_checked(
    bots, telegram, tmp_path
):
    typed = ["short", PASSPHRASE, "nur fuer den Versuch 8", PASSPHRASE, PASSPHRASE]
    done = await setup(
        tmp_path,
        telegram.url,
        [*bots, *typed, "not copied", "ok", "", "", "", "", "yes"],
        passphrase=None,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("too easy") == 1
    assert done.stdout.count("not the same") == 1
    assert done.stdout.count("That does not match") == 1
    Opening.load(tmp_path / "data" / "keys" / "opening.key", PASSPHRASE)


async def test_words_that_nobody_confirmed_open_nothing(bots, telegram, tmp_path):
    left = await setup(tmp_path, telegram.url, [*bots, PASSPHRASE, PASSPHRASE], passphrase=None)
    assert left.returncode == 1
    assert "tear the paper up" in left.stdout
    assert not (tmp_path / "data" / "keys" / "opening.key").exists()


async def test_an_interrupt_tells_how_to_go_on(bots, telegram, tmp_path):
    def interrupted():
        process = subprocess.Popen(
            **dialogue(tmp_path, telegram.url, PASSPHRASE),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        process.stdin.write(f"{bots[0]}\n")
        process.stdin.flush()
        said = ""
        while "3/5" not in said:
            said += process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        return process.communicate(timeout=60)[0], process.returncode

    said, status = await asyncio.to_thread(interrupted)
    assert "run `make init` to go on" in said
    assert "Aborted" not in said
    assert status == 1
    assert dotenv_values(tmp_path / ".env")["CHUISHAO_INTAKE_TOKEN"] == bots[0]


async def test_a_decision_against_it_stops_here_as_none_does(bots, telegram, tmp_path):
    left = await setup(tmp_path, telegram.url, [*bots, "", "", "", "", "no"])
    assert left.returncode == 1
    assert "if it was decided against" in left.stdout
    assert "CHUISHAO_BORDER_DECIDED" not in dotenv_values(tmp_path / ".env")


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
