"""What an attacker inside the intake's process would find, and what its logs say."""

import logging
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROBE = """
import sys
import bot.intake
found = [name for name in ("storage.opening", "bot.desk", "handlers.desk", "telegram")
         if name in sys.modules]
sys.exit(",".join(found) or 0)
"""


def test_the_process_holds_nothing_that_opens():
    ran = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


async def test_nothing_of_an_update_is_logged(robot, caplog):
    caplog.set_level(logging.DEBUG)
    for logger in ("aiogram", "asyncio", "sqlalchemy"):
        logging.getLogger(logger).setLevel(logging.WARNING)
    await robot.say("CANARY-TEXT")
    await robot.photo(b"CANARY-FILE")
    await robot.say("/start CANARY-SITE")
    for record in caplog.records:
        for word in ("CANARY", "canary", str(robot.chat)):
            assert word not in record.getMessage()
