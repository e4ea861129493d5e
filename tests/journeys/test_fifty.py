"""Fifty tips in ten minutes: limits are held, nothing makes a sound, and /next clears them."""

import asyncio
import secrets
from datetime import datetime, timedelta

from domain import receipts
from domain.cases import Stage, new
from domain.reading import Line, LineKind
from domain.reports import Kind, Report
from storage import cases
from storage.ids import fresh
from storage.mailbox_keys import mailbox_public
from storage.store import Session
from tests.journeys.conftest import Found
from tests.journeys.hurry import Hurried, hurried_desk, refused
from tests.journeys.reporter import reporter
from tests.journeys.town import PATIENCE, ZONE, Clerk, Town

BY_HAND, TOGETHER = 5, 50
SPEED = 20.0
TEN_MINUTES = 600


async def test_fifty_tips_at_once_are_shown_in_ten_minutes_and_cleared(found: Found):
    town = await found(limits=True, start=False)
    town.intake.start()
    for number in range(BY_HAND):
        wang = await reporter(town, f"员工{number}")
        await wang.starts()
        await wang.tips(f"第 {number} 号吊篮的钢丝绳断了三股")
    await town.intake.stop()
    await town.rest.store.write(_file_many, town, TOGETHER - BY_HAND)
    two, room = town.clerks["审核员 2"], town.rooms["east"]

    clock = Hurried(SPEED)
    began = clock.seconds()
    async with hurried_desk(town, clock):
        async with asyncio.timeout(TEN_MINUTES / SPEED + PATIENCE):
            while sum(case.posted for case in await town.rest.cases()) < TOGETHER:
                await clock.sleep(5)
            while await _cards(town) < TOGETHER:
                await clock.sleep(5)
        assert clock.seconds() - began < TEN_MINUTES
        assert all(message.silent for message in await two.group.messages() if message.from_bot)
        assert refused(town, room.id) == 0

        presses = await _cleared(two)
    assert presses <= 2 * TOGETHER
    done = await town.rest.cases()
    assert {(case.stage, case.holder) for case in done} == {(Stage.ACCEPTED, "r1")}
    assert len(done) == TOGETHER


async def _cleared(clerk: Clerk) -> int:
    """Takes on one case after the other in one private message; how many presses that took."""
    asked = await clerk.desk.says("/next")
    walk = await clerk.desk.until(
        lambda message: message.from_bot and message.has("受理，我来办"), PATIENCE, after=asked
    )
    presses = 0
    while walk.has("受理，我来办"):
        before = walk
        await clerk.desk.presses("受理，我来办", on=before, timeout=PATIENCE)
        presses += 1
        walk = await clerk.desk.until(
            lambda message, old=before: message.id == old.id and message.text != old.text, PATIENCE
        )
    assert "看完了" in walk.text
    return presses


async def _cards(town: Town) -> int:
    """How many topics of the room have a card."""
    shown = await town.clerks["审核员 2"].group.messages()
    return len({message.topic for message in shown if message.has("受理，我来办")})


def _file_many(session: Session, town: Town, count: int) -> None:
    today = datetime.now(ZONE).date()
    midnight = datetime.combine(today, datetime.min.time(), ZONE)
    sealing = town.opening.sealing
    for number in range(count):
        code, case_id = receipts.make(secrets.token_bytes(32)), fresh()
        report = Report(kind=Kind.TIP, texts=(f"{number} 号门岗没人值守",), enterprise="jg")
        filing = cases.Filing(
            case=new(
                case_id=case_id,
                code=receipts.case_code(secrets.token_bytes(16)),
                kind=Kind.TIP,
                day=today,
                urgent=False,
            ),
            report=sealing.seal(report.to_bytes(), cases.PLACE, case_id),
            locator=receipts.locator(code),
            mailbox_key=mailbox_public(receipts.mailbox_seed(code)),
            files=(),
            first_line=Line(kind=LineKind.RECEIVED, day=today, due=today + timedelta(days=3)),
        )
        cases.file(session, filing, sealing=sealing, not_before=midnight)
