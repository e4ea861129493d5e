"""What is only shown: the whole content, the letters, the notes, the card itself."""

from dataclasses import replace
from datetime import datetime
from html import escape

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain.reading import LineKind
from handlers.desk import card, files, pages
from handlers.desk.card import CaseView
from handlers.desk.context import Desk, DeskContext
from handlers.desk.press import Press, pattern, seat_at
from handlers.desk.showing import answer, choose
from handlers.texts.case import texts
from storage import Session, attachments, letters, notes
from storage.attachments import Attachment
from storage.notes import Note
from storage.opening import Opening


def handlers() -> list[BaseHandler[Update, DeskContext, None]]:
    """The handlers of what is only shown; an old button shows the newest as well."""
    return [
        CallbackQueryHandler(on_full, pattern("full")),
        CallbackQueryHandler(on_mail, pattern("mail")),
        CallbackQueryHandler(on_notes, pattern("notes")),
        CallbackQueryHandler(on_card, pattern("card")),
    ]


async def on_full(update: Update, context: DeskContext) -> None:
    """A reviewer wants to read everything that was written."""
    desk, press = context.desk, Press.of(update)
    view = await desk.store.read(_view, desk.opening, press, now=desk.now())
    report = card.opened(desk, view)
    await answer(update)
    say = texts(desk.language)
    text = say.content_gone if report is None else card.content(report)
    await _pages(desk, press, view.case.code, text or say.nothing_written)


async def on_mail(update: Update, context: DeskContext) -> None:
    """A reviewer wants to read the letters, both ways."""
    desk, press = context.desk, Press.of(update)
    view = await desk.store.read(_view, desk.opening, press, now=desk.now())
    say = texts(desk.language)
    told = [letter for letter in view.letters if letter.posted or not letter.inward]
    shown = [
        (letter, line)
        for letter in told
        if (line := card.line_of(desk, letter)).kind is not LineKind.AFTERWARDS
    ]
    await answer(update)
    text = "\n".join(say.line(line) for _, line in shown)
    await _pages(desk, press, view.case.code, text or say.no_letters)
    for letter, line in shown:
        sealed = await desk.store.read(attachments.of_letter, letter.id)
        opened = files.opened(desk, sealed)
        caption = say.line(replace(line, text=""))
        await files.post(desk, opened, chat=press.chat, thread=press.thread, caption=caption)
    await desk.store.remember(letters.mark_read, view.case.id)


async def on_notes(update: Update, context: DeskContext) -> None:
    """A reviewer wants to read what the desk wrote for itself."""
    desk, press = context.desk, Press.of(update)
    view, kept, sealed = await desk.store.read(_notes, desk.opening, press, now=desk.now())
    say = texts(desk.language)
    lines = [
        say.note(
            by=view.names.get(note.by, ""),
            day=note.at.astimezone(desk.now().tzinfo).date(),
            text=desk.opening.open(note.body, notes.PLACE, note.id).decode(),
            purpose=note.purpose,
            files=len(sealed[note.id]),
        )
        for note in kept
    ]
    await answer(update)
    await _pages(desk, press, view.case.code, "\n".join(lines) or say.no_notes)
    for note in kept:
        shown = files.opened(desk, sealed[note.id])
        await files.post(desk, shown, chat=press.chat, thread=press.thread)


async def on_card(update: Update, context: DeskContext) -> None:
    """A reviewer wants to see the case where they are."""
    desk, press = context.desk, Press.of(update)
    view = await desk.store.read(_view, desk.opening, press, now=desk.now())
    drawn = card.draw(desk, view, now=desk.now(), full=True)
    await answer(update)
    rows = [list(row) for row in drawn.keyboard.inline_keyboard]
    await choose(desk, drawn.html, rows, chat=press.chat, thread=press.thread, html=True)


def _view(session: Session, opening: Opening, press: Press, *, now: datetime) -> CaseView:
    seat_at(session, opening, press.case_id, press)
    return card.look(session, press.case_id, now=now)


def _notes(
    session: Session, opening: Opening, press: Press, *, now: datetime
) -> tuple[CaseView, list[Note], dict[str, list[Attachment]]]:
    view, kept = _view(session, opening, press, now=now), notes.of(session, press.case_id)
    return view, kept, {note.id: attachments.of_note(session, note.id) for note in kept}


async def _pages(desk: Desk, press: Press, code: str, text: str) -> None:
    parts = pages.split(text)
    for number, part in enumerate(parts, start=1):
        head = escape(texts(desk.language).page(code, number, len(parts)))
        body = f"{head}\n<blockquote expandable>{escape(part)}</blockquote>"
        await choose(desk, body, [], chat=press.chat, thread=press.thread, html=True)
