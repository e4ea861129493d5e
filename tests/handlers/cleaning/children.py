"""The cleaning processes that this one has started and not yet buried."""

import asyncio
from pathlib import Path


def children():
    """Their ids."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        for pid in _read(task / "children").split():
            if b"cleaning.child" in _read(Path(f"/proc/{pid.decode()}/cmdline")):
                found.add(int(pid))
    return found


def _read(file):
    """What stands in a file of /proc; nothing once its thread or process is gone."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


async def first_child():
    """The id of the next one that is there."""
    for _ in range(30_000):
        if found := children():
            return found.pop()
        await asyncio.sleep(0.001)
    raise AssertionError
