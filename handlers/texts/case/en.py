"""What the desk says about cases, in English."""

from collections.abc import Mapping
from datetime import date, datetime

from typing_extensions import override

from domain.cases import OPEN, Case, Due, DueKind, Outcome, Stage
from domain.errors import RuleError
from domain.reading import Line, LineKind
from domain.reports import When
from handlers.texts.case import en_refusals
from handlers.texts.case.catalogue import Catalogue
from handlers.texts.case.en_words import EnglishWords

_STAGES = {
    Stage.RECEIVED: "New",
    Stage.ACCEPTED: "In work",
    Stage.REFERRED: "Referred",
    Stage.CONCLUDED: "Concluded",
    Stage.CLOSED: "Closed",
    Stage.WITHDRAWN: "Withdrawn",
}
_OUTCOMES = {
    Outcome.DECLINED: "not taken on",
    Outcome.MERGED: "merged",
    Outcome.PROVEN: "proven",
    Outcome.PARTLY: "partly proven",
    Outcome.UNPROVEN: "not proven",
}
_DUES = {DueKind.LOOK: "First look", DueKind.CONCLUSION: "Conclusion", DueKind.CHASE: "Answer"}
_LINES = {
    LineKind.RECEIVED: "received",
    LineKind.ACCEPTED: "told: taken on",
    LineKind.DECLINED: "told: not taken on",
    LineKind.REFERRED: "told: referred",
    LineKind.RETURNED: "told: with us again",
    LineKind.HEARD_BACK: "told: the department has answered",
    LineKind.GOVERNMENT: "told: passed to the government",
    LineKind.MERGED: "told: worked on with another report",
    LineKind.QUESTION: "we asked",
    LineKind.LETTER: "we wrote",
    LineKind.OWN: "the reporter wrote",
    LineKind.EXTENDED: "told: extended",
    LineKind.PROVEN: "told: proven",
    LineKind.PARTLY: "told: partly proven",
    LineKind.UNPROVEN: "told: not proven",
    LineKind.RUNG: "told: somebody was rung",
    LineKind.OBJECTED: "the reporter asks for a second look",
    LineKind.RETALIATION: "⚠️ the reporter tells of retaliation",
    LineKind.REOPENED: "told: in work again",
    LineKind.SOLVED: "the reporter says: solved",
    LineKind.UNSOLVED: "the reporter says: not solved",
    LineKind.AFTERWARDS: "the reporter was asked about trouble",
    LineKind.IDENTITY: "the reporter sealed who they are",
    LineKind.IDENTITY_OPENED: "who the reporter is was opened:",
    LineKind.IDENTITY_GONE: "the reporter had who they are destroyed",
}


