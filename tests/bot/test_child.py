"""A process of ours is started again when it dies, and stopped in order when that is asked for."""

import asyncio
import os

import pytest

from bot.child import Child
from bot.run import DESK_ONLY, INTAKE_ONLY, variables, without

PATIENCE = 20


@pytest.fixture
def life(tmp_path):
    return tmp_path / "life"


@pytest.fixture
def deaths():
    return []


@pytest.fixture
def child(life, deaths):
    def make(*, secret=None, **environment):
        def tell(name, status, pause):
            deaths.append((name, status))

        everything = os.environ | {"LIFE": str(life)} | environment
        return Child("tests.bot.flaky", everything, tell=tell, secret=secret)

    return make


async def lines(life, count):
    async with asyncio.timeout(PATIENCE):
        while not life.exists() or len(life.read_text().splitlines()) < count:  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.02)
    return life.read_text().splitlines()


async def test_a_process_that_dies_is_started_again(child, life, deaths):
    stop = asyncio.Event()
    running = asyncio.create_task(child(ENDS="7").run(stop))
    assert await lines(life, 2) == ["started", "started"]
    stop.set()
    await asyncio.wait_for(running, PATIENCE)
    assert deaths[0] == ("flaky", 7)


async def test_a_process_is_asked_to_stop_and_waited_for(child, life):
    stop = asyncio.Event()
    running = asyncio.create_task(child().run(stop))
    await lines(life, 1)
    stop.set()
    await asyncio.wait_for(running, PATIENCE)
    assert life.read_text().splitlines() == ["started", "stopped"]


async def test_wrong_settings_stop_everything_and_are_not_tried_again(child, life, deaths):
    stop = asyncio.Event()
    await asyncio.wait_for(child(ENDS="2").run(stop), PATIENCE)
    assert stop.is_set()
    assert life.read_text().splitlines() == ["started"]
    assert deaths == []


async def test_the_passphrase_goes_through_a_pipe_at_every_start(child, life):
    stop = asyncio.Event()
    running = asyncio.create_task(child(secret="offen sei", ENDS="1").run(stop))
    assert await lines(life, 2) == ["started offen sei", "started offen sei"]
    stop.set()
    await asyncio.wait_for(running, PATIENCE)


def test_each_process_gets_the_secrets_that_are_its_own(tmp_path):
    file = tmp_path / ".env"
    file.write_text(
        "CHUISHAO_INTAKE_TOKEN=i\nCHUISHAO_DESK_TOKEN=d\nCHUISHAO_PASSPHRASE=p\n"
        "CHUISHAO_OPENING_KEY_FILE=o\nCHUISHAO_DAY_KEY_FILE=k\nCHUISHAO_LANGUAGE=en\nOTHER=x\n"
    )
    both = variables({"PATH": "/bin", "CHUISHAO_LANGUAGE": "zh"}, str(file))
    shared = {"PATH": "/bin", "CHUISHAO_LANGUAGE": "zh", "CHUISHAO_ENV_FILE": ""}
    assert without(both, DESK_ONLY) == shared | {
        "CHUISHAO_INTAKE_TOKEN": "i",
        "CHUISHAO_DAY_KEY_FILE": "k",
    }
    assert without(both, INTAKE_ONLY | {"PASSPHRASE"}) == shared | {
        "CHUISHAO_DESK_TOKEN": "d",
        "CHUISHAO_OPENING_KEY_FILE": "o",
    }
