"""A town to try the product in: Telegram, both processes, enterprises, sites and people.

Two rooms. 审核员 9 sits in the first and is tied to 东胜燃气: its cases must go to the second.
"""

import asyncio
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.people import Enterprise, Reviewer, Role, Room, Site
from playground.client import Group, Person, Playground
from playground.world import World
from storage import duty, people, schema
from storage.duty import Shift
from storage.opening import Opening, Stretch
from storage.store import Session, Store
from tests.journeys.clerk import DESK, INTAKE, PATIENCE, Clerk
from tests.journeys.process import Process
from tests.journeys.rest import Rest
from tests.proof import places
from tests.proof.search import Place

ZONE = ZoneInfo("Asia/Shanghai")
PASSPHRASE = "不是真的口令 only for tests"
QUICK = Stretch(passes=1, memory=8192)

ENTERPRISES = (
    Enterprise(id="jg", name="东胜建工集团有限公司", short="东胜建工", room="east"),
    Enterprise(id="rq", name="东胜燃气有限公司", short="东胜燃气"),
    Enterprise(id="ct", name="东胜城投集团有限公司", short="东胜城投", room="west"),
    Enterprise(id="rl", name="东胜热力有限公司", short="东胜热力", room="east"),
)
SITES = (
    Site(id="tx3", code="TX3", name="铁西三标段", enterprise="jg"),
    Site(id="gy2", code="GY2", name="供应二站", enterprise="rq"),
)


@dataclass
class Town:
    """Everything of one journey, apart from every other."""

    world: World
    url: str
    playground: Playground
    folder: Path
    database: str
    opening: Opening
    intake: Process
    desk: Process
    rest: Rest
    rooms: dict[str, Group]
    clerks: dict[str, Clerk]
    forgiven: list[str] = field(default_factory=list)
    spare: Process | None = None
    more: list[Process] = field(default_factory=list)

    async def employee(self, name: str = "小王", **more: str) -> Person:
        """Somebody of an enterprise, with a phone."""
        return await self.playground.person(name, **more)

    @property
    def processes(self) -> list[Process]:
        """All that were ever made."""
        spare = [self.spare] if self.spare is not None else []
        return [self.intake, self.desk, *spare, *self.more]

    async def up(self, patience: float = PATIENCE) -> None:
        """Both processes have greeted Telegram, within so many seconds."""
        async with asyncio.timeout(patience):
            while not {INTAKE, DESK} <= {request.bot for request in self.world.requests}:
                self.check()
                await self.world.bell.wait(0.5)

    def check(self) -> None:
        """Fails when a process has ended by itself."""
        for process in self.processes:
            process.check()

    async def until_filed(self, count: int = 1) -> None:
        """So many reports are durable, whatever anybody was told of it."""
        async with asyncio.timeout(PATIENCE):
            while len(await self.rest.cases()) < count:
                self.check()
                await asyncio.sleep(0.02)

    async def until_handled(self, bot: str = INTAKE) -> None:
        """Nothing waits for a bot: it acknowledges an update when that is handled to its end."""
        async with asyncio.timeout(PATIENCE):
            while (await self.playground.act("waiting", bot=bot))["updates"]:
                await self.world.bell.wait(0.02)

    async def a_minute_passes(self) -> None:
        """What was held back for sixty seconds may now be read: the moments in the store move."""
        await self.rest.move_moments(timedelta(seconds=61))

    def everything_kept(self) -> Iterator[Place]:
        """Every byte that the two processes left anywhere: data, logs, temporary files, values."""
        yield from places.below(self.folder)
        yield from places.values(self.database)

    async def on_duty(self, *names: str, starts: timedelta = timedelta()) -> None:
        """The roster is nothing but these, from `starts` on, for a day each; the first rings."""
        now = datetime.now(ZONE).replace(second=0, microsecond=0) - timedelta(minutes=5) + starts
        day = timedelta(days=1)
        shifts = [
            Shift(f"shift-{rank}", self.clerks[name].reviewer.id, rank, now, now + day)
            for rank, name in enumerate(names)
        ]
        await self.rest.store.write(_replace_roster, now - 2 * day, shifts)

    async def stop(self) -> None:
        """The processes end in good order, and none complained."""
        await asyncio.gather(*(process.stop() for process in self.processes))
        for process in self.processes:
            wrong = [
                line
                for line in process.errors()
                if not any(words in line for words in self.forgiven)
            ]
            assert not wrong, f"{process.name} complained:\n" + "\n".join(wrong)


def _replace_roster(session: Session, moment: datetime, shifts: list[Shift]) -> None:
    duty.replace_from(session, moment, shifts)


