"""A referral slip: what goes to the department, to be copied or forwarded; never the original."""

from html import escape

from telegram.constants import ParseMode

from domain.cases import Case
from handlers.desk.context import Desk
from handlers.texts.case import texts
from storage import Session, notes

RESTATEMENT = "restatement"


async def hand_out(
    desk: Desk, case: Case, *, department: str, words: str, chat: int, thread: int
) -> None:
    """Post the slip by itself; unlike what reporters wrote, it is not protected from copying."""
    number = await desk.store.read(number_of, case)
    until = case.due.day if case.due is not None else desk.now().date()
    say = texts(desk.language)
    head, foot = say.slip(number, department, day=desk.now().date(), until=until)
    await desk.bot.send_message(
        chat,
        f"{escape(head)}\n<blockquote>{escape(words)}</blockquote>\n{escape(foot)}",
        parse_mode=ParseMode.HTML,
        message_thread_id=thread or None,
        disable_notification=True,
    )


def number_of(session: Session, case: Case) -> str:
    """The slip's number: the case's code, and how many slips there were where there were more."""
    written = [note for note in notes.of(session, case.id) if note.purpose == RESTATEMENT]
    return f"DB-{case.code}" + (f"-{len(written)}" if len(written) > 1 else "")
