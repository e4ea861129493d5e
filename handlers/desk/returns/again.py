"""A contact's press or message comes again, its effect recorded: the week is shown as it is now."""

from typing import Final

from telegram import Update
from telegram.constants import ChatType

from domain.contacts import Part
from domain.errors import RuleError
from domain.weeks import Week
from handlers.desk.context import Desk
from handlers.desk.returns import contact, turns, views
from handlers.desk.returns.sheet import Sheet, Tap, owed
from handlers.desk.returns.turns import Office, Turn
from handlers.desk.returns.views import View
from storage import Session

_LOOKS: Final = frozenset({"look", "sure", "instead"})
"""Presses after which all figures are shown before they are handed in."""


async def show_again(desk: Desk, update: Update) -> bool:
    """Show what an answer was lost of; False when it was none about a week."""
    query, message = update.callback_query, update.message
    try:
        if query is not None and (query.data or "").startswith("w:"):
            tap = Tap.of(update)
            turn: Turn | None = await desk.store.read(_pressed, contact.office(desk), tap)
        elif message is not None and message.chat.type == ChatType.PRIVATE:
            tap, turn = None, await desk.store.read(_said, contact.office(desk), message.chat.id)
        else:
            return False
    except RuleError:  # the week, or the contact, is not asked any more
        return False
    if turn is not None:
        await contact.show(desk, turn, pressed=tap.message if tap else None)
    return turn is not None


def _pressed(session: Session, office: Office, tap: Tap) -> Turn:
    sheet = turns.sheet_of(session, office, by=tap.by, enterprise=tap.enterprise, week=tap.week)
    if tap.verb in _LOOKS and not sheet.one.settled and not sheet.locked:
        return turns.checked(office, sheet) or Turn(sheet, views.summary(office.say, sheet))
    if tap.verb in {"later", "at", "shut"} and not sheet.one.settled and not sheet.locked:
        return turns.reminder(session, office, sheet)
    return _as_it_is(office, sheet)


def _said(session: Session, office: Office, account: int) -> Turn | None:
    known, focus = contact.focus(session, account)
    if known is None:
        return None
    if focus is not None:
        week = Week.read(focus.facts["week"])
        enterprise = focus.facts["enterprise"]
        sheets = [turns.sheet_of(session, office, by=account, enterprise=enterprise, week=week)]
    else:
        sheets = owed(session, office.weekly, known, office.now)
    return _as_it_is(office, sheets[0]) if len(sheets) == 1 else None


def _as_it_is(office: Office, sheet: Sheet) -> Turn:
    one, following = sheet.one, turns.following(office, sheet)
    if one.filed is not None and (one.filed, one.filed_note) == (one.values, one.note):
        return Turn(sheet, views.receipt(office.say, sheet, following), live=False)
    if one.excused is not None or sheet.locked:
        return Turn(sheet, views.today(office.say, sheet, following), live=not one.settled)
    if one.passed and sheet.part is Part.MAIN:
        return Turn(sheet, View(office.say.passed_on), live=False)
    return Turn(sheet, views.form(office.say, sheet), live=not one.settled)
