"""Whatever Telegram brings again, in any order and however often, changes nothing."""

import random

import pytest

from handlers.intake import keeping
from storage.tables import CaseRow, LetterRow, OutboxRow
from tests.handlers.intake.test_filing import file_a_tip, rows


class Brought:
    """A reception that remembers what was brought to it."""

    def __init__(self, reception):
        self.reception = reception
        self.updates = []

    async def take(self, raw):
        self.updates.append(raw)
        await self.reception.take(raw)


async def rest(kit, chat):
    """What rests: the draft but for its messages, and how much of all else."""
    draft, _ = await keeping.load(kit, chat)
    counts = [len(await rows(kit, table)) for table in (CaseRow, LetterRow, OutboxRow)]
    return draft.screen, draft.report, draft.turn, draft.receipt, counts


@pytest.mark.parametrize("seed", range(3))
async def test_every_update_of_a_tip_may_come_again_and_shows_the_same_code(robot, kit, seed):
    brought = robot.reception = Brought(robot.reception)
    await file_a_tip(robot)
    before, code = await rest(kit, robot.chat), robot.code()
    again = brought.updates * 2
    random.Random(seed).shuffle(again)
    for raw in again:
        await brought.reception.take(raw)
    await robot.errands.settle()
    assert await rest(kit, robot.chat) == before
    assert robot.code() == code
    assert len(robot.screen) == 1
