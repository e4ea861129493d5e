"""Texts a reviewer writes: asked for, shown once more, and only then sent.

Plain messages and replies in a topic stay inside and are not kept; only what was asked for by a
button, `/reply` or `/note` is taken.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from html import escape

from telegram import InlineKeyboardButton, Message, Update
from telegram.error import BadRequest
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from domain.cases import Case
from domain.errors import FileUncleanableError, NotAllowedError, NotFoundError, TextMissingError
from handlers.desk import after, drafts, enterprise, outgoing, photos
from handlers.desk.context import Desk, DeskContext
from handlers.desk.drafts import Draft, Held
from handlers.desk.pages import cut
from handlers.desk.press import Press, data, pattern, seat, seat_at, seat_of, thread_of
from handlers.desk.review import Office
from handlers.desk.showing import Done, answer, choose, take_away, tell_done
from handlers.texts.case import Catalogue, texts
from storage import Session, cases, pending, people, topics
from storage.attachments import File

ASKING = ("ask", "reply", *outgoing.OUTCOMES, "ext", "open", "note", "chased")
LONGEST = 3000  # units of UTF-16, so that a preview fits a message


@dataclass(frozen=True)
class Shown:
    """A draft as it is to be shown: its case, and the message it stood in before."""

    held: Held
    case: Case


def handlers() -> list[BaseHandler[Update, DeskContext, None]]:
    """The handlers of presses and commands that ask for a text, of previews, and of the text."""
    heard = filters.UpdateType.MESSAGE & ~filters.COMMAND & ~filters.StatusUpdate.ALL
    return [
        CallbackQueryHandler(on_ask, pattern(*ASKING)),
        CallbackQueryHandler(on_ask, r"^(?:decr|refd):[^:]+:[^:]+:."),
        CallbackQueryHandler(on_ask, r"^(?:into|seek):[^:]+:[^:]+$"),
        CallbackQueryHandler(on_send, pattern("send")),
        CallbackQueryHandler(on_keep, pattern("keep")),
        CallbackQueryHandler(on_redo, pattern("redo", "tmpl")),
        CallbackQueryHandler(on_drop, pattern("drop")),
        CommandHandler(("reply", "note"), on_command, filters.UpdateType.MESSAGE),
        MessageHandler(heard, on_words),
    ]


async def on_ask(update: Update, context: DeskContext) -> None:
    """A reviewer wants to write: from now on their next message here is taken."""
    desk, press = context.desk, Press.of(update)
    say = texts(desk.language)
    shown = await desk.store.write(_begin, press, say, Office.of(desk))
    await answer(update)
    if press.arg or press.verb in ("into", "seek"):
        await take_away(desk, press)
    await show(desk, shown)


async def on_command(update: Update, context: DeskContext) -> None:
    """A reviewer wrote /reply or /note in a case's topic, with the text or without."""
    desk, message = context.desk, update.message
    assert message is not None
    purpose, _, text = (message.text or "").removeprefix("/").partition(" ")
    purpose = purpose.partition("@")[0].lower()
    say = texts(desk.language)
    result = await desk.store.write(
        _command, message, purpose, cut(text.strip(), LONGEST), say, Office.of(desk)
    )
    if isinstance(result, Shown):
        await show(desk, result)
    else:
        await tell_done(desk, result, chat=message.chat.id, thread=thread_of(message))