async def build(
    world: World,
    url: str,
    playground: Playground,
    folder: Path,
    database: str,
    *,
    logins: Mapping[str, str],
    webhook: bool,
) -> Town:
    """A town before its processes run; `logins` are their own addresses of the database."""
    tokens = {
        "intake": await playground.bot(INTAKE, "安全服务助手", can_join_groups=False),
        "desk": await playground.bot(DESK, "处置台", can_read_all_group_messages=True),
    }
    opening = Opening.make()
    data = folder / "data"
    (data / "keys").mkdir(parents=True, mode=0o700)
    opening.save(data / "keys" / "opening.key", PASSPHRASE, QUICK)
    (data / "keys" / "sealing.key").write_text(opening.sealing.public_key.hex() + "\n")
    (folder / "tmp").mkdir()
    await asyncio.to_thread(schema.upgrade, database)
    common = {
        "CHUISHAO_ENV_FILE": "",
        "CHUISHAO_DATA_DIR": str(data),
        "CHUISHAO_TELEGRAM_API": url,
        "CHUISHAO_INTAKE_USERNAME": INTAKE,
        "CHUISHAO_DESK_USERNAME": DESK,
        "CHUISHAO_LOG_LEVEL": "DEBUG",
        "TMPDIR": str(folder / "tmp"),
    }
    if webhook:
        common |= {
            "CHUISHAO_WEBHOOK_SECRET": "a-secret-between-the-two-of-them",
        }
    intake = {"CHUISHAO_INTAKE_TOKEN": tokens["intake"], "CHUISHAO_POSTING_HOURS": ""}
    desk = {"CHUISHAO_DESK_TOKEN": tokens["desk"], "CHUISHAO_PASSPHRASE": PASSPHRASE}
    if webhook:
        for name, variables in (("intake", intake), ("desk", desk)):
            port = free_port()
            variables["CHUISHAO_WEBHOOK_URL"] = f"http://127.0.0.1:{port}"
            variables[f"CHUISHAO_{name.upper()}_WEBHOOK_PORT"] = str(port)
    for name, variables in (("intake", intake), ("desk", desk)):
        variables["CHUISHAO_DATABASE_URL"] = logins.get(name, database)
    clerks, rooms = await _people(playground)
    store = Store(database)
    await store.start()
    await store.write(_seed, clerks, rooms)
    return Town(
        world,
        url,
        playground,
        folder,
        database,
        opening,
        Process("intake", common | intake, folder),
        Process("desk", common | desk, folder),
        Rest(store, opening),
        rooms,
        clerks,
    )


async def _people(playground: Playground) -> tuple[dict[str, Clerk], dict[str, Group]]:
    seats = (
        ("审核员 1", Role.LEAD, "east", frozenset[str]()),
        ("审核员 2", Role.REVIEWER, "east", frozenset[str]()),
        ("审核员 9", Role.REVIEWER, "east", frozenset({"rq"})),
        ("审核员 3", Role.LEAD, "west", frozenset[str]()),
        ("审核员 4", Role.REVIEWER, "west", frozenset[str]()),
        ("审核员 5", Role.REVIEWER, "west", frozenset[str]()),
    )
    persons = {label: await playground.person(label) for label, *_ in seats}
    rooms = {}
    for room, title in (("east", "安全线索一组"), ("west", "安全线索二组")):
        inside = [persons[label] for label, _, where, _ in seats if where == room]
        rooms[room] = await playground.group(title, *inside)
        await rooms[room].add(DESK, by=inside[0])
        await rooms[room].promote(DESK, by=inside[0])
    clerks = {}
    for number, (label, role, room, ties) in enumerate(seats):
        person = persons[label]
        await person.chat(DESK).starts()
        reviewer = Reviewer(id=f"r{number}", label=label, role=role, chat_id=person.id, ties=ties)
        clerks[label] = Clerk(reviewer, person, rooms[room])
    return clerks, rooms


def _seed(session: Session, clerks: dict[str, Clerk], rooms: dict[str, Group]) -> None:
    for name, group in rooms.items():
        people.put_room(session, Room(id=name, chat_id=group.id, ready=True))
    for enterprise in ENTERPRISES:
        people.put_enterprise(session, enterprise)
    for site in SITES:
        people.put_site(session, site)
    for clerk in clerks.values():
        people.put_reviewer(session, clerk.reviewer)
        for name, group in rooms.items():
            if clerk.room is group:
                people.seen_in(session, name, clerk.person.id, clerk.reviewer.id)


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
