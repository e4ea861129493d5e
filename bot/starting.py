"""While a process starts nothing is looked through for what is no longer needed.

Nearly all that is made then stays, and looking through it again and again takes a sixth of the
start. To be imported before all else.
"""

import gc
import sys


def _is_one_of_ours() -> bool:
    """Whether this is `python -m bot.…`; whatever else imports it is looked through as ever."""
    spec = getattr(sys.modules["__main__"], "__spec__", None)
    return spec is not None and spec.name.startswith("bot.")


if _is_one_of_ours():
    gc.disable()


def over() -> None:
    """What there is now stays, unlooked at; what is made from now on is looked through."""
    gc.freeze()
    gc.enable()
