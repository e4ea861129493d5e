"""A reporter's letter in the case's topic: its words and its files, each message posted once."""

from collections.abc import Awaitable, Callable
from functools import partial
from html import escape

from telegram.constants import ParseMode

from domain.cases import Case
from domain.people import Room
from domain.reading import ANSWERS, IDENTITIES, Line, LineKind
from handlers.desk import files
from handlers.desk.card import line_of
from handlers.desk.context import Desk
from handlers.desk.pages import split
from handlers.texts.case import Catalogue, texts
from storage import attachments, letters
from storage.letters import Letter


async def show_all(desk: Desk, case: Case, *, room: Room, thread: int) -> None:
    """Post what of a case's letters does not stand in its topic yet; nothing while it is muted."""
    if case.muted:
        return
    for letter in await desk.store.read(letters.to_show, case.id):
        await _show(desk, case, letter, room=room, thread=thread)


async def _show(desk: Desk, case: Case, letter: Letter, *, room: Room, thread: int) -> None:
    say, line = texts(desk.language), line_of(desk, letter)
    messages: list[Callable[[], Awaitable[object]]] = [
        partial(
            desk.bot.send_message,
            room.chat_id,
            html,
            parse_mode=ParseMode.HTML,
            message_thread_id=thread,
            protect_content=True,
            disable_notification=True,
        )
        for html in _pages(say, case, line)
    ]
    sealed = await desk.store.read(attachments.of_letter, letter.id)
    messages += [
        partial(files.post_album, desk, album, chat=room.chat_id, thread=thread)
        for album in files.albums(files.opened(desk, sealed))
    ]
    for number in range(letter.to_show or 0, len(messages)):
        await messages[number]()
        following = number + 1 if number + 1 < len(messages) else None
        await desk.store.remember(letters.mark_shown, letter.id, to_show=following)


def _pages(say: Catalogue, case: Case, line: Line) -> list[str]:
    head = say.letter_arrived(case.code, line.day)
    if line.kind is LineKind.RETALIATION:
        head = say.retaliated(case.code)
    elif line.kind in ANSWERS:
        head = say.answered(case.code, solved=line.kind is LineKind.SOLVED)
    elif line.kind in IDENTITIES:
        head = say.identity(case.code, kept=line.kind is LineKind.IDENTITY)
    elif line.kind is LineKind.OBJECTED and case.objected and case.concluded_on is None:
        head = say.objected(case.code)
    if not line.text:
        return [escape(head)]
    pieces = split(line.text)
    heads = [say.part(head, number, len(pieces)) for number in range(1, len(pieces) + 1)]
    return [
        f"{escape(title)}\n<blockquote>{escape(piece)}</blockquote>"
        for title, piece in zip(heads, pieces, strict=True)
    ]
