"""The screens behind a receipt code, in English."""

from collections.abc import Sequence
from datetime import date

from domain.contents import Content
from domain.drafts import Draft
from domain.reading import Line, LineKind, question_open, state
from handlers.texts.intake.catalogue import Hotlines
from handlers.texts.intake.en_forms import counted, day, quoted
from handlers.texts.intake.en_hiding import warned

_HAPPENED = {
    LineKind.RECEIVED: "received",
    LineKind.ACCEPTED: "taken on",
    LineKind.DECLINED: "not taken on",
    LineKind.REFERRED: "handed to {department}",
    LineKind.RETURNED: "back with us",
    LineKind.HEARD_BACK: "the department has answered",
    LineKind.GOVERNMENT: "handed to the government",
    LineKind.MERGED: "joined with another report",
    LineKind.QUESTION: "a question for you",
    LineKind.LETTER: "a letter",
    LineKind.OWN: "you wrote",
    LineKind.EXTENDED: "more time taken",
    LineKind.PROVEN: "found true",
    LineKind.PARTLY: "found partly true",
    LineKind.UNPROVEN: "not found",
    LineKind.RUNG: "people were called",
    LineKind.OBJECTED: "you asked for a second look",
    LineKind.RETALIATION: "you told of retaliation",
    LineKind.REOPENED: "taken up again",
    LineKind.SOLVED: "you said: solved",
    LineKind.UNSOLVED: "you said: not solved",
    LineKind.AFTERWARDS: "asked about trouble for you",
    LineKind.IDENTITY: "you sealed who you are",
    LineKind.IDENTITY_OPENED: "who you are was opened: {department}\n“{text}”",
    LineKind.IDENTITY_GONE: "you had who you are destroyed",
}


