"""What can be refused, as a tree: the rules raise these, each bot's one error handler words them.

An error carries no sentence for people; `handlers.texts` has one for each in every language.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.forms import Fault, Form
    from domain.weeks import Week


class RuleError(Exception):
    """A rule says no; the person is told why and what to do next."""


class StageError(RuleError):
    """The act is not possible at the case's present stage."""


class NotAllowedError(RuleError):
    """The act needs another role, the holder, or somebody who is not the asker."""

    def __init__(self, needs: str) -> None:
        super().__init__(needs)
        self.needs = needs


class OvertakenError(RuleError):
    """Somebody else changed the case in the meantime; `act` is what they did, "" took it on."""

    def __init__(self, by: str | None = None, act: str = "") -> None:
        super().__init__("overtaken")
        self.by = by
        self.act = act


class TiedError(RuleError):
    """The reviewer is tied to the enterprise and takes no part."""


class OldButtonError(RuleError):
    """The button belongs to a screen or card that is no longer the newest."""


class OldPreviewError(OldButtonError):
    """The preview was sent or given up, or a newer one has taken its place."""


class TextMissingError(RuleError):
    """The act needs a text that was not written."""


class WaitedTooLongError(RuleError):
    """The text was asked for too long ago to be taken for its answer now."""


class NotFoundError(RuleError):
    """There is nothing under that code, or nothing this person may see: the two look the same."""


class MailboxBurntError(RuleError):
    """The reporter destroyed the mailbox: nothing that is written can be read there."""


class EmptyReportError(RuleError):
    """A report needs at least one sentence or one photo."""


class TooLateError(RuleError):
    """The time for this act is over."""

    def __init__(self, ended: date | None = None) -> None:
        super().__init__("too late")
        self.ended = ended


class OnceOnlyError(RuleError):
    """The act is possible once, and was done."""


class NothingToUndoError(RuleError):
    """What should be taken back has gone out already."""


class ActFollowedError(NothingToUndoError):
    """What should be taken back has been followed by another act on the same case."""


class ReceiptError(RuleError):
    """No receipt code: `line` (1 to 3) says where the slip is, None if nowhere in particular."""

    def __init__(self, line: int | None = None) -> None:
        super().__init__("receipt")
        self.line = line


class EnrolmentError(RuleError):
    """The enrolment or link code is unknown, used or expired."""


class GroupNotReadyError(RuleError):
    """A group cannot be a desk yet; `faults` names what is missing."""

    def __init__(self, faults: Mapping[str, int]) -> None:
        super().__init__("group not ready")
        self.faults = faults


class FileError(RuleError):
    """A file that is not taken."""


class FileTooLargeError(FileError):
    """The file is larger than a bot may fetch (20 MB)."""


class FileNotFetchedError(FileError):
    """Telegram does not hand the file over; it is still in the chat and can be sent again."""


class PictureTooLargeError(FileError):
    """The picture has more pixels than are decoded."""


class FileUnreadableError(FileError):
    """The file is empty, broken or cut short."""


class FileUncleanableError(FileError):
    """The file may carry its author's name where it cannot be removed, or is of no known kind."""


class FileOfOtherKindError(FileError):
    """The desk keeps photos, PDF and Office documents inside, and no others."""


class TooManyFilesError(FileError):
    """The report or letter has as many files as it may have."""


class UnmaskedError(RuleError):
    """A photo could not be blackened just now; it is as it was, and so is what was chosen."""


class TooFastError(RuleError):
    """More than the bot takes in at once; `seconds` says when to go on."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too fast")
        self.seconds = seconds


class ReturnError(RuleError):
    """Something about a weekly return."""


class NumberUnreadableError(ReturnError):
    """A whole number from 0 on was asked for; `word` is what could not be read as one."""

    def __init__(self, word: str) -> None:
        super().__init__("number")
        self.word = word


class NumbersMissingError(ReturnError):
    """So many numbers were asked for and others came."""

    def __init__(self, *, wanted: int, found: int) -> None:
        super().__init__("numbers")
        self.wanted, self.found = wanted, found


class FiguresError(ReturnError):
    """Two figures of a return contradict each other."""

    def __init__(self, form: "Form", fault: "Fault") -> None:
        super().__init__("figures")
        self.form, self.fault = form, fault


class SheetUnreadableError(ReturnError):
    """A file that is not the workbook of a week's return, or not in the form it is given out."""

    def __init__(self) -> None:
        super().__init__("sheet")


class SheetOfOtherWeekError(ReturnError):
    """A workbook of an enterprise or a week that this contact has nothing to hand in for."""

    def __init__(self) -> None:
        super().__init__("other week")


class LockedError(ReturnError):
    """A week's return is locked; the desk can open it again."""

    def __init__(self, week: "Week") -> None:
        super().__init__("locked")
        self.week = week
