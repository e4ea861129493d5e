"""Intents that wait to be told, each under a unique key and not before its time."""

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import Final

from sqlalchemy import bindparam, case, delete, func, or_, select, true, update
from sqlalchemy.orm import Session

from domain.notices import NOTICES, Notice
from storage import conflicts
from storage.tables import OutboxRow

CLAIM_FOR: Final = timedelta(minutes=2)
WAITING, TELLING, DONE, DEAD = "waiting", "telling", "done", "dead"
_OPEN: Final = (WAITING, TELLING)

_ITS: Final = update(OutboxRow).where(OutboxRow.key == bindparam("its"))
_ITS_OPEN: Final = _ITS.where(OutboxRow.state.in_(_OPEN))


@dataclass
class Doubt:
    """Whether somebody may have heard of what is being told; its first message settles that."""

    open: bool


doubt: ContextVar[Doubt | None] = ContextVar("doubt", default=None)


@dataclass(frozen=True)
class Waiting:
    """An intent taken in hand; `wanted` says how often it had been asked for by then.

    `again` when whoever told it before was cut off in the midst of it.
    """

    notice: Notice
    wanted: int
    attempts: int
    again: bool = False

    @cached_property
    def key(self) -> str:
        """The intent's key, asked for at every look for as long as it waits in hand."""
        return self.notice.key


def put(session: Session, notice: Notice, *, not_before: datetime) -> None:
    """Queue an intent; one that is known already is not queued again, unless it coalesces."""
    row = _queued(conflicts.dialect(session), coalesced=notice.coalesced)
    session.connection().execute(row, _values(notice, not_before))


def put_all(session: Session, notices: Sequence[Notice], *, not_before: datetime) -> None:
    """Queue many intents that do not coalesce; those that are known already are not queued."""
    row = conflicts.insert(session, OutboxRow).on_conflict_do_nothing()
    session.execute(row, [_values(notice, not_before) for notice in notices])


def claim(
    session: Session,
    now: datetime,
    *,
    but: Sequence[str] = (),
    most: int = 50,
    pressing: bool = False,
) -> Sequence[Waiting]:
    """Take what is due in hand, the most pressing first; nobody else gets it for two minutes.

    `but` are the keys of what the asker has in hand already, however long that takes. With
    `pressing` only what goes before all (rank 0) is taken.
    """
    rows = session.scalars(
        select(OutboxRow)
        .where(
            OutboxRow.state.in_(_OPEN),
            OutboxRow.rank == 0 if pressing else true(),
            OutboxRow.not_before <= now,
            OutboxRow.key.not_in(but),
            or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until < now),
        )
        .order_by(OutboxRow.rank, OutboxRow.not_before, func.random())
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.claimed_until = now + CLAIM_FOR
    return [
        Waiting(
            NOTICES[row.kind](**row.fields), row.wanted, row.attempts, again=row.state == TELLING
        )
        for row in rows
    ]


def begin(session: Session, waiting: Waiting) -> None:
    """From now on somebody may have heard of it."""
    _set(session, waiting.key, state=TELLING)


def free(session: Session, *, but: Sequence[str] = ()) -> None:
    """Whoever had something in hand is gone: all but the keys `but` may be taken in hand anew."""
    taken = OutboxRow.claimed_until.is_not(None), OutboxRow.key.not_in(but)
    session.execute(update(OutboxRow).where(*taken).values(claimed_until=None))


def known(session: Session, keys: Sequence[str]) -> set[str]:
    """Which of these intents were queued, whether they were told or wait."""
    if not keys:
        return set()
    return set(session.scalars(select(OutboxRow.key).where(OutboxRow.key.in_(keys))))


def delivered(session: Session, waiting: Waiting) -> None:
    """It was told. A coalescing intent asked for again meanwhile goes on waiting."""
    if waiting.notice.coalesced:
        told = OutboxRow.key == waiting.key, OutboxRow.wanted == waiting.wanted
        if session.execute(delete(OutboxRow).where(*told).returning(OutboxRow.key)).first() is None:
            let_go(session, waiting)
    else:
        _set(session, waiting.key, state=DONE, claimed_until=None)


def postpone(session: Session, waiting: Waiting, *, until: datetime, failed: bool = True) -> None:
    """It could not be told now; it goes on waiting."""
    attempts = waiting.attempts + failed
    _wait(session, waiting.key, not_before=until, attempts=attempts)