class EnglishMailbox:
    """The screens behind a receipt code."""

    ask_code = (
        "Send me your code.\n"
        "Case and blanks do not matter.\n"
        "Line by line is fine; I delete it at once."
    )
    miss = (
        "There is nothing under this code.\n"
        "A slip, or its time is over.\n"
        "Check your paper, send it again."
    )
    lost = (
        "We cannot find a lost code:\n"
        "we did not keep it.\n"
        "Your report is worked on all the same.\n"
        "Something new? Tell us again and\n"
        "write “this goes with the last one”."
    )
    reply = "Type your letter below.\nPhotos are fine too.\nNo names, staff numbers or phones."
    object = (
        "A second look is given once,\nby other people.\nSay what is wrong, or just press “Send”."
    )
    withdraw = "Text and mailbox are destroyed,\nfor good. Nobody will look into it."
    withdrawn = "Withdrawn; all of it is destroyed.\nThe code is of no use any more."
    burn = "Once burnt it is gone for good:\nnobody can open it, not even you."
    burnt = "The mailbox is burnt, the code of no use.\nThe matter goes on; no answer reaches you."
    letter_kept = "Your unsent letter stays for a day.\nCome back to it with your code."
    letter_waiting = "You have a letter that was not sent.\nPress “Write” to go on with it."
    letter_lost = "The mailbox is gone. Your letter was\nnot sent and is destroyed with it."
    no_letters = "No letters yet."
    noted = "Noted, thank you."
    reward = (
        "Rewards are paid by the department in\n"
        "charge, not by us. You go yourself, with\n"
        "an identity card and your code.\n"
        "Whoever pays then knows it was you.\n"
        "Nothing to decide now: once told, you\n"
        "have 60 days as a rule. The sum is theirs.\n"
        "Where to go? Ask in a letter."
    )
    knocking = "There is news."
    knocked_at = "When there is news, you are called\nthat day at {0}. Stop it at any time."
    never_knocked = "You are not called.\nLook with your code when you like."
    afterwards = "One question first:\nhas anybody made trouble for you since?"

    identity = (
        "You need not: with the code alone\nyou can fetch a reward as well.\n"
        "Or write your name and telephone\nin one message. It is deleted here\n"
        "at once and sealed: two officers must\nuse their keys together to open it.\n"
        "Each opening is told here: who, why.\nYou may destroy it at any time;\n"
        "it goes with the mailbox if you burn it."
    )
    identity_sealed = "Sealed, and deleted from the chat."
    no_identity = "Destroyed, nobody opens it any more.\nThe code alone still fetches a reward."
    identity_destroyed = "Destroyed."

    def identity_typed(self, text: str, officers: tuple[str, str]) -> str:
        """Who they are, before it is sealed to two officers."""
        return (
            f"To be sealed:\n“{text}”\nOnly these two together open it:\n"
            f"{officers[0]}, {officers[1]}\nReviewers and the server's staff cannot."
        )

    def cut(self, *, may_withdraw: bool) -> str:
        """Which line is to be cut: the mailbox, or all of it while nobody has looked."""
        lines = [
            "Cut this line?",
            "Burn the mailbox: nobody can open it,",
            "not even you; the matter goes on.",
        ]
        if may_withdraw:
            lines.append("Withdraw: nobody has looked yet,\nall of it is destroyed.")
        return "\n".join(lines)

    def parts(self, count: int) -> str:
        """Some lines of a code have come."""
        return f"Got {count} of 3 lines. Send line {count + 1}."

    def slip(self, line: int | None) -> str:
        """A slip that the check characters tell, whatever was or was not filed."""
        if line is None:
            return "That is no code: three lines of eight.\nCheck your paper, send it again."
        return f"Line {line} seems to have a slip.\nCodes have no 0, 1, I, O or L."

    def stage(self, lines: Sequence[Line]) -> str:
        """How it stands now, in one plain sentence, and the next date."""
        now = state(lines)
        if now is None:
            return "Now: received"
        first, second = self._stage(now)
        if question_open(lines):
            first, second = "Now: waiting for your answer", "Without one it goes on, more slowly."
        elif now.kind is LineKind.RECEIVED and any(line.kind is LineKind.RUNG for line in lines):
            first, second = "Now: people were called", "Still dial 119 first."
        return f"{first}\n{second}" if second else first

    def happened(self, line: Line) -> str:
        """One line of what has happened so far."""
        told = _HAPPENED[line.kind].format(department=line.department, text=line.text)
        return f"{day(line.day)}: {told}"

    def quoted(self, line: Line) -> str:
        """One letter with its day."""
        own = {LineKind.OWN, LineKind.OBJECTED, LineKind.RETALIATION}
        who = "you" if line.kind in own else "the desk"
        attached = f"\nFiles: {len(line.files)}" if line.files else ""
        return f"{day(line.day)}, {who}:\n“{line.text}”{attached}"

    def newest(self, line: Line, *, count: int) -> str:
        """The newest letter of the desk."""
        return f"Letters: {count}. The last, {day(line.day)}:\n{quoted(line.text, 300)}"

    def letter(self, draft: Draft, *, giveaways: int) -> str:
        """A letter before it is sent."""
        text = f"\n{quoted(draft.letter.whole, 600)}" if draft.letter.texts else ""
        got = counted(Content(files=draft.letter.files))
        files = f"\n{got}, camera data removed" if got else ""
        last = "There is more? Just send it."
        return "\n".join([f"This will be sent:{text}{files}", *warned(giveaways), last])

    def sent(self, due: date | None) -> str:
        """A letter was sent."""
        return f"✅ Sent. Somebody looks by {day(due)}." if due else "✅ Sent."

    def unsolved(self, *, again: bool) -> str:
        """It is not solved; `again` while a second look can be asked for."""
        first = "Noted; the reviewers will be told.\nWrite what is left to do, so they can."
        return f"{first}\nOr ask for a second look, once." if again else first

    def retaliation(self, hotlines: Hotlines) -> str:
        """What to do against retaliation."""
        return (
            "Fines, transfers or dismissal because\nyou spoke up are against the law.\n"
            "Keep proof: notices, payslips, chats.\nYou can also call:\n"
            f"Labour {hotlines.labour}, union {hotlines.union},\n"
            f"free legal advice {hotlines.legal}\n"
            "To have us follow it up, write\nwhen and what was done to you."
        )

    def _stage(self, now: Line) -> tuple[str, str]:
        due = day(now.due) if now.due else ""
        match now.kind:
            case LineKind.RECEIVED:
                return "Now: received, not looked at yet", f"Somebody looks by {due}."
            case LineKind.ACCEPTED | LineKind.RETURNED | LineKind.HEARD_BACK | LineKind.REOPENED:
                reason = f"Reason: {now.text}\n" if now.text else ""
                return "Now: being worked on", f"{reason}An answer by {due}."
            case LineKind.REFERRED:
                return f"Now: handed to {now.department}", f"No answer by {due}? We ask them."
            case LineKind.GOVERNMENT:
                return "Now: handed to the government", "It looks into every death."
            case LineKind.EXTENDED:
                return "Now: 30 more days", f"Reason: {now.text}\nThe new date: {due}."
            case LineKind.MERGED:
                return "Now: joined with another report", "The answer will be here too."
            case LineKind.OBJECTED:
                return "Now: a second look was asked for", "Other people will look."
            case LineKind.DECLINED:
                return "Now: not taken on", now.text
            case LineKind.PROVEN:
                return "Answer: found true", f"{now.text}\nThank you: it is safer now."
            case LineKind.PARTLY:
                return "Answer: partly true", f"{now.text}\nA second look, once, by {due}."
            case _:
                return "Answer: not found", f"{now.text}\nA second look, once, by {due}."
