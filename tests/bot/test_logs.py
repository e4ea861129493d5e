"""Whatever goes wrong, a log line never carries what somebody wrote."""

import asyncio
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from bot.logs import SafeFormatter, outline

CANARY = "canary-13800138000"


@pytest.fixture
def lines():
    """What the formatter makes of records sent through a logger of ours or of others."""
    said = []

    class Keep(logging.Handler):
        def emit(self, record):
            said.append(self.format(record))

    handler = Keep()
    handler.setFormatter(SafeFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield said
    root.removeHandler(handler)


def fail_with(text):
    local = f"local {text}"
    try:
        raise LookupError(local)  # noqa: TRY301 - a cause is what is wanted
    except LookupError as error:
        raise ValueError(text, local) from error


def caught():
    try:
        fail_with(CANARY)
    except ValueError as error:
        return error


def test_an_exception_is_its_type_and_frames_and_so_is_its_cause():
    said = outline(caught())
    assert CANARY not in said
    assert "ValueError" in said
    assert "LookupError" in said
    assert "tests/bot/test_logs.py" in said
    assert "fail_with" in said


def test_an_exception_that_caused_itself_has_an_end():
    error = ValueError()
    error.__cause__ = error
    assert outline(error) == "ValueError"


def test_a_logged_exception_shows_no_value(lines):
    try:
        fail_with(CANARY)
    except ValueError:
        logging.getLogger("bot.intake").exception("it failed")
    assert len(lines) == 1
    assert "it failed | ValueError" in lines[0]
    assert CANARY not in lines[0]


@pytest.mark.parametrize("value", [{"text": CANARY}, [CANARY], ValueError(CANARY), CANARY.encode()])
def test_what_could_be_an_update_is_only_named_by_its_type(lines, value):
    logging.getLogger("handlers.intake").warning("came: %s and %s", value, 7)
    assert lines[0].endswith(f"came: {type(value).__name__} and 7")


def test_one_update_as_the_only_value_is_named_too(lines):
    logging.getLogger("bot.x").warning("came: %s", {"text": CANARY})
    assert lines[0].endswith("came: dict")


def test_an_error_logged_as_the_line_itself_is_named(lines):
    logging.getLogger("bot.x").error(ValueError(CANARY))
    assert lines[0].endswith("ValueError")


def test_other_libraries_only_say_where(lines):
    logging.getLogger("aiogram.event").error("failed on %s", CANARY)
    logging.getLogger("httpx").warning(f"POST /bot1:{CANARY}")  # noqa: G004 - as they do
    assert len(lines) == 2
    assert not any(CANARY in line for line in lines)
    assert all("test_other_libraries_only_say_where" in line for line in lines)


async def test_a_task_nobody_awaited_shows_no_value(lines):
    async def fail():
        fail_with(CANARY)

    task = asyncio.create_task(fail())
    await asyncio.wait({task})
    del task
    assert any("ValueError" in line for line in lines)
    assert not any(CANARY in line for line in lines)


SCRIPT = f"""
import logging, sys, threading, warnings
from bot.logs import set_up
set_up("DEBUG")
logging.getLogger("bot.x").info("ready")
for name in ("aiogram.event", "httpx", "aiohttp.access", "telegram.ext", "sqlalchemy.engine"):
    logging.getLogger(name).info("chatter {CANARY}")
warnings.warn("{CANARY}")
logging.getLogger("bot.x").info("too few: %s %s", "{CANARY}")
def fail():
    raise ValueError("{CANARY}")
thread = threading.Thread(target=fail)
thread.start(); thread.join()
class Broken:
    def __del__(self):
        raise KeyError("{CANARY}")
Broken()
fail()
"""


def test_a_process_that_dies_of_an_error_shows_no_value():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert CANARY not in done.stdout + done.stderr
    assert "bot.x: ready" in done.stderr
    assert "chatter" not in done.stderr
    assert done.stderr.count("uncaught: ValueError") == 2
    assert done.stderr.count("uncaught: KeyError") == 1
    assert "aiogram" not in done.stderr
    assert "too few: %s %s" in done.stderr
