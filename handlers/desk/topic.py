"""A case's topic: opened once, remembered before anything is posted, made again when it is gone."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated

from domain.cases import Stage
from domain.delivery import NotYetError
from domain.errors import NotFoundError
from domain.people import Room
from handlers.desk import card, files, group, incoming
from handlers.desk.card import CaseView
from handlers.desk.context import Desk
from handlers.texts.case import texts
from handlers.texts.office import texts as office_texts
from storage import Session, attachments, cases, people, screens, topics
from storage.screens import Screen
from storage.topics import Topic

READY_AGAIN: Final = 60.0  # seconds until a room that is not ready is looked at again
_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid", "topic not found")
_ICONS: Final = {
    Stage.RECEIVED: "",
    Stage.ACCEPTED: "🔎",
    Stage.REFERRED: "🏛",
    Stage.CONCLUDED: "✅",
    Stage.CLOSED: "📁",
    Stage.WITHDRAWN: "",
}
_CARD_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


@dataclass(frozen=True)
class Place:
    """Where a case is shown now; `fresh` when its card has just been posted there."""

    room: Room
    topic: Topic
    fresh: bool = False


def where(session: Session, case_id: str) -> tuple[Room, Topic | None]:
    """A posted case's room and, if it has one, its topic; NotYetError while it has no room."""
    room_id = cases.load(session, case_id).room
    if room_id is None:
        raise NotYetError(READY_AGAIN)
    room = people.room(session, room_id)
    if room is None:
        raise NotFoundError
    topic = topics.find(session, case_id)
    return room, topic if topic is not None and topic.room == room.id else None


async def show(desk: Desk, case_id: str) -> None:
    """Bring topic and card up to date, whatever of them is missing."""

    async def edit(place: Place) -> None:
        if place.fresh:
            return
        view = await desk.store.read(card.look, case_id, now=desk.now())
        await _rename(desk, place, view)
        await _edit(desk, place, view)

    await in_topic(desk, case_id, edit)


async def say(
    desk: Desk, case_id: str, html: str, keyboard: InlineKeyboardMarkup | None = None
) -> None:
    """Post a line into the case's topic, without a sound."""

    async def post(place: Place) -> None:
        await desk.bot.send_message(
            place.room.chat_id,
            html,
            parse_mode=ParseMode.HTML,
            message_thread_id=place.topic.thread,
            reply_markup=keyboard,
            protect_content=True,
            disable_notification=True,
        )

    await in_topic(desk, case_id, post)


async def in_topic(
    desk: Desk, case_id: str, speak: Callable[[Place], Awaitable[None]], *, tries: int = 3
) -> None:
    """Speak in the case's topic; it is made again where it was deleted or its group moved.

    NotYetError while somebody is in the group who is not enrolled, or tied to a case in it.
    """
    lost = False
    for attempt in range(1, tries + 1):
        room, _ = await desk.store.read(where, case_id)
        try:
            place = await _ensured(desk, case_id, told=lost)
            await speak(place)
        except ChatMigrated as moved:
            if attempt == tries:
                raise
            await group.follow(desk, room.id, moved.new_chat_id)
        except BadRequest as error:
            if attempt == tries or not _means(error, _GONE):
                raise
            await desk.store.remember(topics.forget, case_id)
            lost = True
        else:
            return


async def _ensured(desk: Desk, case_id: str, *, told: bool) -> Place:
    room, topic = await desk.store.read(where, case_id)
    if not room.ready:
        raise NotYetError(READY_AGAIN)
    # A tie may have been entered outside of Telegram since the group was looked at.
    if await desk.store.remember(group.close_if_tied, desk.opening, room.id, at=desk.now()):
        await desk.bot.send_message(room.chat_id, office_texts(desk.language).room_tied())
        raise NotYetError(READY_AGAIN)
    view = await desk.store.read(card.look, case_id, now=desk.now())
    if topic is None:
        name = card.title(desk, view)
        made = (await desk.bot.create_forum_topic(room.chat_id, name)).message_thread_id
        topic = Topic(case=case_id, room=room.id, thread=made, title=name)
        topic = await desk.store.remember(topics.first, topic)
        if topic.thread != made:  # the one that a kill kept from being remembered was found
            await desk.bot.delete_forum_topic(room.chat_id, made)
        if told:
            await desk.bot.send_message(
                room.chat_id,
                texts(desk.language).remade(view.case.code),
                message_thread_id=topic.thread,
                disable_notification=True,
            )
    fresh = topic.card is None
    if fresh:
        topic = await _post_card(desk, Place(room, topic), view)
    if not topic.files_posted:
        topic = await _post_files(desk, Place(room, topic))
    await incoming.show_all(desk, view.case, room=room, thread=topic.thread)
    return Place(room, topic, fresh)


