"""What only a lead can put right is told to each of them privately, without content.

Where no lead is left, every reviewer is told instead: one of them will know whom to ask.
"""

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
    """Have every lead who is not tied to the enterprise told of a matter, once an occasion.

    Where that is nobody, every reviewer who is not.
    """
    able = [r for r in people.reviewers(session) if r.chat_id and enterprise not in r.ties]
    for person in [r for r in able if r.role is Role.LEAD] or able:
        outbox.put(session, LeadTold(person.id, matter, occasion, code), not_before=at)


async def deliver(desk: Desk, notice: LeadTold) -> None:
    """Tell one lead, or a reviewer in their place."""
    told = next(
        (r for r in await desk.store.read(people.reviewers) if r.id == notice.reviewer), None
    )
    if told is not None and told.chat_id is not None:
        with suppress(Forbidden):  # whoever has blocked the bot cannot be told by any further try
            await desk.bot.send_message(told.chat_id, _words(desk, notice))


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
