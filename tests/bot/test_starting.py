"""While a process starts nothing is looked through, and afterwards as ever."""

import subprocess
import sys

from tests.journeys.process import ROOT

AS_OURS = (
    "import sys, types; sys.modules['__main__'].__spec__ = types.SimpleNamespace(name='bot.x')"
)


def told(*lines):
    """What a Python of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_a_process_of_ours_is_looked_through_only_once_it_has_started():
    assert told(
        *(AS_OURS, "import gc", "from bot import starting", "print(gc.isenabled())"),
        *("starting.over()", "print(gc.isenabled(), gc.get_freeze_count() > 0)"),
    ) == ["False", "True", "True"]


def test_whatever_else_imports_a_process_is_looked_through_as_ever():
    assert told("import gc, bot.intake", "print(gc.isenabled())") == ["True"]
