"""A report comes to the desk: opened, tagged, and given to a room where nobody is tied to it."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from domain import acts
from domain.cases import Case, Stage
from domain.delivery import NotYetError
from domain.notices import HOMELESS, CardChanged, UrgentRaised
from domain.people import Room
from domain.reports import Report
from domain.workdays import IsWorkday
from handlers.desk import leads, topic
from handlers.desk.called import called
from handlers.desk.context import Desk
from storage import Sealed, Session, attachments, cases, outbox, people
from storage.opening import Opening
from storage.sealing import Sealing

ROOM_AGAIN: Final = 300.0  # seconds until a room is looked for again


async def arrive(desk: Desk, case_id: str) -> None:
    """Open a report that was filed and show it; NotYetError while no room fits."""
    case, sealed = await desk.store.read(_filed, case_id)
    if sealed is None or case.stage is Stage.WITHDRAWN:
        return
    report = Report.from_bytes(desk.opening.open(sealed, cases.PLACE, case_id))
    enterprise = desk.opening.tag("enterprise", report.enterprise) if report.enterprise else None
    category = desk.opening.tag("category", report.category) if report.category else None
    posted = await desk.store.write(
        _admit,
        case_id,
        report.enterprise,
        (enterprise, category),
        opening=desk.opening,
        sealing=desk.sealing,
        at=desk.now(),
        is_workday=desk.is_workday,
    )
    if not posted:
        raise NotYetError(ROOM_AGAIN)
    await topic.show(desk, case_id)


def room_for(session: Session, enterprise: str | None) -> Room | None:
    """A ready room in which nobody is tied to the enterprise: its own first, then general ones."""
    enterprises = people.enterprises(session)
    own = {e.room for e in enterprises if e.id == enterprise}
    taken = {e.room for e in enterprises}
    ready = [room for room in people.rooms(session) if room.ready]
    for room in sorted(ready, key=lambda room: (room.id not in own, room.id in taken, room.id)):
        if enterprise is None or enterprise not in people.tied_in(session, room.id):
            return room
    return None


def _filed(session: Session, case_id: str) -> tuple[Case, Sealed | None]:
    return cases.load(session, case_id), cases.report(session, case_id)


def _admit(
    session: Session,
    case_id: str,
    enterprise: str | None,
    tags: tuple[str | None, str | None],
    *,
    opening: Opening,
    sealing: Sealing,
    at: datetime,
    is_workday: IsWorkday,
) -> bool:
    case = cases.load(session, case_id)
    if case.posted or case.stage is not Stage.RECEIVED:
        return True
    cases.tag(session, case_id, enterprise=tags[0], category=tags[1])
    room = room_for(session, enterprise)
    if room is None:
        leads.have_told(
            session,
            leads.NO_ROOM,
            occasion=case_id,
            at=at,
            code=case.code,
            enterprise=enterprise,
        )
        if case.urgent:
            outbox.put(session, UrgentRaised(case_id, occasion=HOMELESS), not_before=at)
        return False
    # Who is told that it rang must be able to rely on it: those are counted who may see the case.
    ring = called(session, opening, replace(case, room=room.id), at)
    change = acts.post(
        cases.load(session, case_id),
        room=room.id,
        rings=bool(ring.on_duty),
        at=at,
        is_workday=is_workday,
    )
    about = _evidence(session, case_id)
    cases.record(session, change, sealing=sealing, hold=False, about=about)
    outbox.drop(session, CardChanged(case_id).key)  # its card is posted right after this
    return True


def _evidence(session: Session, case_id: str) -> list[Sealed]:
    """What was filed, as the journal will know it."""
    report = cases.report(session, case_id)
    files = [file.content for file in attachments.of_report(session, case_id)]
    return [*([report] if report else []), *files]
