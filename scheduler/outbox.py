"""The drain: takes what is due from the outbox and has it told, until told to stop.

Delivery is at least once. Intents for one room go one after the other, the most pressing first;
those for different rooms go side by side, and so do urgent cases, which wait for no other. Cases
that no room was found for yet go one after the other as well. A case is in one lane always, so that
nothing of it is made twice.

A delivery is never cut short, since what was sent and not remembered would be sent again: each
request to Telegram has its own time limit.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeAlias

from domain.cases import Case
from domain.delivery import GIVEN_UP_AFTER, GoOn, Later, Never, NotYetError
from domain.errors import NotFoundError
from domain.notices import (
    BoardChanged,
    CaseArrived,
    LetterArrived,
    MailboxBurnt,
    Notice,
    RoomWanted,
    SightLost,
    TopicOver,
    UrgentRaised,
)
from scheduler.lanes import Lanes
from storage import cases, outbox
from storage.outbox import Doubt, Waiting, doubt
from storage.store import Session, Store, StoreUnavailableError

Deliver: TypeAlias = Callable[[Notice], Awaitable[None]]
HowToGoOn: TypeAlias = Callable[[Exception], GoOn]

BOARD_EVERY: Final = timedelta(seconds=15)
FIRST_PAUSE: Final = 2.0  # seconds, doubled with each failure
LONGEST_PAUSE: Final = 900.0
HOMELESS: Final = "homeless"  # the lane of the cases without a room
# What a reporter sent, danger, what somebody tied must not see, and what is destroyed in the
# database and must go in Telegram, is never given up.
NEVER_GIVEN_UP: Final = (
    *(CaseArrived, LetterArrived, MailboxBurnt),
    *(UrgentRaised, RoomWanted, SightLost, TopicOver),
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drain:
    """What draining needs: `deliver` tells one intent, `how_to_go_on` judges its error.

    `chance` gives a number from 0 to 1, by which pauses differ; `rest` are the seconds that a lane
    rests when the store is away. With `most_in_hand` or more in hand only what is most pressing is
    taken besides: every look names to the database what is in hand.
    """

    store: Store
    deliver: Deliver
    how_to_go_on: HowToGoOn
    now: Callable[[], datetime]
    chance: Callable[[], float] = random.random
    side_by_side: int = 8
    rest: float = 5.0
    most_in_hand: int = 5000
    boards: dict[str, datetime] = field(default_factory=dict)
    """When each room's board may be edited again."""

    async def once(self, ours: Callable[[], bool] = lambda: True) -> int:
        """Tell what is due now; how many intents were in hand. Stops early when not `ours`."""
        async with asyncio.TaskGroup() as tasks:
            return await self.look(self.lanes(tasks, ours))

    def lanes(self, tasks: asyncio.TaskGroup, ours: Callable[[], bool]) -> Lanes:
        """Lanes in which what is looked for is told for as long as it is `ours` to tell."""
        return Lanes(tasks, partial(self._work, ours), side_by_side=self.side_by_side)

    async def look(self, lanes: Lanes, *, anew: bool = False) -> int:
        """Take in hand what is due and not in hand yet; how many intents that were.

        `anew` when nobody else can have anything in hand any more, whatever was said of it.
        """
        anew, lanes.dropped = anew or lanes.dropped, False
        keys = lanes.keys()
        pressing = len(keys) >= self.most_in_hand
        found = await self.store.write(_take, self.now(), keys, anew=anew, pressing=pressing)
        for lane, waiting in found:
            lanes.put(lane, waiting)
        return len(found)

    async def _work(self, ours: Callable[[], bool], waiting: Waiting) -> bool:
        """Whether the lane goes on; what it drops then is taken in hand again."""
        try:
            if ours():
                await self._tell(waiting)
            else:
                await self.store.write(outbox.let_go, waiting)
        except StoreUnavailableError:  # climbing on, it would cut the other lanes short
            _log.warning("the store is away, what was in hand waits")
            await asyncio.sleep(self.rest)
            return False
        return True

    async def _tell(self, waiting: Waiting) -> None:
        token = doubt.set(Doubt(waiting.again))
        try:
            self._pace(waiting.notice)
            await self.store.write(outbox.begin, waiting)
            await self.deliver(waiting.notice)
        except StoreUnavailableError:  # what was sent may not be remembered: it goes on as in doubt
            raise
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the others go on
            await self._go_on(waiting, error)
        else:
            await self.store.write(_told, waiting, self.now())
        finally:
            doubt.reset(token)

    def _pace(self, notice: Notice) -> None:
        if isinstance(notice, BoardChanged):
            left = self.boards.get(notice.room, self.now()) - self.now()
            if left > timedelta(0):
                raise NotYetError(left.total_seconds())
            self.boards[notice.room] = self.now() + BOARD_EVERY

    async def _go_on(self, waiting: Waiting, error: Exception) -> None:
        judged = self.how_to_go_on(error)
        kept = isinstance(waiting.notice, NEVER_GIVEN_UP)
        exhausted = waiting.attempts + 1 >= GIVEN_UP_AFTER
        match judged:
            case Later(failed=False, seconds=float() | int() as seconds):
                await self._wait(waiting, seconds, failed=False)
            case Never() if not kept:
                _log.warning("%s can never be told: %s", waiting.notice.kind, type(error).__name__)
                await self.store.write(outbox.bury, waiting)
            case Later() if exhausted and not kept:
                _log.error("%s was given up: %s", waiting.notice.kind, type(error).__name__)
                await self.store.write(outbox.bury, waiting)
            case Later(seconds=float() | int() as seconds):
                await self._wait(waiting, seconds, failed=True)
            case _:
                _log.warning("%s waits: %s", waiting.notice.kind, type(error).__name__)
                await self._wait(waiting, pause(waiting.attempts, self.chance()), failed=True)

    async def _wait(self, waiting: Waiting, seconds: float, *, failed: bool) -> None:
        until = self.now() + timedelta(seconds=seconds)
        await self.store.write(outbox.postpone, waiting, until=until, failed=failed)


