"""A month of forty enterprises over HTTP: two desks at once, National Day, two days without power.

Every message that contacts get is counted, by person, week and kind, against a plain table.
"""

import asyncio
from collections import Counter, defaultdict
from datetime import datetime, timedelta

from domain.weeks import Rhythm, Week
from storage import outbox, returns
from tests.journeys import contacts
from tests.journeys.contacts import Contact, Heard
from tests.journeys.leaping import Leaping, leaping
from tests.journeys.town import DESK, PATIENCE, ZONE, Town

START = "0925T0900"
WEEKS = (39, 40, 41, 42)
HABITS = {
    "zero": 9,
    "second": 5,
    "hour": 5,
    "puts off": 5,
    "passes": 5,
    "never": 4,
    "late": 4,
    "blocks": 3,
}
WITH_BACKUP = {"passes", "never", "late", "blocks"}

MOMENTS = {
    "two days before": "0926T1000 0926T1100 0927T0900 0927T1000",
    "the last day before National Day": "0928T0900 0928T1400 0928T1630",
    "National Day, when nobody is asked": "0929T1000 1002T1000 1006T1000",
    "a Saturday that is a workday": "1007T0900 1007T1000 1007T1400 1007T1630",
    "three block the bot": "1008T1000",
    "a usual week": "1011T1000 1011T1100 1012T0900 1012T1000",
    "after two days without power, by night": "1014T2200",
    "the morning after": "1015T0830",
    "another week": "1018T1000 1018T1100",
    "the desk has those reminded who owe, by night": "1018T2200",
    "the week goes on": "1019T0830 1019T0900 1019T1000 1020T0900 1020T1400 1020T1630",
    "it is locked": "1021T1000 1023T0901",
}
STOPPED, STARTED = "0927T1000", "1002T1000"  # one of the two desks, which the other stands in for
POWER_CUT = "1012T1000"  # after which both are gone
BLOCKED, REMINDED = "1008T1000", "1018T2200"

# What the rule has each main contact hear, week by week. The power was away on 13 October, so
# that week 41 is chased at once, but not by night.
ALL = {
    39: "0926T1000 0927T1000 0928T0900 0928T1400 0928T1630",
    40: "1007T0900 1007T1400 1007T1630",
    41: "1011T1000 1012T1000 1015T0830",
    42: "1018T1000 1019T0830 1019T1000 1020T0900 1020T1400 1020T1630",
}
DUE_DAYS = {"0928", "1007", "1020"}
FIRST = {39: "0926T1000", 40: "1007T0900", 41: "1011T1000", 42: "1018T1000"}
MAIN = {
    "zero": FIRST,
    "second": {
        39: "0926T1000 0927T1000",
        40: "1007T0900 1007T1400",
        41: "1011T1000 1012T1000",
        42: "1018T1000 1019T0830",
    },
    "hour": {
        39: "0926T1000 0926T1100",
        40: "1007T0900 1007T1000",
        41: "1011T1000 1011T1100",
        42: "1018T1000 1018T1100",
    },
    "puts off": {
        39: "0926T1000 0927T0900 0928T0900 0928T1400",
        40: "1007T0900 1007T1400",
        41: "1011T1000 1012T0900 1015T0830",
        42: "1018T1000 1019T0830 1020T0900 1020T1400",
    },
    "passes": FIRST,
    "never": ALL,
    "late": ALL,
    "blocks": {39: "0926T1000", 40: "1007T0900"},
}
CHASED = {39: "0928T1630", 40: "1007T1630", 41: "1015T0830", 42: "1020T1630"}
BACKUP = {
    "passes": {39: "0926T1100", 40: "1007T1000", 41: "1011T1100", 42: "1018T1100"},
    "never": CHASED,
    "late": CHASED,
    "blocks": {41: "1011T1000", 42: "1018T1000"},
}
FIGURES = {
    ("main", "second"): WEEKS,
    ("main", "hour"): WEEKS,
    ("main", "puts off"): WEEKS,
    ("backup", "passes"): WEEKS,
    ("backup", "blocks"): (41, 42),
}
"""Who answers in figures: the message with them is followed by the form, without a sound."""


def moment(written: str) -> datetime:
    """Five seconds into a minute of 2023."""
    found = datetime.strptime(f"2023{written}+0800", "%Y%m%dT%H%M%z")
    return found.astimezone(ZONE) + timedelta(seconds=5)


