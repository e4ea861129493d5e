"""The intake whole, in this process, over a store that may fail and a Telegram that may refuse."""

import itertools
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from aiogram import Bot
from aiogram.methods import AnswerCallbackQuery, GetFile

from bot.errands import Errands
from bot.intake import receive
from bot.logs import SafeFormatter
from bot.loop import Reception
from handlers.intake.kit import Kit, Limits
from handlers.intake.turns import dispatcher
from storage.calendar import is_workday
from storage.daykeys import DayKeys
from storage.officers import Officer, Officers
from storage.opening import Opening
from storage.routekey import RouteKey
from storage.sealing import Sealing
from storage.store import Store
from tests.handlers.intake.conftest import ZONE, Clock
from tests.handlers.intake.robots import BOT_ID
from tests.proof import places
from tests.proof.marks import Canary
from tests.proof.search import Place
from tests.proof.trouble import Plan, Unsteady, UnsteadyWire

__all__ = ["ZONE", "Ground", "ground"]

OFFICERS = Officers(
    Officer("李组长", Opening.make().sealing.public_key),
    Officer("王主任", Opening.make().sealing.public_key),
)
"""Those to whom an identity is sealed; nobody keeps their keys."""


@dataclass
class Ground:
    """One intake and all that it leaves behind; `opening` is the desk's half of its keys."""

    folder: Path
    url: str
    store: Store
    opening: Opening
    wire: UnsteadyWire
    clock: Clock
    kit: Kit
    reception: Reception
    errands: Errands
    bot: Bot

    @property
    def writes(self) -> Plan:
        """What is to fail in the store."""
        engine = self.store._engine
        assert isinstance(engine, Unsteady)
        return engine.plan

    def passes(self, **span: float) -> None:
        """Time goes on, never to a whole minute: those rest, and tell nothing."""
        self.clock.forward(**span)
        if self.clock().second == 0:
            self.clock.forward(seconds=1)

    async def restart(self) -> None:
        """The process dies and comes back: whatever it knew by heart is gone."""
        self.errands._later.clear()
        self.errands = Errands(retries=(0.0,))
        self.kit, self.reception = _made(self)

    def kept(self) -> Iterator[Place]:
        """Everything that rests or was logged."""
        yield from places.below(self.folder)
        yield from places.values(self.url)

    def opened(self) -> Iterator[Place]:
        """What the desk reads of it."""
        yield from places.opened(self.url, self.opening)

    def said_elsewhere(self, of: Canary) -> Iterator[Place]:
        """Every request that is not about the canary's own chats."""
        own = {of.me.id, of.group}
        for call in self.wire.calls:
            if getattr(call, "chat_id", None) in own:
                continue
            if isinstance(call, AnswerCallbackQuery | GetFile):
                continue
            yield f"a request, {type(call).__name__}", repr(call).encode()


@asynccontextmanager
async def ground(folder: Path, url: str, started: datetime) -> AsyncIterator[Ground]:
    """An intake over a database that is ready, in a folder that is there, begun at a moment."""
    clock = Clock()
    clock.moment = started
    wire = UnsteadyWire()
    wire.updates = itertools.count(int(started.timestamp() * 1000) % 900_000_000)
    opening = Opening.make()
    with _logging(folder / "intake.log"):
        async with Store(url) as store, Bot(f"{BOT_ID}:TEST", session=wire) as bot:
            store._engine = Unsteady(store._engine)
            made = Ground(
                *(folder, url, store, opening, wire, clock),
                *(None, None, Errands(retries=(0.0,)), bot),  # type: ignore[arg-type]
            )
            made.kit, made.reception = _made(made)
            yield made
            await made.errands.close()


def _made(ground: Ground) -> tuple[Kit, Reception]:
    kit = Kit(
        store=ground.store,
        sealing=Sealing(ground.opening.sealing.public_key),
        day_keys=DayKeys(ground.folder / "day-keys"),
        route_key=RouteKey(ground.folder / "route-key"),
        officers=OFFICERS,
        bot=ground.bot,
        now=ground.clock.local,
        is_workday=is_workday,
        later=ground.errands.later,
        posting_hours=(time(9), time(15)),
        limits=Limits(quiet=0.0, late=timedelta(minutes=2)),
    )
    pauses = (0.0, 0.0)
    reception = receive(kit, dispatcher(kit), ground.clock, retries=pauses, asking=(*pauses, 0.0))
    return kit, reception


@contextmanager
def _logging(file: Path) -> Iterator[None]:
    """Everything from DEBUG up goes to a file, in the form in which the processes log."""
    handler = logging.FileHandler(file)
    handler.setFormatter(SafeFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        handler.close()
