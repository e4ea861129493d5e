"""Running our commands as they are run from a shell: arguments, an environment, an answer."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from typer.testing import CliRunner

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    returncode: int
    stdout: str
    stderr: str


def run(module, *arguments, typed=None, **settings):
    """`python -m module arguments…` with CHUISHAO_* settings; nothing else of them is inherited."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        env=environment(settings),
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def call(module, *arguments, typed=None, **settings):
    """The same without a process of its own; in a thread, since a command runs a loop."""
    app = import_module(module).app
    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(
            CliRunner().invoke,
            app,
            list(map(str, arguments)),
            input=typed,
            env=environment(settings),
        ).result()
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Answer(done.exit_code, done.stdout, done.stderr)


def environment(settings):
    ours = {f"CHUISHAO_{name.upper()}": str(value) for name, value in settings.items()}
    others = {name: value for name, value in os.environ.items() if "CHUISHAO" not in name}
    return others | {"CHUISHAO_ENV_FILE": "", "COLUMNS": "200"} | ours
