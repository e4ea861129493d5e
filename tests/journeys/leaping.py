"""Time that leaps: for Telegram and for the desk at once, through the file the desk looks into."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import LEAPS
from tests.journeys.town import DESK, Town


@dataclass
class Leaping:
    """The time of a town whose desk runs with CHUISHAO_CLOCK."""

    town: Town
    file: Path
    ahead: timedelta = field(default_factory=timedelta)

    @property
    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def to(self, moment: datetime) -> None:
        """It is that moment, for everybody."""
        by = moment - self.now
        await self.town.playground.forward_clock(by.total_seconds())
        self.ahead += by
        self.file.write_text(str(self.ahead.total_seconds()))


async def leaping(town: Town) -> Leaping:
    """A desk that looks at a clock of its own."""
    file = town.folder / "clock"
    town.desk.tell(LEAPS, str(file))
    town.desk.start()
    await town.until_handled(DESK)
    return Leaping(town, file)