class Month:
    """The people of the month and what they do when they hear something."""

    def __init__(self, town: Town, clock: Leaping, everybody: list[Contact]) -> None:
        self.town = town
        self.clock = clock
        self.contacts = {contact.phone.by: contact for contact in everybody}
        self._read = 0

    def messages(self) -> list[Heard]:
        """All that contacts have heard, in order."""
        asked = [request for request in self.town.world.requests if request.bot == DESK]
        found = [contacts.heard(request) for request in asked]
        return [one for one in found if one is not None and one.account in self.contacts]

    async def goes_by(self) -> None:
        for written in " ".join(MOMENTS.values()).split():
            await self.clock.settles(moment(written))
            await self.people_act()
            await self.happens(written)
            await self.clock.quiet()

    async def people_act(self) -> None:
        """Everybody whose phone has just rung does what is their habit."""
        heard = self.messages()
        new, self._read = heard[self._read :], len(heard)
        rung = [self.contacts[one.account] for one in new if one.kind == "reminder"]
        await contacts.together([self.acts(contact) for contact in rung])

    async def acts(self, contact: Contact) -> None:
        """Answer the reminder that has just come, put it off, leave it, or do nothing."""
        phone, habit = contact.phone, contact.habit
        shown = (await phone.screen()).labels
        if contact.part == "backup":
            if habit in {"passes", "blocks"}:
                await contacts.answers_in_figures(phone)
            return
        count = sum(
            one.account == phone.by and one.week == self.week and one.kind == "reminder"
            for one in self.messages()
        )
        hour = f"{self.clock.now.astimezone(ZONE):%m%dT%H%M}"
        match habit:
            case "zero" | "blocks":
                await contacts.answers_nothing_new(phone)
            case "second" | "hour" if count == 2:
                await contacts.answers_in_figures(phone)
            case "hour":
                await contacts.puts_off(phone, 0)
            case "puts off" if hour.endswith("T1400") or "稍后提醒" not in shown:
                await contacts.answers_in_figures(phone)
            case "puts off" if hour[:4] not in DUE_DAYS:
                await contacts.puts_off(phone, -1)
            case "passes":
                await contacts.leaves_it_to_the_backup(phone)
            case "late" if "说明原因" in shown:
                await contacts.answers_nothing_new(phone)

    @property
    def week(self) -> int:
        """The week that is asked for now: its number."""
        day = self.clock.now.astimezone(ZONE).date()
        return Week.of(day).number

    async def happens(self, written: str) -> None:
        """What befalls the month at this moment, apart from its contacts' habits."""
        town = self.town
        assert town.spare is not None
        if written == STOPPED:
            await town.desk.stop()
        elif written == POWER_CUT:
            await asyncio.gather(town.desk.kill(), town.spare.kill())
            self.clock.set(moment("1014T2159"))
            town.desk.start()
            town.spare.start()
        elif written == STARTED:
            town.desk.start()
        elif written == BLOCKED:
            blocking = [c for c in self.contacts.values() if c.habit == "blocks"]
            await asyncio.gather(*(c.phone.blocks() for c in blocking if c.part == "main"))
        elif written == REMINDED:
            phone = town.clerks["审核员 3"].desk
            await phone.says("/returns")
            await phone.until("第 42 周", PATIENCE)
            toast = await phone.presses("提醒没交的 18 家", timeout=PATIENCE)
            assert toast is not None
            assert "18" in toast


def expected(contact: Contact) -> Counter[Heard]:
    """What the rule and a contact's habit come to."""
    account = contact.phone.by
    table = MAIN if contact.part == "main" else BACKUP
    found = Counter([Heard(account, "asked back", 0, START)])
    for week, moments in table[contact.habit].items():
        found.update(Heard(account, "reminder", week, at) for at in moments.split())
        if week in FIGURES.get((contact.part, contact.habit), ()):
            found[Heard(account, "form", week, moments.split()[-1])] += 1
    return found


async def test_a_month_of_forty_enterprises(found):
    town = await found(start=False)
    clock = await leaping(town, moment(START))
    town.spare = town.desk.second("desk-2")
    town.spare.start()
    names = {f"{habit} {n}": habit for habit, count in HABITS.items() for n in range(count)}
    backups = frozenset(name for name, habit in names.items() if habit in WITH_BACKUP)
    month = Month(town, clock, await contacts.enrol(town, names, backups))
    await month.goes_by()

    told: dict[int, Counter[Heard]] = defaultdict(Counter)
    for one in month.messages():
        told[one.account][one] += 1
        assert Rhythm().awake(moment(one.at)) == moment(one.at), "none in the quiet hours"
    for account, contact in month.contacts.items():
        wrong = told[account].copy()
        wrong.subtract(expected(contact))
        assert not {one: count for one, count in wrong.items() if count}, contact
    for number, (name, habit) in enumerate(names.items()):
        filed = [
            (await town.rest.store.read(returns.of, f"e{number}", Week(2023, week))).filed
            for week in WEEKS
        ]
        assert all(one is None for one in filed) if habit == "never" else all(filed), name
    assert group_heard(town, "到点了") == [*CHASED.values()] * 2, "once a week in each group"
    assert group_heard(town, "收不到消息了") == [BLOCKED] * HABITS["blocks"]
    assert not await town.rest.store.read(outbox.dead)
    for desk in (town.desk, town.spare):
        assert "no updates for now" not in desk.said(), "the desks cut each other off"


def group_heard(town: Town, words: str) -> list[str]:
    """When a group was told something that contains these words, group by group."""
    asked = [r for r in town.world.requests if words in str(r.parameters.get("text"))]
    asked = [r for r in asked if r.method.lower() == "sendmessage"]
    told = [(r.parameters["chat_id"], f"{r.at.astimezone(ZONE):%m%dT%H%M}") for r in asked]
    return [at for _, at in sorted(told, key=lambda one: str(one[0]))]
