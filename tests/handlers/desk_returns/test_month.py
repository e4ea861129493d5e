"""A month of forty enterprises: National Day, two days without a desk, two schedulers at once."""

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta

import pytest

from domain.weeks import Week
from scheduler import reminders
from storage import returns
from tests.handlers.desk_returns.town import ZONE

START = datetime(2023, 9, 25, 7, 0, tzinfo=ZONE)
END = datetime(2023, 10, 23, 12, 0, tzinfo=ZONE)
AWAY = (datetime(2023, 10, 12, 20, 0, tzinfo=ZONE), datetime(2023, 10, 14, 20, 0, tzinfo=ZONE))
WEEKS = [Week(2023, number) for number in (39, 40, 41, 42)]
HABITS = ("eager", "figures", "later", "last", "overdue", "never", "passes", "blocked")

# What a contact who never answers hears; 12 October 20:00 to 14 October 20:00 nothing ran, so
# that week 41 has lost both of Friday's reminders and is chased as soon as the desk is back.
NEVER = {
    39: ["0926T1000", "0927T1000", "0928T0900", "0928T1400", "0928T1630"],
    40: ["1007T0900", "1007T1400", "1007T1630"],
    41: ["1011T1000", "1012T1000", "1014T2000"],
    42: ["1018T1000", "1019T1000", "1020T0900", "1020T1400", "1020T1630"],
}


class Month:
    """Forty enterprises and what each of their contacts heard, by week."""

    def __init__(self, town):
        self.town = town
        self.heard = defaultdict(list)
        self.seen = Counter()
        self.habits = {}

    async def settles_in(self):
        for number in range(40):
            main, backup, name = 1000 + number, 2000 + number, f"e{number:02}"
            await self.town.enterprise(name, main, backup, since=WEEKS[0])
            self.habits[main] = HABITS[number % len(HABITS)]
        self.town.wire.blocked.update(a for a, habit in self.habits.items() if habit == "blocked")

    async def goes_by(self):
        moment = START
        while moment < END:
            if not AWAY[0] <= moment < AWAY[1]:
                self.town.clock[0] = moment
                await self.ticks()
                await self.people_act(moment)
                await self.ticks()
            moment += timedelta(minutes=30)

    async def ticks(self):
        for _ in range(2):
            await self.town.store.write(
                reminders.remind_contacts, self.town.now, self.town.desk.weekly
            )
        while await self.town.drain.once():
            pass
        self.listen()

    def listen(self):
        rung = Counter(self.town.wire.sounds)
        for account, count in rung.items():
            new = count - self.seen[account]
            assert new <= 1, "two at one moment"
            if new:
                week = self.week_of(account)
                self.heard[account, week].append(self.town.now)
        self.seen = rung

    def week_of(self, account):
        text = self.town.phone(account).text
        return next(week.number for week in WEEKS if f"第 {week.number} 周" in text)

    async def people_act(self, moment):
        for account, habit in list(self.habits.items()):
            stands_in = "figures" if habit in {"passes", "blocked"} else "never"
            for who in (account, account + 1000):
                phone = self.town.phone(who)
                if phone.shown and "填报" in phone.names and moment.time() != time(8, 30):
                    await self.acts(phone, habit if who == account else stands_in, moment)

    async def acts(self, phone, habit, moment):
        hour = moment.strftime("%H%M")
        if habit == "eager":
            await phone.taps("本周没有新增")
            await phone.taps("确认零报告")
        elif habit == "figures" or (habit == "last" and hour == "1400"):
            await phone.taps("填报")
            if "看一遍，提交" not in phone.names:  # the other one was faster
                return
            await phone.says("3 2 0 0 0")
            await phone.taps("看一遍，提交")
            await phone.taps("领导看过，提交")
        elif habit == "later" and "稍后提醒" in phone.names and hour in {"1000", "0900"}:
            await phone.taps("稍后提醒")
            await phone.taps(next(name for name in phone.names if name != "返回"))
        elif habit == "overdue" and "已过时间" in phone.text:
            await phone.taps("本周没有新增")
            await phone.taps("确认零报告")
        elif habit == "passes" and "这周由备用联系人报" in phone.names:
            await phone.taps("这周由备用联系人报")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_month_of_forty_enterprises(town):
    month = Month(town)
    await month.settles_in()
    await month.goes_by()
    for (account, week), moments in month.heard.items():
        for moment in moments:
            assert town.desk.weekly.rhythm.awake(moment) == moment
        if month.habits.get(account) == "never":
            assert [f"{m:%m%dT%H%M}" for m in moments] == NEVER[week]
        if month.habits.get(account) in {"eager", "figures"}:
            assert len(moments) == 1
    for account, habit in month.habits.items():
        filed = [
            (await town.store.read(returns.of, f"e{account - 1000:02}", week)).filed is not None
            for week in WEEKS
        ]
        expected = habit not in {"never", "later"}
        assert all(filed) == expected, (habit, filed)
        heard = {week for heard_by, week in month.heard if heard_by == account}
        assert heard == (set() if habit == "blocked" else {39, 40, 41, 42})
