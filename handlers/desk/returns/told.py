"""What contacts are told unprompted: the reminder of a week, and what became of it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from telegram import InlineKeyboardMarkup
from telegram.error import Forbidden

from domain import asking
from domain.contacts import Contact
from domain.delivery import NotYetError
from domain.notices import BoardChanged, ChangeAnswered, ReminderDue, ReturnSettled
from domain.weeks import Due, Week, Weekly
from handlers.desk.context import Desk
from handlers.desk.returns import contact as chat
from handlers.desk.returns import reach, turns
from handlers.desk.returns.sheet import Sheet, button, open_sheet
from handlers.desk.returns.turns import Office, Turn
from handlers.texts.returns import texts
from storage import Session, askings, contacts, outbox, people, returns

ASKED: Final = "desk"
"""How the key of a reminder begins that somebody at the desk sent."""


@dataclass(frozen=True)
class Settled:
    """A contact's live message about a week that is settled; `turn` is what is still asked."""

    contact: Contact
    message: int
    turn: Turn | None


async def tell_contact(desk: Desk, notice: ReminderDue | ReturnSettled | ChangeAnswered) -> None:
    """Tell contacts what is theirs."""
    match notice:
        case ReminderDue():
            await remind(desk, notice)
        case ReturnSettled():
            await settle(desk, notice)
        case ChangeAnswered():
            await answer_change(desk, notice)


async def remind(desk: Desk, notice: ReminderDue) -> None:
    """Ask a contact for a week, unless that has become pointless; never in the quiet hours."""
    now = desk.now()
    awake = desk.weekly.rhythm.awake(now)
    if awake != now:
        raise NotYetError((awake - now).total_seconds())
    turn = await desk.store.read(_reminder, chat.office(desk), notice)
    if turn is None:
        return
    try:
        await chat.show(desk, turn, sound=True)
    except Forbidden:
        contact = turn.sheet.contact.id
        await desk.store.write(reach.note_of, contact, reachable=False, now=now)


async def settle(desk: Desk, notice: ReturnSettled) -> None:
    """Take away what still asks for a week that nothing more is asked of."""
    await desk.store.remember(_draw_boards, desk.now())
    found = await desk.store.read(_settled, chat.office(desk), notice)
    for one in found:
        if one.turn is not None:
            await chat.show(desk, one.turn, pressed=one.message)
            continue
        assert one.contact.chat_id is not None
        with suppress(Forbidden):  # they blocked the bot, and see nothing of it any more
            await chat.take_away(desk, one.contact.chat_id, one.message)
        await desk.store.remember(_quiet, one.contact.id, Week.read(notice.week), one.message)


async def answer_change(desk: Desk, notice: ChangeAnswered) -> None:
    """Tell the contact who asked whether the desk lets a locked return be changed."""
    sheet = await desk.store.read(_wished, desk.weekly, notice, desk.now())
    if sheet is None:
        return
    say, granted = texts(desk.language), not sheet.locked
    rows = [[button(say.buttons["amend"], "amend", sheet)]] if granted else []
    assert sheet.contact.chat_id is not None
    await desk.bot.send_message(
        sheet.contact.chat_id,
        say.answer_change(sheet.one.week, sheet.enterprise.short, granted=granted),
        reply_markup=InlineKeyboardMarkup(rows) if rows else None,
    )


def _reminder(session: Session, office: Office, notice: ReminderDue) -> Turn | None:
    contact, week = contacts.load(session, notice.contact), Week.read(notice.week)
    due = office.weekly.due(week)
    if due is None or not contact.listens or office.now >= due.locks_at:
        return None
    if not notice.reminder.startswith(ASKED) and not _stands(session, office, notice, due):
        return None
    return turns.remind(session, office, contact, due)


def _stands(session: Session, office: Office, notice: ReminderDue, due: Due) -> bool:
    """Whether no newer reminder has taken this one's place while it waited."""
    later = askings.find(session, notice.contact, due.week).later
    now = asking.current(asking.planned(due, office.weekly, later), office.now, due)
    return now is not None and now.key == notice.reminder


def _settled(session: Session, office: Office, notice: ReturnSettled) -> Sequence[Settled]:
    week, found = Week.read(notice.week), []
    due = office.weekly.due(week)
    for contact in contacts.pair(session, notice.enterprise).values():
        live = askings.find(session, contact.id, week)
        if due is not None and contact.chat_id is not None and live.message is not None:
            turn = turns.remind(session, office, contact, due)
            found.append(Settled(contact, live.message, turn))
    return found


def _draw_boards(session: Session, now: datetime) -> None:
    for room in people.general_rooms(session):
        outbox.put(session, BoardChanged(room.id), not_before=now)


def _quiet(session: Session, contact: str, week: Week, message: int) -> None:
    kept = askings.find(session, contact, week)
    if kept.message == message:
        askings.put(session, replace(kept, message=None))


def _wished(
    session: Session, weekly: Weekly, notice: ChangeAnswered, now: datetime
) -> Sheet | None:
    week = Week.read(notice.week)
    asked = returns.of(session, notice.enterprise, week).wished_by
    contact = contacts.load(session, asked) if asked else None
    appointed = contacts.appointments(session, asked) if asked else []
    if contact is None or not contact.listens or contact.chat_id is None:
        return None
    if notice.enterprise not in {enterprise for enterprise, _ in appointed}:
        return None
    return open_sheet(
        session, weekly, by=contact.chat_id, enterprise=notice.enterprise, week=week, now=now
    )
