"""What a contact's message or workbook does to a week, and the screen that follows."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain import numerals
from domain import returns as rules
from domain.contacts import Contact, asked
from domain.errors import NumbersMissingError
from domain.forms import Values
from domain.weeks import Due, Week, Weekly
from handlers.desk.returns import views
from handlers.desk.returns.sheet import Sheet, open_sheet, owed
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
    sheet = sheet_of(session, office, by=by, enterprise=enterprise, week=week)
    if awaits == "wish":
        change = rules.ask_change(
            sheet.one, text, by=sheet.contact.id, at=office.now, due=sheet.due
        )
        return settle(session, replace(sheet, one=returns.record(session, change)),
                       View(office.say.wish_kept))  # fmt: skip
    if sheet.one.excused is not None or sheet.locked:
        return Turn(sheet, views.today(office.say, sheet, following(office, sheet)))
    if awaits == "why":
        change = rules.explain(sheet.one, text, by=sheet.contact.id, at=office.now)
        sheet = replace(sheet, one=returns.record(session, change))
        shown = reminder(session, office, sheet)
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
    sheet = sheet_of(session, office, by=by, enterprise=enterprise, week=week)
    if sheet.one.excused is not None or sheet.locked:
        return Turn(sheet, views.today(office.say, sheet, following(office, sheet)))
    one = rules.fill(sheet.one, figures, due=sheet.due, now=office.now)
    if note:
        one = rules.write_note(one, note, due=sheet.due, now=office.now)
    sheet = replace(sheet, one=returns.save(session, one))
    if any(key not in one.values for key in sheet.form.keys):
        return Turn(sheet, views.form(office.say, sheet))
    return checked(office, sheet) or Turn(sheet, views.summary(office.say, sheet))


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


def reminder(session: Session, office: Office, sheet: Sheet) -> Turn:
    """The reminder of a sheet's week; its form when nothing is asked for."""
    again = remind(session, office, sheet.contact, sheet.due)
    if again is None:
        return Turn(sheet, views.form(office.say, sheet))
    return again


def checked(office: Office, sheet: Sheet) -> Turn | None:
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


def settle(session: Session, sheet: Sheet, view: View) -> Turn:
    """This message asks no more: it stays, whatever is asked or settled later."""
    kept = askings.find(session, sheet.contact.id, sheet.one.week)
    askings.put(session, replace(kept, message=None))
    return Turn(sheet, view, live=False)


def following(office: Office, sheet: Sheet) -> Due:
    """The return after a sheet's."""
    return office.weekly.asked(sheet.one.week.later())


def sheet_of(session: Session, office: Office, *, by: int, enterprise: str, week: Week) -> Sheet:
    """The week of an enterprise for an account, now; errors as `open_sheet` has them."""
    return open_sheet(
        session, office.weekly, by=by, enterprise=enterprise, week=week, now=office.now
    )
