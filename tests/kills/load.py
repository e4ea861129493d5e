"""Stories side by side, while one process after another is killed at random moments and points."""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

from tests.journeys.town import PATIENCE
from tests.kills.counts import Difference, Sum, counted, difference, seen_by_reporters, stuck
from tests.kills.keeper import Kept
from tests.kills.orders import OF_BOTS
from tests.kills.story import STEPS, Story, begun
from tests.kills.towns import Scene

_SIDE_BY_SIDE = 3
_PAUSE = (2.0, 7.0)  # seconds in which both are up before the next kill
_FURTHEST = 40
"""Within so many passings a process that has work comes to a point again."""
_GIVEN_UP = 5.0  # seconds after which a process that does not pass its point is killed anyhow


@dataclass
class Loaded:
    """What became of it: kills by process and point, stories, and what is wrong with each."""

    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    stories: int = 0
    reports: int = 0
    found: list[Difference] = field(default_factory=list)


async def under_load(scene: Scene, against: Sum, *, first: int, kills: int, seed: int) -> Loaded:
    """So many kills, and then the stories end in peace."""
    done = Loaded()
    numbers, beginning, over = count(first), asyncio.Lock(), asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        telling = [
            tasks.create_task(_tell(scene, against, numbers, beginning, over, done))
            for _ in range(_SIDE_BY_SIDE)
        ]
        tasks.create_task(_kill(scene, kills, random.Random(seed), done)).add_done_callback(
            lambda _: over.set()
        )
    await scene.settles()
    for task in telling:
        for story, seen in task.result():
            done.found.append(difference(against, await counted(story, seen)))
    return done


async def _tell(
    scene: Scene,
    against: Sum,
    numbers: Iterator[int],
    beginning: asyncio.Lock,
    over: asyncio.Event,
    done: Loaded,
) -> list[tuple[Story, Counter[str]]]:
    told = []
    while not over.is_set():
        async with beginning:  # who is asked for returns is entered by one hand
            story = await begun(scene.town, scene.clock, next(numbers))
        done.stories += 1
        for name, step in STEPS.items():
            try:
                await step(story)
            except (AssertionError, TimeoutError) as error:
                done.reports += len(story.codes)
                done.found.append(stuck(name, error))
                break
        else:
            done.reports += len(story.codes)
            told.append((story, await _seen_in_the_end(story, against)))
    return told


async def _seen_in_the_end(story: Story, against: Sum) -> Counter[str]:
    """What stands before the reporters when it is as it should be, or after long waiting.

    It cannot wait until all stories are told: after some minutes their screens are folded.
    """
    seen: Counter[str] = Counter()
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while (seen := await seen_by_reporters(story)) - against.shown:
                await story.town.world.bell.wait(0.05)
    return seen


async def _kill(scene: Scene, kills: int, chance: random.Random, done: Loaded) -> None:
    for _ in range(kills):
        await scene.up()
        await asyncio.sleep(chance.uniform(*_PAUSE))
        one = chance.choice(scene.keeper.both)
        point = chance.choice([*OF_BOTS, ""])
        done.kills[one.process.name, await _killed(one, point, chance)] += 1


async def _killed(one: Kept, point: str, chance: random.Random) -> str:
    if point:
        one.orders.give(point, chance.randint(1, _FURTHEST))
        if await _within(one, _GIVEN_UP):
            return point
        one.orders.withdraw()
    os.kill(one.process.pid, signal.SIGKILL)
    assert await _within(one, _GIVEN_UP)
    return "anywhere"


async def _within(one: Kept, seconds: float) -> bool:
    """Whether it is killed and started again meanwhile."""
    one.again.clear()
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await one.again.wait()
    return one.again.is_set()
