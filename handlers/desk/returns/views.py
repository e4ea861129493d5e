"""A contact's screens: what stands on each, its buttons, and what a message there would mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import InlineKeyboardButton

from domain import asking
from domain.contacts import Part
from domain.forms import Doubt, Fault, rest
from domain.weeks import Due, Weekly
from handlers.desk.returns.sheet import Sheet, button
from handlers.desk.showing import in_rows
from handlers.texts.returns import Catalogue

ALL = "all"
"""What a message means on the form: all figures in one."""
_NUMBERED = 3  # buttons in a row that name a figure by its number


@dataclass(frozen=True)
class View:
    """A screen; `awaits` is what the contact's next message is taken for, "" for nothing."""

    text: str
    rows: Sequence[Sequence[InlineKeyboardButton]] = ()
    awaits: str = ""


def form(say: Catalogue, sheet: Sheet) -> View:
    """The form, to be filled in by one message or figure by figure."""
    b = say.buttons
    change = [
        button(f"{b['change']} {number}", "set", sheet, str(number))
        for number in range(1, len(sheet.form.fields) + 1)
    ]
    rows = in_rows([*change, button(b["note"], "note", sheet)], _NUMBERED)
    rows.append([button(b["look"], "look", sheet)])
    rows.append([button(b["keep"], "keep", sheet), button(b["sheet"], "sheet", sheet)])
    return View(say.form(sheet.figures), rows, ALL)


def ask(say: Catalogue, sheet: Sheet, key: str) -> View:
    """One figure is asked for."""
    back = button(say.buttons["back"], "amend", sheet)
    return View(say.ask(sheet.figures, key), [[back]], key)


def written(say: Catalogue, sheet: Sheet, what: str) -> View:
    """A remark, a reason or a wish is asked for."""
    asked = {"note": say.type_note, "why": say.type_reason, "wish": say.type_wish}[what]
    verb = "amend" if what == "note" else "shut"
    return View(asked, [[button(say.buttons["back"], verb, sheet)]], what)


def zero(say: Catalogue, sheet: Sheet) -> View:
    """Nothing is new: is that so?"""
    b = say.buttons
    still = rest(sheet.form, sheet.form.still_open, sheet.figures.totals)
    rows = [[button(b["zok"], "zok", sheet)], [button(b["not_zero"], "open", sheet)]]
    return View(say.zero(sheet.figures, still), rows)


def fault(say: Catalogue, sheet: Sheet, found: Fault) -> View:
    """Two figures contradict each other; either can be changed."""
    keys = [found.limit.part, found.limit.whole]
    rows = [
        [
            button(f"{say.buttons['change']} {number}", "set", sheet, str(number))
            for number in sorted(sheet.form.keys.index(key) + 1 for key in keys)
        ],
        [button(say.buttons["back"], "amend", sheet)],
    ]
    return View(say.fault(sheet.form, found), rows)


def doubt(say: Catalogue, sheet: Sheet, found: Doubt) -> View:
    """A figure is unusual: stood by, or typed again."""
    b, number = say.buttons, str(sheet.form.keys.index(found.key) + 1)
    first = button(b["sure"], "sure", sheet, number)
    second = button(b["fix"], "set", sheet, number)
    if found.instead is not None:
        second = button(f"{b['fix']}：{found.instead}", "instead", sheet, number)
    return View(say.doubt(sheet.form, found), [[first, second]])


def summary(say: Catalogue, sheet: Sheet) -> View:
    """The whole once more; a superior may look first."""
    b = say.buttons
    rows = [
        [button(b["file"], "file", sheet)],
        [button(b["boss"], "boss", sheet), button(b["edit"], "amend", sheet)],
    ]
    return View(say.summary(sheet.figures), rows)


def receipt(say: Catalogue, sheet: Sheet, following: Due | None) -> View:
    """It was handed in."""
    b, filed = say.buttons, sheet.one.changed_at or sheet.one.filed_at or sheet.now
    change = (
        button(b["wish"], "wish", sheet) if sheet.locked else button(b["amend"], "amend", sheet)
    )
    rows = [
        [change, button(b["sheet"], "sheet", sheet)],
        [button(b["year"], "year", sheet)],
    ]
    text = say.receipt(
        sheet.number,
        filed.astimezone(sheet.due.at.tzinfo),
        sheet.due,
        following,
        locked=sheet.locked,
    )
    return View(text, rows)


def by_other(say: Catalogue, sheet: Sheet) -> View:
    """The enterprise's other contact has handed it in."""
    other = Part.BACKUP if sheet.part is Part.MAIN else Part.MAIN
    filed = (sheet.one.filed_at or sheet.now).astimezone(sheet.due.at.tzinfo)
    rows = [[button(say.buttons["content"], "content", sheet)]]
    return View(say.filed_by_other(other, filed), rows)


def locked(say: Catalogue, sheet: Sheet) -> View:
    """It is locked; the desk may open it again."""
    return View(say.locked(sheet.one.week), [[button(say.buttons["wish"], "wish", sheet)]])


def excused(say: Catalogue, sheet: Sheet) -> View:
    """Nothing is asked for."""
    reason = sheet.one.excused or ""
    return View(say.excused(sheet.one.week, say.excuses.get(reason, reason)))


def later(say: Catalogue, sheet: Sheet, weekly: Weekly) -> View:
    """When to be called again."""
    options = [
        button(say.option(at, sheet.now), "at", sheet, _minutes(sheet.due.at - at))
        for at in asking.choices(sheet.due, weekly, sheet.now)
    ]
    rows = [*in_rows(options, 2), [button(say.buttons["back"], "shut", sheet)]]
    return View(say.later(last=asking.last(sheet.due, weekly)), rows)


def reminder(
    say: Catalogue, sheets: Sequence[Sheet], weekly: Weekly, *, guess: bool, now: datetime
) -> View:
    """The reminder of a week for everything a contact has still to hand in."""
    b, first = say.buttons, sheets[0]
    text = say.remind(first.due, [sheet.enterprise.short for sheet in sheets], now)
    if guess:
        text = f"{text}\n{say.guess(first.due.at.year)}"
    rows: list[list[InlineKeyboardButton]] = []
    for sheet in sheets:
        name = "" if len(sheets) == 1 else f"{sheet.enterprise.short} "
        rows.append([button(f"{name}{b['open']}", "open", sheet)])
        rows[-1].append(button(b["zero"], "zero", sheet))
    if now > first.due.at:
        rows += [[button(b["why"], "why", sheet)] for sheet in sheets[:1]]
        return View(text, rows)
    if len(sheets) == 1 and first.other_listens:
        name = b["pass"] if first.part is Part.MAIN else b["pass_main"]
        rows.append([button(name, "pass", first)])
    if asking.choices(first.due, weekly, now):
        rows.append([button(b["later"], "later", first)])
    return View(text, rows)


def today(say: Catalogue, sheet: Sheet, following: Due | None) -> View:
    """Where the week stands, for who comes to it by an old button or opens it."""
    one = sheet.one
    if one.excused is not None:
        return excused(say, sheet)
    if one.filed is not None and one.filed_by != sheet.contact.id:
        return by_other(say, sheet)
    if one.filed is not None:
        return receipt(say, sheet, following)
    if sheet.locked:
        return locked(say, sheet)
    return form(say, sheet)


def _minutes(before: timedelta) -> str:
    return str(int(before.total_seconds() // 60))
