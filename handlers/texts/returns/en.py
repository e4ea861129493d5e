"""What is said about weekly returns in English."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.contacts import Part
from domain.errors import (
    FiguresError,
    LockedError,
    NumbersMissingError,
    NumberUnreadableError,
    ReturnError,
    SheetOfOtherWeekError,
    SheetUnreadableError,
)
from domain.forms import Doubt, Fault, Form, Kind, rate, rest
from domain.returns import Standing
from domain.weeks import Due, Roll, Week
from handlers.texts.returns.catalogue import Figures, Line

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PARTS = {Part.MAIN: "main contact", Part.BACKUP: "backup contact"}
_STANDING = {
    Standing.EXCUSED: "➖ excused",
    Standing.ON_TIME: "✅ on time",
    Standing.LATE: "⏱ late",
    Standing.OPEN: "◻️ not due yet",
    Standing.OVERDUE: "❗ overdue",
    Standing.MISSING: "❌ missing",
}
_TURNED_IN = (Standing.ON_TIME, Standing.LATE)
_NAMED = 3  # enterprises that a digest names
_OWING = (Standing.OPEN, Standing.OVERDUE, Standing.MISSING)


class English:
    """The English words."""

    buttons: Mapping[str, str] = {
        "yes": "Yes, it is me",
        "no": "No",
        "open": "Fill in",
        "zero": "Nothing new",
        "pass": "Leave it to the backup",
        "pass_main": "Leave it to the main",
        "later": "Remind me later",
        "why": "Say why",
        "note": "Remark",
        "look": "Look it over, submit",
        "keep": "Go on later",
        "zok": "Confirm: nothing new",
        "not_zero": "No, fill it in",
        "back": "Back",
        "sure": "It is right",
        "fix": "Change it",
        "file": "Approved, submit",
        "boss": "For my superior",
        "edit": "Change",
        "change": "Change",
        "amend": "Change",
        "sheet": "Workbook",
        "year": "All weeks",
        "wish": "Ask for a change",
        "content": "What it says",
        "grant": "Agree",
        "decline": "Decline",
        "call": "I will call",
        "list": "The list",
        "excuse": "Excuse",
        "again": "ask after all",
        "earlier": "◂ Week before",
        "following": "Week after ▸",
        "before": "◂ Page",
        "after": "Page ▸",
        "other": "Another reason",
        "hand_over": "Hand over",
        "not_now": "Not now",
        "resting": "Work has stopped",
        "moved": "Moved or dissolved",
        "broken": "System failure",
    }
    parts: Mapping[Part, str] = _PARTS
    code_voided = "The code is void.\nPlease ask the supervisor for another."
    code_wrong = "This code is wrong or was used.\nPlease ask the supervisor for another."
    not_yours = "You do not report for this enterprise now.\nPlease ask the supervisor."
    nothing_owed = "There is nothing to hand in.\nYou will be reminded here."
    which_week = "Several forms are open. Press “Fill in”\nfirst, then send the figures. See /owed."
    which_part = "Hand over which part?"
    help = (
        "You will be reminded here. Press “Fill in”\nor simply send the five figures.\n"
        "/owed what is open\n/status all weeks\n/handover somebody else takes over"
    )
    reviewer_too = (
        "You are a reviewer and cannot be a contact.\nThe enterprise names somebody else."
    )
    put_by = "Kept. Go on tomorrow: press “Fill in”\nor send the figures."
    reminder_gone = "Nothing more to do this week."
    type_note = "What remark? Send it in one message."
    type_reason = "Why is it late? Send one sentence;\nthe supervisor reads it."
    type_wish = "What is to be changed, and why?\nIt counts once the supervisor agrees."
    type_excuse = "Why is it excused? Send one sentence."
    which_excuse = "Excuse whom this week?"
    asked_again = "It is asked for after all."
    reason_kept = "The reason is noted. Please hand it in soon."
    wish_kept = "Asked. You will hear what was decided."
    excuse_kept = "Excused; nobody asks them any more."
    passed_on = "The other contact reports this week.\nYou need do nothing."
    handed_over = "Your rights have ended. Thank you!"
    excuses: Mapping[str, str] = {
        "resting": "work has stopped",
        "moved": "moved or dissolved",
        "broken": "system failure",
    }

    def why_excuse(self, enterprise: str) -> str:
        """Why is nothing asked of this enterprise?"""
        return f"Why is {enterprise} excused this week?"

    def enrol_ask(self, enterprise: str, part: Part) -> str:
        """Is it you who does this part for this enterprise?"""
        return (
            f"You will be the {_PARTS[part]} of\n{enterprise}. Is that right?\nIf not, press “No”."
        )

    def enrol_done(self, due: Due) -> str:
        """Enrolled; by when the return is asked for."""
        return f"✅ Done. The next is due {_moment(due.at)}.\nYou will be reminded here."

    def remind(self, due: Due, enterprises: Sequence[str], now: datetime) -> str:
        """The reminder of a week."""
        week = due.week.number
        if now > due.at:
            return "\n".join(
                [
                    f"Week {week} is overdue; it is still taken.",
                    *_of(enterprises),
                    f"It locks on {_moment(due.locks_at)}.",
                    "Before that it counts as late,",
                    "after that as missing, in the bulletin.",
                    "In difficulty? Press “Say why”.",
                ]
            )
        first = f"Week {week} is due {_moment(due.at)}."
        if now.date() == due.at.date():
            hours = int((due.at - now).total_seconds() // 3600)
            left = f"{hours} hours left" if hours else "less than an hour left"
            first = f"Week {week} is due today {due.at:%H:%M}, {left}."
        lines = [first, *_moved(due), *_of(enterprises)]
        lines.append(f"Count up to {_moment(due.counted_until)}.")
        if due.merged:
            lines.append(f"It takes in week {_weeks(due.merged)}.")
        lines.append("Not handed in yet. One press is enough.")
        return "\n".join(lines)

    def guess(self, year: int) -> str:
        """A line: the year's days off are not published, so the due day is a guess."""
        return f"⚠️ Days off of {year} are not published yet."

    def form(self, figures: Figures) -> str:
        """The form as it is filled in so far."""
        form, lines = figures.form, [_head(figures)]
        for number, field in enumerate(form.fields, 1):
            value = figures.values.get(field.key)
            said = "–" if value is None else str(value)
            if field.kind is Kind.NEW:
                said = f"{said}, total {figures.totals[field.key]}"
            lines.append(f"{number} {field.names['en']}: {said}")
        left = form.rests[0]
        if all(key in figures.values for key in form.keys):
            lines.append(f"{left.names['en']}: {rest(form, left.key, figures.totals)}")
        if figures.note:
            lines.append(f"Remark: {figures.note}")
        example = " ".join(["3", "2", "0", "0", "0"][: len(form.fields)])
        lines.append(f"Send {len(form.fields)} figures at once, such as {example}")
        lines.append("Or take the workbook, fill it in and send it")
        return "\n".join(lines)

    def ask(self, figures: Figures, key: str) -> str:
        """One figure is asked for."""
        return f"{figures.form.field(key).names['en']}?\nSend one number, 0 for none."

    def zero(self, figures: Figures, still_open: int) -> str:
        """Is it true that nothing is new?"""
        totals = figures.totals
        lines = [
            f"Week {figures.due.week.number}, {figures.enterprise}",
            "Nothing new: found 0, fixed 0.",
            f"Totals: general {totals['gen_found']}/{totals['gen_fixed']},",
            f"major {totals['maj_found']}/{totals['maj_fixed']}.",
        ]
        if still_open:
            lines.append(f"{still_open} major hazards are open, {totals['maj_overdue']} overdue.")
        return "\n".join(lines)

    def fault(self, form: Form, fault: Fault) -> str:
        """Two figures cannot both be true."""
        part, whole = form.field(fault.limit.part), form.field(fault.limit.whole)
        number = form.keys.index(part.key) + 1
        if fault.limit.less:
            return (
                f"Figure {number} cannot be:\n{part.names['en']} {fault.part},\n"
                f"only {fault.bound} are open."
            )
        return (
            f"Figure {number} cannot be:\n{part.names['en']}, total {fault.part},\n"
            f"is more than {whole.names['en']}, {fault.bound}."
        )

    def doubt(self, form: Form, doubt: Doubt) -> str:
        """A figure is unusual; was it meant?"""
        name = form.field(doubt.key).names["en"]
        if doubt.instead is not None:
            return f"{name} {doubt.value} (10,000 yuan)?\nLast week: {doubt.last}. Typed in yuan?"
        return f"{name} {doubt.value},\n{doubt.value - doubt.last} more than last week. Right?"

    def summary(self, figures: Figures) -> str:
        """The whole return before it is handed in."""
        return "\n".join([*_result(figures), "", "Has your superior seen it?"])

    def forward(self, figures: Figures) -> str:
        """The return as a text to pass on to a superior."""
        until = _moment(figures.due.counted_until)
        return "\n".join(["For your approval:", *_result(figures), f"Counted up to {until}."])

    def receipt(
        self, number: str, filed: datetime, due: Due, following: Due | None, *, locked: bool
    ) -> str:
        """It was taken; until when it can be changed, when the next is due."""
        lines = ["✅ Taken; nothing more this week.", f"Receipt {number}, {_moment(filed)}"]
        if not locked:
            lines.append(f"Can be changed until {_moment(due.locks_at)}.")
        if following is not None:
            lines.append(f"Next: {_moment(following.at)}")
        return "\n".join(lines)

    def later(self, *, last: datetime) -> str:
        """When should the contact be called again?"""
        return f"When shall I call again?\n(At {_moment(last)} in any case.)"

    def called_again(self, at: datetime) -> str:
        """The contact will be called again."""
        return f"I will call again at {_moment(at)}."

    def option(self, at: datetime, now: datetime) -> str:
        """A button: when to be called again."""
        if (at - now).total_seconds() <= 3600:
            return "In an hour"
        return f"{'Today' if at.date() == now.date() else 'Tomorrow'} {at:%H:%M}"

    def filed_by_other(self, part: Part, at: datetime) -> str:
        """The other contact handed it in."""
        return f"The {_PARTS[part]} handed it in ({at:%H:%M}).\nNothing more to do."

    def locked(self, week: Week) -> str:
        """The week is locked; how to change it all the same."""
        return f"Week {week.number} is locked. Press\n“Ask for a change” and say why."

    def excused(self, week: Week, reason: str) -> str:
        """Nothing is asked for this week."""
        return f"Week {week.number} is excused: {reason}.\nNothing more to do."

    def year(self, enterprise: str, lines: Sequence[tuple[Week, Line]]) -> str:
        """All weeks of an enterprise, the newest first."""
        shown = [f"Returns of {enterprise}"]
        shown += [f"Week {week.number} {self.standing(line)}" for week, line in lines]
        return "\n".join(shown)

    def owed(self, lines: Sequence[tuple[Due, str]]) -> str:
        """What a contact has still to hand in."""
        shown = ["Still to hand in:"]
        shown += [f"Week {d.week.number} {name}, {_moment(d.at)}" for d, name in lines]
        return "\n".join(shown)

    def handover_ask(self, enterprise: str, part: Part) -> str:
        """Is the contact sure to hand over?"""
        return (
            f"Hand over {_PARTS[part]} of {enterprise}?\nYou get a code; your rights end at once."
        )

    def handover(self, enterprise: str, part: Part, code: str) -> str:
        """The code for whoever takes over."""
        return (
            f"Code for the {_PARTS[part]} of {enterprise}:\n{code}\n"
            "Valid 7 days. Your rights have ended. Thank you!"
        )

    def answer_change(self, week: Week, enterprise: str, *, granted: bool) -> str:
        """The desk granted or declined a change."""
        if granted:
            return f"{enterprise}, week {week.number}:\nyou can change it for 24 hours."
        return f"{enterprise}, week {week.number}:\nthe change was declined."

    def week(self, due: Due, lines: Sequence[Line], page: int, pages: int) -> str:
        """A week at the desk: counts, and one line per enterprise."""
        shown = [_week_head(due, lines)]
        if pages > 1:
            shown.append(f"Page {page + 1} of {pages}")
        return "\n".join([*shown, *(self._row(line) for line in lines[page * 10 : page * 10 + 10])])

    def week_due(self, due: Due, lines: Sequence[Line]) -> str:
        """The due moment has come: who has handed in and who has not."""
        missing = [line.enterprise for line in lines if line.standing in _OWING]
        said = "All have handed in." if not missing else "Not handed in yet:"
        listed = [f"{number} {name}" for number, name in enumerate(missing[:40], 1)]
        return "\n".join([_week_head(due, lines), said, *listed])

    def reminded(self, count: int) -> str:
        """So many were reminded."""
        return f"{count} reminded." if count else "All were reminded within this hour."

    def remind_missing(self, count: int) -> str:
        """A button: remind those who have not handed in."""
        return f"Remind the {count} missing"

    def change_asked(self, week: Week, enterprise: str, wish: str) -> str:
        """An enterprise asks to change a locked return."""
        return f"{enterprise} asks to change week {week.number}.\nWhy: {wish}"

    def change_settled(self, week: Week, enterprise: str, label: str, *, granted: bool) -> str:
        """Somebody at the desk has decided on it."""
        said = "lets" if granted else "does not let"
        return f"{label} {said} {enterprise}\nchange week {week.number}."

    def lost(self, enterprises: Sequence[str], part: Part, *, taken_over: bool) -> str:
        """A contact cannot be reached any more."""
        said = "the other one takes over." if taken_over else "and there is no other."
        return f"The {_PARTS[part]} of {', '.join(enterprises)}\ncannot be reached; {said}"

    def calling(self, label: str) -> str:
        """A reviewer takes it on to telephone."""
        return f"{label} will call."

    def vacant(self, enterprise: str, week: Week) -> str:
        """Nobody of an enterprise can be reached."""
        return f"{enterprise} has no contact who hears us.\nNobody is asked for week {week.number}."

    def board(self, handed_in: int, asked: int) -> str:
        """The board's line about the week."""
        return f"Returns: {handed_in} of {asked} handed in"

    def owing(self, due: Due, names: Sequence[str], today: date) -> str:
        """The digest's words about a week that is due today or late: who has not handed in."""
        when = "due today" if due.at.date() == today else "late"
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        return (
            f"Week {due.week.number} is {when}, {len(names)} still to hand in:\n"
            f"{', '.join(names[:_NAMED])}{more}"
        )

    def punctual(self, on_time: int, late: int, missing: int) -> str:
        """The numbers' line about punctuality."""
        share = rate(on_time, on_time + late + missing)
        said = "none yet" if share is None else f"{share}%"
        return f"Returns on time: {said} (on time {on_time}, late {late}, missing {missing})"

    def standing(self, line: Line) -> str:
        """How a week stands, in a sign and words."""
        if line.standing is Standing.LATE and line.late:
            return f"⏱ {line.late} days late"
        return _STANDING[line.standing]

    def refusal(self, error: ReturnError) -> str:
        """Why a figure or a press was not taken, and what to do."""
        match error:
            case NumberUnreadableError():
                return f"“{error.word[:20]}” is no whole number from 0 on. Send one, such as 3"
            case NumbersMissingError():
                return (
                    f"{error.wanted} figures are asked for, {error.found} came. "
                    "Send all, such as 3 2 0 0 0"
                )
            case SheetUnreadableError():
                return (
                    "This workbook cannot be read and was not taken.\n"
                    "Press “Fill in”, then “Workbook”, fill its column “this week”, save it as "
                    ".xlsx and send it; or just send 5 figures."
                )
            case SheetOfOtherWeekError():
                return (
                    "This workbook's enterprise or period is not one of yours; not taken.\n"
                    "Press “Fill in”, then “Workbook”, and use this week's."
                )
            case FiguresError():
                return self.fault(error.form, error.fault)
            case LockedError():
                return self.locked(error.week)
            case _:
                return "That is not possible now. Please look again."

    def sheet(self, week: Week) -> str:
        """The name of a week's workbook, without its ending."""
        return f"Return {week.year} week {week.number}"

    def _row(self, line: Line) -> str:
        sign, _, words = self.standing(line).partition(" ")
        said = [words]
        if line.draft:
            said.append("begun")
        if line.vacant:
            said.append("no contact")
        if line.before and line.standing in {Standing.LATE, Standing.OVERDUE, Standing.MISSING}:
            said.append(f"time {line.before + 1}")
        if line.reason:
            said.append(f"why: {line.reason}")
        return f"{sign} {line.enterprise} {', '.join(said)}"


