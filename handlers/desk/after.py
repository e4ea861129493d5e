"""What follows an act in a private chat: the next case comes, or the same as it is now."""

from typing import Final

from handlers.desk import walk
from handlers.desk.context import Desk
from handlers.desk.press import Press
from handlers.desk.showing import Done

STAYS: Final = frozenset({"cat", "urge", "calm", "mute", "loud", "note"})
"""Acts that settle nothing: whoever does one has not finished with the case."""


async def act(desk: Desk, press: Press) -> None:
    """An act was done; in a private chat the walk goes on, a topic's card follows by itself."""
    if not press.private:
        return
    if press.verb in STAYS:
        await walk.stay(desk, press.by, press.case_id)
    else:
        await walk.go_on(desk, press.by, press.case_id)


async def words(desk: Desk, what: Done, *, by: int, chat: int) -> None:
    """An act was done with words; in a private chat the walk goes on below them."""
    if chat < 0:
        return
    if what.verb in STAYS:
        await walk.stay(desk, by, what.case.id)
    else:
        await walk.go_on(desk, by, what.case.id, anew=True)


async def undone(desk: Desk, press: Press) -> None:
    """An act was taken back; in a private chat the walk returns to its case."""
    if press.private:
        await walk.go_back(desk, press.by, press.case_id)
