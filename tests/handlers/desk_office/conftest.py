"""A desk with the office's handlers over a recorded wire, and who is in its group."""

import pytest
from telegram.ext import Application, ApplicationHandlerStop, ContextTypes

from domain.people import Role
from domain.weeks import Rhythm, Weekly
from handlers.desk import board, enrol, link, members, orphans, queue, stats, strangers, walk
from handlers.desk.context import Desk, DeskContext
from storage.opening import Opening
from tests.handlers.desk_office.office import MORNING, OFFICE, Office
from tests.handlers.desk_office.telegram import Telegram


@pytest.fixture
async def office(store):
    wire, clock = Telegram(), [MORNING]
    application = (
        Application.builder()
        .token("42:TEST")
        .request(wire)
        .get_updates_request(wire)
        .job_queue(None)
        .context_types(ContextTypes(context=DeskContext))
        .build()
    )

    def worked(day):
        return day.weekday() < 5

    opening = Opening.make()
    desk = Desk(
        store=store,
        sealing=opening.sealing,
        opening=opening,
        bot=application.bot,
        now=lambda: clock[0],
        is_workday=worked,
        weekly=Weekly(Rhythm(), worked, OFFICE, lambda day: True),
        language="zh",
        intake="safe_bot",
    )
    application.bot_data["desk"] = desk
    application.add_handlers(members.handlers(), group=-2)
    application.add_handlers(strangers.handlers(), group=-1)
    for module in (enrol, link, queue, walk, stats, board, orphans):
        application.add_handlers(module.handlers())
    made = Office(desk, application, wire, clock)

    async def on_error(update, context):
        made.errors.append(context.error)
        raise ApplicationHandlerStop

    application.add_error_handler(on_error)
    await application.initialize()
    yield made
    await application.shutdown()


@pytest.fixture
async def lead(office):
    return await office.reviewer("组长", 7, role=Role.LEAD)


@pytest.fixture
async def reviewer(office):
    return await office.reviewer("审核员 3", 5)


@pytest.fixture
async def room(office, reviewer):
    return await office.room(reviewer)
