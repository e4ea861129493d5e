"""Stories in which a process is killed in every step, at points that a calm story has counted."""

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from storage.failpoints import Point
from tests.kills.counts import Difference, Sum, counted, difference, stuck
from tests.kills.orders import OF_BOTS
from tests.kills.story import STEPS, Story, begun
from tests.kills.towns import Scene


@dataclass(frozen=True)
class Kill:
    """In a step, a process ends when it passes a point for the nth time."""

    step: str
    process: str
    point: Point
    nth: int


@dataclass
class Calm:
    """A story in which nothing was killed: what came of it, and what each step passed."""

    sum: Sum
    passed: Mapping[str, Sequence[Kill]]


@dataclass
class Walked:
    """What became of a story with kills: those that happened, and what is wrong after them."""

    kills: list[Kill] = field(default_factory=list)
    missed: list[Kill] = field(default_factory=list)
    found: Difference = field(default_factory=Difference)


async def calm(scene: Scene, number: int) -> Calm:
    """A story without kills, whose passings are counted step by step."""
    story = await begun(scene.town, scene.clock, number)
    passed: dict[str, list[Kill]] = {}
    for name, step in STEPS.items():
        before = {one.process.name: one.orders.passed() for one in scene.keeper.both}
        await step(story)
        await scene.settles()
        passed[name] = [
            Kill(name, one.process.name, point, nth + 1)
            for one in scene.keeper.both
            for point in OF_BOTS
            for nth in range(one.orders.passed()[point] - before[one.process.name][point])
        ]
    return Calm(await counted(story), passed)


async def walked(scene: Scene, number: int, against: Sum, kills: Iterable[Kill]) -> Walked:
    """A story with at most one kill in each step, held against a calm one.

    Before it the desk is killed at rest: whoever writes much in a group is kept waiting by a desk
    that remembers it.
    """
    await scene.keeper.kill("desk")
    story = await begun(scene.town, scene.clock, number)
    by_step = {kill.step: kill for kill in kills}
    done = Walked()
    for name, step in STEPS.items():
        try:
            await _with(scene, story, step, by_step.get(name), done)
        except (AssertionError, TimeoutError) as error:
            done.found = stuck(name, error)
            return done
    done.found = difference(against, await counted(story))
    return done


async def _with(scene: Scene, story: Story, step, kill: Kill | None, done: Walked) -> None:
    if kill is None:
        await step(story)
        await scene.settles()
        return
    (one,) = (one for one in scene.keeper.both if one.process.name == kill.process)
    before = one.kills
    one.orders.give(kill.point, kill.nth)
    try:
        await step(story)
        await scene.settles()
    finally:
        struck = one.kills > before
        (done.kills if struck else done.missed).append(kill)
        one.orders.withdraw()
    if struck:
        await scene.settles()


def stories(
    passed: Mapping[str, Sequence[Kill]], most: int | None, seed: int, *, mixed: bool = False
) -> list[list[Kill]]:
    """About so many of the kills by lot, in stories with at most one in each step; None for all.

    A story's kills are of one process and point, unless they may be `mixed`.
    """
    chance = random.Random(seed)
    kinds: dict[tuple[str, str] | None, dict[str, list[Kill]]] = {}
    for step, kills in passed.items():
        for kill in chance.sample(kills, len(kills)):
            kind = None if mixed else (kill.process, kill.point)
            kinds.setdefault(kind, {}).setdefault(step, []).append(kill)
    each = len(passed) if most is None else math.ceil(most / len(kinds))
    made: list[list[Kill]] = []
    while any(left := [kind for kind in kinds.values() if any(kind.values())]):
        for kind in left:
            if most is not None and sum(map(len, made)) >= most:
                return made
            steps = [step for step, kills in kind.items() if kills]
            chosen = chance.sample(steps, min(each, len(steps)))
            made.append([kind[step].pop() for step in chosen])
    return made
