"""Who must be told of what: intents without content, rendered when they are sent."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import ClassVar, Final, TypeAlias


@dataclass(frozen=True)
class Intent:
    """Something to tell; its `key` names the occasion, so that queuing it twice tells it once.

    `rank` orders what waits (0 before all, 2 last). A `coalesced` intent may be queued again and
    again, however often the latest state is shown once.
    """

    kind: ClassVar[str]
    rank: ClassVar[int] = 1
    coalesced: ClassVar[bool] = False

    @property
    def key(self) -> str:
        """The occasion in words: its kind and its fields."""
        return ":".join([self.kind, *(str(value) for value in astuple(self))])


@dataclass(frozen=True)
class CaseArrived(Intent):
    """A report was filed and is to be opened at the desk."""

    case: str
    kind: ClassVar[str] = "arrived"


@dataclass(frozen=True)
class LetterArrived(Intent):
    """A reporter wrote back, objected or told of retaliation."""

    case: str
    letter: str
    kind: ClassVar[str] = "letter"


@dataclass(frozen=True)
class MailboxBurnt(Intent):
    """A reporter destroyed the mailbox: no answer reaches them any more."""

    case: str
    kind: ClassVar[str] = "burnt"


@dataclass(frozen=True)
class KnockChanged(Intent):
    """Whether a case's reporter is knocked for is otherwise from an `occasion` on."""

    case: str
    occasion: str
    kind: ClassVar[str] = "knock"


@dataclass(frozen=True)
class CardChanged(Intent):
    """A card shows an old state."""

    case: str
    kind: ClassVar[str] = "card"
    coalesced: ClassVar[bool] = True


POSTED: Final = "posted"
HOMELESS: Final = "homeless"
"""The occasions of a ring when an urgent case comes: to its room, or while no room fits it."""


@dataclass(frozen=True)
class UrgentRaised(Intent):
    """Somebody is in danger: ring group and duty (step 0), the lead (1), the deputy (2)."""

    case: str
    occasion: str
    step: int = 0
    kind: ClassVar[str] = "urgent"
    rank: ClassVar[int] = 0


@dataclass(frozen=True)
class HolderTold(Intent):
    """Something happened to a case by another's hand that its holder should know."""

    case: str
    reviewer: str
    occasion: str
    kind: ClassVar[str] = "holder"


@dataclass(frozen=True)
class ExtensionAsked(Intent):
    """A holder asks for thirty more days; a lead decides."""

    case: str
    occasion: str
    kind: ClassVar[str] = "extension"


@dataclass(frozen=True)
class LeadAsked(Intent):
    """One of the leads who may decide on those days is asked privately."""

    case: str
    reviewer: str
    occasion: str
    kind: ClassVar[str] = "lead_asked"


@dataclass(frozen=True)
class LeadTold(Intent):
    """A lead is told privately what only a lead can put right; `code` names a case, or is empty.

    Where there is no lead, each of the other reviewers is.
    """

    reviewer: str
    matter: str
    occasion: str
    code: str = ""
    kind: ClassVar[str] = "lead_told"


@dataclass(frozen=True)
class RoomClosed(Intent):
    """Somebody in a room's group has no rights any more; the group is told why it is silent."""

    room: str
    occasion: str
    kind: ClassVar[str] = "room_closed"


@dataclass(frozen=True)
class DeskBack(Intent):
    """The desk was away for longer than Telegram keeps presses; a room reads that some are lost."""

    room: str
    occasion: str
    kind: ClassVar[str] = "back"


@dataclass(frozen=True)
class CasesOrphaned(Intent):
    """A reviewer left; the cases they held are offered to others."""

    reviewer: str
    occasion: str
    kind: ClassVar[str] = "orphaned"


@dataclass(frozen=True)
class ChaseDue(Intent):
    """A department has not answered a referral in time; the holder is reminded to chase."""

    case: str
    occasion: str
    kind: ClassVar[str] = "chase"


@dataclass(frozen=True)
class DueOver(Intent):
    """Something is overdue: `what` kind of it, and who is reminded, once an occasion.

    `to` is "holder", "leads" (each of whom is then told by a notice of their own) or a reviewer.
    """

    case: str
    what: str
    to: str
    occasion: str
    kind: ClassVar[str] = "overdue"


@dataclass(frozen=True)
class BoardChanged(Intent):
    """The pinned board of a desk shows old numbers."""

    room: str
    kind: ClassVar[str] = "board"
    rank: ClassVar[int] = 2
    coalesced: ClassVar[bool] = True


