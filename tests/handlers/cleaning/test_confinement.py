"""Whoever takes the child over finds nothing there."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handlers.cleaning.clean import clean
from tests.handlers.cleaning.canary import CANARY
from tests.handlers.cleaning.nasty_pictures import jpeg

ROOT = Path(__file__).resolve().parents[3]

_PROCESSES = Path("/proc")


def test_the_intakes_side_loads_no_parser():
    probe = (
        "import sys; import handlers.cleaning.clean; "
        "print(*(name for name in ('PIL', 'pikepdf', 'lxml', 'aiogram') if name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.strip() == b""


def test_the_child_loads_nothing_of_the_intake():
    probe = (
        "import sys; from handlers.cleaning import child, images, office, pdf; "
        "print(*(n for n in ('aiogram', 'sqlalchemy', 'nacl', 'asyncio', 'socket', 'storage') "
        "if n in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.strip() == b""


ATTEMPTS = {
    "open a file": "open('/etc/hostname')",
    "write a file": "open('/tmp/chuishao-probe', 'w')",
    "write to an open file": "os.write(beforehand, b'x' * 10)",
    "open a socket": "socket.socket()",
    "start a process": "os.fork()",
    "take much memory": "bytearray(257 * 1024 * 1024)",
    "lift a limit": "resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))",
    "become somebody again": "os.setuid(0) or os.open('/', os.O_RDONLY)",
}


@pytest.mark.parametrize("what", ATTEMPTS)
def test_a_taken_over_child_cannot(what, tmp_path):
    probe = (
        "import os, resource, socket, sys; sys.path.append(sys.argv[1]); "
        "from handlers.cleaning.confinement import confine; "
        "beforehand = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT); confine()\n"
        f"try:\n    {ATTEMPTS[what]}\n"
        "except (OSError, MemoryError, ValueError):\n    print('held')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", probe, str(ROOT), str(tmp_path / "beforehand")],
        cwd="/",
        env={},
        capture_output=True,
        check=True,
    )
    assert ran.stdout == b"held\n"


def test_where_memory_runs_out_the_child_goes_first():
    probe = (
        "import os, sys; sys.path.append(sys.argv[1]); "
        "from handlers.cleaning.confinement import confine; "
        "mark = os.open('/proc/self/oom_score_adj', os.O_RDONLY); confine(); "
        "print(os.pread(mark, 9, 0).decode().strip())"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", probe, str(ROOT)], env={}, capture_output=True, check=True
    )
    assert ran.stdout == b"1000\n"


async def test_the_child_starts_without_environment_and_keeps_nothing_of_it(tmp_path):
    os.environ["CHUISHAO_SECRET"] = CANARY
    try:
        seen = await asyncio.gather(clean(jpeg()), _environment_of_a_child())
    finally:
        del os.environ["CHUISHAO_SECRET"]
    assert seen[1] == {b""}


async def _environment_of_a_child() -> set[bytes]:
    """Looks at the processes that this one has started until one shows its arguments."""
    ours = str(os.getpid())
    for _ in range(500):
        for folder in _PROCESSES.iterdir():  # noqa: ASYNC240 - the kernel answers at once
            try:
                if (
                    folder.name.isdigit()
                    and (folder / "stat").read_text().rsplit(")", 1)[1].split()[1] == ours
                    and b"handlers.cleaning.child" in (folder / "cmdline").read_bytes()
                ):
                    return {(folder / "environ").read_bytes()}
            except OSError:
                continue
        await asyncio.sleep(0.001)
    return {b"no child seen"}
