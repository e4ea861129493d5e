"""Cases: filed by the intake, moved by the desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from domain import acts
from domain.cases import HOLD, OPEN, Actor, Case, Due, DueKind, Extension, Outcome, Stage
from domain.change import Change
from domain.errors import ActFollowedError, NotFoundError, NothingToUndoError, OvertakenError
from domain.notices import CaseArrived
from domain.reading import CONCLUSIONS, Line
from domain.reports import Kind
from storage import attachments, journal, letters, outbox
from storage.attachments import Attachment
from storage.sealed import Sealed
from storage.sealing import Sealing
from storage.tables import CaseRow, HoldRow, LetterRow

PLACE = "cases.report"


@dataclass(frozen=True)
class Filing:
    """Everything that becomes durable when a report is filed: sealed, but for the empty case."""

    case: Case
    report: Sealed
    locator: str
    mailbox_key: bytes
    files: tuple[Attachment, ...]
    first_line: Line


def file(session: Session, filing: Filing, *, sealing: Sealing, not_before: datetime) -> None:
    """File a report and queue its arrival; `not_before` is coarse, so that it tells no moment."""
    row = CaseRow(
        **_columns(filing.case),
        id=filing.case.id,
        report=filing.report,
        locator=filing.locator,
        mailbox_key=filing.mailbox_key,
    )
    session.add(row)
    session.flush()
    attachments.put(session, filing.case.id, list(filing.files))
    letters.write(session, filing.case.id, filing.first_line, sealing=sealing, visible_from=None)
    outbox.put(session, CaseArrived(filing.case.id), not_before=not_before)


def code_taken(session: Session, code: str) -> bool:
    """Whether the desk knows a case by that code already."""
    return session.scalar(select(CaseRow.id).where(CaseRow.code == code)) is not None


def load(session: Session, case: str) -> Case:
    """The case under an id; NotFoundError when there is none."""
    row = session.get(CaseRow, case)
    if row is None:
        raise NotFoundError
    return _case(row)


def find(session: Session, code: str) -> Case | None:
    """The case the desk knows by a code."""
    row = session.scalar(select(CaseRow).where(CaseRow.code == code.upper()))
    return None if row is None else _case(row)


def report(session: Session, case: str) -> Sealed | None:
    """What was filed, sealed; None once it was erased."""
    return session.scalar(select(CaseRow.report).where(CaseRow.id == case))


def tags(session: Session, case: str) -> tuple[str | None, str | None]:
    """The keyed tags of enterprise and category."""
    row = session.get_one(CaseRow, case)
    return row.enterprise_tag, row.category_tag


def tag(session: Session, case: str, *, enterprise: str | None, category: str | None) -> None:
    """Keep the keyed tags the desk made when it opened the report."""
    row = session.get_one(CaseRow, case)
    row.enterprise_tag, row.category_tag = enterprise, category
    session.flush()


def record(
    session: Session,
    change: Change[Case],
    *,
    sealing: Sealing,
    hold: bool = True,
    files: Sequence[Attachment] = (),
) -> Case:
    """Record a decision whole: new state, journal line, notices, and what the reporter reads.

    With `hold` what the reporter reads becomes visible a minute later and can be taken back until
    then (`take_back`). `files` go with the letter. OvertakenError when the case changed meanwhile.
    """
    case, at = change.subject, change.entry.at
    row = session.get_one(CaseRow, case.id)
    before = _case(row)
    if row.version != case.version:
        raise OvertakenError(row.holder)
    saved = _store(session, row, case)
    journal.append(session, change.entry)
    for notice in change.notices:
        outbox.put(session, notice, not_before=at)
    visible = at + HOLD if hold else at
    written = _write(session, change, sealing, visible, files)
    _forget_hold(session, case.id)
    if written and hold:
        session.add(
            HoldRow(
                case_id=case.id,
                by=change.entry.by,
                until=visible,
                after_version=saved.version,
                before=_frozen(before),
                letters=written,
            )
        )
        session.flush()
    return saved


def held(session: Session, case: str, *, now: datetime) -> str | None:
    """The first letter of the last act, by which it is taken back; None when it cannot be."""
    hold = session.get(HoldRow, case)
    return hold.letters[0] if hold is not None and hold.until > now else None


def take_back(session: Session, case: str, letter: str, *, by: Actor, at: datetime) -> Case:
    """Take back the act that wrote a letter, by whoever did it, before it can have been read.

    ActFollowedError when another act has been done since: that one is not taken back instead.
    """
    hold = session.get(HoldRow, case)
    if hold is None or hold.until <= at or hold.by != by.id:
        raise NothingToUndoError
    if hold.letters[0] != letter:
        raise ActFollowedError
    row = session.get_one(CaseRow, case)
    change = acts.undo(
        _case(row), before=_thawed(hold.before), after_version=hold.after_version, by=by, at=at
    )
    if not letters.take_back(session, hold.letters, now=at):
        raise NothingToUndoError
    session.delete(hold)
    saved = _store(session, row, change.subject)
    journal.append(session, change.entry)
    for notice in change.notices:
        outbox.put(session, notice, not_before=at)
    return saved


def withdraw(session: Session, case: str, decide: Callable[[Case], Case], *, now: datetime) -> None:
    """Erase what was filed, while its arrival still waits and nobody has it in hand."""
    arrival = CaseArrived(case).key
    row = session.get_one(CaseRow, case)
    decided = decide(_case(row))
    if not outbox.unclaimed(session, arrival, now):
        raise OvertakenError
    outbox.drop(session, arrival)
    _store(session, row, decided)
    letters.erase(session, case)
    row.report = row.mailbox_key = row.locator = None
    session.flush()


def waiting(session: Session) -> list[Case]:
    """Posted cases nobody has taken on, the most pressing first."""
    return _cases(session, CaseRow.stage == Stage.RECEIVED, CaseRow.posted.is_(True))


def held_by(session: Session, reviewer: str) -> list[Case]:
    """The open cases of one reviewer, the most pressing first."""
    return _cases(session, CaseRow.holder == reviewer, CaseRow.stage.in_(OPEN))


def orphaned(session: Session) -> list[Case]:
    """Cases in work whose holder has left."""
    in_work = CaseRow.stage.in_((Stage.ACCEPTED, Stage.REFERRED))
    return _cases(session, in_work, CaseRow.holder.is_(None))


def extension_asked(session: Session) -> list[Case]:
    """Cases for which thirty more days are asked."""
    return _cases(session, CaseRow.extension == Extension.ASKED, CaseRow.stage == Stage.ACCEPTED)


def in_work(session: Session) -> list[Case]:
    """All posted cases that have not ended, the most pressing first."""
    return _cases(session, CaseRow.stage.in_(OPEN), CaseRow.posted.is_(True))


def overdue(session: Session, now: datetime) -> list[Case]:
    """Open cases whose time is over, the longest first."""
    over = or_(CaseRow.due_day < now.date(), CaseRow.due_at < now)
    return _cases(session, CaseRow.stage.in_(OPEN), CaseRow.posted.is_(True), over)


def concluded_before(session: Session, day: date) -> list[Case]:
    """Concluded cases whose conclusion is older than a day and whose reporter is not waiting."""
    waits = exists().where(LetterRow.case_id == CaseRow.id, ~LetterRow.posted)
    return _cases(session, CaseRow.stage == Stage.CONCLUDED, CaseRow.concluded_on < day, ~waits)


def like(session: Session, case: str, *, since: date) -> list[Case]:
    """Other cases with the same enterprise and category tags since a day: perhaps the same."""
    enterprise, category = tags(session, case)
    if enterprise is None:
        return []
    return _cases(
        session,
        CaseRow.id != case,
        CaseRow.enterprise_tag == enterprise,
        CaseRow.category_tag == category,
        CaseRow.day >= since,
        CaseRow.merged_into.is_(None),
        CaseRow.posted.is_(True),
        CaseRow.stage != Stage.WITHDRAWN,
    )


def by_stage(session: Session) -> dict[str, int]:
    """How many posted cases stand where; what was filed and not posted shows in no number."""
    rows = session.execute(
        select(CaseRow.stage, func.count()).where(CaseRow.posted.is_(True)).group_by(CaseRow.stage)
    )
    return {row[0]: row[1] for row in rows}


def _write(
    session: Session,
    change: Change[Case],
    sealing: Sealing,
    visible: datetime,
    files: Sequence[Attachment],
) -> list[str]:
    written: list[str] = []
    case = change.subject.id
    for line in change.lines:
        letter = letters.write(session, case, line, sealing=sealing, visible_from=visible)
        if letter is not None:
            written.append(letter)
            attachments.put(session, case, list(files), letter=letter)
        if line.kind in CONCLUSIONS:
            for merged in _merged(session, case):
                also = letters.write(session, merged, line, sealing=sealing, visible_from=visible)
                written += [also] if also else []
    return written


def _merged(session: Session, case: str) -> list[str]:
    """The cases put together with this one, also by way of others."""
    found = [case]
    for leading in found:  # it grows while it is walked
        found += session.scalars(
            select(CaseRow.id).where(CaseRow.merged_into == leading, CaseRow.id.not_in(found))
        )
    return found[1:]


def _forget_hold(session: Session, case: str) -> None:
    hold = session.get(HoldRow, case)
    if hold is not None:
        session.delete(hold)
        session.flush()


def _store(session: Session, row: CaseRow, case: Case) -> Case:
    for name, value in _columns(case).items():
        if name != "version":
            setattr(row, name, value)
    holder = row.holder
    try:
        session.flush()
    except StaleDataError:
        raise OvertakenError(holder) from None
    return _case(row)


def _cases(session: Session, *where: ColumnElement[bool]) -> list[Case]:
    rows = session.scalars(
        select(CaseRow)
        .where(*where)
        .order_by(CaseRow.urgent.desc(), CaseRow.due_day.nulls_last(), CaseRow.id)
    )
    return [_case(row) for row in rows]


def _columns(case: Case) -> dict[str, Any]:
    due = case.due
    return {
        "code": case.code,
        "kind": case.kind,
        "stage": case.stage,
        "outcome": case.outcome,
        "day": case.day,
        "concluded_on": case.concluded_on,
        "urgent": case.urgent,
        "rung": case.rung,
        "holder": case.holder,
        "due_kind": due.kind if due else None,
        "due_day": due.day if due else None,
        "due_at": due.at if due else None,
        "question_open": case.question_open,
        "extension": case.extension,
        "objected": case.objected,
        "excluded": sorted(case.excluded),
        "death": case.death,
        "muted": case.muted,
        "merged_into": case.merged_into,
        "room_id": case.room,
        "posted": case.posted,
    }


def _case(row: CaseRow) -> Case:
    due = None
    if row.due_kind is not None and row.due_day is not None:
        due = Due(DueKind(row.due_kind), row.due_day, row.due_at)
    return Case(
        id=row.id,
        code=row.code,
        kind=Kind(row.kind),
        stage=Stage(row.stage),
        day=row.day,
        outcome=Outcome(row.outcome) if row.outcome else None,
        concluded_on=row.concluded_on,
        urgent=row.urgent,
        rung=row.rung,
        holder=row.holder,
        due=due,
        question_open=row.question_open,
        extension=Extension(row.extension),
        objected=row.objected,
        excluded=frozenset(row.excluded),
        death=row.death,
        muted=row.muted,
        merged_into=row.merged_into,
        room=row.room_id,
        posted=row.posted,
        version=row.version,
    )


def _frozen(case: Case) -> dict[str, Any]:
    columns = _columns(case)
    for name in ("day", "concluded_on", "due_day", "due_at"):
        if columns[name] is not None:
            columns[name] = columns[name].isoformat()
    return columns | {"id": case.id, "version": case.version}


def _thawed(columns: dict[str, Any]) -> Case:
    facts = dict(columns)
    for name in ("day", "concluded_on", "due_day"):
        facts[name] = date.fromisoformat(facts[name]) if facts[name] else None
    facts["due_at"] = datetime.fromisoformat(facts["due_at"]) if facts["due_at"] else None
    return _case(CaseRow(**facts))