async def on_words(update: Update, context: DeskContext) -> None:
    """Somebody wrote a message: taken if it was asked for, else left alone."""
    desk, message = context.desk, update.message
    if message is None or message.from_user is None:
        return
    place = {"by": message.from_user.id, "chat": message.chat.id, "thread": thread_of(message)}
    held = await desk.store.read(drafts.find, desk.opening, **place)
    if held is None or not _wanted(held, message):
        return
    photo = await photos.sent_with(message)
    if photo is not None and held.pending.purpose not in outgoing.WITH_PHOTOS:
        raise FileUncleanableError
    words = cut(message.text or message.caption or "", LONGEST)
    if held.pending.purpose == "seek":
        await enterprise.found(desk, held, words, by=place["by"])
        return
    say = texts(desk.language)
    result = await desk.store.write(_words, held, words, photo, say, Office.of(desk), **place)
    if isinstance(result, Shown):
        await show(desk, result, former=held.pending.message)
    else:
        await tell_done(desk, result, chat=place["chat"], thread=place["thread"])
        if held.pending.purpose == "restate":
            await _hand_out(desk, words, chat=place["chat"], thread=place["thread"])
        await after.words(desk, result, by=place["by"], chat=place["chat"])


async def on_send(update: Update, context: DeskContext) -> None:
    """The writer approved the words: exactly these go out, a minute from now."""
    desk, press = context.desk, Press.of(update)
    what = await desk.store.write(_send, press, Office.of(desk))
    said = texts(desk.language).held(what.verb, what.case.code, hidden=what.hidden)
    await answer(update, said)
    await take_away(desk, press)
    await tell_done(desk, what, chat=press.chat, thread=press.thread)
    await after.words(desk, what, by=press.by, chat=press.chat)


async def on_keep(update: Update, context: DeskContext) -> None:
    """The writer would rather keep it inside: it becomes a note."""
    desk, press = context.desk, Press.of(update)
    await desk.store.write(_keep, press, Office.of(desk))
    await answer(update, texts(desk.language).saved_inside)
    await take_away(desk, press)


async def on_redo(update: Update, context: DeskContext) -> None:
    """The writer wants other words, or the template to begin with."""
    desk, press = context.desk, Press.of(update)
    say = texts(desk.language)
    shown = await desk.store.write(_redo, press, say, Office.of(desk))
    await answer(update)
    await take_away(desk, press)
    await show(desk, shown)


async def on_drop(update: Update, context: DeskContext) -> None:
    """The writer gave it up."""
    desk, press = context.desk, Press.of(update)
    await desk.store.write(_drop, press, Office.of(desk))
    await answer(update, texts(desk.language).given_up)
    await take_away(desk, press)


def _wanted(held: Held, message: Message) -> bool:
    """Whether a message is what was asked for: once shown, only an album's other photos are."""
    if held.draft.empty:
        return True
    return held.pending.purpose in outgoing.WITH_PHOTOS and bool(
        message.photo and message.media_group_id
    )


def _begin(session: Session, press: Press, say: Catalogue, office: Office) -> Shown:
    found = seat_of(session, office.opening, press)
    purpose, draft = press.verb, Draft()
    if press.verb == "decr":
        purpose = "dec"
        reason = say.reasons.get(press.arg)
        draft = Draft(text=reason[1]) if reason else draft
    elif press.verb == "refd":
        purpose = "refer" if press.arg == "other" else "restate"
        draft = Draft(department="" if press.arg == "other" else press.arg)
    outgoing.check_purpose(found, purpose)
    kept = drafts.begin(
        session,
        office.sealing,
        reviewer=found.reviewer.id,
        chat=press.chat,
        thread=press.thread,
        case=found.case.id,
        purpose=purpose,
        draft=draft,
    )
    return Shown(Held(kept, draft, found.reviewer), found.case)


def _command(
    session: Session, message: Message, purpose: str, text: str, say: Catalogue, office: Office
) -> "Shown | Done":
    room = people.room_at(session, message.chat.id)
    topic = topics.at(session, room.id, thread_of(message)) if room else None
    if message.from_user is None or people.reviewer_at(session, message.from_user.id) is None:
        raise NotAllowedError("reviewer")
    if topic is None:
        raise NotFoundError
    by = message.from_user.id
    found = seat(session, office.opening, topic.case, by)
    outgoing.check_purpose(found, purpose)
    kept = drafts.begin(
        session,
        office.sealing,
        reviewer=found.reviewer.id,
        chat=message.chat.id,
        thread=topic.thread,
        case=topic.case,
        purpose=purpose,
        draft=Draft(text=text),
    )
    held = Held(kept, Draft(text=text), found.reviewer)
    if text and purpose == "note":
        return outgoing.record(session, held, say, office, by=by)
    return Shown(held, found.case)


