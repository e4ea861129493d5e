"""Time that leaps: for Telegram and for the desks at once, through the file the desks look into."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import LEAPS, leap
from playground.clock import Clock
from tests.journeys.process import Process
from tests.journeys.town import DESK, PATIENCE, Town

LEAPT = "the clock has leapt"
LOOKED = ("remind_contacts has run", "tell_weeks_due has run")


@dataclass
class Leaping:
    """The time of a town whose desks run with CHUISHAO_CLOCK."""

    town: Town
    file: Path
    ahead: timedelta = field(default_factory=timedelta)

    @property
    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def to(self, moment: datetime) -> None:
        """It is that moment, for everybody."""
        by = moment - self.town.world.clock.now()
        await self.town.playground.forward_clock(by.total_seconds())
        self.set(moment)

    def set(self, moment: datetime) -> None:
        """The desks, and whatever is ordered on their machine, take it for that moment."""
        self.ahead = moment - datetime.now(UTC)
        leap(self.file, self.ahead)

    async def settles(self, moment: datetime) -> None:
        """It is that moment, every desk that runs has looked at it, and what was due is told."""
        before = {desk.name: len(desk.said().encode()) for desk in self._desks()}
        await self.to(moment)
        async with asyncio.timeout(PATIENCE):
            while not all(_has_looked(desk.said(before[desk.name])) for desk in self._desks()):
                self.town.check()
                await asyncio.sleep(0.02)
        await self.quiet()

    async def quiet(self) -> None:
        """Every press and message is handled, and all that was due is told."""
        await self.town.until_handled(DESK)
        async with asyncio.timeout(PATIENCE):
            while await self.town.rest.due(self.now):
                self.town.check()
                await asyncio.sleep(0.02)

    def _desks(self) -> list[Process]:
        return [one for one in self.town.processes if one.runs and one.kind == "desk"]


def _has_looked(said: str) -> bool:
    _, leapt, after = said.rpartition(LEAPT)
    return bool(leapt) and all(words in after for words in LOOKED)


async def leaping(town: Town, at: datetime | None = None) -> Leaping:
    """A desk that looks at a clock of its own, which begins at a moment if one is named."""
    clock = Leaping(town, town.folder / "clock")
    if at is not None:
        town.world.clock = Clock()
        town.world.clock.offset = at - datetime.now(UTC)
        clock.set(at)
    town.desk.tell(LEAPS, str(clock.file))
    town.desk.start()
    await town.until_handled(DESK)
    return clock