def let_go(session: Session, waiting: Waiting) -> None:
    """It was not tried after all; it keeps its place and may be taken in hand again."""
    _wait(session, waiting.key)


def bury(session: Session, waiting: Waiting) -> None:
    """It can never be told; the desk is shown that it was not."""
    _set(session, waiting.key, state=DEAD, claimed_until=None)


def dead(session: Session) -> list[Notice]:
    """What could not be told, the oldest first."""
    rows = session.scalars(
        select(OutboxRow)
        .where(OutboxRow.state == DEAD)
        .order_by(OutboxRow.not_before, OutboxRow.key)
    )
    return [NOTICES[row.kind](**row.fields) for row in rows]


def failing(session: Session, failures: int) -> list[Notice]:
    """What is tried again and again and failed so often, the oldest first."""
    rows = session.scalars(
        select(OutboxRow)
        .where(OutboxRow.state == WAITING, OutboxRow.attempts >= failures)
        .order_by(OutboxRow.not_before, OutboxRow.key)
    )
    return [NOTICES[row.kind](**row.fields) for row in rows]


def overdue(
    session: Session, now: datetime, *, kind: str | None = None
) -> tuple[int, datetime | None]:
    """How many intents, or those of a kind, are due and not told, and since when the oldest is."""
    waits = [OutboxRow.state.in_(_OPEN), OutboxRow.not_before <= now]
    waits += [OutboxRow.kind == kind] if kind else []
    query = select(func.count(), func.min(OutboxRow.not_before)).where(*waits)
    count, oldest = session.execute(query).one()
    return count, oldest


def take_back(session: Session, key: str, now: datetime) -> bool:
    """Forget an intent that still waits; False, and nothing forgotten, when somebody has it."""
    waits = OutboxRow.key == key, OutboxRow.state == WAITING
    free = or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until < now)
    forgotten = delete(OutboxRow).where(*waits, free).returning(OutboxRow.key)
    return session.execute(forgotten).first() is not None


def drop(session: Session, key: str) -> None:
    """Forget an intent that has become pointless."""
    session.execute(delete(OutboxRow).where(OutboxRow.key == key))


def purge(session: Session, *, before: datetime) -> None:
    """Forget intents that were told and were due before a moment; nobody queues them again."""
    session.execute(delete(OutboxRow).where(OutboxRow.state == DONE, OutboxRow.not_before < before))


def forget_dead(session: Session, *, before: datetime) -> None:
    """Forget what could not be told and was last tried before a moment."""
    session.execute(delete(OutboxRow).where(OutboxRow.state == DEAD, OutboxRow.not_before < before))


def next_due(session: Session, but: Sequence[str] = ()) -> datetime | None:
    """When the next intent is due, apart from those with the keys `but`."""
    waiting = OutboxRow.state.in_(_OPEN), OutboxRow.key.not_in(but)
    return session.scalar(select(func.min(OutboxRow.not_before)).where(*waiting))


@cache
def _queued(dialect: str, *, coalesced: bool) -> conflicts.Insert:
    """Made once: each act queues some, and making the statement takes longer than running it."""
    row = conflicts.insert_on(dialect, OutboxRow)
    if not coalesced:
        return row.on_conflict_do_nothing()
    asked = row.excluded.not_before
    anew = {
        "wanted": OutboxRow.wanted + 1,
        "state": WAITING,
        "attempts": 0,
        "not_before": case((OutboxRow.not_before < asked, OutboxRow.not_before), else_=asked),
    }
    return row.on_conflict_do_update(index_elements=[OutboxRow.key], set_=anew)


def _wait(session: Session, key: str, **values: object) -> None:
    """It goes on waiting, unless it was told by somebody else meanwhile."""
    values |= {"its": key, "state": WAITING, "claimed_until": None}
    session.connection().execute(_ITS_OPEN, values)


def _set(session: Session, key: str, **values: object) -> None:
    session.connection().execute(_ITS, {"its": key, **values})


def _values(notice: Notice, not_before: datetime) -> dict[str, object]:
    return {
        "key": notice.key,
        "kind": notice.kind,
        "fields": asdict(notice),
        "rank": notice.rank,
        "not_before": not_before,
        "wanted": 1,
        "state": WAITING,
        "attempts": 0,
    }