class English(EnglishWords, Catalogue):
    """The English texts."""

    @override
    def head(self, case: Case, *, holder: str | None) -> str:
        if case.death:
            return f"{case.code} | {self.death_mark}"
        urgent = "Urgent! " if case.urgent and case.stage is Stage.RECEIVED else ""
        who = f"with {holder}" if holder else "with nobody"
        if case.outcome is not None:
            who = _OUTCOMES[case.outcome]
        mark = "Practice: " if case.practice else ""
        return f"{mark}{urgent}{_STAGES[case.stage]} {case.code} | {who}"

    @override
    def title(self, case: Case, *, category: str | None) -> str:
        urgent = "Urgent " if case.urgent else ""
        mark = urgent if case.stage in OPEN else "Ended "
        practice = "Practice " if case.practice else ""
        return f"{practice}{mark}{category or 'Report'} {case.code}"

    @override
    def due(self, due: Due, *, now: datetime, workdays: int) -> str:
        what = _DUES[due.kind]
        if due.at is not None:
            at = due.at.astimezone(now.tzinfo)
            minutes = int((at - now).total_seconds() // 60)
            if minutes < 0:
                return f"{what} is late (was due by {at:%H:%M})"
            hours, rest = divmod(minutes, 60)
            left = f"{hours} h {rest} min" if hours else f"{rest} min"
            return f"{what}: {left} left (by {at:%H:%M})"
        days = (due.day - now.date()).days
        day = f"{due.day:%a} {due.day.isoformat()}"
        if days < 0:
            return f"{what} is {-days} days late (was due {day})"
        if days == 0:
            return f"{what} is due today ({day})"
        if due.kind is DueKind.CONCLUSION:
            return f"{what}: {days} days left ({day})"
        return f"{what}: {workdays} working days left ({day})"

    @override
    def enterprise(self, name: str, place: str, *, by_reviewer: bool) -> str:
        who = f" ({self.chosen_by_reviewer})" if by_reviewer else ""
        return f"Enterprise: {name}{who}" + (f"  Place: {place}" if place else "")

    @override
    def elsewhere(self, name: str) -> str:
        return f"the reporter wrote: {name}"

    @override
    def enterprises(self, word: str, count: int) -> str:
        if not count:
            return f"Nothing like “{word}”. Search again,\nor press “None of these”."
        return f"{count} like “{word}”: press one.\nType more of the name if they are many."

    @override
    def category(self, name: str, *, by_reporter: bool) -> str:
        by = self.chosen_by_reporter if by_reporter else self.chosen_by_reviewer
        return f"Category: {name} ({by})"

    @override
    def danger(self, *, when: When | None, urgent: bool) -> str:
        since = self.when[when] if when else "not said"
        return f"When: {since}  Danger: {'said to be now' if urgent else 'not said'}"

    @override
    def files(self, count: int) -> str:
        return f"Files: {count} (cleaned)"

    @override
    def letters(self, *, inward: int, outward: int, read: bool | None, knockable: bool) -> str:
        last = "" if read is None else f", the last one {'read' if read else 'not read yet'}"
        knock = "yes" if knockable else "no"
        return f"Letters in {inward}, out {outward}{last}; knocked for: {knock}"

    @override
    def new_letters(self, count: int) -> str:
        return f"💬 {count} new letters wait for you"

    @override
    def alike(self, codes: list[str]) -> str:
        return f"Perhaps the same: {', '.join(codes)} (same enterprise and category)"

    @override
    def merged(self, code: str) -> str:
        return f"Worked on together with {code}"

    @override
    def held(self, verb: str, code: str, *, hidden: bool) -> str:
        return f"{self.done[verb]} {code}." + (
            " The reporter reads it in 60 seconds." if hidden else ""
        )

    @override
    def chased(self, day: date) -> str:
        return f"No answer by {day.isoformat()}: you will be told to chase it."

    @override
    def preview(self, purpose: str, *, department: str) -> tuple[str, str]:
        if purpose == "restate":
            return (
                f"⚠️ This goes to {department}:",
                "Nothing that shows who wrote.\nThe reporter reads the department's name alone.",
            )
        foot = "No names of people, no internal words."
        if purpose == "ext":
            return "⚠️ Once it is granted, the reporter will read why:", foot
        return "⚠️ The reporter will read this:", foot

    @override
    def files_taken(self, count: int) -> str:
        return (
            f"{count} files kept; the reporter never sees them.\nSend more, or press “That is all”."
        )

    @override
    def line(self, line: Line) -> str:
        parts = [f"{line.day.isoformat()} {_LINES[line.kind]}"]
        if line.department:
            parts.append(line.department)
        if line.text:
            parts.append(f"“{line.text}”")
        if line.files:
            parts.append(f"{len(line.files)} files")
        return " ".join(parts)

    @override
    def letter_arrived(self, code: str, day: date) -> str:
        return f"💬 Letter, {code} ({day.isoformat()})"

    @override
    def part(self, head: str, number: int, total: int) -> str:
        return head if total == 1 else f"{head}, part {number} of {total}"

    @override
    def objected(self, code: str) -> str:
        return f"🔁 {code}: the reporter asks for a second look, by somebody else"

    @override
    def retaliated(self, code: str) -> str:
        return f"⚠️ {code}: the reporter tells of retaliation, please look soon"

    @override
    def answered(self, code: str, *, solved: bool) -> str:
        said = f"the reporter says: {'solved' if solved else 'not solved'}"
        return f"💬 {code}: {said}" if code else said.capitalize()

    @override
    def identity(self, code: str, *, kept: bool) -> str:
        if not kept:
            said = "the reporter had who they are destroyed"
            return f"🔒 {code} {said}" if code else said
        if not code:
            return "Identity: sealed, opened by the two officers together"
        return f"🔒 {code} for a reward the reporter sealed who they are to the two officers"

    @override
    def letter_waits(self, code: str) -> str:
        return f"{code} has a new letter; it waits in its topic."

    @override
    def holder_told(self, code: str, *, refused: bool) -> str:
        return f"{code}: no more days, the date stands." if refused else f"{code} is yours now."

    @override
    def chase(self, code: str, day: date) -> str:
        return f"{code} was referred; an answer was due {day.isoformat()}. Please chase it."

    @override
    def extension(self, code: str, *, holder: str, reason: str, until: date) -> str:
        return (
            f"{holder} asks for 30 more days: {code}\nReason: {reason}\n"
            f"New latest date: {until.isoformat()}\nThe reporter will read the reason."
        )

    @override
    def remade(self, code: str) -> str:
        return f"The topic of {code} was deleted and has been made again. Nothing is lost."

    @override
    def slip(self, number: str, department: str, *, day: date, until: date) -> tuple[str, str]:
        head = f"Referral {number}\nTo: {department}\nDate: {day.isoformat()}"
        return head, f"Please tell us by {until.isoformat()} what was done."

    @override
    def lead_wanted(self, code: str) -> str:
        return f"A reviewer asks you to look at {code}.\n/case {code} opens it."

    @override
    def homeless(self, code: str) -> str:
        return (
            f"A new report ({code}) fits no group: in each somebody is tied, or it is not ready.\n"
            "It is not lost; it goes out as soon as a group is ready."
        )

    @override
    def page(self, code: str, number: int, total: int) -> str:
        return f"{code}, full text" + (f" ({number} of {total})" if total > 1 else "")

    @override
    def note(self, *, by: str, day: date, text: str, purpose: str, files: int) -> str:
        kinds = {
            "extension": "reason to extend",
            "restatement": "restatement",
            "receipt": "answer",
            "file": "files",
        }
        count = f" [{files} files]" if files else ""
        words = text or self.only_files
        return f"{day.isoformat()} {by}, {kinds.get(purpose, 'note')}: {words}{count}"

    @override
    def refusal(self, error: RuleError, *, names: Mapping[str, str], code: str) -> str:
        return en_refusals.refusal(error, names=names, code=code)
