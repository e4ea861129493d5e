"""What follows an act in a private chat: the next case comes."""

from handlers.desk import walk
from handlers.desk.context import Desk
from handlers.desk.press import Press


async def act(desk: Desk, press: Press) -> None:
    """An act was done; in a private chat the walk goes on, a topic's card follows by itself."""
    if press.private:
        await walk.after_act(desk, press)
