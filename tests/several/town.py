"""A town in which every bot runs twice, on PostgreSQL, behind one address."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import LEAPS
from domain.contacts import Contact, Part
from domain.people import Enterprise
from domain.weeks import Week
from playground.client import Playground
from playground.server import running
from playground.world import World
from storage import Session, contacts, people, reporting, schema
from storage.grants import DESK as DESK_ROLE
from storage.grants import INTAKE as INTAKE_ROLE
from tests.journeys.leaping import Leaping
from tests.journeys.process import Process
from tests.journeys.town import DESK, ZONE, Town, build, free_port
from tests.postgresql import Server
from tests.several.gate import opened

START = datetime(2026, 11, 25, 9, 40, tzinfo=ZONE)
"""A Wednesday, twenty minutes before contacts are reminded of the week."""
STARTED_WITHIN = 90.0  # seconds, on a machine on which others run too


@dataclass
class Several:
    """The town, its instances, its time, and the accounts of those who are asked for their week."""

    town: Town
    intakes: list[Process]
    desks: list[Process]
    clock: Leaping
    asked: list[int]

    @property
    def instances(self) -> list[Process]:
        """All that may be killed."""
        return [*self.intakes, *self.desks]


@asynccontextmanager
async def several(folder: Path, server: Server, *, contacts: int) -> AsyncIterator[Several]:
    """Two intakes and two desks, each with its timetable; `contacts` are asked for their week."""
    database = server.fresh()
    schema.upgrade(database)
    logins = {}
    for kind, role in (("intake", INTAKE_ROLE), ("desk", DESK_ROLE)):
        server.let_in(f"{role}_login", role)
        logins[kind] = database.replace("postgres:@", f"{role}_login:@")
    async with AsyncExitStack() as stack:
        world = World()
        url = await stack.enter_async_context(running(world))
        playground = await stack.enter_async_context(Playground(url))
        town = await build(world, url, playground, folder, database, logins=logins, webhook=True)
        stack.push_async_callback(town.rest.store.close)
        town.more = [town.intake.second("intake2"), town.desk.second("desk2")]
        pairs = {"/intake": [town.intake, town.more[0]], "/desk": [town.desk, town.more[1]]}
        ports = {path: [free_port() for _ in pair] for path, pair in pairs.items()}
        address = await stack.enter_async_context(opened(ports))
        clock = Leaping(town, folder / "clock")
        world.clock.offset = START - datetime.now(UTC)
        clock.set(START)
        for path, pair in pairs.items():
            for process, port in zip(pair, ports[path], strict=True):
                process.tell(f"CHUISHAO_{path[1:].upper()}_WEBHOOK_PORT", str(port))
                process.tell("CHUISHAO_WEBHOOK_URL", address)
                process.tell(LEAPS, str(clock.file))
        asked = [await _contact(town, number) for number in range(contacts)]
        try:
            for process in town.processes:
                process.start()
            await town.up(STARTED_WITHIN)
            yield Several(town, pairs["/intake"], pairs["/desk"], clock, asked)
        finally:
            for process in town.processes:
                process.fall()


async def _contact(town: Town, number: int) -> int:
    """Somebody with a phone who is asked for the week of an enterprise."""
    person = await town.playground.person(f"联系人 {number}")
    await person.chat(DESK).starts()

    def named(session: Session) -> None:
        name = f"单位 {number}"
        people.put_enterprise(session, Enterprise(id=f"w{number}", name=name, short=name))
        reporting.begin(session, f"w{number}", Week.of(START.date()))
        contacts.put(session, Contact(id=f"c{number}", chat_id=person.id))
        contacts.appoint(session, f"w{number}", Part.MAIN, f"c{number}")

    await town.rest.store.write(named)
    return person.id
