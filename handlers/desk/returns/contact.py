"""What contacts press and write in their private chat about their weeks."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from telegram import ChatMember, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest
from telegram.ext import (
    ApplicationHandlerStop,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from domain import numerals
from domain.contacts import Contact
from domain.people import Reviewer
from domain.weeks import Week
from handlers.desk.context import Desk, DeskContext
from handlers.desk.returns import handover, papers, reach, taps, turns, year
from handlers.desk.returns.sheet import Sheet, Tap, button, open_sheet, owed
from handlers.desk.returns.turns import Office, Turn
from handlers.desk.returns.views import ALL
from handlers.desk.showing import answer
from handlers.texts.returns import texts
from storage import Session, askings, contacts, people, screens
from storage.screens import Screen

LONGEST_TALK: Final = 40
"""More than that is no list of figures; it may be a report, and belongs to the other bot."""


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The contacts' buttons."""
    return [CallbackQueryHandler(on_tap, r"^w:")]


def commands() -> list[BaseHandler[Update, DeskContext, Any]]:
    """Their commands, and that they blocked the bot; before those of reviewers, who pass."""
    return [
        MessageHandler(filters.ChatType.PRIVATE & filters.COMMAND, on_command),
        ChatMemberHandler(on_blocked, ChatMemberHandler.MY_CHAT_MEMBER),
    ]


async def on_command(update: Update, context: DeskContext) -> None:
    """A contact wrote a command; one who is a reviewer as well gets no further with ours alone."""
    desk, message = context.desk, update.effective_message
    if message is None:
        return
    contact, reviewer = await desk.store.read(_who, message.chat.id)
    if contact is None:
        return
    command = (message.text or "").split()[0].removeprefix("/").partition("@")[0].lower()
    answers = {"status": _status, "owed": _owes, "handover": handover.choose}
    if command in answers:
        await answers[command](desk, message, contact)
    elif reviewer is None:
        await (_owes if command == "start" else _help)(desk, message, contact)
    else:
        return
    raise ApplicationHandlerStop


async def on_blocked(update: Update, context: DeskContext) -> None:
    """A contact blocked the bot, or let it in again."""
    desk, change = context.desk, update.my_chat_member
    if change is None or change.chat.type != ChatType.PRIVATE:
        return
    blocked = change.new_chat_member.status == ChatMember.BANNED
    await desk.store.write(reach.note, change.chat.id, reachable=not blocked, now=desk.now())


async def on_tap(update: Update, context: DeskContext) -> None:
    """A contact pressed a button about a week."""
    desk, tap = context.desk, Tap.of(update)
    paper = _PAPERS.get(tap.verb)
    if paper is not None:
        sheet = await desk.store.read(
            open_sheet, desk.weekly, by=tap.by, enterprise=tap.enterprise, week=tap.week,
            now=desk.now(),
        )  # fmt: skip
        await answer(update)
        await paper(desk, sheet)
        return
    turn = await desk.store.write(taps.tapped, office(desk), tap)
    await answer(update)
    await show(desk, turn, pressed=tap.message)


async def hear(desk: Desk, message: Message) -> bool:
    """Take a contact's message for what was asked of them; False when it is none of this."""
    account, text = message.chat.id, (message.text or "").strip()
    if not text or text.startswith("/"):
        return False
    contact, asked = await desk.store.read(focus, account)
    if contact is None:
        return False
    if asked is None:
        return await _out_of_nowhere(desk, contact, text)
    figures = asked.facts["awaits"] not in {"note", "why", "wish"}
    if figures and not numerals.looks_like(text) and len(text) > LONGEST_TALK:
        return False
    turn = await desk.store.write(
        turns.typed,
        office(desk),
        by=account,
        enterprise=asked.facts["enterprise"],
        week=Week.read(asked.facts["week"]),
        awaits=asked.facts["awaits"],
        text=text,
    )
    await show(desk, turn)
    return True


async def _status(desk: Desk, message: Message, contact: Contact) -> None:
    """All weeks of every enterprise."""
    say = texts(desk.language)
    said = await desk.store.read(year.all_weeks, desk.weekly, say, contact.id, desk.now())
    for text in said:
        await message.reply_text(text)


async def _owes(desk: Desk, message: Message, contact: Contact) -> None:
    """What is still to be handed in."""
    say = texts(desk.language)
    sheets = await desk.store.read(owed, desk.weekly, contact, desk.now())
    if not sheets:
        await message.reply_text(say.nothing_owed)
        return
    text = say.owed([(sheet.due, sheet.enterprise.short) for sheet in sheets])
    rows = [
        [button(f"{sheet.enterprise.short} {say.buttons['open']}", "open", sheet)]
        for sheet in sheets[:8]
    ]
    await message.reply_text(text, reply_markup=InlineKeyboardMarkup(rows))


