"""What a contact's press or message does to a week, and the screen that follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from domain import asking, numerals
from domain import returns as rules
from domain.contacts import Contact, Part, asked
from domain.errors import NumbersMissingError, OldButtonError
from domain.forms import Values
from domain.weeks import Due, Week, Weekly
from handlers.desk.returns import views
from handlers.desk.returns.sheet import Sheet, Tap, button, open_sheet, owed
from handlers.desk.returns.views import View
from handlers.texts.returns import Catalogue
from storage import Session, askings, contacts, returns


@dataclass(frozen=True, kw_only=True)
class Office:
    """What every turn needs to know of its surroundings."""

    weekly: Weekly
    say: Catalogue
    now: datetime


@dataclass(frozen=True)
class Turn:
    """The week after a press or message, and what is shown; `live`: it still asks."""

    sheet: Sheet
    view: View
    live: bool = True


Work = Callable[[Session, Office, Sheet, Tap], Turn]


def tapped(session: Session, office: Office, tap: Tap) -> Turn:
    """Do what a contact pressed for."""
    work = _WORKS.get(tap.verb)
    if work is None:
        raise OldButtonError
    sheet = _sheet(session, office, by=tap.by, enterprise=tap.enterprise, week=tap.week)
    return work(session, office, sheet, tap)


def typed(
    session: Session,
    office: Office,
    *,
    by: int,
    enterprise: str,
    week: Week,
    awaits: str,
    text: str,
) -> Turn:
    """Take a message for what was asked."""
    sheet = _sheet(session, office, by=by, enterprise=enterprise, week=week)
    if awaits == "wish":
        change = rules.ask_change(
            sheet.one, text, by=sheet.contact.id, at=office.now, due=sheet.due
        )
        return _settle(session, replace(sheet, one=returns.record(session, change)),
                       View(office.say.wish_kept))  # fmt: skip
    if sheet.one.excused is not None or sheet.locked:
        return Turn(sheet, views.today(office.say, sheet, _next(office, sheet)))
    if awaits == "why":
        change = rules.explain(sheet.one, text, by=sheet.contact.id, at=office.now)
        sheet = replace(sheet, one=returns.record(session, change))
        shown = _reminder(session, office, sheet)
        return replace(shown, view=replace(shown.view, text=office.say.reason_kept))
    if awaits == "note":
        one = rules.write_note(sheet.one, text, due=sheet.due, now=office.now)
    elif awaits == views.ALL:
        keys = sheet.form.keys
        figures = dict(zip(keys, numerals.several(text, len(keys)), strict=True))
        one = rules.fill(sheet.one, figures, due=sheet.due, now=office.now)
    else:
        one = rules.fill(sheet.one, {awaits: numerals.one(text)}, due=sheet.due, now=office.now)
    sheet = replace(sheet, one=returns.save(session, one))
    return Turn(sheet, views.form(office.say, sheet))


def filled(
    session: Session,
    office: Office,
    *,
    by: int,
    enterprise: str,
    week: Week,
    figures: Values,
    note: str,
) -> Turn:
    """Take the figures of a workbook, and show what is to be looked at before handing in."""
    sheet = _sheet(session, office, by=by, enterprise=enterprise, week=week)
    if sheet.one.excused is not None or sheet.locked:
        return Turn(sheet, views.today(office.say, sheet, _next(office, sheet)))
    one = rules.fill(sheet.one, figures, due=sheet.due, now=office.now)
    if note:
        one = rules.write_note(one, note, due=sheet.due, now=office.now)
    sheet = replace(sheet, one=returns.save(session, one))
    if any(key not in one.values for key in sheet.form.keys):
        return Turn(sheet, views.form(office.say, sheet))
    return _checked(office, sheet) or Turn(sheet, views.summary(office.say, sheet))


def remind(session: Session, office: Office, contact: Contact, due: Due) -> Turn | None:
    """The reminder of a week for all a contact is asked for; None when nothing is."""
    sheets = [s for s in owed(session, office.weekly, contact, office.now) if s.due == due]
    sheets = [s for s in sheets if _asked(session, office, s)]
    if not sheets:
        return None
    guess = not office.weekly.certain(due.at.date())
    view = views.reminder(office.say, sheets, office.weekly, guess=guess, now=office.now)
    return Turn(sheets[0], view)


def _asked(session: Session, office: Office, sheet: Sheet) -> bool:
    pair = contacts.pair(session, sheet.enterprise.id)
    overdue = office.now >= sheet.due.at
    return any(
        contact.id == sheet.contact.id
        for _, contact in asked(pair, passed=sheet.one.passed, overdue=overdue)
    )


def _open(_session: Session, office: Office, sheet: Sheet, _: Tap) -> Turn:
    settled = sheet.one.settled
    return Turn(sheet, views.today(office.say, sheet, _next(office, sheet)), live=not settled)


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
    return _checked(office, sheet) or Turn(sheet, views.summary(office.say, sheet))


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
        return Turn(sheet, views.receipt(office.say, sheet, _next(office, sheet)), live=False)
    return _checked(office, sheet) or _hand_in(session, office, sheet)


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
    if not tap.arg.isdecimal():
        raise OldButtonError
    at = sheet.due.at - timedelta(minutes=int(tap.arg))
    end = asking.last(sheet.due, office.weekly)
    if not office.now < at < end or office.weekly.rhythm.awake(at) != at:
        return _later(session, office, sheet, tap)
    kept = askings.find(session, sheet.contact.id, sheet.one.week)
    askings.put(session, replace(kept, later=at))
    shown = _reminder(session, office, sheet)
    return replace(shown, view=replace(shown.view, text=office.say.called_again(at)))


def _pass(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.one.settled or sheet.locked or not sheet.other_listens:
        return _open(session, office, sheet, tap)
    one = replace(sheet.one, passed=sheet.part is Part.MAIN)
    sheet = replace(sheet, one=returns.save(session, one))
    return _settle(session, sheet, View(office.say.passed_on))


def _shut(session: Session, office: Office, sheet: Sheet, _: Tap) -> Turn:
    if sheet.one.settled or sheet.locked:
        return Turn(sheet, views.today(office.say, sheet, _next(office, sheet)), live=False)
    return _reminder(session, office, sheet)


def _content(session: Session, office: Office, sheet: Sheet, tap: Tap) -> Turn:
    if sheet.one.filed is None:
        return _open(session, office, sheet, tap)
    return Turn(sheet, views.receipt(office.say, sheet, _next(office, sheet)), live=False)


def _reminder(session: Session, office: Office, sheet: Sheet) -> Turn:
    again = remind(session, office, sheet.contact, sheet.due)
    if again is None:
        return Turn(sheet, views.form(office.say, sheet))
    return again


def _checked(office: Office, sheet: Sheet) -> Turn | None:
    """What keeps the figures from being handed in, as a screen; None for nothing."""
    missing = [key for key in sheet.form.keys if key not in sheet.one.values]
    if missing:
        given = len(sheet.form.keys) - len(missing)
        raise NumbersMissingError(wanted=len(sheet.form.keys), found=given)
    wrong = rules.wrong(sheet.one, sheet.form, sheet.past)
    if wrong:
        return Turn(sheet, views.fault(office.say, sheet, wrong[0]))
    unusual = rules.doubtful(sheet.one, sheet.form, sheet.past)
    if unusual:
        return Turn(sheet, views.doubt(office.say, sheet, unusual[0]))
    return None


def _hand_in(session: Session, office: Office, sheet: Sheet) -> Turn:
    change = rules.hand_in(
        sheet.one, sheet.form, sheet.past, due=sheet.due, by=sheet.contact.id, at=office.now
    )
    sheet = replace(sheet, one=returns.record(session, change))
    return _settle(session, sheet, views.receipt(office.say, sheet, _next(office, sheet)))


def _settle(session: Session, sheet: Sheet, view: View) -> Turn:
    """This message asks no more: it stays, whatever is asked or settled later."""
    kept = askings.find(session, sheet.contact.id, sheet.one.week)
    askings.put(session, replace(kept, message=None))
    return Turn(sheet, view, live=False)


def _next(office: Office, sheet: Sheet) -> Due:
    return office.weekly.asked(sheet.one.week.later())


def _key(sheet: Sheet, tap: Tap) -> str:
    keys: Mapping[str, str] = {str(n): key for n, key in enumerate(sheet.form.keys, 1)}
    if tap.arg not in keys:
        raise OldButtonError
    return keys[tap.arg]


def _sheet(session: Session, office: Office, *, by: int, enterprise: str, week: Week) -> Sheet:
    return open_sheet(
        session, office.weekly, by=by, enterprise=enterprise, week=week, now=office.now
    )


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
