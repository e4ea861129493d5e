"""The intake whole, with everything real but the wire to Telegram and the clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot

from bot.errands import Errands
from bot.intake import receive
from domain.people import Enterprise, Reviewer, Role, Site
from handlers.intake.kit import Kit, Limits
from handlers.intake.turns import dispatcher
from storage import people
from storage.calendar import is_workday
from storage.daykeys import DayKeys
from storage.opening import Opening
from storage.routekey import RouteKey
from storage.sealing import Sealing
from tests.handlers.intake.robots import BOT_ID, Robot, Wire

ZONE = ZoneInfo("Asia/Shanghai")
NAMES = ("东胜建工", "东胜燃气", "东胜城投", "东胜热力", "东胜水务", "东胜公交", "东胜文旅")


class Clock:
    """Stands still unless it is told to move."""

    def __init__(self):
        self.moment = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    def __call__(self):
        return self.moment

    def local(self):
        return self.moment.astimezone(ZONE)

    def forward(self, **span):
        self.moment += timedelta(**span)


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def opening():
    return Opening.make()


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
async def errands():
    made = Errands(retries=(0.01,))
    yield made
    await made.close()


@pytest.fixture
async def kit(store, clock, opening, wire, errands, tmp_path):
    await store.remember(places)
    async with Bot(f"{BOT_ID}:TEST", session=wire) as bot:
        yield Kit(
            store=store,
            sealing=Sealing(opening.sealing.public_key),
            day_keys=DayKeys(tmp_path / "day-keys"),
            route_key=RouteKey(tmp_path / "route-key"),
            bot=bot,
            now=clock.local,
            is_workday=is_workday,
            later=errands.later,
            posting_hours=(time(9), time(15)),
            limits=Limits(quiet=0.05),
        )


def places(session):
    for number, name in enumerate(NAMES):
        people.put_enterprise(session, Enterprise(id=f"e{number}", name=f"{name}集团", short=name))
    site = Site(id="s1", code="A17", name="铁西三标段", enterprise="e0")
    people.put_site(session, site)
    lead = Reviewer(id="r1", label="审核员 1", role=Role.LEAD, chat_id=5)
    people.put_reviewer(session, lead)


@pytest.fixture
def reception(kit, clock):
    return receive(kit, dispatcher(kit), clock, retries=(0.01, 0.01), asking=(0.01, 0.01, 0.01))


@pytest.fixture
def robot(wire, reception, errands, clock):
    return Robot(wire, reception, errands, clock=clock)