async def _help(desk: Desk, message: Message, _: Contact) -> None:
    await message.reply_text(texts(desk.language).help)


def office(desk: Desk) -> Office:
    """The surroundings of a turn, now."""
    return Office(
        weekly=desk.weekly,
        say=texts(desk.language),
        now=desk.now(),
    )


async def show(desk: Desk, turn: Turn, *, pressed: int | None = None, sound: bool = False) -> None:
    """Show a screen in the place of the one that was pressed, or as the chat's newest message.

    A contact has one message about a week that still asks; an older one goes.
    """
    contact, view = turn.sheet.contact, turn.view
    assert contact.chat_id is not None
    keys = InlineKeyboardMarkup(view.rows) if view.rows else None
    if pressed is not None and await _edited(desk, contact.chat_id, pressed, view.text, keys):
        message = pressed
    else:
        before = await desk.store.read(askings.find, contact.id, turn.sheet.one.week)
        sent = await desk.bot.send_message(
            contact.chat_id, view.text, reply_markup=keys, disable_notification=not sound
        )
        message = sent.message_id
        if before.message is not None and turn.live:
            await take_away(desk, contact.chat_id, before.message)
    await desk.store.remember(_shown, turn, message)


async def take_away(desk: Desk, chat: int, message: int) -> None:
    """Delete a message that asks no more; one too old to be deleted loses its buttons."""
    try:
        await desk.bot.delete_message(chat, message)
    except BadRequest:
        with suppress(BadRequest):
            await desk.bot.edit_message_reply_markup(chat, message)


async def _edited(
    desk: Desk, chat: int, message: int, text: str, keys: InlineKeyboardMarkup | None
) -> bool:
    try:
        await desk.bot.edit_message_text(text, chat_id=chat, message_id=message, reply_markup=keys)
    except BadRequest as error:
        return "not modified" in error.message
    return True


async def _out_of_nowhere(desk: Desk, contact: Contact, text: str) -> bool:
    """Figures that nobody asked for are those of the one week that is still open."""
    if not numerals.looks_like(text):
        return False
    say = texts(desk.language)
    sheets = await desk.store.read(owed, desk.weekly, contact, desk.now())
    if len(sheets) != 1:
        said = say.which_week if sheets else say.nothing_owed
        await desk.bot.send_message(contact.chat_id or 0, said)
        return True
    (sheet,) = sheets
    turn = await desk.store.write(
        turns.typed,
        office(desk),
        by=contact.chat_id or 0,
        enterprise=sheet.enterprise.id,
        week=sheet.one.week,
        awaits=ALL,
        text=text,
    )
    await show(desk, turn)
    return True


def focus(session: Session, account: int) -> tuple[Contact | None, Screen | None]:
    """The contact with an account, and which week and figure their next message is for."""
    contact = contacts.at(session, account)
    return contact, screens.find(session, _name(contact)) if contact else None


def _who(session: Session, account: int) -> tuple[Contact | None, Reviewer | None]:
    return contacts.at(session, account), people.reviewer_at(session, account)


def _shown(session: Session, turn: Turn, message: int) -> None:
    contact, week = turn.sheet.contact, turn.sheet.one.week
    if turn.live:
        kept = askings.find(session, contact.id, week)
        askings.put(session, replace(kept, message=message))
    if turn.view.awaits:
        facts = {
            "enterprise": turn.sheet.enterprise.id,
            "week": week.key,
            "awaits": turn.view.awaits,
        }
        screens.remember(session, Screen(_name(contact), contact.chat_id or 0, message, facts))
    else:
        screens.forget(session, _name(contact))


def _name(contact: Contact) -> str:
    return f"return:{contact.id}"


async def _year(desk: Desk, sheet: Sheet) -> None:
    said = await desk.store.read(
        year.of, desk.weekly, texts(desk.language), sheet.enterprise.id, desk.now()
    )
    await desk.bot.send_message(sheet.contact.chat_id or 0, said)


_PAPERS: Final[Mapping[str, Callable[[Desk, Sheet], Awaitable[None]]]] = {
    "boss": papers.forward,
    "sheet": papers.filed,
    "year": _year,
}
"""What is sent as a message of its own, and changes nothing."""
