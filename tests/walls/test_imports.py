"""Who may reach what: the contracts hold, and a fresh intake process has nothing that opens."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


def test_every_import_contract_holds():
    done = subprocess.run(
        [BIN / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def loaded_by(module):
    """The modules that a fresh interpreter holds once it has imported one."""
    probe = f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("CHUISHAO_")},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("process", "never"),
    [
        ("bot.intake", ("storage.opening", "telegram", "handlers.desk", "bot.desk", "bot.keys")),
        ("bot.desk", ("aiogram", "handlers.intake", "bot.intake", "storage.daykeys")),
    ],
)
def test_a_process_does_not_hold_the_other_half(process, never):
    held = loaded_by(process)
    assert process in held
    assert not {name for name in held if name.startswith(tuple(f"{part}." for part in never))}
    assert held.isdisjoint({*never, "playground"})
