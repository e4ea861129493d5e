"""People file, contacts are reminded, instances die; then everything is counted."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from domain import asking
from domain.receipts import ReceiptCode
from domain.weeks import Rhythm, Week, Weekly
from handlers.texts.office import texts
from playground.seen import alone
from storage.calendar import known
from tests.journeys.town import DESK, INTAKE, ZONE
from tests.postgresql import Server
from tests.several.employee import Employee
from tests.several.town import START, Several, several
from tests.several.trouble import Killer

WEEKLY = Weekly(Rhythm(), known().is_workday, ZONE, known().certain)
TWICE = (texts("zh").perhaps_twice, texts("zh").perhaps_empty_topic)
ENTERPRISES = ("东胜建工", "东胜城投")
"""One of each room."""
RESTARTED_EVERY, DOWN_FOR = 4.0, 2.5  # seconds
SETTLED_WITHIN = 120.0  # seconds from the last kill until all is told


@dataclass(frozen=True)
class Counted:
    """What came of it; of `doubled` messages and topics each says that it may be one too many."""

    filed: int
    receipts: int
    topics: int
    doubled: int
    said: int
    reminders: int
    kills: dict[str, int]
    seconds: float

    def line(self) -> str:
        """All of it in a sentence."""
        killed = "，".join(f"{name} {times}" for name, times in sorted(self.kills.items()))
        return (
            f"{self.filed} filed = {self.receipts} receipts = {self.topics} topics, "
            f"{self.reminders} reminders, {self.doubled} doubled and {self.said} said to be so, "
            f"killed: {killed or 'nobody'}, in {self.seconds:.0f} s"
        )


@dataclass(frozen=True)
class Plan:
    """How many people file, `pause` seconds apart on average, and who is reminded how often.

    `kills` instances are killed meanwhile, and the server is started anew `restarts` times. More
    than one leap takes longer than a draft lives: whoever is filing then begins anew, if a person.
    """

    tips: int
    pause: float = 2.0
    contacts: int = 12
    leaps: int = 1
    seed: int = 0
    kills: int = 0
    restarts: int = 0


async def lived(folder: Path, server: Server, plan: Plan) -> Counted:
    """A whole life of it; AssertionError where something was lost, or doubled without a word."""
    began = asyncio.get_running_loop().time()
    async with several(folder, server, contacts=plan.contacts) as place:
        killer = Killer(place.instances, Random(plan.seed), plan.kills)
        async with asyncio.TaskGroup() as tasks:
            filing = tasks.create_task(_all_file(place, plan))
            tasks.create_task(_leaps(place, plan))
            tasks.create_task(killer.goes_round())
            tasks.create_task(_restarts(server, plan))
        await _settled(place)
        counted = await _count(place, filing.result(), plan)
        await _ended(place)
    seconds = asyncio.get_running_loop().time() - began
    return Counted(**counted, kills=killer.kills, seconds=seconds)


async def _all_file(place: Several, plan: Plan) -> dict[str, ReceiptCode]:
    """Everybody's code, by the words that they filed."""
    chance, codes = Random(plan.seed), {}

    async def one(number: int) -> None:
        words = f"第 {number} 号塔吊的限位器坏了一个月"
        person = await place.town.employee(f"员工 {number}")
        enterprise = ENTERPRISES[number % len(ENTERPRISES)]
        codes[words] = await Employee(person.chat(INTAKE), words, enterprise).files()

    async with asyncio.TaskGroup() as tasks:
        for number in range(plan.tips):
            tasks.create_task(one(number))
            await asyncio.sleep(chance.uniform(0, 2) * plan.pause)
    return codes


async def _restarts(server: Server, plan: Plan) -> None:
    for _ in range(plan.restarts):
        await asyncio.sleep(RESTARTED_EVERY)
        await asyncio.to_thread(server.restart, DOWN_FOR)


async def _leaps(place: Several, plan: Plan) -> None:
    """It becomes the hour of one reminder after the other, whoever is alive just then."""
    due = WEEKLY.due(Week.of(START.date()))
    assert due is not None
    for one in asking.planned(due, WEEKLY)[: plan.leaps]:
        await asyncio.sleep(5)
        await place.clock.to(one.at + timedelta(seconds=1))


async def _settled(place: Several) -> None:
    """All that is due is told, and every case stands in its room."""
    async with asyncio.timeout(SETTLED_WITHIN):
        while await place.town.rest.due(place.clock.now):
            place.town.check()
            await asyncio.sleep(0.2)
        await place.town.until_handled(INTAKE)
        await place.town.until_handled(DESK)


async def _count(place: Several, codes: dict[str, ReceiptCode], plan: Plan) -> dict[str, int]:
    rest = place.town.rest
    cases = {case.id: case for case in await rest.cases()}
    assert len(cases) == len({code.text for code in codes.values()}) == plan.tips
    for words, code in codes.items():
        case = cases[await rest.case_under(code) or ""]
        assert (await rest.report(case)).texts == (words,)
    topics = Counter(code for code in await _topics(place) if code)
    assert set(topics) == {case.code for case in cases.values()}
    sent = [one for one in place.town.world.requests if one.method.lower() == "sendmessage"]
    said = sum(str(one.parameters["text"]).endswith(TWICE) for one in sent)
    reminders = Counter(
        (int(one.parameters["chat_id"]), one.parameters["text"].partition("\n（")[0])
        for one in sent
        if int(one.parameters["chat_id"]) in place.asked and "周周报" in one.parameters["text"]
    )
    doubled = topics.total() - len(topics) + reminders.total() - len(reminders)
    assert len({account for account, _ in reminders}) == plan.contacts * bool(plan.leaps)
    assert doubled <= said
    assert await rest.chain_is_whole()
    return {
        "filed": len(cases),
        "receipts": len(codes),
        "topics": len(topics),
        "doubled": doubled,
        "said": said,
        "reminders": len(reminders),
    }


async def _topics(place: Several) -> list[str]:
    """The code of the case that each topic is named after."""
    found = []
    for clerk in ("审核员 2", "审核员 3"):
        shown = await place.town.clerks[clerk].group.topics()
        found += [topic["name"] for topic in shown]
    codes = [case.code for case in await place.town.rest.cases()]
    return [next((code for code in codes if alone(code).search(name)), "") for name in found]


async def _ended(place: Several) -> None:
    """They end in good order, and none complained."""
    await asyncio.gather(*(process.stop() for process in place.instances))
    for process in place.instances:
        assert not process.errors(), f"{process.name} complained\n{process.tail()}"