def _week_head(due: Due, lines: Sequence[Line]) -> str:
    asked = [line for line in lines if line.standing is not Standing.EXCUSED]
    handed_in = sum(line.standing in _TURNED_IN for line in asked)
    excused = len(lines) - len(asked)
    more = f", {excused} excused" if excused else ""
    return (
        f"Week {due.week.number}, due {_moment(due.at)}\n"
        f"{handed_in} of {len(asked)} handed in{more}"
    )


def _result(figures: Figures) -> list[str]:
    form, totals, values = figures.form, figures.totals, figures.values
    general = rate(totals["gen_fixed"], totals["gen_found"])
    major = rate(totals["maj_fixed"], totals["maj_found"])
    return [
        f"Week {figures.due.week.number}, {figures.enterprise}",
        f"General: found {values['gen_found']}, fixed {values['gen_fixed']}",
        f"Totals {totals['gen_found']}/{totals['gen_fixed']}, {_share(general)} fixed",
        f"Major: found {values['maj_found']}, fixed {values['maj_fixed']}",
        f"Totals {totals['maj_found']}/{totals['maj_fixed']}, {_share(major)} fixed",
        f"Not due {rest(form, 'maj_not_due', totals)}, overdue {totals['maj_overdue']}",
        f"Remark: {figures.note or 'none'}",
    ]


def _share(share: object) -> str:
    return "–" if share is None else f"{share}%"


def _head(figures: Figures) -> str:
    due = figures.due
    return f"Week {due.week.number}, {figures.enterprise}\nup to {_moment(due.counted_until)}"


def _of(enterprises: Sequence[str]) -> list[str]:
    return ["For: " + ", ".join(enterprises)]


def _moved(due: Due) -> list[str]:
    if due.roll is Roll.AS_IS:
        return []
    return ["(Days off: the due day was moved.)"]


def _weeks(weeks: Sequence[Week]) -> str:
    return ", ".join(str(week.number) for week in weeks)


def _moment(moment: datetime) -> str:
    return f"{_day(moment)} {moment:%H:%M}"


def _day(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day}/{day.month}"
