"""Running our commands as they are run from a shell: a process, an environment, an answer."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(module, *arguments, typed=None, **settings):
    """`python -m module arguments…` with CHUISHAO_* settings; nothing else of them is inherited."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CHUISHAO_")}
    environment |= {"CHUISHAO_ENV_FILE": "", "COLUMNS": "200"}
    environment |= {f"CHUISHAO_{name.upper()}": str(value) for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        env=environment,
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
