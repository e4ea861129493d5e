"""Remarks, refusals and pages to read, in English."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.contents import MOST_CHARACTERS, MOST_FILES
from domain.conversation import LONGEST_IDENTITY, LONGEST_NAME, LONGEST_PLACE, Remark
from domain.errors import (
    EmptyReportError,
    FileTooLargeError,
    FileUncleanableError,
    FileUnreadableError,
    NotFoundError,
    OldButtonError,
    OnceOnlyError,
    OvertakenError,
    PictureTooLargeError,
    ReceiptError,
    RuleError,
    StageError,
    TextMissingError,
    TooFastError,
    TooLateError,
    TooManyFilesError,
    UnmaskedError,
)
from domain.retention import Keeping
from handlers.texts.intake.catalogue import Hotlines

_REMARKS = {
    Remark.CUT: f"The first {MOST_CHARACTERS} characters were taken.",
    Remark.NAME_CUT: f"The first {LONGEST_NAME} characters were taken.\nMore goes into the text.",
    Remark.PLACE_CUT: f"The first {LONGEST_PLACE} characters were taken.\nMore goes into the text.",
    Remark.IDENTITY_CUT: f"The first {LONGEST_IDENTITY} characters were taken.\n"
    "Name and telephone are enough.",
    Remark.WORDS_ONLY: "Only words here: the photo was not\ntaken and is deleted.",
    Remark.FULL: f"{MOST_CHARACTERS} characters are full; this was not taken.",
    Remark.ADDED: "Got it, added to the text.",
    Remark.SAVE_FIRST: "This was not taken. First write down\nand clear the code.",
    Remark.REPLACED: "Exchanged; the new one counts.",
    Remark.ONE_MORE: "The changed one was taken as one more.",
    Remark.EDITED: "Changed; the new one counts.",
    Remark.EDITED_LATE: "What was submitted stays as it is.\nAdd to it with your code.",
}
_REFUSALS: dict[type[RuleError], str] = {
    EmptyReportError: "A sentence or a photo is still missing.",
    TextMissingError: "A sentence or a photo is still missing.",
    OldButtonError: "An old button. See the last screen.",
    FileTooLargeError: "Too large (20 MB at most).\nSend a photo, or in parts.",
    PictureTooLargeError: "The picture is too wide or too high.\nSend the part that matters.",
    FileUnreadableError: "This file does not open; not taken.\nTry another photo.",
    FileUncleanableError: "This file may hide your name and\ncannot be cleaned. Photograph it.",
    UnmaskedError: "That photo could not be blackened now;\nwhat you chose is kept. Press again.",
    TooManyFilesError: f"{MOST_FILES} at most; the rest was not taken.",
    NotFoundError: "There is nothing under this code.",
    OnceOnlyError: "A second look is given once only.",
    TooLateError: "The time for this is over.",
    StageError: "This cannot be done now.",
    OvertakenError: "Somebody is looking at it already.",
    ReceiptError: "The code is wrong; check your paper.",
}


_ASK_WHERE = "Where to see the program: ask the office."


class EnglishRemarks:
    """Remarks, refusals and pages to read."""

    folded = "Safety assistant\nFolded away."
    cleared = "Safety advice for today:\n{0}"
    privacy = (
        "Three honest answers\n"
        "What do reviewers see?\n"
        "Your words, cleaned photos and files.\n"
        "Not you, unless you say who you are.\n"
        "What do those who run the server see?\n"
        "What is filed has no account, name, number\n"
        "or exact time, unless you leave them.\n"
        "Sealed with your account: drafts 2 days, calls 90.\n"
        "A hijacked server could see what is being\n"
        "written, and by whom.\n"
        "What does Telegram know?\n"
        "Which account wrote here, when and what.\n"
        "So: your own phone, not the firm's Wi-Fi,\n"
        "no scanning or photos near cameras.\n"
        "Then clear. Safest: an unsigned letter."
    )
    language = "请选语言\nChoose a language"
    tips: Sequence[str] = (
        "Clear away what burns before welding.",
        "Keep exits unlocked and passages free.",
        "Smell of gas: open windows, call outside.",
        "Wells and tanks: air them, test, then go.",
        "At height, wear the harness.",
        "A hot socket: power off, then call help.",
        "Never charge e-bikes in a stairwell.",
    )
    cleared_toast = "I deleted what I can. Now long-press this chat and delete it for both sides."
    not_all_cleared = "I cannot delete what is older.\nLong-press the chat and delete it."
    old_button = _REFUSALS[OldButtonError]
    unknown_command = "I did not get that. Press a button,\nor just write what happened."
    unknown_site = "I do not know that code. Never mind, go on."
    practice = "Practice: counted nowhere, removed at will."
    practice_over = "This practice link is over. Ask for another."
    code_right = "Right, every character."
    code_wrong = "The third line differs.\nPress “Code again” and correct it."
    download_failed = "This one did not come through; send it\nagain. All the others are there."
    blackened = "Blackened; the photo before is destroyed."
    press_failed = "Something went wrong; what was taken\nis there. Press again in a minute."
    message_failed = "That one could not be taken; deleted.\nSend it again in a minute."
    slow_down = "Got it, sorting; a few seconds please.\nNothing is lost."
    late = (
        "We were away for a while.\n"
        "Your words arrived, nothing is lost.\n"
        "Of buttons we know nothing: press again."
    )
    perhaps_twice = (
        "The line broke. What is above may\n"
        "stand there twice: please delete\n"
        "the other one yourself."
    )
    refused: Mapping[str, str] = {
        "voice": "A voice can be recognised; deleted.\nDictate it as text instead.",
        "video_note": "It has a face and a voice; deleted.\nSend a photo or type.",
        "video": "Videos are not taken yet; deleted.\nSend one or two stills of it.",
        "audio": "Sound files are not taken; deleted.\nType, or send a photo.",
        "contact": "It shows a phone number; deleted.",
        "location": "It shows where you are; deleted.\nType where it is.",
        "sticker": "I cannot read that.\nType, or send a photo.",
        "forwarded": "Forwarding tells who wrote it; deleted.\nCopy the text or send a screenshot.",
        "other": "This cannot be taken.\nType, or send a photo.",
    }

    def proof(self, source: str) -> str:
        """How it can be checked; `source` is where the program is published, if anywhere."""
        where = f"The program is open to everybody:\n{source}" if source else _ASK_WHERE
        return (
            "How to check\n"
            f"{where}\n"
            "Its tests play somebody who reports,\n"
            "then search database, logs and files\n"
            "for that account, name and words.\n"
            "One find, and the test has failed.\n"
            "What we cannot do stands under privacy."
        )

    def kept(self, keeping: Keeping, backups: int) -> str:
        """How long things are kept, and for how many days more in backups."""
        return (
            "What is kept how long\n"
            "Unfinished: void in a day, gone in two.\n"
            "Withdrawn unseen: destroyed at once.\n"
            "Once no second look can be asked for:\n"
            f"not taken on, {_span(keeping.unaccepted)} more; looked into,\n"
            f"{_span(keeping.checked)} more, its files {_span(keeping.files)}.\n"
            "Then it is destroyed with its mailbox,\n"
            "also in the group; in backups\n"
            f"{backups} days after that.\n"
            "What you send is deleted from the chat;\n"
            "what we send, on “Clear” or after a day."
        )

    def help(self, hotlines: Hotlines) -> str:
        """What this is for."""
        return (
            "The internal whistle-blower line.\n"
            "A sentence or a photo is enough.\n"
            "You get a code, and read answers with it.\n"
            "No buttons? Typing works as well:\n"
            "Submit, Next, Back, Clear, Danger.\n"
            "What you send is deleted from the chat.\n"
            f"Urgent: 119 120 110, safety {hotlines.safety}\n"
            f"Other matters: {hotlines.city}"
        )

    def remark(self, remark: Remark) -> str:
        """What became of what was sent."""
        return _REMARKS[remark]

    def refusal(self, error: RuleError) -> str:
        """A rule's refusal and the way out."""
        if isinstance(error, TooFastError):
            minutes = max(1, (error.seconds + 59) // 60)
            return f"Wait {minutes} minutes; nothing is lost."
        for kind in type(error).__mro__:
            if kind in _REFUSALS:
                return _REFUSALS[kind]
        return "This cannot be done now."


def _span(time: timedelta) -> str:
    years, days = divmod(time.days, 365)
    if days:
        return f"{time.days} days"
    return f"{years} years" if years > 1 else "1 year"
