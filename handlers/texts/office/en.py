"""Office texts in English."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.people import Role
from domain.rooms import Fault
from handlers.texts.office.catalogue import Counts

_WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_STAGES = {
    "received": "Nobody has it",
    "accepted": "In work",
    "referred": "Referred",
    "concluded": "Concluded",
    "closed": "Closed",
}
_NAMED = 3
_CHECKS = {
    Fault.TOPICS: ("a supergroup with topics", "topics are off: turn them on in the settings"),
    Fault.MANAGE: ("may manage topics", "may not manage topics"),
    Fault.DELETE: ("may delete messages", "may not delete messages"),
    Fault.PIN: ("may pin messages", "may not pin messages"),
    Fault.BLIND: ("sees all messages", "does not see all messages: make it an admin"),
    Fault.PUBLIC: ("the group is private", "the group is public: make it private"),
    Fault.STRANGERS: ("every member is enrolled", "people or bots not enrolled: {}"),
    Fault.TIED: ("nobody is tied", "members tied to an enterprise shown here: {}"),
}


class English:
    """What is said in English."""

    buttons: Mapping[str, str] = {
        "enrol_yes": "Yes, that is me",
        "enrol_no": "No",
        "again": "Check again",
        "deal": "Deal them out",
        "take_all": "I take them",
        "take": "I take it",
        "look": "Show it",
        "later": "Later",
        "previous": "◂ Back",
        "next": "Next ▸",
        "once_more": "Once more",
        "topic": "To the topic",
        "start": "Start",
        "through": "Go through",
        "mine": "Only mine",
        "waiting": "Go through the waiting",
        "today": "Due today",
        "overdue": "Overdue",
    }
    lists: Mapping[str, tuple[str, str]] = {
        "queue": ("Nobody has", "Nothing waits to be taken on."),
        "mine": ("You have", "You have no cases."),
        "today": ("Due today", "Nothing is due today."),
        "overdue": ("Overdue", "Nothing is overdue."),
    }
    enrol_voided = "The code is void now.\nAsk whoever gave it to you for another."
    code_wrong = "This code is wrong, used or expired.\nAsk whoever gave it to you for another."
    help = (
        "What you can send:\n"
        "/next one case after the other\n"
        "/queue what nobody has\n"
        "/mine what you have\n"
        "/today what is due today\n"
        "/overdue what is overdue\n"
        "/case and a code: one case, as in /case K7QM\n"
        "/stats numbers\n"
        "To ask or to conclude, press the buttons on a card."
    )
    commands: Mapping[str, str] = {
        "next": "case after case",
        "queue": "nobody has taken",
        "mine": "in my hands",
        "today": "due today",
        "overdue": "overdue",
        "stats": "numbers",
        "returns": "weekly returns",
        "owed": "contacts: what is open",
        "status": "contacts: the year",
        "handover": "contacts: hand over",
        "help": "what can be done",
    }
    short_description = "For internal use; an enrolment code is needed."
    description = "For internal use.\nSend your enrolment code here."
    link_where = "Send this in the group: /link and the code."
    link_enrol_first = "Enrol first: send me your code in a private chat."
    link_done = "✅ This group is a desk now. Reports come here."
    link_cure = "Where: group settings → administrators → this bot"
    room_open = "Everybody here is enrolled again. Reports go on."
    room_lost = (
        "⚠️ I was removed from a desk's group.\nNo report is lost; they wait.\n"
        "Put me back, or make another group and send /link there."
    )
    room_rights_lost = (
        "⚠️ I lack rights in a desk's group, so reports wait.\n"
        "Give them back in its settings, then send /link there."
    )
    back = "We were away; no message is lost.\nPresses of that time are: press again."
    perhaps_twice = "(The line broke: this may stand\nhere twice.)"
    perhaps_empty_topic = "(The line broke: there may be an\nempty topic too many; delete it.)"
    room_moved = "The group was upgraded.\nBoard and topics are made again here."
    case_usage = "Add the code, as in /case K7QM"
    digest_hello = "Good morning. For today:"
    orphans_gone = "Somebody has all of these by now."

    def enrol_ask(self, label: str, role: Role) -> str:
        """Who somebody is about to be."""
        return (
            f"You are about to be “{label}” ({role.value}).\nNot you? Press No: the code is void."
        )

    def enrol_done(self, label: str) -> str:
        """They are."""
        return f"✅ Enrolled: you are “{label}”.\n/next shows one case after the other.\n/help"

    def stranger(self, intake: str) -> str:
        """To whoever is not enrolled, whatever they sent."""
        return (
            "This bot is for work and needs a code.\n"
            "What you sent was not kept; it is deleted.\n"
            f"To tell us of danger, write to\n@{intake}\nNo name is needed."
        )

    def stranger_press(self, intake: str) -> str:
        """To whoever is no reviewer and pressed a reviewer's button."""
        return (
            f"This button is for reviewers and did nothing.\nTo tell of danger, write to @{intake}."
        )

    def misplaced(self, intake: str) -> str:
        """To a reviewer who wrote where nothing was asked."""
        return (
            "This bot knows who you are: no reports here.\nIt was not kept; it is deleted.\n"
            f"To report, write to @{intake}.\nFor cases: /next, /help."
        )

    def open_intake(self, intake: str) -> str:
        """The button to the intake bot."""
        return f"Open @{intake}"

    def link_missing(self, count: int) -> str:
        """How many things are missing."""
        return f"Still missing: {count}"

    def check(self, fault: Fault, count: int) -> str:
        """One line of the group's check; count 0: it is fine."""
        fine, missing = _CHECKS[fault]
        return f"❌ {missing.format(count)}" if count else f"✅ {fine}"

    def room_closed(self, strangers: int) -> str:
        """Somebody in the group is not enrolled."""
        return f"Not enrolled in this group: {strangers}.\nReports wait until they enrol or leave."

    def room_tied(self) -> str:
        """Somebody in the group is tied to an enterprise whose cases come here."""
        return "Somebody here is tied to an enterprise shown here.\nReports wait until they leave."

    def orphaned(self, label: str, count: int) -> str:
        """Somebody left; their cases wait."""
        return f"“{label}” no longer works here. Cases waiting: {count}"

    def orphans_taken(self, label: str, count: int) -> str:
        """Somebody took them."""
        return f"“{label}” took them on: {count}"

    def orphans_dealt(self, count: int) -> str:
        """They were dealt out."""
        return f"Dealt out: {count}. Everybody is told."

    def walk_place(self, number: int, left: int) -> str:
        """Which case of the walk this is, and how many follow."""
        return f"No. {number}, {left} to go" if left else f"No. {number}, the last"

    def walk_end(self, kind: str, left: int) -> str:
        """Everything of a list was shown; what was put aside is left."""
        head, empty = self.lists[kind]
        return f"Seen all. {head}: {left} still." if left else f"That is all. {empty}"

    def show_files(self, count: int) -> str:
        """The button to a case's files."""
        return f"{count} files"

    def listed(self, head: str, count: int) -> str:
        """A list's first line."""
        return f"{head}: {count}"

    def item(self, code: str, due: str, *, urgent: bool) -> str:
        """A list's line."""
        name = f"urgent {code}" if urgent else code
        return f"{name} {due}" if due else name

    def more(self, count: int) -> str:
        """What a list has no place for."""
        return f"And {count} more: go through them"

    def stats(self, stages: Mapping[str, int], *, looked: int, in_time: int) -> str:
        """How many cases stand where, and how many first looks were in time."""
        lines = [f"{name}: {_withheld(stages.get(stage, 0))}" for stage, name in _STAGES.items()]
        looks = f"First looks in 90 days: {_withheld(looked)}"
        if looked >= 5 and ((in_time >= 5 and looked - in_time >= 5) or looked == in_time):
            looks += f", in time: {in_time}"
        return "\n".join(["Cases by stage:", *lines, looks, "Fewer than five are withheld."])

    def board(self, today: date, counts: Counts) -> str:
        """The board."""
        lines = [
            f"Today {today.isoformat()} {_WEEK[today.weekday()]}",
            f"Nobody has: {counts.waiting}, urgent {counts.urgent}, due today {counts.today}",
            *([self.unseen(counts.unseen)] if counts.unseen else []),
            f"In work: {counts.in_work}, due in 3 days {counts.soon}, overdue {counts.overdue}",
            f"To be granted: {counts.extensions} (extensions)",
        ]
        if counts.unsent:
            lines.append(f"⚠️ Not sent: {counts.unsent}, see the morning digest")
        return "\n".join(lines)

    def digest_waiting(self, count: int, code: str, due: str) -> str:
        """What nobody has; code "" when there is none."""
        return f"Nobody has: {count}, first {code}\n{due}" if code else "Nothing waits"

    def unseen(self, count: int) -> str:
        """How many cases nobody has looked at for longer than may be."""
        return f"Unseen over 5 working days: {count}"

    def digest_mine(self, count: int, code: str, due: str) -> str:
        """What the reader has; code "" when none of it is due soon."""
        return f"You have: {count}, first {code}\n{due}" if code else f"You have: {count}"

    def digest_letters(self, count: int) -> str:
        """How many letters of reporters wait unread."""
        return f"Letters unread: {count}"

    def digest_unsent(self, codes: Sequence[str]) -> str:
        """What could not be told, and what to do: a code a notice, "" where it is of no case."""
        named = sorted({code for code in codes if code})
        lines = [f"⚠️ Not sent: {len(codes)} notices"]
        if named:
            more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
            lines.append(", ".join(named[:_NAMED]) + more)
            lines.append("Please open these: is anything left undone?")
        return "\n".join([*lines, "Ask who has blocked this bot."])

    def look_late(self, code: str) -> str:
        """To leads: nobody has looked at a case for longer than may be."""
        return (
            f"{code}: nobody has looked for over 5 working days.\nPlease have it looked at today."
        )

    def conclusion_late(self, code: str, day: date) -> str:
        """To the holder: the time for a conclusion is over."""
        return f"{code} was to be concluded by {day:%d %b}.\nPlease conclude it soon."

    def conclusion_late_of(self, code: str, day: date, label: str) -> str:
        """The same to leads; label "" when nobody holds the case."""
        who = f"{label} has it; please ask." if label else "Nobody has it; please see to it."
        return f"{code} was to be concluded by {day:%d %b}.\n{who}"

    def answer_late(self, code: str, day: date) -> str:
        """To leads: a department has still not answered."""
        return f"{code} was referred; an answer was due by {day:%d %b}.\nPlease see to it."

    def chain_broken(self, number: int) -> str:
        """The journal does not fit together from this entry on."""
        return f"⚠️ The journal breaks at {number}.\nWhoever runs the server must look."

    def backup_missing(self, last: date | None) -> str:
        """Backups are wanted, and the last one is too old, or there is none."""
        told = f"The last backup is of {last.isoformat()}." if last else "There is no backup yet."
        return f"⚠️ {told}\nWhoever runs the server should look."

    def digest_room(self, waiting: int, overdue: int) -> str:
        """The room's one line."""
        return f"Good morning. Nobody has: {waiting}, overdue: {overdue}."

    def chain(self, number: int, digest: str) -> str:
        """Where the journal stands, to be compared with yesterday's."""
        return f"Journal at no. {number}, check {digest}"

    def ring(self, code: str) -> str:
        """Somebody is in danger; no content."""
        return f"Urgent! {code}: somebody is said to be in danger.\nTake it within 2 hours."

    def ring_again(self, code: str, minutes: int) -> str:
        """Nobody has answered the ring."""
        return (
            f"Urgent! {code} rang {minutes} minutes ago.\nNobody has it. Take it, or call somebody."
        )

    def ring_nobody(self, code: str) -> str:
        """To leads: nobody is on duty."""
        return f"Urgent! {code}: somebody is said to be in danger.\nNobody is on duty: take it."

    def ring_homeless(self, code: str, minutes: int) -> str:
        """Somebody is in danger and no group fits the case; after so many minutes, 0 at first."""
        head = f"Urgent! {code}: somebody is said to be in danger."
        if minutes:
            head = f"Urgent! {code} rang {minutes} minutes ago. Nobody has it."
        return f"{head}\nNo group fits it, so nobody can take it.\nMake one ready, or call a lead."

    def ring_outside(self, code: str) -> str:
        """To a lead who cannot take it: nobody who can was reached."""
        return (
            f"Urgent! {code}: somebody is said to be in danger.\n"
            "Nobody who can take it was reached.\nCall somebody into the group."
        )

    def ring_taken(self, code: str, label: str, minutes: int) -> str:
        """Somebody has taken it on."""
        return f"{code} was taken on by “{label}” after {minutes} minutes."

    def ring_over(self, code: str) -> str:
        """It needs nobody any more."""
        return f"{code} needs nobody any more."


def _withheld(count: int) -> str:
    return str(count) if count >= 5 else "<5"
