"""After a downtime: Telegram keeps messages for a day, but presses for two and a half minutes."""

from datetime import datetime, timedelta
from typing import Final

from domain.notices import DeskBack
from handlers.desk.context import Desk
from handlers.texts.office import texts
from storage import Session, outbox, people

PRESSES_LIVE: Final = timedelta(seconds=150)


def have_told(session: Session, silence: timedelta, *, at: datetime) -> None:
    """Have every room told that presses were lost, if nobody heard for so long that some may be."""
    if silence >= PRESSES_LIVE:
        for room in people.rooms(session):
            notice = DeskBack(room.id, occasion=at.isoformat(timespec="seconds"))
            outbox.put(session, notice, not_before=at)


async def deliver(desk: Desk, notice: DeskBack) -> None:
    """Tell a room, without a sound."""
    room = await desk.store.read(people.room, notice.room)
    if room is not None and room.ready:
        say = texts(desk.language).back
        await desk.bot.send_message(room.chat_id, say, disable_notification=True)
