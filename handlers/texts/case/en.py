"""What the desk says about cases, in English."""

from collections.abc import Mapping
from datetime import date, datetime

from typing_extensions import override

from domain.cases import OPEN, Case, Due, DueKind, Outcome, Stage
from domain.errors import RuleError
from domain.reading import Line, LineKind
from domain.reports import When
from handlers.texts.case import refusals_en
from handlers.texts.case.catalogue import Catalogue

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
}


class English(Catalogue):
    """The English texts."""

    categories: Mapping[str, str] = {
        "CN": "Construction",
        "FR": "Fire safety",
        "GS": "City gas",
        "HW": "Hot work",
        "OP": "Qualification",
        "OS": "Outsourcing",
        "CS": "Confined space",
        "IT": "Industry",
        "SE": "Special equipment",
        "PW": "Power",
        "CM": "Coal mine",
        "HC": "Chemicals",
        "TR": "Tourism",
        "CP": "Crowded places",
        "NB": "New business",
        "MG": "Management",
    }
    when: Mapping[When, str] = {
        When.NOW: "happening now",
        When.TODAY: "today",
        When.WEEK: "within a week",
        When.EARLIER: "earlier",
        When.ALWAYS: "always like this",
    }
    departments: Mapping[str, str] = {
        "housing": "the housing department",
        "gas": "the gas department",
        "emergency": "the emergency department",
        "fire": "the fire department",
        "market": "the market regulator",
    }
    reasons: Mapping[str, tuple[str, str]] = {
        "1": (
            "No state-owned enterprise",
            (
                "It is not about an enterprise of this district.\n"
                "You can call 12345; they pass it to whoever is in charge."
            ),
        ),
        "2": (
            "Place or matter unclear",
            ("It does not say where, or what.\nReport again with a photo or a place and we go on."),
        ),
        "3": (
            "In work or done already",
            ("It is being worked on, or has been.\nReport again if there is something new."),
        ),
        "4": (
            "Petition or lawsuit",
            ("Petitions and lawsuits have a way of their own.\nFree legal advice: 12348."),
        ),
        "5": (
            "Not about safety",
            (
                "It is not about safety at work.\n"
                "You can call 12345; they pass it to whoever is in charge."
            ),
        ),
    }
    templates: Mapping[Outcome, str] = {
        Outcome.PROVEN: "We went there and found it so. The enterprise must put it right, "
        "and we will look again.",
        Outcome.PARTLY: "We went there and found part of it so, which must be put right. "
        "The rest was not found.",
        Outcome.UNPROVEN: "We went there and read the records, and did not find it.",
    }
    buttons: Mapping[str, str] = {
        "take": "Take it on",
        "claim": "I take it",
        "dec": "Do not take on",
        "ref": "Refer",
        "back": "Sent back",
        "chased": "They answered",
        "merge": "Duplicate",
        "ask": "Ask reporter",
        "reply": "Write",
        "ext": "Extend",
        "exty": "Grant",
        "extn": "Refuse",
        "proven": "Proven",
        "partly": "Partly",
        "unprov": "Not proven",
        "over": "Hand over",
        "urge": "Mark urgent",
        "calm": "Not urgent",
        "dead": "Somebody died",
        "gov": "Pass to government",
        "note": "Note",
        "notes": "Notes",
        "file": "Add file",
        "fin": "That is all",
        "full": "Full text",
        "cat": "Category",
        "firms": "Enterprise",
        "seek": "Search",
        "nofirm": "None of these",
        "before": "Previous",
        "after": "Next page",
        "mute": "Mute",
        "loud": "Unmute",
        "open": "Reopen",
        "mail": "Letters",
        "lead": "Ask a lead",
        "more": "More",
        "less": "Back",
        "shut": "Back",
        "undo": "Take back",
        "send": "Send to reporter",
        "keep": "Keep inside",
        "redo": "Change",
        "drop": "Cancel",
        "tmpl": "Template",
        "own": "Write my own",
        "other": "Another",
        "into": "Type its code",
        "card": "See the case",
    }
    asks: Mapping[str, str] = {
        "ask": "What do you want to ask? Write it here, photos too. "
        "You see it once more before it goes out.",
        "reply": "What do you want to write? Write it here, photos too. "
        "You see it once more before it goes out.",
        "dec": "Why is it not taken on? Write it here; the reporter will read it.",
        "refer": "Which department? Write its name here; the reporter will read it.",
        "restate": "Please write a restatement here: where, and what.\n"
        "It goes instead of the original words and photos. Nothing that shows who wrote.",
        "proven": "Conclusion: proven. The reporter reads what you write.\n"
        "Two sentences: what was found, what was done. No names, no source.",
        "partly": "Conclusion: partly proven. The reporter reads what you write.\n"
        "Two sentences: what was so, what was not found. No names, no source.",
        "unprov": "Conclusion: not proven. The reporter reads what you write.\n"
        "Two sentences: how it was checked, what was found. No names, no source.",
        "ext": "Why 30 more days? Write it here. Once granted, the reporter reads the reason.",
        "open": "Why is it reopened? Write it here; the reporter will read it.",
        "note": "Write the note here; only reviewers see it.",
        "file": "Send the files here; only reviewers see them.\n"
        "Photos, PDF, Word and Excel, one or several.",
        "chased": "What did they answer? Write it here; only reviewers see it.",
        "seek": "Which enterprise? Write part of its name here.",
        "into": "With which case? Write its code here.",
    }
    done: Mapping[str, str] = {
        "take": "Taken on:",
        "claim": "Now yours:",
        "dec": "Not taken on:",
        "refer": "Referred:",
        "back": "With us again:",
        "merge": "Merged:",
        "ask": "Asked:",
        "reply": "Letter written:",
        "ext": "Extension asked, another lead decides:",
        "exty": "Extension granted:",
        "extn": "Extension refused:",
        "proven": "Concluded (proven):",
        "partly": "Concluded (partly proven):",
        "unprov": "Concluded (not proven):",
        "over": "Handed over:",
        "urge": "Marked urgent:",
        "calm": "No longer urgent:",
        "gov": "Passed to the government:",
        "open": "Reopened:",
        "mute": "Muted:",
        "loud": "Unmuted:",
        "cat": "Category changed:",
        "note": "Noted:",
        "file": "Files kept:",
        "chased": "Answer noted:",
        "undo": "Taken back:",
    }

    no_category: str = "Category: not said, please set it"
    chosen_by_reporter: str = "by the reporter"
    chosen_by_reviewer: str = "by a reviewer"
    no_enterprise: str = "not said"
    urgent_mark: str = "Urgent"
    death_mark: str = "⛔ Somebody died: the government checks (Work Safety Law, article 73)"
    death_ask: str = (
        "⛔ Somebody died: the government checks (Work Safety Law, article 73).\n"
        "After that only letters go on here; the reporter reads that it was passed on."
    )
    muted_mark: str = "🔇 Muted: letters are counted, not shown"
    objected_mark: str = "🔁 The reporter asks for a second look, by somebody else"
    question_mark: str = "❓ Waiting for the reporter's answer"
    extension_mark: str = "⏳ Thirty more days asked, another lead decides"
    answered_mark: str = "📨 They have answered; a conclusion is due"
    content_gone: str = "The content was erased."
    content_cut: str = "(cut short, see Full text)"
    nothing_written: str = "(nothing written, see the files)"
    saved_inside: str = "Kept as a note inside; nothing went out."
    given_up: str = "All right, not written."
    text_wanted: str = "A text is missing; two sentences will do."
    no_notes: str = "No notes yet."
    no_letters: str = "No letters yet."
    only_files: str = "(files only)"
    files_kept: str = "The files are kept; the reporter never sees them."
    commands_in_topic: str = (
        "There is no such command. Here are:\n/reply write to the reporter\n/note keep a note\n"
        "For anything else press the buttons of the card."
    )
    commands_in_private: str = (
        "There is no such command. Here are:\n/next one case after another\n/queue nobody's\n"
        "/mine mine\n/today due today\n/overdue overdue\n/case and its code\n/stats numbers"
    )
    reason_wanted: str = "Why is it not taken on? Choose:"
    whom: str = "Hand over to whom?"
    which_case: str = "With which case? The reporter never sees the other's code."
    which_category: str = "Which category?"
    which_department: str = (
        "Which department? The reporter reads its name.\n"
        "A restatement goes, never the original words and photos."
    )
    which_enterprise: str = (
        "Which enterprise? Press one, or search.\nWho is tied to it sees the case no longer."
    )
    enterprise_set: str = "The enterprise is set."
    enterprise_moved: str = (
        "The enterprise is set. Somebody here\nis tied to it: the case has left\n"
        "for another group, or waits for one."
    )
    out_of_sight: str = "You are tied to this: put away."
    left_room: str = "Somebody here is tied to 1 case:\nit has left this group."
    not_deleted: str = (
        "1 case must leave its group.\nIts topic could only be closed.\n"
        "Owner, please delete it now."
    )
    lead_called: str = "The leads are asked to look at it."
    no_other_lead: str = "There is no lead who may see this case: ask in person."
    sends: Mapping[str, str] = {"restate": "Refer it", "ext": "Ask for it"}
    template_head: str = "A template to copy and change:"
    mailbox_burnt: str = (
        "The reporter burnt the mailbox: no answer arrives.\nThe matter goes on all the same."
    )
    taken_back: str = "Taken back; the reporter has not seen it."
    went_out: str = "More than 60 seconds have passed: the reporter can read it now."
    old_card: str = "This card was old; the newest is shown now, please look again."
    went_wrong: str = "Something went wrong and nothing was done. Please try again in a minute."
    say_again: str = "That did not work; please do it once more."
    letter_retaliation: str = "⚠️ The reporter tells of retaliation, please look soon."
    with_files: str = "{count} files"
    photos_only: str = "Only text and photos are taken here."
    no_room: str = "No fitting group"

    @override
    def head(self, case: Case, *, holder: str | None) -> str:
        if case.death:
            return f"{case.code} | {self.death_mark}"
        urgent = "Urgent! " if case.urgent and case.stage is Stage.RECEIVED else ""
        who = f"with {holder}" if holder else "with nobody"
        if case.outcome is not None:
            who = _OUTCOMES[case.outcome]
        return f"{urgent}{_STAGES[case.stage]} {case.code} | {who}"

    @override
    def title(self, case: Case, *, category: str | None) -> str:
        urgent = "Urgent " if case.urgent else ""
        mark = urgent if case.stage in OPEN else "Ended "
        return f"{mark}{category or 'Report'} {case.code}"

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
    def letters(self, *, inward: int, outward: int, read: bool | None) -> str:
        last = "" if read is None else f", the last one {'read' if read else 'not read yet'}"
        return f"Letters in {inward}, out {outward}{last}"

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
        return refusals_en.refusal(error, names=names, code=code)
