"""What the cleaning child gives up before it looks into a file; none of it can be taken back.

A parser that has been taken over finds no file, no socket, no other process and little memory.
"""

import ctypes
import os
import resource
from contextlib import suppress
from pathlib import Path

MEMORY = 256 * 1024 * 1024
"""Bytes of data; what `images` takes at most stays below, with a file of 20 MiB beside it.

The address space, which counts the libraries' code too, may be twice that.
"""

SECONDS = 10
"""Of processor time."""

NOBODY = 65534

_CLONE_NEWIPC = 0x08000000
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38

_LIMITS = {
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NOFILE: 0,
    resource.RLIMIT_NPROC: 0,
    resource.RLIMIT_CPU: SECONDS,
    resource.RLIMIT_DATA: MEMORY,
    resource.RLIMIT_AS: 2 * MEMORY,
}


def confine() -> None:
    """Shuts the process in; what was open and loaded before stays usable, nothing new opens.

    Namespaces are a second wall where the kernel grants them: another user namespace keeps the
    child from the intake's memory. The first wall holds everywhere: with no file descriptor to be
    had there is neither file nor socket. Raises OSError when that one cannot be raised.
    """
    with suppress(OSError), Path("/proc/self/oom_score_adj").open("w", encoding="ascii") as first:
        first.write("1000")  # where memory runs out it is this process that goes, not the intake
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        libc.unshare(_CLONE_NEWNET | _CLONE_NEWIPC)
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    for limit, most in _LIMITS.items():
        resource.setrlimit(limit, (most, most))
