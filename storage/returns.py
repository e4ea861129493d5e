"""Returns: saved as they are filled in, recorded with journal line and notices when handed in."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from domain.change import Change
from domain.errors import OvertakenError
from domain.forms import Form, Kind, Values
from domain.returns import Past, Return
from domain.weeks import Week
from storage import conflicts, journal, outbox, reporting
from storage.forms import WEEKLY, form
from storage.ids import fresh
from storage.tables import ReturnRow


def of(session: Session, enterprise: str, week: Week, name: str = WEEKLY) -> Return:
    """An enterprise's return of a week; an empty one, not kept yet, when nothing was done."""
    row = _row(session, enterprise, week, name)
    if row is None:
        return Return(id=fresh(), enterprise=enterprise, week=week, form=name)
    return _return(row)


def save(session: Session, one: Return) -> Return:
    """Keep a return as it is being filled in.

    OvertakenError when somebody else changed it since it was loaded.
    """
    _begin(session, one)
    row = _row(session, one.enterprise, one.week, one.form)
    if row is None or (row.id, row.version) != (one.id, one.version):
        raise OvertakenError
    row.figures, row.sure, row.note = dict(one.values), sorted(one.sure), one.note
    row.filed = None if one.filed is None else dict(one.filed)
    row.filed_note, row.filed_at, row.filed_by = one.filed_note, one.filed_at, one.filed_by
    row.changed_at, row.passed, row.excused = one.changed_at, one.passed, one.excused
    row.reason, row.wish, row.wished_by = one.reason, one.wish, one.wished_by
    row.open_until = one.open_until
    try:
        session.flush()
    except StaleDataError:
        raise OvertakenError from None
    return _return(row)


def record(session: Session, change: Change[Return]) -> Return:
    """Record a decision whole: the return, the journal's line, and who is told."""
    kept = save(session, change.subject)
    journal.append(session, change.entry)
    for notice in change.notices:
        outbox.put(session, notice, not_before=change.entry.at)
    return kept


def past(session: Session, enterprise: str, week: Week, name: str = WEEKLY) -> Past:
    """What an enterprise handed in before a week: totals, and the newest week's figures."""
    kept = reporting.find(session, enterprise)
    rows = session.scalars(
        select(ReturnRow)
        .where(
            ReturnRow.enterprise_id == enterprise,
            ReturnRow.form == name,
            ReturnRow.week < week.key,
            ReturnRow.filed.is_not(None),
        )
        .order_by(ReturnRow.week)
    ).all()
    filed: list[Values] = [row.filed or {} for row in rows]
    opening: Values = {} if kept is None else kept.opening
    return Past(before=_sums(form(name), [opening, *filed]), last=filed[-1] if filed else None)


def in_week(session: Session, week: Week, name: str = WEEKLY) -> dict[str, Return]:
    """All returns of a week that were touched, by enterprise."""
    rows = session.scalars(
        select(ReturnRow).where(ReturnRow.week == week.key, ReturnRow.form == name)
    )
    return {row.enterprise_id: _return(row) for row in rows}


def of_enterprise(session: Session, enterprise: str, name: str = WEEKLY) -> dict[Week, Return]:
    """All returns of an enterprise that were touched, by week."""
    rows = session.scalars(
        select(ReturnRow).where(ReturnRow.enterprise_id == enterprise, ReturnRow.form == name)
    )
    return {Week.read(row.week): _return(row) for row in rows}


def settled(session: Session, week: Week, name: str = WEEKLY) -> set[str]:
    """The enterprises nothing more is asked of in a week."""
    return set(
        session.scalars(
            select(ReturnRow.enterprise_id).where(
                ReturnRow.week == week.key,
                ReturnRow.form == name,
                ReturnRow.filed.is_not(None) | ReturnRow.excused.is_not(None),
            )
        )
    )


def passed_on(session: Session, week: Week, name: str = WEEKLY) -> set[str]:
    """The enterprises whose main contact left the week to the backup."""
    return set(
        session.scalars(
            select(ReturnRow.enterprise_id).where(
                ReturnRow.week == week.key, ReturnRow.form == name, ReturnRow.passed
            )
        )
    )


def moments(
    session: Session, weeks: Iterable[Week], name: str = WEEKLY
) -> dict[tuple[str, Week], tuple[datetime | None, bool]]:
    """When returns of some weeks were handed in, and whether they are excused; no figures."""
    rows = session.execute(
        select(
            ReturnRow.enterprise_id, ReturnRow.week, ReturnRow.filed_at, ReturnRow.excused
        ).where(ReturnRow.form == name, ReturnRow.week.in_([week.key for week in weeks]))
    )
    return {
        (enterprise, Week.read(week)): (filed_at, excused is not None)
        for enterprise, week, filed_at, excused in rows
    }


def _sums(shape: Form, filed: list[Values]) -> dict[str, int]:
    adding = [field.key for field in shape.fields if field.kind is Kind.NEW]
    return {key: sum(figures.get(key, 0) for figures in filed) for key in adding}


def _row(session: Session, enterprise: str, week: Week, name: str) -> ReturnRow | None:
    return session.scalar(
        select(ReturnRow).where(
            ReturnRow.enterprise_id == enterprise,
            ReturnRow.week == week.key,
            ReturnRow.form == name,
        )
    )


def _begin(session: Session, one: Return) -> None:
    """Make an empty row for a return that has none; two who begin at once make one."""
    empty = {
        "id": one.id,
        "enterprise_id": one.enterprise,
        "week": one.week.key,
        "form": one.form,
        "figures": {},
        "sure": [],
        "note": "",
        "filed_note": "",
        "passed": False,
        "reason": "",
        "version": one.version,
    }
    session.execute(conflicts.insert(session, ReturnRow).values(**empty).on_conflict_do_nothing())


def _return(row: ReturnRow) -> Return:
    return Return(
        id=row.id,
        enterprise=row.enterprise_id,
        week=Week.read(row.week),
        form=row.form,
        values=row.figures,
        sure=frozenset(row.sure),
        note=row.note,
        filed=row.filed,
        filed_note=row.filed_note,
        filed_at=row.filed_at,
        filed_by=row.filed_by,
        changed_at=row.changed_at,
        passed=row.passed,
        excused=row.excused,
        reason=row.reason,
        wish=row.wish,
        wished_by=row.wished_by,
        open_until=row.open_until,
        version=row.version,
    )
