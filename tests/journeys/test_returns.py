"""A contact is reminded, answers in the chat, and is left in peace: over HTTP, through a crash."""

from datetime import timedelta

from domain import asking
from domain.contacts import Contact, Part
from domain.weeks import Rhythm, Week, Weekly
from playground.phone import Phone
from storage import Session, codes, contacts, reporting, returns
from storage.calendar import known
from tests.journeys.leaping import Leaping, leaping
from tests.journeys.town import DESK, PATIENCE, ZONE, Town

WEEKLY = Weekly(Rhythm(), known().is_workday, ZONE, known().certain)
CODE = "ABCD2345"


async def enrolled(town: Town, clock: Leaping, week: Week) -> Phone:
    """The main contact of 东胜燃气, who has used their code."""

    def named(session: Session) -> None:
        contacts.put(session, Contact(id="c1", name="CANARY 王某"))
        reporting.begin(session, "rq", week)
        codes.put(
            session,
            CODE,
            purpose=codes.CONTACT,
            subject="rq:main:c1",
            expires_at=clock.now + timedelta(days=30),
        )

    await town.rest.store.write(named)
    person = await town.playground.person("王某")
    phone = person.chat(DESK)
    await phone.starts(CODE)
    await phone.until("您将作为【东胜燃气】的", PATIENCE)
    await phone.presses("对，是我")
    await phone.until("登记好了", PATIENCE)
    return phone


async def test_a_contact_is_reminded_answers_and_is_left_in_peace(found):
    town = await found(start=False)
    town.intake.start()
    clock = await leaping(town)
    await town.up()
    week = Week.of(clock.now.astimezone(ZONE).date()).later()
    due = WEEKLY.asked(week)
    first, *later = [one.at for one in asking.planned(due, WEEKLY)]
    phone = await enrolled(town, clock, due.week)

    await clock.to(first + timedelta(seconds=5))
    await phone.until(f"第 {due.week.number} 周周报", PATIENCE)
    await phone.presses("填报")
    await phone.until("可以一次发 5 个数", PATIENCE)
    await town.desk.kill()
    town.desk.start()
    await phone.says("3 2 0 0 0")
    await phone.until("本周 3，累计 3", PATIENCE)
    await phone.presses("看一遍，提交", timeout=PATIENCE)
    await phone.until("整改率 66.7%", PATIENCE)
    await phone.presses("给领导看", timeout=PATIENCE)
    await phone.until("请领导审阅", PATIENCE)
    await phone.presses("领导看过，提交", timeout=PATIENCE)
    receipt = await phone.until("收到了，这周不用再管", PATIENCE)
    assert f"{due.week.year}-{due.week.number:02}-0001" in receipt.text

    shown = [message.id for message in await phone.messages()]
    for moment in later:
        await clock.to(moment + timedelta(seconds=5))
        await town.playground.until_idle()
    assert [message.id for message in await phone.messages()] == shown
    filed = await town.rest.store.read(returns.of, "rq", due.week)
    assert list((filed.filed or {}).values()) == [3, 2, 0, 0, 0]
    assert "CANARY" not in town.desk.said()
    assert Part.MAIN in await town.rest.store.read(contacts.pair, "rq")


async def test_who_does_not_answer_is_chased_and_the_group_reads_it(found):
    town = await found(start=False)
    town.intake.start()
    clock = await leaping(town)
    await town.up()
    due = WEEKLY.asked(Week.of(clock.now.astimezone(ZONE).date()).later())
    phone = await enrolled(town, clock, due.week)
    await clock.to(due.at + WEEKLY.rhythm.chase_after + timedelta(seconds=5))
    await phone.until("已过时间，还能交", PATIENCE)
    group = town.clerks["审核员 3"].group
    await group.until("到点了，还没交的：\n1 东胜燃气", PATIENCE)
