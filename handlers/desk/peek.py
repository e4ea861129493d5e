"""Files shown for a while in a private chat: protected, and deleted when one goes on."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from telegram.error import BadRequest

from domain.notices import PeekOver
from handlers.desk import files
from handlers.desk.context import Desk
from storage import Session, attachments, letters, outbox, screens
from storage.attachments import Attachment
from storage.screens import Screen

SHOWN_FOR: Final = timedelta(minutes=10)


def count(session: Session, case: str) -> int:
    """How many files there are to be shown of a case."""
    return len(_sealed(session, case))


async def show(desk: Desk, account: int, case: str) -> None:
    """Post a case's files into a private chat, in place of those shown before."""
    await take_away(desk, account)
    sealed = await desk.store.read(_sealed, case)
    shown = await files.post(desk, files.opened(desk, sealed), chat=account, thread=0)
    if shown:
        await desk.store.write(_remember, account, shown, desk.now() + SHOWN_FOR)


async def take_away(desk: Desk, account: int) -> None:
    """Delete what is shown to somebody; it may be gone already."""
    screen = await desk.store.read(screens.find, _name(account))
    if screen is None:
        return
    for message in screen.facts["messages"]:
        with suppress(BadRequest):
            await desk.bot.delete_message(account, message)
    await desk.store.remember(screens.forget, screen.name)


async def end(desk: Desk, notice: PeekOver) -> None:
    """The while is over, unless other files are shown by now."""
    screen = await desk.store.read(screens.find, _name(notice.account))
    if screen is not None and screen.message == notice.message:
        await take_away(desk, notice.account)


def hasten(session: Session, account: int, *, at: datetime) -> None:
    """What is shown to somebody goes now, and not when the while is over."""
    screen = screens.find(session, _name(account))
    if screen is not None:
        over = PeekOver(account, screen.message)
        outbox.drop(session, over.key)
        outbox.put(session, over, not_before=at)


def _sealed(session: Session, case: str) -> list[Attachment]:
    """The report's files, then those of the reporter's letters."""
    written = [each for each in letters.of(session, case) if each.inward and each.posted]
    later = [file for each in written for file in attachments.of_letter(session, each.id)]
    return attachments.of_report(session, case) + later


def _remember(session: Session, account: int, shown: list[int], until: datetime) -> None:
    screens.remember(session, Screen(_name(account), account, shown[0], {"messages": shown}))
    outbox.put(session, PeekOver(account, shown[0]), not_before=until)


def _name(account: int) -> str:
    return f"peek:{account}"