def _words(
    session: Session,
    before: Held,
    words: str,
    photo: File | None,
    say: Catalogue,
    office: Office,
    *,
    by: int,
    chat: int,
    thread: int,
) -> "Shown | Done":
    held = drafts.find(session, office.opening, by=by, chat=chat, thread=thread)
    if held is None or held.pending.id != before.pending.id:
        raise TextMissingError
    draft = held.draft.with_words(words, photo)
    if draft.empty:
        raise TextMissingError
    if held.pending.purpose == "refer":
        held = replace(held, pending=replace(held.pending, purpose="restate"))
        draft = Draft(department=draft.text)
    held = drafts.change(session, office.sealing, held, draft)
    if draft.empty or held.pending.purpose in outgoing.PREVIEWED:
        return Shown(held, cases.load(session, held.pending.case))
    return outgoing.record(session, held, say, office, by=by)


def _send(session: Session, press: Press, office: Office) -> Done:
    held = drafts.pressed(session, office.opening, press)
    return outgoing.send(session, held, office, by=press.by)


def _keep(session: Session, press: Press, office: Office) -> None:
    held = drafts.pressed(session, office.opening, press)
    found = seat_at(session, office.opening, held.pending.case, press)
    outgoing.note(session, found, held.draft.text, "note", office)
    pending.drop(session, held.pending)


def _redo(session: Session, press: Press, say: Catalogue, office: Office) -> Shown:
    held = drafts.pressed(session, office.opening, press)
    found = seat_at(session, office.opening, held.pending.case, press)
    text = ""
    if press.verb == "tmpl" and held.pending.purpose in outgoing.OUTCOMES:
        text = say.templates[outgoing.OUTCOMES[held.pending.purpose]]
    return Shown(drafts.change(session, office.sealing, held, Draft(text=text)), found.case)


def _drop(session: Session, press: Press, office: Office) -> None:
    pending.drop(session, drafts.pressed(session, office.opening, press).pending)


async def show(desk: Desk, shown: Shown, *, former: int | None = None) -> None:
    """Ask for the text, or show what was written; a former preview is edited in place."""
    say, held, case = texts(desk.language), shown.held, shown.case
    kept = held.pending

    def option(verb: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(say.buttons[verb], callback_data=data(verb, case, kept.id))

    if held.draft.empty:
        text = escape(say.asks[kept.purpose])
        first = [option("tmpl")] if kept.purpose in outgoing.OUTCOMES else []
        rows = [[*first, option("drop")]]
    else:
        text = _preview(say, held)
        letter = kept.purpose in outgoing.WITH_PHOTOS
        rows = [[option("send")], [option("keep" if letter else "redo"), option("drop")]]
    if former is not None and not held.draft.empty:
        with suppress(BadRequest):
            await desk.bot.delete_message(kept.chat, former)
    message = await choose(desk, text, rows, chat=kept.chat, thread=kept.thread, html=True)
    await desk.store.remember(drafts.shown, kept, message)


def _preview(say: Catalogue, held: Held) -> str:
    count = len(held.draft.photos)
    lines = [
        escape(say.preview_head),
        f"<blockquote>{escape(held.draft.text)}</blockquote>" if held.draft.text else "",
        escape(say.with_files.format(count=count)) if count else "",
        escape(say.preview_foot),
    ]
    return "\n".join(line for line in lines if line)


async def _hand_out(desk: Desk, words: str, *, chat: int, thread: int) -> None:
    """Show a restatement by itself, so that it can be copied to the department."""
    text = f"<blockquote>{escape(words)}</blockquote>"
    await choose(desk, text, [], chat=chat, thread=thread, html=True)
