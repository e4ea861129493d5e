"""What a contact's press does to a week."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain import asking
from domain import returns as rules
from domain.contacts import Part
from domain.errors import OldButtonError
from handlers.desk.returns import turns, views
from handlers.desk.returns.sheet import Sheet, Tap, button
from handlers.desk.returns.turns import Office, Turn
from handlers.desk.returns.views import View
from storage import Session, askings, returns

LONGEST_AHEAD: Final = 14 * 24 * 60
"""Minutes before a week is due at which a contact may want to be called again, at most."""

Work = Callable[[Session, Office, Sheet, Tap], Turn]


def tapped(session: Session, office: Office, tap: Tap) -> Turn:
    """Do what a contact pressed for."""
    work = _WORKS.get(tap.verb)
    if work is None:
        raise OldButtonError
    sheet = turns.sheet_of(session, office, by=tap.by, enterprise=tap.enterprise, week=tap.week)
    return work(session, office, sheet, tap)


def _open(_session: Session, office: Office, sheet: Sheet, _: Tap) -> Turn:
    settled = sheet.one.settled
    return Turn(
        sheet, views.today(office.say, sheet, turns.following(office, sheet)), live=not settled
    )


def _amend(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.one.excused is not None:
        return _open(session, office, sheet, tap)
    if sheet.locked:
        return Turn(sheet, views.locked(office.say, sheet), live=False)
    return Turn(sheet, views.form(office.say, sheet), live=not sheet.one.settled)


def _zero(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.one.settled or sheet.locked:
        return _open(session, office, sheet, tap)
    figures = sheet.form.nothing_new(sheet.past.last or {})
    nothing = replace(sheet, one=replace(sheet.one, values=figures))
    return Turn(sheet, views.zero(office.say, nothing))


def _zero_sure(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.one.settled or sheet.locked:
        return _open(session, office, sheet, tap)
    figures = sheet.form.nothing_new(sheet.past.last or {})
    one = rules.fill(sheet.one, figures, due=sheet.due, now=office.now)
    return _hand_in(session, office, replace(sheet, one=one))


def _set(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.locked:
        return _open(session, office, sheet, tap)
    return Turn(sheet, views.ask(office.say, sheet, _key(sheet, tap)))


def _written(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if tap.verb != "wish" and (sheet.locked or sheet.one.excused is not None):
        return _open(session, office, sheet, tap)
    return Turn(sheet, views.written(office.say, sheet, tap.verb), live=tap.verb != "wish")


def _look(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.locked or sheet.one.excused is not None:
        return _open(session, office, sheet, tap)
    return turns.checked(office, sheet) or Turn(sheet, views.summary(office.say, sheet))


def _sure(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    one = rules.stand_by(sheet.one, _key(sheet, tap))
    sheet = replace(sheet, one=returns.save(session, one))
    return _look(session, office, sheet, tap)


def _instead(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    key = _key(sheet, tap)
    meant = [d.instead for d in rules.doubtful(sheet.one, sheet.form, sheet.past) if d.key == key]
    if not meant or meant[0] is None:
        raise OldButtonError
    one = rules.fill(sheet.one, {key: meant[0]}, due=sheet.due, now=office.now)
    sheet = replace(sheet, one=returns.save(session, one))
    return _look(session, office, sheet, tap)


def _file(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.locked or sheet.one.excused is not None:
        return _open(session, office, sheet, tap)
    if sheet.one.filed == sheet.one.values and sheet.one.filed_note == sheet.one.note:
        return Turn(sheet, _receipt(office, sheet), live=False)
    return turns.checked(office, sheet) or _hand_in(session, office, sheet)


def _keep(_session: Session, office: Office, sheet: Sheet, _: Tap) -> Turn:
    row = [button(office.say.buttons["open"], "open", sheet)]
    return Turn(sheet, View(office.say.put_by, [row], views.ALL))


def _later(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.one.settled or sheet.locked:
        return _open(session, office, sheet, tap)
    return Turn(sheet, views.later(office.say, sheet, office.weekly))


def _at(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.one.settled or sheet.locked:
        return _open(session, office, sheet, tap)
    if not tap.arg.isdecimal() or int(tap.arg) > LONGEST_AHEAD:
        raise OldButtonError
    at = sheet.due.at - timedelta(minutes=int(tap.arg))
    end = asking.last(sheet.due, office.weekly)
    if not office.now < at < end or office.weekly.rhythm.awake(at) != at:
        return _later(session, office, sheet, tap)
    kept = askings.find(session, sheet.contact.id, sheet.one.week)
    askings.put(session, replace(kept, later=at))
    shown = turns.reminder(session, office, sheet)
    return replace(shown, view=replace(shown.view, text=office.say.called_again(at)))


def _pass(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.one.settled or sheet.locked or not sheet.other_listens:
        return _open(session, office, sheet, tap)
    one = replace(sheet.one, passed=sheet.part is Part.MAIN)
    sheet = replace(sheet, one=returns.save(session, one))
    return turns.settle(session, sheet, View(office.say.passed_on))


def _shut(session: Session, office: Office, sheet: Sheet, _: Tap) -> Turn:
    if sheet.one.settled or sheet.locked:
        return Turn(
            sheet, views.today(office.say, sheet, turns.following(office, sheet)), live=False
        )
    return turns.reminder(session, office, sheet)


def _content(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.one.filed is None:
        return _open(session, office, sheet, tap)
    return Turn(sheet, _receipt(office, sheet), live=False)


def _hand_in(session: Session, office: Office, sheet: Sheet) -> Turn:
    change = rules.hand_in(
        sheet.one, sheet.form, sheet.past, due=sheet.due, by=sheet.contact.id, at=office.now
    )
    sheet = replace(sheet, one=returns.record(session, change))
    return turns.settle(session, sheet, _receipt(office, sheet))


def _today(office: Office, sheet: Sheet) -> View:
    return views.today(office.say, sheet, turns.following(office, sheet))


def _receipt(office: Office, sheet: Sheet) -> View:
    return views.receipt(office.say, sheet, turns.following(office, sheet))


def _key(sheet: Sheet, tap: Tap) -> str:
    keys: Mapping[str, str] = {str(n): key for n, key in enumerate(sheet.form.keys, 1)}
    if tap.arg not in keys:
        raise OldButtonError
    return keys[tap.arg]


_WORKS: Final[Mapping[str, Work]] = {
    "open": _open,
    "amend": _amend,
    "zero": _zero,
    "zok": _zero_sure,
    "set": _set,
    "note": _written,
    "why": _written,
    "wish": _written,
    "look": _look,
    "sure": _sure,
    "instead": _instead,
    "file": _file,
    "keep": _keep,
    "later": _later,
    "at": _at,
    "pass": _pass,
    "shut": _shut,
    "content": _content,
}
