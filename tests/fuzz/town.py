"""Both bots whole over one store, everything real but Telegram and the clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from aiogram import Bot
from telegram.ext import Application, ContextTypes

from bot import desk as desk_process
from bot import intake as intake_process
from bot.errands import Errands
from bot.hearing import UPDATES
from bot.loop import Reception
from domain.contacts import Contact, Part
from domain.people import Enterprise, Reviewer, Role, Room, Site
from domain.weeks import Rhythm, Week, Weekly
from handlers.desk.context import Desk, DeskContext
from handlers.desk.deliver import deliver
from handlers.desk.pace import how_to_go_on
from handlers.intake import knocking
from handlers.intake.idle import tidy
from handlers.intake.kit import Kit, Limits
from handlers.intake.turns import dispatcher
from playground.accounts import BotAccount, Person
from playground.chats import RIGHTS, Chat, Member
from playground.world import World
from scheduler import reminders
from scheduler.outbox import Drain
from storage import contacts, people, reporting
from storage.calendar import known
from storage.daykeys import DayKeys
from storage.officers import Officer, Officers
from storage.opening import Opening
from storage.routekey import RouteKey
from storage.sealing import Sealing
from storage.store import Session, Store
from tests.fuzz.cast import CAST
from tests.fuzz.wire import DeskWire, IntakeWire, Still, Telegram
from tests.fuzz.words import FORMULAS, MARKUP
from tests.handlers.intake.conftest import ZONE
from tests.migrated import migrate

BEGIN: Final = datetime(2026, 11, 23, 1, 0, 7, tzinfo=UTC)
ROOMS: Final = {"room": ("lead", "first", "second"), "other": ("lead", "tied")}
ENTERPRISES: Final = {"gas": "room", "heat": "other", "water": None, "bus": None}


@dataclass
class Town:
    """One store, two bots, and the Telegram they speak to."""

    url: str
    store: Store
    opening: Opening
    telegram: Telegram
    intake: BotAccount
    desk: BotAccount
    kit: Kit
    office: Desk
    errands: Errands
    drain: Drain
    receptions: dict[str, Reception]
    groups: dict[str, Chat]

    @property
    def world(self) -> World:
        return self.telegram.world

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    def passes(self, **span: float) -> None:
        """Time goes on."""
        self.world.clock.forward(timedelta(**span))

    async def tell(self) -> None:
        """What the clock asks for is queued, and what is due is told."""
        now = self.office.now()
        await self.store.write(reminders.remind_contacts, now, self.office.weekly)
        await self.store.write(reminders.tell_weeks_due, now, self.office.weekly)
        for _ in range(20):
            if not await self.drain.once():
                break
        await tidy(self.kit)
        rounds = knocking.Rounds()
        await knocking.publish(self.kit, rounds)
        await knocking.knock(self.kit, rounds)


@asynccontextmanager
async def town(folder: Path) -> AsyncIterator[Town]:
    """A town in a folder of its own, at the beginning of a working day."""
    url = f"sqlite:///{folder / 'chuishao.db'}"
    migrate(url)
    world = World()
    world.clock = Still(BEGIN)
    telegram, errands, opening = Telegram(world), Errands(retries=(0.0,)), Opening.make()
    intake = world.add_bot("intake_bot", "吹哨", "41:TEST")
    desk = world.add_bot("desk_bot", "工作端", "42:TEST", can_read_all_group_messages=True)
    for number, bot in enumerate((intake, desk)):
        bot.inbox.allow([*UPDATES, "channel_post", "edited_channel_post"])
        bot.inbox._next_id = 1_000_000 * (number + 1)
    groups = _groups(world, intake, desk)
    application = _application(DeskWire(telegram, desk))
    async with Store(url) as store, Bot(intake.token, session=IntakeWire(telegram, intake)) as bot:
        kit = Kit(
            store=store,
            sealing=Sealing(opening.sealing.public_key),
            day_keys=DayKeys(folder / "day-keys"),
            route_key=RouteKey(folder / "route-key"),
            officers=Officers(
                Officer("李组长", Opening.make().sealing.public_key),
                Officer("王主任", Opening.make().sealing.public_key),
            ),
            bot=bot,
            now=lambda: world.clock.now().astimezone(ZONE),
            is_workday=known().is_workday,
            later=errands.later,
            posting_hours=(time(9), time(15)),
            limits=Limits(quiet=0.0, filings=1000),
        )
        days = known()
        office = Desk(
            store=store,
            sealing=opening.sealing,
            opening=opening,
            bot=application.bot,
            now=lambda: world.clock.now().astimezone(ZONE),
            is_workday=days.is_workday,
            weekly=Weekly(Rhythm(), days.is_workday, ZONE, days.certain),
            language="zh",
            intake="intake_bot",
        )
        await store.write(_settled, groups)
        desk_process.register(application, office)
        await application.initialize()
        pauses = {"retries": (), "asking": ()}
        receptions = {
            "intake": intake_process.receive(kit, dispatcher(kit), world.clock.now, **pauses),
            "desk": desk_process.receive(
                application, office, world.clock.now, asyncio.Event(), **pauses
            ),
        }
        drain = Drain(store, partial(deliver, office), how_to_go_on, office.now)
        yield Town(
            *(url, store, opening, telegram, intake, desk, kit, office, errands, drain),
            *(receptions, groups),
        )
        await errands.close()
        await application.shutdown()


def _application(wire: DeskWire) -> Application:
    return (
        Application.builder()
        .token("42:TEST")
        .request(wire)
        .get_updates_request(wire)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=DeskContext))
        .build()
    )


def _groups(world: World, intake: BotAccount, desk: BotAccount) -> dict[str, Chat]:
    """The two desks' groups, and two that are nobody's."""
    for who in CAST.values():
        world.people[who.account] = Person(
            who.account, f"<b>{who.known_as}</b>", f"zq_{who.account}_{who.name}", "zh-hans"
        )
    groups = {}
    for number, name in enumerate((*ROOMS, "foreign", "market")):
        chat = Chat(-1_000_000_000_777 - number, "", "supergroup", name, forum=name in ROOMS)
        chat.key = str(chat.id)
        world.chats[chat.key] = groups[name] = chat
        inside = ROOMS.get(name, ("passer", "rival", "first", "wang"))
        chat.members = {
            CAST[one].account: Member(world.people[CAST[one].account]) for one in inside
        }
        bot = intake if name == "market" else desk
        chat.members[bot.id] = Member(bot, "administrator", frozenset(RIGHTS))
    return groups


def _settled(session: Session, groups: dict[str, Chat]) -> None:
    """Enterprises with names that nobody should be called, reviewers, contacts and desks."""
    for name in ROOMS:
        people.put_room(session, Room(id=name, chat_id=groups[name].id, ready=True))
    for number, (name, room) in enumerate(ENTERPRISES.items()):
        odd = f"{MARKUP[number]}{FORMULAS[number]}"
        people.put_enterprise(
            session,
            Enterprise(id=name, name=f"{FORMULAS[number]}公司{odd}", short=odd[:24], room=room),
        )
    people.put_site(session, Site(id="s1", code="A17", name=f"铁西{MARKUP[0]}", enterprise="gas"))
    for name in ("lead", "first", "second", "tied", "elsewhere", "left"):
        reviewer = Reviewer(
            id=name,
            label=f"审核员{MARKUP[1]}{name}",
            role=Role.LEAD if name == "lead" else Role.REVIEWER,
            chat_id=CAST[name].account,
            active=name != "left",
            ties=frozenset({"gas"} if name == "tied" else ()),
        )
        people.put_reviewer(session, reviewer)
    for name, inside in ROOMS.items():
        for one in inside:
            people.seen_in(session, name, CAST[one].account, one)
    for name, enterprise, part in (
        ("gas", "gas", Part.MAIN),
        ("spare", "gas", Part.BACKUP),
        ("heat", "heat", Part.MAIN),
    ):
        contacts.put(session, Contact(id=f"c{name}", chat_id=CAST[name].account))
        contacts.appoint(session, enterprise, part, f"c{name}")
        reporting.begin(session, enterprise, Week(2026, 48))