@dataclass(frozen=True)
class DigestDue(Intent):
    """The morning's digest for one desk, sent also when there is nothing."""

    room: str
    day: str
    kind: ClassVar[str] = "digest"
    rank: ClassVar[int] = 2


@dataclass(frozen=True)
class UndoOver(Intent):
    """The minute in which an act can be taken back is over; the line that offered it goes."""

    chat: int
    message: int
    kind: ClassVar[str] = "undo_over"
    rank: ClassVar[int] = 2


@dataclass(frozen=True)
class PeekOver(Intent):
    """Files shown to somebody privately for a while go; `message` is the first of them."""

    account: int
    message: int
    kind: ClassVar[str] = "peek_over"
    rank: ClassVar[int] = 2


@dataclass(frozen=True)
class RoomWanted(Intent):
    """A case had to leave its room, because somebody in it is tied; it goes to another."""

    case: str
    kind: ClassVar[str] = "room_wanted"
    rank: ClassVar[int] = 0
    coalesced: ClassVar[bool] = True


@dataclass(frozen=True)
class SightLost(Intent):
    """What somebody tied can see of a case goes: a topic with its card, or (thread 0) a message."""

    chat: int
    thread: int
    message: int
    kind: ClassVar[str] = "sight_lost"
    rank: ClassVar[int] = 0


@dataclass(frozen=True)
class TopicOver(Intent):
    """What was shown in a topic is destroyed; the topic goes as well, with its card."""

    room: str
    thread: int
    card: int
    kind: ClassVar[str] = "topic_over"


@dataclass(frozen=True)
class ReminderDue(Intent):
    """A contact is reminded of a week; `reminder` is the key of one of the week's reminders."""

    contact: str
    week: str
    reminder: str
    kind: ClassVar[str] = "reminder"


@dataclass(frozen=True)
class ReturnSettled(Intent):
    """Nothing more is asked of an enterprise for a week; what still asks goes."""

    enterprise: str
    week: str
    kind: ClassVar[str] = "settled"
    coalesced: ClassVar[bool] = True


@dataclass(frozen=True)
class ChangeAsked(Intent):
    """An enterprise asks to change a locked return; the desk decides."""

    enterprise: str
    week: str
    occasion: str
    kind: ClassVar[str] = "change_asked"


@dataclass(frozen=True)
class ChangeAnswered(Intent):
    """The desk decided on a change of a locked return; the contact who asked is told."""

    enterprise: str
    week: str
    occasion: str
    kind: ClassVar[str] = "change_answered"


@dataclass(frozen=True)
class ContactLost(Intent):
    """A contact cannot be reached; the desk is told once, and who takes over."""

    contact: str
    occasion: str
    kind: ClassVar[str] = "contact_lost"


@dataclass(frozen=True)
class PlaceVacant(Intent):
    """Nobody of an enterprise can be reached; the desk names or finds somebody."""

    enterprise: str
    week: str
    kind: ClassVar[str] = "vacant"


@dataclass(frozen=True)
class WeekDue(Intent):
    """The due moment of a week has come: a desk reads who has handed in and who has not."""

    room: str
    week: str
    kind: ClassVar[str] = "week_due"
    rank: ClassVar[int] = 2


ReturnNotice: TypeAlias = (
    ReminderDue | ReturnSettled | ChangeAsked | ChangeAnswered | ContactLost | PlaceVacant | WeekDue
)
"""What is told about weekly returns."""
Notice: TypeAlias = (
    CaseArrived
    | LetterArrived
    | MailboxBurnt
    | KnockChanged
    | CardChanged
    | UrgentRaised
    | HolderTold
    | ExtensionAsked
    | LeadAsked
    | LeadTold
    | RoomClosed
    | DeskBack
    | CasesOrphaned
    | ChaseDue
    | DueOver
    | BoardChanged
    | DigestDue
    | UndoOver
    | PeekOver
    | RoomWanted
    | SightLost
    | TopicOver
    | ReturnNotice
)
NOTICES: Final[Mapping[str, type[Notice]]] = {
    notice.kind: notice
    for notice in (
        CaseArrived,
        LetterArrived,
        MailboxBurnt,
        KnockChanged,
        CardChanged,
        UrgentRaised,
        HolderTold,
        ExtensionAsked,
        LeadAsked,
        LeadTold,
        RoomClosed,
        DeskBack,
        CasesOrphaned,
        ChaseDue,
        DueOver,
        BoardChanged,
        DigestDue,
        UndoOver,
        PeekOver,
        RoomWanted,
        SightLost,
        TopicOver,
        ReminderDue,
        ReturnSettled,
        ChangeAsked,
        ChangeAnswered,
        ContactLost,
        PlaceVacant,
        WeekDue,
    )
}
