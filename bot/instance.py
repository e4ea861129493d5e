"""Who a process is among others of its kind.

One that comes back goes by the name of the one before it: so what that one had alone, such as the
lease, is its own at once, and nobody waits for somebody who is dead. The name is that of a file
which a process keeps locked for as long as it lives.
"""

import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from storage.ids import fresh

_MACHINE: Final = Path("/proc/sys/kernel/random/boot_id")
"""Which machine this is, since it was last started: a copy of its disk is another one."""


@asynccontextmanager
async def known_again(file: Path) -> AsyncIterator[str]:
    """The process's name while it is entered: the same as that of whoever had the file before.

    A new one where somebody else has the file now, or where none can be kept.
    """
    with ExitStack() as kept:
        try:
            machine = _MACHINE.read_text(encoding="ascii").strip()
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
            kept.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            name = fresh()
        else:
            place = os.fstat(descriptor)
            name = f"{machine}:{place.st_dev}:{place.st_ino}"
        yield name
