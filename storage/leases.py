"""What only one process may do at a time, such as sending under a token."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from storage.tables import LeaseRow


def hold(session: Session, name: str, holder: str, *, now: datetime, length: timedelta) -> bool:
    """Take or keep a lease; False while somebody else has it."""
    row = session.get(LeaseRow, name, with_for_update=True)
    if row is None:
        session.add(LeaseRow(name=name, holder=holder, until=now + length))
    elif row.holder == holder or row.until <= now:
        row.holder, row.until = holder, now + length
    else:
        return False
    session.flush()
    return True


def let_go(session: Session, name: str, holder: str) -> None:
    """Give a lease back early, so that the next one need not wait."""
    row = session.get(LeaseRow, name, with_for_update=True)
    if row is not None and row.holder == holder:
        session.delete(row)
        session.flush()
