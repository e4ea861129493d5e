"""请组长来: a reviewer has the leads who may see a case asked to look at it."""

from datetime import datetime

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from domain.notices import LeadTold
from domain.people import Role
from handlers.desk import leads
from handlers.desk.context import Desk, DeskContext
from handlers.desk.press import Press, pattern, seat_of
from handlers.desk.showing import answer
from handlers.desk.sight import visible
from handlers.texts.case import texts
from storage import Session, outbox, people


def handlers() -> list[BaseHandler[Update, DeskContext, None]]:
    """The button in a card's second menu."""
    return [CallbackQueryHandler(on_wanted, pattern("lead"))]


async def on_wanted(update: Update, context: DeskContext) -> None:
    """A reviewer wants a lead; once a day each lead is told, privately and without content."""
    desk, press = context.desk, Press.of(update)
    asked = await desk.store.write(call, desk, press, at=desk.now())
    say = texts(desk.language)
    await answer(update, say.lead_called if asked else say.no_other_lead, alert=not asked)


def call(session: Session, desk: Desk, press: Press, *, at: datetime) -> int:
    """Have every other lead told who may see the case; how many those are."""
    found = seat_of(session, desk.opening, press)
    able = [
        person
        for person in people.reviewers(session)
        if person.role is Role.LEAD
        and person.chat_id is not None
        and person.id != found.reviewer.id
        and visible(session, desk.opening, person, [found.case])
    ]
    for lead in able:
        occasion = f"{found.case.id}:{found.reviewer.id}:{at.date().isoformat()}"
        told = LeadTold(lead.id, leads.WANTED, occasion, found.case.code)
        outbox.put(session, told, not_before=at)
    return len(able)
