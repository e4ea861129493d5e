"""Contacts of enterprises: who they are, for whom they act, whether they can be reached."""

from collections.abc import Iterable

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from domain.contacts import Appointment, Contact, Part
from domain.errors import NotFoundError
from storage.tables import AppointmentRow, ContactRow


def put(session: Session, contact: Contact) -> None:
    """Keep a contact as they are now."""
    session.merge(
        ContactRow(
            id=contact.id,
            name=contact.name,
            post=contact.post,
            office_phone=contact.office_phone,
            mobile=contact.mobile,
            email=contact.email,
            chat_id=contact.chat_id,
            reachable=contact.reachable,
        )
    )
    session.flush()


def load(session: Session, contact_id: str) -> Contact:
    """One contact; NotFoundError when there is none."""
    row = session.get(ContactRow, contact_id)
    if row is None:
        raise NotFoundError
    return _contact(row)


def at(session: Session, chat_id: int) -> Contact | None:
    """The contact behind a Telegram account."""
    row = session.scalar(select(ContactRow).where(ContactRow.chat_id == chat_id))
    return None if row is None else _contact(row)


def appoint(session: Session, enterprise: str, part: Part, contact_id: str) -> None:
    """Let a contact do a part for an enterprise; who did it before does it no more."""
    session.merge(AppointmentRow(enterprise_id=enterprise, part=part, contact_id=contact_id))
    session.flush()


def dismiss(session: Session, enterprise: str, part: Part) -> None:
    """Nobody does this part for an enterprise any more."""
    session.execute(
        delete(AppointmentRow).where(
            AppointmentRow.enterprise_id == enterprise, AppointmentRow.part == part
        )
    )
    session.flush()


def appointments(session: Session, contact_id: str) -> list[tuple[str, Part]]:
    """For which enterprises a contact does which part."""
    rows = session.scalars(
        select(AppointmentRow)
        .where(AppointmentRow.contact_id == contact_id)
        .order_by(AppointmentRow.enterprise_id, AppointmentRow.part)
    )
    return [(row.enterprise_id, Part(row.part)) for row in rows]


def pair(session: Session, enterprise: str) -> dict[Part, Contact]:
    """The main contact and the backup of an enterprise, as far as there are any."""
    return pairs(session, [enterprise]).get(enterprise, {})


def pairs(
    session: Session, enterprises: Iterable[str] | None = None
) -> dict[str, dict[Part, Contact]]:
    """The same for several enterprises, for all that have a contact when none are named."""
    asked = select(AppointmentRow, ContactRow).join(
        ContactRow, ContactRow.id == AppointmentRow.contact_id
    )
    if enterprises is not None:
        asked = asked.where(AppointmentRow.enterprise_id.in_(list(enterprises)))
    found: dict[str, dict[Part, Contact]] = {}
    for appointment, row in session.execute(asked):
        found.setdefault(appointment.enterprise_id, {})[Part(appointment.part)] = _contact(row)
    return found


def everybody(session: Session) -> list[Appointment]:
    """All appointments by enterprise and part."""
    return [
        Appointment(enterprise, part, contact)
        for enterprise, both in sorted(pairs(session).items())
        for part, contact in sorted(both.items())
    ]


def reached(session: Session, contact_id: str, *, reachable: bool) -> bool:
    """Note whether messages reach a contact; whether that is news."""
    changed = session.execute(
        update(ContactRow)
        .where(ContactRow.id == contact_id, ContactRow.reachable != reachable)
        .values(reachable=reachable)
        .returning(ContactRow.id)
    ).all()
    return bool(changed)


def forget_unnamed(session: Session) -> None:
    """Erase contacts who act for nobody: their names and numbers serve nothing any more."""
    acting = select(AppointmentRow.contact_id)
    session.execute(
        update(ContactRow)
        .where(ContactRow.id.not_in(acting))
        .values(name="", post="", office_phone="", mobile="", email="", chat_id=None)
    )
    session.flush()


def _contact(row: ContactRow) -> Contact:
    return Contact(
        id=row.id,
        name=row.name,
        post=row.post,
        office_phone=row.office_phone,
        mobile=row.mobile,
        email=row.email,
        chat_id=row.chat_id,
        reachable=row.reachable,
    )
