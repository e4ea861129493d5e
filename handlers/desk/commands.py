"""/reply and /note in a case's topic, with the text at once or without; other commands."""

import re

from telegram import Message, Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from domain.errors import NotAllowedError, NotFoundError
from domain.lengths import cut
from handlers.desk import drafts, inside, outgoing, photos
from handlers.desk.context import DeskContext
from handlers.desk.drafts import Draft, Held
from handlers.desk.press import seat, thread_of
from handlers.desk.previews import Shown, show
from handlers.desk.review import Office
from handlers.desk.showing import Done, choose, tell_done
from handlers.texts.case import texts
from storage import Session, people, topics

LONGEST = 3000  # units of UTF-16, so that a preview fits a message
_PARTED = re.compile(r"(/[A-Za-z0-9_]*(?:@[A-Za-z0-9_]+)?)[\s,，:：]*(.*)", re.DOTALL)
_COMMAND = re.compile(r"^/(?:reply|note)(?:@\w+)?(?=\s|$)", re.IGNORECASE)


def handlers() -> list[BaseHandler[Update, DeskContext, None]]:
    """The handlers of commands; they belong behind those of all other commands."""
    sent = filters.UpdateType.MESSAGE
    return [
        CommandHandler(("reply", "note"), on_command, sent),
        MessageHandler(sent & filters.CaptionRegex(_COMMAND), on_command),
        MessageHandler(sent & filters.COMMAND, on_unknown),
    ]


async def on_command(update: Update, context: DeskContext) -> None:
    """A reviewer wrote /reply or /note in a case's topic, with the text or without."""
    desk, message = context.desk, update.message
    assert message is not None
    command, text = _parted(message.text or message.caption or "")
    purpose, _, whose = command.removeprefix("/").partition("@")
    if whose and whose.lower() != (desk.bot.username or "").lower():
        return
    photo = await photos.sent_with(message) if message.text is None else None
    draft = Draft(photos=(photo,) if photo else ()).with_words(cut(text, LONGEST), None)
    result = await desk.store.write(_command, message, purpose.lower(), draft, Office.of(desk))
    if isinstance(result, Shown):
        await show(desk, result)
    else:
        await tell_done(desk, result, chat=message.chat.id, thread=thread_of(message))


async def on_unknown(update: Update, context: DeskContext) -> None:
    """A reviewer wrote a command that there is not, where the desk is spoken to."""
    desk, message = context.desk, update.message
    if message is None or message.from_user is None:
        return
    command, _ = _parted(message.text or "")
    _, _, whose = command.partition("@")
    private = message.chat.id > 0
    if whose and not private and whose.lower() != (desk.bot.username or "").lower():
        return
    thread = thread_of(message)
    if not private and not thread:
        return  # in General people talk among themselves, and to other bots
    if await desk.store.read(people.reviewer_at, message.from_user.id) is None:
        return
    say = texts(desk.language)
    known = say.commands_in_private if private else say.commands_in_topic
    await choose(desk, known, [], chat=message.chat.id, thread=thread)


def _parted(text: str) -> tuple[str, str]:
    """A command and what follows it, after whatever blank, line break or sign."""
    parted = _PARTED.match(text)
    return (parted[1], parted[2]) if parted else ("", text)


def _command(
    session: Session, message: Message, purpose: str, draft: Draft, office: Office
) -> "Shown | Done":
    room = people.room_at(session, message.chat.id)
    topic = topics.at(session, room.id, thread_of(message)) if room else None
    if message.from_user is None or people.reviewer_at(session, message.from_user.id) is None:
        raise NotAllowedError("reviewer")
    if topic is None:
        raise NotFoundError
    by = message.from_user.id
    found = seat(session, office.opening, topic.case, by)
    outgoing.check_purpose(session, found, purpose)
    kept = drafts.begin(
        session,
        office.sealing,
        reviewer=found.reviewer.id,
        chat=message.chat.id,
        thread=topic.thread,
        case=topic.case,
        purpose=purpose,
        draft=draft,
        at=office.at,
    )
    held = Held(kept, draft, found.reviewer)
    if draft.empty or purpose != "note":
        return Shown(held, found.case)
    done = outgoing.record(session, held, office, by=by)
    if message.media_group_id is None:
        return done
    return Shown(inside.more(session, held, office), found.case)
