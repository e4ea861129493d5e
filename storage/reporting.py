"""Which enterprises hand in returns, since when and until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from domain.weeks import Week
from storage.tables import ReportingRow


@dataclass(frozen=True, kw_only=True)
class Reporting:
    """An enterprise is asked from the week `since` to `until` (None: on and on).

    `opening` are its totals before; `serial` stands in its receipts' numbers.
    """

    enterprise: str
    serial: int
    since: Week
    until: Week | None = None
    opening: Mapping[str, int] = field(default_factory=dict)

    def asked(self, week: Week) -> bool:
        """Whether it hands in a return in this week."""
        return self.since <= week and (self.until is None or week <= self.until)


def find(session: Session, enterprise: str) -> Reporting | None:
    """How an enterprise reports, None when it never did."""
    row = session.get(ReportingRow, enterprise)
    return None if row is None else _reporting(row)


def begin(session: Session, enterprise: str, since: Week) -> Reporting:
    """Ask an enterprise from a week on; one that was asked before keeps its number and totals."""
    row = session.get(ReportingRow, enterprise)
    if row is None:
        taken = session.scalar(select(func.max(ReportingRow.serial))) or 0
        row = ReportingRow(
            enterprise_id=enterprise, serial=taken + 1, since=since.key, until=None, opening={}
        )
        session.add(row)
    row.until = None
    session.flush()
    return _reporting(row)


def end(session: Session, enterprise: str, until: Week) -> None:
    """Ask an enterprise for the last time in a week."""
    row = session.get(ReportingRow, enterprise)
    if row is not None:
        row.until = until.key
        session.flush()


def open_with(session: Session, enterprise: str, totals: Mapping[str, int]) -> None:
    """Keep the totals an enterprise had before its first return."""
    row = session.get_one(ReportingRow, enterprise)
    row.opening = dict(totals)
    session.flush()


def asked(session: Session, week: Week) -> list[Reporting]:
    """All that are asked in a week, by their number."""
    rows = session.scalars(
        select(ReportingRow)
        .where(
            ReportingRow.since <= week.key,
            or_(ReportingRow.until.is_(None), ReportingRow.until >= week.key),
        )
        .order_by(ReportingRow.serial)
    )
    return [_reporting(row) for row in rows]


def first(session: Session) -> Week | None:
    """The first week anybody was asked in."""
    since = session.scalar(select(func.min(ReportingRow.since)))
    return None if since is None else Week.read(since)


def _reporting(row: ReportingRow) -> Reporting:
    return Reporting(
        enterprise=row.enterprise_id,
        serial=row.serial,
        since=Week.read(row.since),
        until=None if row.until is None else Week.read(row.until),
        opening=row.opening,
    )
