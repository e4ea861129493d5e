"""The topic of a destroyed case is deleted; where the bot may not, its owner is asked, each day."""

from contextlib import suppress
from typing import Final

from telegram.error import BadRequest, Forbidden

from domain.delivery import NotYetError
from domain.notices import TopicOver
from handlers.desk import leads, topic
from handlers.desk.context import Desk
from storage import people

AGAIN: Final = 24 * 3600.0  # seconds


async def deliver(desk: Desk, notice: TopicOver) -> None:
    """Delete the topic with all that stands in it; NotYetError for as long as it stands there."""
    room = await desk.store.read(people.room, notice.room)
    if room is None:
        return
    try:
        await desk.bot.delete_forum_topic(room.chat_id, notice.thread)
    except Forbidden:  # put out of the group, the bot may be let in again
        raise NotYetError(AGAIN) from None
    except BadRequest as error:
        if topic.gone(error):
            return
        with suppress(BadRequest):
            await desk.bot.delete_message(room.chat_id, notice.card)
        with suppress(BadRequest):
            await desk.bot.close_forum_topic(room.chat_id, notice.thread)
        occasion = f"{notice.room}:{notice.thread}"
        await desk.store.write(leads.have_told, leads.NOT_DELETED, occasion=occasion, at=desk.now())
        raise NotYetError(AGAIN) from error
