"""A process that writes down each of its lives: argv[0] is all it has, the rest is environment.

LIFE names a file; it gets a line per start. ENDS: the status with which the process ends at once,
else it waits for SIGTERM, and then writes that it was asked to stop.
"""

import os
import signal
import sys
from pathlib import Path

life = Path(os.environ["LIFE"])
file = os.environ.get("CHUISHAO_PASSPHRASE_FILE")
secret = Path(file).read_text(encoding="utf-8") if file else ""


def note(line):
    with life.open("a", encoding="utf-8") as written:
        written.write(f"{line}\n")


def end(*_):
    note("stopped")
    sys.exit(0)


signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, signal.SIG_IGN)
note(f"started {secret}".strip())
if "ENDS" in os.environ:
    sys.exit(int(os.environ["ENDS"]))
while True:
    signal.pause()
