"""What befalls the instances: one is killed at random and started again, over and over."""

import asyncio
from dataclasses import dataclass, field
from random import Random

from tests.journeys.process import Process


@dataclass
class Killer:
    """Kills one after the other, `most` times, each once the one before has come back.

    Of two that do the same, one is always left to run.
    """

    instances: list[Process]
    random: Random
    most: int
    kills: dict[str, int] = field(default_factory=dict)

    async def goes_round(self) -> None:
        """May be cancelled; whoever was killed by then is started again."""
        for _ in range(self.most):
            await asyncio.sleep(self.random.uniform(0.2, 1.5))
            await self.kill(self.random.choice(self.instances))

    async def kill(self, victim: Process) -> None:
        """A power cut; a moment later the machine is on again."""
        self.kills[victim.name] = self.kills.get(victim.name, 0) + 1
        said = len(victim.said().encode())
        try:
            await victim.kill()
            await asyncio.sleep(self.random.uniform(0.1, 1.0))
        finally:
            victim.start()
        while f"the {victim.kind} is up" not in victim.said(said):
            victim.check()
            await asyncio.sleep(0.1)
