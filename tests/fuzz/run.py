"""A run: so many updates with a seed, what came of them, and the least update that breaks it."""

import copy
import json
import random
import tempfile
import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bot.logs import outline
from tests.fuzz.lines import listening
from tests.fuzz.moves import Moves
from tests.fuzz.mutate import Raw, places
from tests.fuzz.shape import why_impossible
from tests.fuzz.town import ROOMS, Town, town
from tests.fuzz.watch import Breach, Watch

_SHARED: Final = Path("/dev/shm")
MEMORY: Final = str(_SHARED) if _SHARED.is_dir() else None
"""Where a database need not wait for a disk."""


_TRIES: Final = 80
"""How often an update that broke something is tried with less in it."""


@dataclass
class Found:
    """A breach, the update after which it was seen, and the least of it that does the same."""

    breach: Breach
    seed: int
    number: int
    bot: str
    raw: Raw

    def __str__(self) -> str:
        where = f"seed {self.seed}, update {self.number}, {self.bot}"
        return f"{where}: {self.breach.promise}: {self.breach.detail}\n  {json.dumps(self.raw)}"


@dataclass
class Outcome:
    """What a run came to."""

    counts: Counter[str] = field(default_factory=Counter)
    found: list[Found] = field(default_factory=list)

    def first_of_each(self) -> list[Found]:
        """Of breaches that look the same the first."""
        return list(
            {(one.breach.promise, one.breach.detail): one for one in self.found[::-1]}.values()
        )

    def add(self, other: "Outcome") -> None:
        self.counts += other.counts
        self.found += other.found


async def run(updates: int, seed: int) -> Outcome:
    """Feeds at least so many updates to both bots."""
    with (
        tempfile.TemporaryDirectory(dir=MEMORY) as folder,
        warnings.catch_warnings(),
        listening() as lines,
    ):
        warnings.simplefilter("ignore")
        async with town(Path(folder)) as made:
            runner = Runner(made, Watch(made, lines), random.Random(seed), seed)
            return await runner.run(updates)


@dataclass
class Runner:
    """Feeds, and looks after each update."""

    town: Town
    watch: Watch
    chance: random.Random
    seed: int
    outcome: Outcome = field(default_factory=Outcome)
    fed: int = 0

    async def run(self, updates: int) -> Outcome:
        moves = Moves(self.town, self.chance, self.watch.workbooks)
        await self.watch.begin()
        step = 0
        while self.fed < updates:
            step += 1
            for bot, raw in moves.next():
                await self.feed(bot, raw)
            self.town.passes(seconds=self.chance.choice((0.2, 1, 3)))
            if step % 10 == 0:
                await self.tell(seconds=self.chance.choice((1, 61)))
            if step % 60 == 0:
                await self.tell(minutes=self.chance.choice((16, 60, 400, 1500)))
            if step % 400 == 0:
                self._note("rest", None, {}, await self.watch.at_rest())
        await self._all_is_well_again(moves)
        self._note("end", None, {}, await self.watch.in_the_end())
        self._note("rest", None, {}, await self.watch.at_rest())
        self.outcome.counts.update(self.watch.counts)
        return self.outcome

    async def _all_is_well_again(self, moves: Moves) -> None:
        """Strangers are out, a lead looks at each group again, and days pass."""
        for name in ROOMS:
            moves.has_group_checked(name)
        for bot, raw in moves.waiting():
            await self.feed(bot, raw)
        for _ in range(12):
            await self.tell(hours=7)

    async def feed(self, bot: str, raw: Raw) -> None:
        """One update, to its end."""
        self.fed += 1
        impossible = why_impossible(raw)
        self.outcome.counts["updates"] += 1
        self.outcome.counts[bot] += 1
        self.outcome.counts["impossible" if impossible else "possible"] += 1
        breaches = await self.fed_to(bot, raw, impossible)
        if breaches and {one.breach for one in self.outcome.found}.isdisjoint(breaches):
            raw = await self._least(bot, copy.deepcopy(raw), breaches[0].promise)
        self._note("update", bot, raw, breaches)

    async def _least(self, bot: str, raw: Raw, promise: str) -> Raw:
        """The update without whatever is not needed to break the same promise."""
        tries = 0
        for place, key in list(places(raw)):
            if tries == _TRIES or not isinstance(place, dict) or key == "update_id":
                continue
            tries += 1
            kept = place.pop(key, None)
            raw["update_id"] += 1_000_000_000
            again = await self.fed_to(bot, raw, why_impossible(raw))
            if promise not in {one.promise for one in again}:
                place[key] = kept
        return raw

    async def fed_to(self, bot: str, raw: Raw, impossible: str) -> list[Breach]:
        for account in _private(raw):
            self.town.telegram.private(getattr(self.town, bot), account)
        self.watch.expects(bot, raw)
        given = copy.deepcopy(raw)
        try:
            await self.town.receptions[bot].take(given)
            await self.town.errands.settle()
        except Exception as error:  # noqa: BLE001 - nothing may come out of a reception
            breaches = [Breach("escaped", outline(error))]
            return breaches + await self.watch.after(bot, raw, impossible)
        return await self.watch.after(bot, raw, impossible)

    async def tell(self, **span: float) -> None:
        self.town.passes(**span)
        try:
            await self.town.tell()
            await self.town.errands.settle()
        except Exception as error:  # noqa: BLE001 - what the clock does must go on
            self._note("outbox", None, {}, [Breach("escaped", outline(error))])
        self._note("outbox", None, {}, await self.watch.after_telling())

    def _note(self, when: str, bot: str | None, raw: Raw, breaches: list[Breach]) -> None:
        for breach in breaches:
            self.outcome.counts[f"breach: {breach.promise}"] += 1
            self.outcome.found.append(Found(breach, self.seed, self.fed, bot or when, raw))


def _private(raw: Raw) -> set[int]:
    found = set()
    for content in raw.values():
        message: Any = content.get("message", content) if isinstance(content, dict) else None
        chat = message.get("chat") if isinstance(message, dict) else None
        if isinstance(chat, dict) and isinstance(chat.get("id"), int) and chat["id"] > 0:
            found.add(chat["id"])
        author = content.get("from") if isinstance(content, dict) else None
        if isinstance(author, dict) and isinstance(author.get("id"), int) and author["id"] > 0:
            found.add(author["id"])
    return found
