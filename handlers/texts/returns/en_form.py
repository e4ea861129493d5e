"""What is said about the form of a week, in English."""

from datetime import datetime

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
from domain.weeks import Due, Week
from handlers.texts.returns import en_words as words
from handlers.texts.returns.catalogue import Figures


class EnglishForm:
    """The words of the form of a week."""

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
        until = words.moment(figures.due.counted_until)
        return "\n".join(["For your approval:", *_result(figures), f"Counted up to {until}."])

    def receipt(
        self, number: str, filed: datetime, due: Due, following: Due | None, *, locked: bool
    ) -> str:
        """It was taken; until when it can be changed, when the next is due."""
        lines = ["✅ Taken; nothing more this week.", f"Receipt {number}, {words.moment(filed)}"]
        if not locked:
            lines.append(f"Can be changed until {words.moment(due.locks_at)}.")
        if following is not None:
            lines.append(f"Next: {words.moment(following.at)}")
        return "\n".join(lines)

    def later(self, *, last: datetime) -> str:
        """When should the contact be called again?"""
        return f"When shall I call again?\n(At {words.moment(last)} in any case.)"

    def called_again(self, at: datetime) -> str:
        """The contact will be called again."""
        return f"I will call again at {words.moment(at)}."

    def option(self, at: datetime, now: datetime) -> str:
        """A button: when to be called again."""
        if (at - now).total_seconds() <= 3600:
            return "In an hour"
        return f"{'Today' if at.date() == now.date() else 'Tomorrow'} {at:%H:%M}"

    def locked(self, week: Week) -> str:
        """The week is locked; how to change it all the same."""
        return f"Week {week.number} is locked. Press\n“Ask for a change” and say why."

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
    return f"Week {due.week.number}, {figures.enterprise}\nup to {words.moment(due.counted_until)}"
