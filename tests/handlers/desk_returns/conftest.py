"""The desk as it is registered, an enterprise with two contacts, and a reviewer with a group."""

from datetime import datetime
from functools import partial

import pytest
from telegram.ext import Application, ContextTypes

from bot.desk import register
from domain.people import Reviewer, Role, Room
from domain.weeks import Rhythm, Weekly
from handlers.desk.context import Desk, DeskContext
from handlers.desk.deliver import deliver
from handlers.desk.pace import how_to_go_on
from scheduler.outbox import Drain
from storage import people
from storage.calendar import known
from storage.opening import Opening
from tests.handlers.desk_returns.telegram import Telegram
from tests.handlers.desk_returns.town import BACKUP, GROUP, MAIN, REVIEWER, ZONE, Town

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)


@pytest.fixture
async def town(store):
    wire, clock = Telegram(), [WEDNESDAY]
    application = (
        Application.builder()
        .token("42:TEST")
        .request(wire)
        .get_updates_request(wire)
        .job_queue(None)
        .context_types(ContextTypes(context=DeskContext))
        .build()
    )
    opening, calendar = Opening.make(), known()
    desk = Desk(
        store=store,
        sealing=opening.sealing,
        opening=opening,
        bot=application.bot,
        now=lambda: clock[0],
        is_workday=calendar.is_workday,
        weekly=Weekly(Rhythm(), calendar.is_workday, ZONE, calendar.certain),
        language="zh",
        intake="safe_bot",
    )
    register(application, desk)
    await application.initialize()
    drain = Drain(store, partial(deliver, desk), how_to_go_on, desk.now)
    made = Town(desk, application, wire, clock, drain)

    def people_of_the_desk(session):
        room = Room(id="room", chat_id=GROUP, ready=True)
        people.put_room(session, room)
        reviewer = Reviewer(id="r1", label="审核员 1", role=Role.REVIEWER, chat_id=REVIEWER)
        people.put_reviewer(session, reviewer)
        people.seen_in(session, room.id, REVIEWER, reviewer.id)

    await store.write(people_of_the_desk)
    yield made
    await application.shutdown()


@pytest.fixture
async def gas(town):
    """东胜燃气 with a main contact and a backup; their phones."""
    await town.enterprise("东胜燃气", MAIN, BACKUP)
    return town.phone(MAIN), town.phone(BACKUP)


@pytest.fixture
def group(town):
    return town.phone(REVIEWER, GROUP)


@pytest.fixture
def reviewer(town):
    return town.phone(REVIEWER)