async def _post_card(desk: Desk, place: Place, view: CaseView) -> Topic:
    drawn = card.draw(desk, view, now=desk.now())
    sent = await desk.bot.send_message(
        place.room.chat_id,
        drawn.html,
        parse_mode=ParseMode.HTML,
        message_thread_id=place.topic.thread,
        reply_markup=drawn.keyboard,
        protect_content=True,
        disable_notification=True,
    )
    topic = replace(place.topic, card=sent.message_id)
    await desk.store.remember(topics.remember, topic)
    return topic


async def _post_files(desk: Desk, place: Place) -> Topic:
    """Post the report's files; albums that stand in the topic already are not posted again."""
    room, topic = place.room, place.topic
    sealed = await desk.store.read(attachments.of_report, topic.case)
    albums = files.albums(files.opened(desk, sealed))
    so_far = f"albums:{topic.case}"
    before = await desk.store.read(screens.find, so_far)
    stand = before.facts["stand"] if before and before.facts["thread"] == topic.thread else 0
    for number, album in enumerate(albums[stand:], start=stand + 1):
        shown = await files.post_album(desk, album, chat=room.chat_id, thread=topic.thread)
        facts = {"thread": topic.thread, "stand": number}
        screen = Screen(so_far, room.chat_id, shown[0], facts)
        await desk.store.remember(screens.remember, screen)
    topic = replace(topic, files_posted=True)
    await desk.store.remember(topics.remember, topic)
    await desk.store.remember(screens.forget, so_far)
    return topic


async def _edit(desk: Desk, place: Place, view: CaseView) -> None:
    drawn = card.draw(desk, view, now=desk.now())
    try:
        await desk.bot.edit_message_text(
            drawn.html,
            chat_id=place.room.chat_id,
            message_id=place.topic.card,
            parse_mode=ParseMode.HTML,
            reply_markup=drawn.keyboard,
        )
    except BadRequest as error:
        if _means(error, _CARD_GONE):
            await _post_card(desk, place, view)
        elif not _means(error, ("message is not modified",)):
            raise


async def _rename(desk: Desk, place: Place, view: CaseView) -> None:
    named = replace(place.topic, title=card.title(desk, view), icon=_ICONS[view.case.stage])
    if (named.title, named.icon) == (place.topic.title, place.topic.icon):
        return
    icon = await _icon(desk, named.icon) if named.icon != place.topic.icon else None
    try:
        await desk.bot.edit_forum_topic(
            place.room.chat_id, named.thread, name=named.title, icon_custom_emoji_id=icon
        )
    except BadRequest as error:
        if not _means(error, ("topic_not_modified",)):
            raise
    await desk.store.remember(topics.remember, named)


async def _icon(desk: Desk, emoji: str) -> str | None:
    """The id of an icon: "" takes it off, None leaves it, where Telegram has no such icon."""
    if not emoji:
        return ""
    known = await desk.bot.get_forum_topic_icon_stickers()
    ids = (icon.custom_emoji_id for icon in known if (icon.emoji or "").startswith(emoji))
    return next(ids, None)


def gone(error: BadRequest) -> bool:
    """Whether Telegram says that there is no such topic."""
    return _means(error, _GONE)


def _means(error: BadRequest, phrases: tuple[str, ...]) -> bool:
    said = error.message.lower()
    return any(phrase in said for phrase in phrases)
