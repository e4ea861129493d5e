"""Contacts from receipts (附件3): read whole, checked whole, kept whole; who acts, and their codes.

Names and numbers stay in the store, for the server's administrator; no bot ever sends them.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot import cells
from bot.cells import Wrong
from bot.sheets import Column, Row, SheetError, Watch
from domain.change import Entry
from domain.contacts import Contact, Part
from domain.people import Enterprise
from domain.weeks import Week
from storage import Session, codes, contacts, journal, people, reporting
from storage.ids import fresh

WITHIN: Final = timedelta(days=7)
_PARTS: Final = {Part.MAIN: "主联系人", Part.BACKUP: "备用联系人"}
_EXAMPLES: Final = ("王某", "安全科科长", "0477-0000001", "13800000000", "a@example.com")
_DETAILS: Final = ("姓名", "部门及职务", "办公电话", "手机", "电子邮箱")


def _columns() -> tuple[Column, ...]:
    found = [Column("单位", cells.text, "东胜燃气")]
    for part, name in _PARTS.items():
        for detail, example in zip(_DETAILS, _EXAMPLES, strict=True):
            needed = part is Part.MAIN and detail == "姓名"
            found.append(Column(f"{name}{detail}", cells.text, example, needed=needed))
    return tuple(found)


RECEIPTS: Final = _columns()


@dataclass(frozen=True)
class Enrolment:
    """A code that is still to be used, and what for."""

    enterprise: str
    part: Part
    code: str


def put_receipts(
    session: Session,
    rows: list[Row],
    watch: Watch = iter,
    *,
    make: Callable[[], str],
    now: datetime,
    week: Week,
) -> list[Enrolment]:
    """Keeps the contacts of the enterprises named; codes for those who still have to enrol.

    The enterprises are asked from `week` on. A contact of the same name keeps their account; a
    different name takes the place of whoever acted before, whose rights end.

    Raises:
        SheetError: when an enterprise is not known or there twice.
    """
    known = {name: one for one in people.enterprises(session) for name in (one.name, one.short)}
    faults = [row.fault("单位", Wrong.UNKNOWN_ENTERPRISE) for row in rows
              if row.values["单位"] not in known]  # fmt: skip
    if not faults:
        counts = Counter(known[row.values["单位"]].id for row in rows)
        faults = [
            row.fault("单位", Wrong.TWICE)
            for row in rows
            if counts[known[row.values["单位"]].id] > 1
        ]
    if faults:
        raise SheetError(faults)
    found = []
    for row in watch(rows):
        enterprise = known[row.values["单位"]]
        reporting.begin(session, enterprise.id, week)
        for part in Part:
            named = _named(row, part)
            if named is not None and _appoint(session, enterprise, part, named, now):
                found.append(new_code(session, enterprise, part, make(), now=now))
    contacts.forget_unnamed(session)
    return found


def new_code(
    session: Session, enterprise: Enterprise, part: Part, code: str, *, now: datetime
) -> Enrolment:
    """A code for whoever is named for a part; somebody without a name where nobody is."""
    contact = contacts.pair(session, enterprise.id).get(part)
    if contact is None:
        contact = Contact(id=fresh())
        contacts.put(session, contact)
        contacts.appoint(session, enterprise.id, part, contact.id)
        _note(session, "appoint", enterprise, part, now)
    codes.put(
        session,
        code,
        purpose=codes.CONTACT,
        subject=f"{enterprise.id}:{part.value}:{contact.id}",
        expires_at=now + WITHIN,
    )
    return Enrolment(enterprise.short, part, code)


def dismiss(session: Session, enterprise: Enterprise, part: Part, *, now: datetime) -> bool:
    """Ends a contact's rights; False when nobody did this part."""
    if part not in contacts.pair(session, enterprise.id):
        return False
    contacts.dismiss(session, enterprise.id, part)
    contacts.forget_unnamed(session)
    _note(session, "dismiss", enterprise, part, now)
    return True


def opening_of(numbers: Sequence[int], keys: Sequence[str]) -> dict[str, int] | None:
    """Totals by key in the form's order; None when they are too few, too many, or negative."""
    if len(numbers) != len(keys) or min(numbers) < 0:
        return None
    return dict(zip(keys, numbers, strict=True))


def _named(row: Row, part: Part) -> Contact | None:
    values = [row.values.get(f"{_PARTS[part]}{detail}") or "" for detail in _DETAILS]
    if not values[0]:
        return None
    name, post, office_phone, mobile, email = values
    return Contact(
        id=fresh(), name=name, post=post, office_phone=office_phone, mobile=mobile, email=email
    )


def _appoint(
    session: Session, enterprise: Enterprise, part: Part, named: Contact, now: datetime
) -> bool:
    """Whether they still have to enrol."""
    before = contacts.pair(session, enterprise.id).get(part)
    if before is not None and before.name in {"", named.name}:
        kept = Contact(
            id=before.id,
            name=named.name,
            post=named.post,
            office_phone=named.office_phone,
            mobile=named.mobile,
            email=named.email,
            chat_id=before.chat_id,
            reachable=before.reachable,
        )
        contacts.put(session, kept)
        return kept.chat_id is None
    contacts.put(session, named)
    contacts.appoint(session, enterprise.id, part, named.id)
    _note(session, "appoint", enterprise, part, now)
    return True


def _note(session: Session, act: str, enterprise: Enterprise, part: Part, now: datetime) -> None:
    journal.append(session, Entry(act, "office", now, enterprise.id, {"part": part.value}))
