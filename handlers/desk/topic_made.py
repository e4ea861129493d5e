"""A topic that this bot has made and a kill kept from being remembered is found by Telegram's word.

Telegram tells of each topic that is made. It is the case's unless that has another one meanwhile:
then nothing stands in it, and it goes.
"""

from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, MessageHandler, filters

from handlers.desk.context import DeskContext
from storage import Session, cases, people, topics
from storage.topics import Topic


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The handler of Telegram's word."""
    return [MessageHandler(filters.StatusUpdate.FORUM_TOPIC_CREATED, on_made)]


async def on_made(update: Update, context: DeskContext) -> None:
    """A topic was made, by this bot or by somebody."""
    desk, message = context.desk, update.message
    if message is None or message.forum_topic_created is None or message.from_user is None:
        return
    thread, name = message.message_thread_id, message.forum_topic_created.name
    if thread is None or message.from_user.id != desk.bot.id:
        return
    if not await desk.store.remember(_kept, message.chat.id, thread, name):
        with suppress(BadRequest):
            await desk.bot.delete_forum_topic(message.chat.id, thread)


def _kept(session: Session, chat: int, thread: int, name: str) -> bool:
    """Whether a topic is its case's, which is remembered; one of no case of ours is left alone."""
    room, case = people.room_at(session, chat), cases.find(session, name.rpartition(" ")[2])
    if room is None or case is None:
        return True
    if case.room != room.id:
        return False
    made = Topic(case=case.id, room=room.id, thread=thread, title=name)
    return topics.first(session, made).thread == thread
