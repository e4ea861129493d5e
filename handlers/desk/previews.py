"""What was written is shown once more; exactly what is read there goes out, or nothing does."""

from contextlib import suppress
from dataclasses import dataclass, replace
from html import escape

from telegram import InlineKeyboardButton, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain.cases import Case
from handlers.desk import after, drafts, inside, outgoing, slip
from handlers.desk.context import Desk, DeskContext
from handlers.desk.drafts import Held
from handlers.desk.press import Press, data, pattern, seat_at
from handlers.desk.review import Office
from handlers.desk.showing import Done, answer, choose, take_away, tell_done
from handlers.texts.case import Catalogue, texts
from storage import Session, pending


@dataclass(frozen=True)
class Shown:
    """A draft as it is to be shown: its case, and the message it stood in before."""

    held: Held
    case: Case


def handlers() -> list[BaseHandler[Update, DeskContext, None]]:
    """The handlers of a preview's buttons."""
    return [
        CallbackQueryHandler(on_send, pattern("send")),
        CallbackQueryHandler(on_keep, pattern("keep")),
        CallbackQueryHandler(on_redo, pattern("redo", "tmpl")),
        CallbackQueryHandler(on_drop, pattern("drop")),
    ]


async def on_send(update: Update, context: DeskContext) -> None:
    """The writer approved the words: exactly these go out, a minute from now."""
    desk, press = context.desk, Press.of(update)
    say = texts(desk.language)
    what, held = await desk.store.write(_send, press, say, Office.of(desk))
    said = say.held(what.verb, what.case.code, hidden=what.hidden)
    await answer(update, said)
    await take_away(desk, press)
    await tell_done(desk, what, chat=press.chat, thread=press.thread)
    if held.pending.purpose == "restate":
        await slip.hand_out(
            desk,
            what.case,
            department=outgoing.department(say, held.draft),
            words=held.draft.text,
            chat=press.chat,
            thread=press.thread,
        )
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
    """The writer gave it up, or has sent all files there are."""
    desk, press = context.desk, Press.of(update)
    held = await desk.store.write(_drop, press, Office.of(desk))
    say = texts(desk.language)
    await answer(update, say.files_kept if held.draft.taken else say.given_up)
    await take_away(desk, press)


async def show(desk: Desk, shown: Shown, *, former: int | None = None) -> None:
    """Ask for the text, or show what was written; a former preview goes."""
    say, held, case = texts(desk.language), shown.held, shown.case
    kept = held.pending

    def option(verb: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(say.buttons[verb], callback_data=data(verb, case, kept.id))

    if held.draft.taken:
        text = escape(say.files_taken(held.draft.taken))
        rows = [
            [InlineKeyboardButton(say.buttons["fin"], callback_data=data("drop", case, kept.id))]
        ]
    elif held.draft.empty:
        text = escape(say.asks[kept.purpose])
        first = [option("tmpl")] if kept.purpose in outgoing.OUTCOMES else []
        rows = [[*first, option("drop")]]
    else:
        text = _preview(say, held)
        letter = kept.purpose in outgoing.WITH_PHOTOS
        send = say.sends.get(kept.purpose, say.buttons["send"])
        first = [InlineKeyboardButton(send, callback_data=data("send", case, kept.id))]
        rows = [first, [option("keep" if letter else "redo"), option("drop")]]
    if former is not None and (held.draft.taken or not held.draft.empty):
        with suppress(BadRequest):
            await desk.bot.delete_message(kept.chat, former)
    message = await choose(desk, text, rows, chat=kept.chat, thread=kept.thread, html=True)
    await desk.store.remember(drafts.shown, kept, message)


def _preview(say: Catalogue, held: Held) -> str:
    count = len(held.draft.photos)
    head, foot = say.preview(held.pending.purpose, department=outgoing.department(say, held.draft))
    lines = [
        escape(head),
        f"<blockquote>{escape(held.draft.text)}</blockquote>" if held.draft.text else "",
        escape(say.with_files.format(count=count)) if count else "",
        escape(foot),
    ]
    return "\n".join(line for line in lines if line)


def _send(session: Session, press: Press, say: Catalogue, office: Office) -> tuple[Done, Held]:
    held = drafts.pressed(session, office.opening, press, now=office.at)
    return outgoing.send(session, held, say, office, by=press.by), held


def _keep(session: Session, press: Press, office: Office) -> None:
    held = drafts.pressed(session, office.opening, press, now=office.at)
    found = seat_at(session, office.opening, held.pending.case, press)
    inside.note(session, found, held.draft.text, "note", office, held.draft.photos)
    pending.drop(session, held.pending)


def _redo(session: Session, press: Press, say: Catalogue, office: Office) -> Shown:
    held = drafts.pressed(session, office.opening, press, now=office.at)
    found = seat_at(session, office.opening, held.pending.case, press)
    text = ""
    if press.verb == "tmpl" and held.pending.purpose in outgoing.OUTCOMES:
        text = say.templates[outgoing.OUTCOMES[held.pending.purpose]]
    draft = replace(held.draft, text=text, photos=())
    return Shown(drafts.change(session, office.sealing, held, draft, at=office.at), found.case)


def _drop(session: Session, press: Press, office: Office) -> Held:
    held = drafts.pressed(session, office.opening, press, now=office.at)
    pending.drop(session, held.pending)
    return held
