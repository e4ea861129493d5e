"""What lies in a process's memory (keys, reports, who writes) reaches no disk and no neighbour."""

import ctypes
import resource

_PR_SET_DUMPABLE = 4


def keep_to_itself() -> None:
    """No core file when the process dies, and no look into it by others of the same user.

    The limit alone would not do: a kernel that hands dumps to a program, as most do, ignores it.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:  # only Linux has it
        prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
