"""What a process knows is not left behind when it dies."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROBE = """
import ctypes, resource
from bot.{name} import {main}
try:
    {main}()
except SystemExit as end:
    status = end.code
print(status, *resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.parametrize(("name", "main"), [("intake", "main"), ("desk", "main"), ("run", "run")])
def test_a_process_leaves_no_core_and_lets_nobody_look_before_it_reads_a_secret(name, main):
    probe = (
        "import resource; resource.setrlimit(resource.RLIMIT_CORE, "
        "(1 << 20, resource.getrlimit(resource.RLIMIT_CORE)[1]))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", probe + PROBE.format(name=name, main=main)],
        cwd=ROOT,
        env={"CHUISHAO_ENV_FILE": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["2", "0", "0", "0"]
