"""What a test or the demo arranges behind the scenes: time, trouble, hints, records."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from playground.faults import Fault
from playground.people.act import act
from playground.world import World


@act
def forward_clock(world: World, seconds: float) -> dict[str, str]:
    """Time moves on; old updates are forgotten as Telegram forgets them."""
    world.clock.forward(timedelta(seconds=seconds))
    for bot in world.bots.values():
        bot.inbox.drop_old(world.clock.now())
        bot.inbox.bell.ring()
    world.changed()
    return {"now": world.clock.now().isoformat()}


@act
def order_fault(world: World, **fault: Any) -> None:
    """Arrange for trouble, as `playground.faults.Fault` describes it."""
    world.faults.order(Fault(**fault))


@act
def clear_faults(world: World) -> None:
    """No more trouble."""
    world.faults.clear()


@act
def limit(world: World, on: bool) -> None:
    """Turn Telegram's rate limits on or off."""
    world.pace.limits = on


@act
def hint(world: World, lines: list[str]) -> None:
    """What the page suggests to try."""
    world.hints = [str(line) for line in lines]
    world.changed()


@act
def requests(world: World, since: int = 0) -> list[dict[str, Any]]:
    """Every call bots made except getUpdates, from the given one on."""
    return [{**asdict(r), "at": r.at.isoformat()} for r in world.requests[since:]]


@act
def pace(world: World) -> list[dict[str, int]]:
    """How many messages each bot sent to each chat in each minute."""
    return world.pace.per_minute()


@act
def waiting(world: World, bot: str) -> dict[str, int]:
    """How many updates wait for a bot."""
    found = world.bot_named(bot)
    return {"updates": len(found.inbox.waiting) if found else 0}
