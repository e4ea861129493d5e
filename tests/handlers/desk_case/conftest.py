"""The whole desk over a recorded wire: robots write and press, the outbox is told by hand."""

import pytest
from telegram.ext import Application, ContextTypes

from bot.desk import register
from domain.people import Enterprise, Role, Room
from domain.weeks import Rhythm, Weekly
from handlers.desk.context import Desk, DeskContext
from storage import people
from storage.ids import fresh
from storage.opening import Opening
from tests.handlers.desk_case.office import MORNING, OFFICE, Office
from tests.handlers.desk_case.telegram import ELSEWHERE, GROUP, Telegram


@pytest.fixture
def database_url(sqlite_url):
    """The handlers ask the store for nothing its own tests do not ask of both engines."""
    return sqlite_url


@pytest.fixture
def pace():
    """How fast the desk speaks; as fast as it likes where a test does not say otherwise."""


@pytest.fixture
async def office(store, pace):
    wire, clock = Telegram(), [MORNING]
    application = (
        Application.builder()
        .rate_limiter(pace)
        .token("42:TEST")
        .request(wire)
        .job_queue(None)
        .updater(None)
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
    register(application, desk)
    made = Office(desk, application, wire, clock)
    made.room = Room(id=fresh(), chat_id=GROUP, ready=True)

    def work(session):
        people.put_room(session, made.room)
        people.put_enterprise(
            session, Enterprise(id="gas", name="东胜燃气", short="东胜燃气", room=None)
        )

    await store.write(work)
    await application.initialize()
    yield made
    await application.shutdown()


@pytest.fixture
async def one(office):
    return await office.reviewer("审核员 1", 101)


@pytest.fixture
async def two(office):
    return await office.reviewer("审核员 2", 102)


@pytest.fixture
async def lead(office):
    return await office.reviewer("组长", 201, role=Role.LEAD)


@pytest.fixture
async def coal(office):
    """A second enterprise, and nobody tied to it yet."""
    coal = Enterprise(id="coal", name="东胜煤业有限公司", short="东胜煤业")
    await office.store.write(people.put_enterprise, coal)
    return coal


@pytest.fixture
async def elsewhere(office):
    """A second room with a reviewer in it who is tied to nothing."""
    room = Room(id="z" + fresh()[1:], chat_id=ELSEWHERE, ready=True)
    person = await office.reviewer("审核员 8", 108, inside=False)

    def work(session):
        people.put_room(session, room)
        people.seen_in(session, room.id, person.chat_id, person.id)

    await office.store.write(work)
    return person
