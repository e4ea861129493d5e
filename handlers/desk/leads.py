"""What only a lead can put right is told to each of them privately, without content."""

from contextlib import suppress
from datetime import datetime
from typing import Final

from telegram.error import Forbidden

from domain.notices import LeadTold
from domain.people import Role
from handlers.desk.context import Desk
from handlers.texts.case import texts as case_texts
from handlers.texts.office import texts
from storage import Session, outbox, people

NO_ROOM: Final = "no_room"
ROOM_LOST: Final = "room_lost"
RIGHTS_LOST: Final = "rights_lost"
NOT_DELETED: Final = "not_deleted"
WANTED: Final = "wanted"


def have_told(
    session: Session,
    matter: str,
    *,
    occasion: str,
    at: datetime,
    code: str = "",
    enterprise: str | None = None,
) -> None:
    """Have every lead who is not tied to the enterprise told of a matter, once an occasion."""
    for person in people.reviewers(session):
        if person.role is Role.LEAD and person.chat_id and enterprise not in person.ties:
            told = LeadTold(person.id, matter, occasion, code)
            outbox.put(session, told, not_before=at)


async def deliver(desk: Desk, notice: LeadTold) -> None:
    """Tell one lead."""
    lead = next(
        (r for r in await desk.store.read(people.reviewers) if r.id == notice.reviewer), None
    )
    if lead is not None and lead.chat_id is not None:
        with suppress(Forbidden):  # whoever has blocked the bot cannot be told by any further try
            await desk.bot.send_message(lead.chat_id, _words(desk, notice))


def _words(desk: Desk, notice: LeadTold) -> str:
    match notice.matter:
        case "no_room":
            return case_texts(desk.language).homeless(notice.code)
        case "wanted":
            return case_texts(desk.language).lead_wanted(notice.code)
        case "not_deleted":
            return case_texts(desk.language).not_deleted
        case "rights_lost":
            return texts(desk.language).room_rights_lost
        case _:
            return texts(desk.language).room_lost
