"""What is said about weekly returns in English."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.contacts import Part
from domain.weeks import Due, Roll, Week
from handlers.texts.returns import en_words as words
from handlers.texts.returns.catalogue import Line
from handlers.texts.returns.en_form import EnglishForm
from handlers.texts.returns.en_office import EnglishOffice


class English(EnglishForm, EnglishOffice):
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
    parts: Mapping[Part, str] = words.PARTS
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

    def enrol_ask(self, enterprise: str, part: Part) -> str:
        """Is it you who does this part for this enterprise?"""
        who = f"{words.PARTS[part]} of\n{enterprise}"
        return f"You will be the {who}. Is that right?\nIf not, press “No”."

    def enrol_done(self, due: Due) -> str:
        """Enrolled; by when the return is asked for."""
        return f"✅ Done. The next is due {words.moment(due.at)}.\nYou will be reminded here."

    def remind(self, due: Due, enterprises: Sequence[str], now: datetime) -> str:
        """The reminder of a week."""
        week = due.week.number
        if now > due.at:
            return "\n".join(
                [
                    f"Week {week} is overdue; it is still taken.",
                    *_of(enterprises),
                    f"It locks on {words.moment(due.locks_at)}.",
                    "Before that it counts as late,",
                    "after that as missing, in the bulletin.",
                    "In difficulty? Press “Say why”.",
                ]
            )
        first = f"Week {week} is due {words.moment(due.at)}."
        if now.date() == due.at.date():
            hours = round((due.at - now).total_seconds() / 3600)
            left = f"{hours} hours left" if hours else "less than an hour left"
            first = f"Week {week} is due today {due.at:%H:%M}, {left}."
        lines = [first, *_moved(due), *_of(enterprises)]
        lines.append(f"Count up to {words.moment(due.counted_until)}.")
        if due.merged:
            lines.append(f"It takes in week {_weeks(due.merged)}.")
        lines.append("Not handed in yet. One press is enough.")
        return "\n".join(lines)

    def guess(self, year: int) -> str:
        """A line: the year's days off are not published, so the due day is a guess."""
        return f"⚠️ Days off of {year} are not published yet."

    def filed_by_other(self, part: Part, at: datetime) -> str:
        """The other contact handed it in."""
        return f"The {words.PARTS[part]} handed it in ({at:%H:%M}).\nNothing more to do."

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
        shown += [f"Week {d.week.number} {name}, {words.moment(d.at)}" for d, name in lines]
        return "\n".join(shown)

    def handover_ask(self, enterprise: str, part: Part) -> str:
        """Is the contact sure to hand over?"""
        what = f"{words.PARTS[part]} of {enterprise}"
        return f"Hand over {what}?\nYou get a code; your rights end at once."

    def handover(self, enterprise: str, part: Part, code: str) -> str:
        """The code for whoever takes over."""
        return (
            f"Code for the {words.PARTS[part]} of {enterprise}:\n{code}\n"
            "Valid 7 days. Your rights have ended. Thank you!"
        )

    def answer_change(self, week: Week, enterprise: str, *, granted: bool) -> str:
        """The desk granted or declined a change."""
        if granted:
            return f"{enterprise}, week {week.number}:\nyou can change it for 24 hours."
        return f"{enterprise}, week {week.number}:\nthe change was declined."

    def sheet(self, week: Week) -> str:
        """The name of a week's workbook, without its ending."""
        return f"Return {week.year} week {week.number}"


def _of(enterprises: Sequence[str]) -> list[str]:
    return ["For: " + ", ".join(enterprises)]


def _moved(due: Due) -> list[str]:
    if due.roll is Roll.AS_IS:
        return []
    return ["(Days off: the due day was moved.)"]


def _weeks(weeks: Sequence[Week]) -> str:
    return ", ".join(str(week.number) for week in weeks)
