"""What only one process may do at a time, such as sending under a token.

No clock decides it, since two machines' clocks differ and any clock may leap: whoever has it gives
signs of life, and whoever has waited long enough for a new one may take it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from storage import conflicts
from storage.tables import LeaseRow

NOBODY: Final = ""


@dataclass(frozen=True)
class Sign:
    """Who has a lease, and the last sign of life of theirs: until when they want to have it."""

    holder: str
    until: datetime


def hold(
    session: Session, name: str, holder: str, *, until: datetime, dead: Sign | None = None
) -> tuple[Sign, Sign]:
    """Take or keep a lease if nobody else has it; the sign of life before this, and the one now.

    Whoever gave no other sign of life than `dead` has it no longer. `until` must be another one
    each time.
    """
    row = session.get(LeaseRow, name, with_for_update=True)
    if row is None:
        anew = {"name": name, "holder": NOBODY, "until": until}
        session.execute(conflicts.insert(session, LeaseRow).values(anew).on_conflict_do_nothing())
        row = session.get_one(LeaseRow, name, with_for_update=True)
    before = Sign(row.holder, row.until)
    if before.holder in {holder, NOBODY} or before == dead:
        row.holder, row.until = holder, until
        session.flush()
    return before, Sign(row.holder, row.until)


def let_go(session: Session, name: str, holder: str) -> None:
    """Give a lease back early, so that the next one need not wait."""
    row = session.get(LeaseRow, name, with_for_update=True)
    if row is not None and row.holder == holder:
        row.holder = NOBODY
        session.flush()