def pause(attempts: int, chance: float) -> float:
    """Seconds to wait after so many failures: doubling, up to a quarter of an hour, never alike."""
    longest = min(LONGEST_PAUSE, FIRST_PAUSE * float(1 << min(attempts, 20)))
    return longest * (0.75 + chance / 4)


def _take(
    session: Session, now: datetime, but: Sequence[str], *, anew: bool, pressing: bool
) -> list[tuple[str, Waiting]]:
    if anew:
        outbox.free(session, but=but)
    due = outbox.claim(session, now, but=but, pressing=pressing)
    return [(_lane(session, waiting.notice), waiting) for waiting in due]


def _lane(session: Session, notice: Notice) -> str:
    case = _case(session, notice)
    if case is not None and case.urgent:
        return case.id
    if (room := _room(notice, case)) is not None:
        return room
    if hasattr(notice, "case"):
        return HOMELESS
    for whose in ("reviewer", "contact", "enterprise"):
        if hasattr(notice, whose):
            return str(getattr(notice, whose))
    return notice.kind


def _room(notice: Notice, case: Case | None) -> str | None:
    room: str | None = getattr(notice, "room", None)
    return case.room if room is None and case is not None else room


def _case(session: Session, notice: Notice) -> Case | None:
    case: str | None = getattr(notice, "case", None)
    try:
        return cases.load(session, case) if case is not None else None
    except NotFoundError:
        return None


def _told(session: Session, waiting: Waiting, now: datetime) -> None:
    outbox.delivered(session, waiting)
    room = _room(waiting.notice, _case(session, waiting.notice))
    if room is not None and not isinstance(waiting.notice, BoardChanged):
        outbox.put(session, BoardChanged(room), not_before=now + BOARD_EVERY)
