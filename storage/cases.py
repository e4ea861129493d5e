"""Cases: filed by the intake, moved by the desk."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from domain import acts
from domain.cases import HOLD, Actor, Case, Stage
from domain.change import Change
from domain.errors import ActFollowedError, NotFoundError, NothingToUndoError, OvertakenError
from domain.notices import CaseArrived
from domain.reading import CONCLUSIONS, Line
from domain.reports import Kind
from storage import attachments, journal, letters, outbox, routes
from storage.attachments import Attachment
from storage.case_rows import case_of, columns, frozen, standing, thawed
from storage.sealed import Sealed
from storage.sealing import Sealing
from storage.tables import CaseRow, HoldRow

PLACE = "cases.report"

# Every act begins with these: made once, since making a statement takes as long as running it.
_CASE: Final = standing().where(CaseRow.id == bindparam("case"))
_CASE_NOW: Final = _CASE.with_for_update().execution_options(populate_existing=True)
_TAGS: Final = select(CaseRow.enterprise_tag, CaseRow.category_tag).where(
    CaseRow.id == bindparam("case")
)


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
        **columns(filing.case),
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
    row = session.scalar(_CASE, {"case": case})
    if row is None:
        raise NotFoundError
    return case_of(row)


def find(session: Session, code: str) -> Case | None:
    """The case the desk knows by a code."""
    row = session.scalar(standing().where(CaseRow.code == code.upper()))
    return None if row is None else case_of(row)


def report(session: Session, case: str) -> Sealed | None:
    """What was filed, sealed; None once it was erased."""
    return session.scalar(select(CaseRow.report).where(CaseRow.id == case))


def tagged(session: Session, enterprises: Iterable[str]) -> set[str]:
    """The cases that have the keyed tag of one of these enterprises."""
    return set(session.scalars(select(CaseRow.id).where(CaseRow.enterprise_tag.in_(enterprises))))


def tags(session: Session, case: str) -> tuple[str | None, str | None]:
    """The keyed tags of enterprise and category."""
    enterprise, category = session.execute(_TAGS, {"case": case}).one()
    return enterprise, category


def tag(session: Session, case: str, *, enterprise: str | None, category: str | None) -> None:
    """Keep the keyed tags; that is no act, and what can be taken back still can."""
    row = _row(session, case)
    version = row.version
    row.enterprise_tag, row.category_tag = enterprise, category
    session.flush()
    _carry_hold(session, case, version, row.version)


def record(
    session: Session,
    change: Change[Case],
    *,
    sealing: Sealing,
    hold: bool = True,
    files: Sequence[Attachment] = (),
    about: Sequence[Sealed] = (),
) -> Case:
    """Record a decision whole: new state, journal line, notices, and what the reporter reads.

    With `hold` what the reporter reads becomes visible a minute later and can be taken back until
    then (`take_back`). `files` go with the letter. The journal keeps digests of what was written
    and of what the decision is `about`. OvertakenError when the case changed meanwhile.
    """
    case, at = change.subject, change.entry.at
    row = _row(session, case.id)
    before = case_of(row)
    if row.version != case.version:
        raise OvertakenError(row.holder)
    saved = _store(session, row, case)
    visible = at + HOLD if hold else at
    written = _write(session, change, sealing, visible, files)
    bodies = [letters.load(session, letter).body for letter in written]
    enclosed = [file.content for file in files] if written else []
    journal.append(session, change.entry, [*about, *bodies, *enclosed])
    for notice in change.notices:
        outbox.put(session, notice, not_before=at)
    _forget_hold(session, case.id)
    if written and hold:
        session.add(
            HoldRow(
                case_id=case.id,
                by=change.entry.by,
                until=visible,
                after_version=saved.version,
                before=frozen(before),
                letters=written,
            )
        )
        session.flush()
    return saved


def amend(session: Session, change: Change[Case], *, tied: Collection[str] = ()) -> Case:
    """Record another room or holder, which is no act: what can be taken back still can.

    Taking it back leads neither into the room it left nor to a holder who is tied.
    """
    case = change.subject
    row = _row(session, case.id)
    if row.version != case.version:
        raise OvertakenError(row.holder)
    saved = _store(session, row, case)
    journal.append(session, change.entry)
    for notice in change.notices:
        outbox.put(session, notice, not_before=change.entry.at)
    hold = _carry_hold(session, case.id, case.version, saved.version)
    if hold is not None:
        free = {} if hold.before["holder"] not in tied else {"holder": None}
        hold.before = hold.before | {"room_id": saved.room} | free
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
    row = _row(session, case)
    change = acts.undo(
        case_of(row), before=thawed(hold.before), after_version=hold.after_version, by=by, at=at
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
    decided = decide(_as_filed(session, case))
    if not outbox.take_back(session, CaseArrived(case).key, now):
        raise OvertakenError
    letters.erase(session, case)
    routes.drop(session, case)
    content = ("report", "mailbox_key", "locator", "enterprise_tag", "category_tag")
    erased = update(CaseRow).where(CaseRow.id == case).values(dict.fromkeys(content))
    session.execute(erased.values(stage=decided.stage, version=CaseRow.version + 1))


def _as_filed(session: Session, case: str) -> Case:
    """A case as far as the intake knows it; nobody changes it until this is done."""
    row = session.execute(
        select(
            *(CaseRow.id, CaseRow.code, CaseRow.kind, CaseRow.stage),
            *(CaseRow.day, CaseRow.posted, CaseRow.practice),
        )
        .where(CaseRow.id == case)
        .with_for_update()
    ).one()
    return Case(
        id=row.id,
        code=row.code,
        kind=Kind(row.kind),
        stage=Stage(row.stage),
        day=row.day,
        posted=row.posted,
        practice=row.practice,
    )


def _row(session: Session, case: str) -> CaseRow:
    """The row as it is now, and nobody changes it until this is done."""
    return session.scalars(_CASE_NOW, {"case": case}).one()


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


def _carry_hold(session: Session, case: str, was: int, now: int) -> HoldRow | None:
    """The hold on the act that led to a version, from now on to the version after it."""
    hold = session.get(HoldRow, case)
    if hold is None or hold.after_version != was:
        return None
    hold.after_version = now
    session.flush()
    return hold


def _store(session: Session, row: CaseRow, case: Case) -> Case:
    for name, value in columns(case).items():
        if name != "version":
            setattr(row, name, value)
    session.flush()
    return case_of(row)
