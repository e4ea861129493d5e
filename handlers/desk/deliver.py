"""A notice becomes a message: the only unprompted speech of the desk."""

from typing import assert_never

from telegram.error import ChatMigrated

from domain.delivery import NotYetError
from domain.notices import (
    BoardChanged,
    CardChanged,
    CaseArrived,
    CasesOrphaned,
    ChangeAnswered,
    ChangeAsked,
    ChaseDue,
    ContactLost,
    DeskBack,
    DigestDue,
    DueOver,
    ExtensionAsked,
    HolderTold,
    KnockChanged,
    LeadAsked,
    LeadTold,
    LetterArrived,
    MailboxBurnt,
    Notice,
    PeekOver,
    PlaceVacant,
    ReminderDue,
    ReturnNotice,
    ReturnSettled,
    RoomClosed,
    RoomWanted,
    SightLost,
    TopicOver,
    UndoOver,
    UrgentRaised,
    WeekDue,
)
from handlers.desk import (
    arrival,
    back,
    board,
    digest,
    group,
    mail,
    members,
    overdue,
    peek,
    recusal,
    told,
    topic,
    topic_over,
    urgent,
)
from handlers.desk.context import Desk
from handlers.desk.returns.office import tell_desk
from handlers.desk.returns.told import tell_contact
from storage import Session, cases


async def deliver(desk: Desk, notice: Notice) -> None:
    """Tell one intent, as things stand now; what Telegram refuses climbs to the drain.

    NotYetError when the group has become another one, in which it is told next.
    """
    try:
        await _tell(desk, notice)
    except ChatMigrated as moved:
        room = await desk.store.read(_room_of, notice)
        if room is None:
            raise
        await group.follow(desk, room, moved.new_chat_id)
        raise NotYetError(0) from moved


async def _tell(desk: Desk, notice: Notice) -> None:
    match notice:
        case CaseArrived() | LetterArrived() | MailboxBurnt() | KnockChanged() | CardChanged():
            await _tell_of_case(desk, notice)
        case UrgentRaised():
            await urgent.deliver(desk, notice)
        case HolderTold() | ExtensionAsked() | LeadAsked() | LeadTold() | ChaseDue() | UndoOver():
            await told.deliver(desk, notice)
        case CasesOrphaned():
            await members.deliver_orphaned(desk, notice)
        case RoomClosed():
            await members.deliver_closed(desk, notice)
        case DeskBack():
            await back.deliver(desk, notice)
        case DueOver():
            await overdue.deliver(desk, notice)
        case BoardChanged() | DigestDue():
            await _sum_up(desk, notice)
        case PeekOver():
            await peek.end(desk, notice)
        case RoomWanted() | SightLost():
            await recusal.deliver(desk, notice)
        case TopicOver():
            await topic_over.deliver(desk, notice)
        case _:
            await _tell_of_returns(desk, notice)


async def _tell_of_case(
    desk: Desk, notice: CaseArrived | LetterArrived | MailboxBurnt | KnockChanged | CardChanged
) -> None:
    match notice:
        case CaseArrived():
            await arrival.arrive(desk, notice.case)
        case LetterArrived():
            await mail.letter_arrives(desk, notice.case, notice.letter)
        case MailboxBurnt():
            await mail.mailbox_burnt(desk, notice.case)
        case KnockChanged() | CardChanged():
            await _show_card(desk, notice.case)


async def _tell_of_returns(desk: Desk, notice: ReturnNotice) -> None:
    match notice:
        case ReminderDue() | ReturnSettled() | ChangeAnswered():
            await tell_contact(desk, notice)
        case ChangeAsked() | ContactLost() | PlaceVacant() | WeekDue():
            await tell_desk(desk, notice)
        case _:
            assert_never(notice)


async def _sum_up(desk: Desk, notice: BoardChanged | DigestDue) -> None:
    if isinstance(notice, BoardChanged):
        await board.deliver(desk, notice)
    else:
        await digest.deliver(desk, notice)


def _room_of(session: Session, notice: Notice) -> str | None:
    room: str | None = getattr(notice, "room", None)
    case: str | None = getattr(notice, "case", None)
    return cases.load(session, case).room if room is None and case is not None else room


async def _show_card(desk: Desk, case_id: str) -> None:
    if (await desk.store.read(cases.load, case_id)).posted:
        await topic.show(desk, case_id)
