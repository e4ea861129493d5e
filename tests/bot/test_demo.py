"""The demo is up by itself, shows its sample cases, and leaves nothing running."""

import asyncio
import re
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bot.demo_folder import MARK
from bot.samples import SITES
from playground.client import Playground
from tests.bot.commands import ROOT, call, environment

PATIENCE = 60


@pytest.fixture
async def demo(tmp_path):
    """The demo as a process, and the address it prints."""
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.demo", "--port", "0", "--no-browser"),
        *("--data", str(tmp_path / "demo")),
        cwd=ROOT,
        env=environment({}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said = ""
    async with asyncio.timeout(PATIENCE):
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", said)):
            line = await running.stdout.readline()
            assert line, (await running.stderr.read()).decode()
            said += line.decode()
    yield running, found[0]
    if running.returncode is None:
        running.send_signal(signal.SIGTERM)
        await running.communicate()


async def test_the_demo_shows_its_cases_and_stops_cleanly(demo, tmp_path):
    running, url = demo
    data = tmp_path / "demo"
    async with Playground(url) as playground:
        async with asyncio.timeout(PATIENCE):
            while len(await playground.requests("createForumTopic")) < 3:
                await playground.until_idle()
            while not await playground.requests("sendPhoto"):
                await playground.until_idle()
        assert len(left_behind(data)) == 2
        employee = await playground.person("小李")
        phone = employee.chat("dsaqfw_bot")
        await phone.starts(SITES[0].code)
        assert SITES[0].name in (await phone.until(SITES[0].name)).text
    running.send_signal(signal.SIGTERM)
    _, complaints = await asyncio.wait_for(running.communicate(), PATIENCE)
    assert running.returncode == 0
    assert complaints.decode() == ""
    assert left_behind(data) == []


async def test_a_demo_that_runs_keeps_its_folder_from_a_second_one(demo, tmp_path):
    running, _ = demo
    mark = tmp_path / "demo" / MARK
    before = mark.stat().st_ino
    told = await asyncio.to_thread(call, "bot.demo", "--data", tmp_path / "demo", "--no-browser")
    assert (told.returncode, "--data" in told.stderr) == (2, True)
    assert mark.stat().st_ino == before
    assert running.returncode is None


def left_behind(data):
    """Processes that were started with this data folder and still run."""
    found = []
    for file in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if f"CHUISHAO_DATA_DIR={data}".encode() in file.read_bytes():
                found.append(file.parent.name)
    return found


def test_a_folder_that_holds_something_else_is_never_wiped(tmp_path):
    (tmp_path / "precious").write_text("x")
    told = call("bot.demo", "--data", tmp_path, "--no-browser")
    assert told.returncode == 2
    assert (tmp_path / "precious").exists()
