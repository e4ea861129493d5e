"""Updates whose effect is recorded: one that Telegram delivers again has no second effect.

The update loops put the update in hand; `Store.write` then notes it in the very transaction of the
work. No person and no chat is noted, and the update's number, which tells how many came before it,
only as a digest under a key that the database does not have.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage import conflicts
from storage.tables import HandledRow

# untargeted and without RETURNING: the intake's role on PostgreSQL may insert and not read
_NOTE: Final = {
    dialect: conflicts.insert_on(dialect, HandledRow).on_conflict_do_nothing()
    for dialect in ("sqlite", "postgresql")
}


@dataclass(frozen=True, slots=True)
class UpdateMark:
    """Which update is being handled: the bot's name, Telegram's update id, and the day (UTC).

    `secret` is one that the bot has and the database has not, such as its token.
    """

    bot: str
    update_id: int
    day: date
    secret: str = field(repr=False)

    @property
    def digest(self) -> str:
        """What the update is known again by: 32 hexadecimal digits."""
        key = hashlib.blake2b(self.secret.encode(), person=b"chuishao.handled").digest()
        text = f"{self.bot}:{self.update_id}".encode()
        return hashlib.blake2b(text, key=key, digest_size=16).hexdigest()


class AlreadyHandledError(Exception):
    """The update's effect is recorded already; only the answer may have been lost."""


class SecondWriteError(RuntimeError):
    """One update was about to write twice: half of it could be lost, so the handler must change."""


class UpdateInHand:
    """One attempt to handle an update; every task that takes part in it shares this."""

    def __init__(self, mark: UpdateMark) -> None:
        self.mark = mark
        self._written = False

    @contextmanager
    def writing(self) -> Iterator[UpdateMark]:
        """Lets one write through; a write that fails has recorded nothing and does not count."""
        if self._written:
            raise SecondWriteError
        self._written = True
        try:
            yield self.mark
        except Exception:
            self._written = False
            raise


update_in_hand: ContextVar[UpdateInHand | None] = ContextVar("update_in_hand", default=None)


@contextmanager
def in_hand(mark: UpdateMark) -> Iterator[None]:
    """Makes every `Store.write` within note the update `mark`."""
    token = update_in_hand.set(UpdateInHand(mark))
    try:
        yield
    finally:
        update_in_hand.reset(token)


def note(session: Session, mark: UpdateMark) -> None:
    """Notes the update as handled; raises AlreadyHandledError when it was noted before."""
    connection = session.connection()
    noted = connection.execute(
        _NOTE[conflicts.dialect(session)],
        {"mark": mark.digest, "day": mark.day},
        execution_options={"preserve_rowcount": True},  # else unknown on PostgreSQL
    )
    if noted.rowcount == 0:
        raise AlreadyHandledError


def refuse_repeated(session: Session, mark: UpdateMark) -> None:
    """AlreadyHandledError when the update was noted before; only the desk's role may look."""
    if session.scalar(select(HandledRow.mark).where(HandledRow.mark == mark.digest)) is not None:
        raise AlreadyHandledError


def purge(session: Session, before: date) -> None:
    """Forgets the updates handled before the day; Telegram keeps an update for 24 hours."""
    session.execute(delete(HandledRow).where(HandledRow.day < before))
