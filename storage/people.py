"""Reviewers, enterprises, sites, desks and their members."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from domain.people import Enterprise, Reviewer, Role, Room, Site
from storage.tables import (
    EnterpriseRow,
    ReviewerRow,
    RoomMemberRow,
    RoomRow,
    SiteRow,
    TieRow,
)

# Asked for with every press: made once, since making a statement takes as long as running it.
_REVIEWER_AT: Final = select(ReviewerRow).where(
    ReviewerRow.chat_id == bindparam("chat"), ReviewerRow.active
)
_TIES: Final = select(TieRow.enterprise_id).where(TieRow.reviewer_id == bindparam("reviewer"))
_ROOM_AT: Final = select(RoomRow).where(RoomRow.chat_id == bindparam("chat"))


def put_reviewer(session: Session, reviewer: Reviewer) -> None:
    """Keep a reviewer and their ties as they are now."""
    session.merge(
        ReviewerRow(
            id=reviewer.id,
            label=reviewer.label,
            role=reviewer.role,
            chat_id=reviewer.chat_id,
            active=reviewer.active,
        )
    )
    session.flush()
    session.execute(delete(TieRow).where(TieRow.reviewer_id == reviewer.id))
    session.add_all(
        TieRow(reviewer_id=reviewer.id, enterprise_id=enterprise) for enterprise in reviewer.ties
    )
    session.flush()


def reviewer(session: Session, reviewer_id: str) -> Reviewer:
    """One reviewer, also one who left; NotFoundError when there never was one."""
    row = session.get(ReviewerRow, reviewer_id)
    if row is None:
        raise NotFoundError
    return _reviewer(row, _ties(session, row.id))


def reviewer_at(session: Session, chat_id: int) -> Reviewer | None:
    """The active reviewer behind a Telegram account."""
    row = session.scalar(_REVIEWER_AT, {"chat": chat_id})
    return None if row is None else _reviewer(row, _ties(session, row.id))


def reviewers(session: Session) -> list[Reviewer]:
    """All active reviewers by label."""
    rows = session.scalars(
        select(ReviewerRow).where(ReviewerRow.active).order_by(ReviewerRow.label)
    )
    ties: dict[str, set[str]] = {}
    for reviewer_id, enterprise_id in session.execute(
        select(TieRow.reviewer_id, TieRow.enterprise_id)
    ):
        ties.setdefault(reviewer_id, set()).add(enterprise_id)
    return [_reviewer(row, ties.get(row.id, ())) for row in rows]


def labels(session: Session) -> dict[str, str]:
    """What every reviewer, also one who left, is called at the desk."""
    rows = session.execute(select(ReviewerRow.id, ReviewerRow.label))
    return {row.id: row.label for row in rows}


def put_enterprise(session: Session, enterprise: Enterprise) -> None:
    """Keep an enterprise as it is now."""
    session.merge(
        EnterpriseRow(
            id=enterprise.id,
            name=enterprise.name,
            short=enterprise.short,
            room_id=enterprise.room,
        )
    )
    session.flush()


def put_enterprises(session: Session, enterprises: Iterable[Enterprise]) -> None:
    """Keep many enterprises as they are now, in few statements: others wait meanwhile."""
    known = {row.id: row for row in session.scalars(select(EnterpriseRow))}
    for one in enterprises:
        row = known.get(one.id) or EnterpriseRow(id=one.id)
        row.name, row.short, row.room_id = one.name, one.short, one.room
        session.add(row)
    session.flush()


def enterprises(session: Session) -> list[Enterprise]:
    """All enterprises by short name."""
    row = EnterpriseRow
    columns = select(row.id, row.name, row.short, row.room_id).order_by(row.short, row.id)
    return [Enterprise(id=r[0], name=r[1], short=r[2], room=r[3]) for r in session.execute(columns)]


def enterprise(session: Session, enterprise_id: str) -> Enterprise | None:
    """One enterprise."""
    row = session.get(EnterpriseRow, enterprise_id)
    if row is None:
        return None
    return Enterprise(id=row.id, name=row.name, short=row.short, room=row.room_id)


def put_site(session: Session, site: Site) -> None:
    """Keep a site as it is now."""
    session.merge(
        SiteRow(id=site.id, code=site.code, name=site.name, enterprise_id=site.enterprise)
    )
    session.flush()


def put_sites(session: Session, sites: Iterable[Site]) -> None:
    """Keep many sites as they are now, in few statements: others wait meanwhile."""
    known = {row.id: row for row in session.scalars(select(SiteRow))}
    for one in sites:
        row = known.get(one.id) or SiteRow(id=one.id)
        row.code, row.name, row.enterprise_id = one.code, one.name, one.enterprise
        session.add(row)
    session.flush()


def sites(session: Session) -> list[Site]:
    """All sites by name."""
    return [_site(row) for row in session.scalars(select(SiteRow).order_by(SiteRow.name))]


def site(session: Session, code: str) -> Site | None:
    """The site whose poster carries a code."""
    row = session.scalar(select(SiteRow).where(SiteRow.code == code))
    return None if row is None else _site(row)


def put_room(session: Session, room: Room) -> None:
    """Keep a desk as it is now."""
    session.merge(
        RoomRow(
            id=room.id, chat_id=room.chat_id, ready=room.ready, board_message=room.board_message
        )
    )
    session.flush()


def rooms(session: Session) -> list[Room]:
    """All desks."""
    return [_room(row) for row in session.scalars(select(RoomRow).order_by(RoomRow.id))]


def general_rooms(session: Session) -> list[Room]:
    """The working desks that belong to no enterprise in particular; all of them if each does."""
    ready = [room for room in rooms(session) if room.ready]
    own = set(session.scalars(select(EnterpriseRow.room_id)))
    return [room for room in ready if room.id not in own] or ready


def room(session: Session, room_id: str) -> Room | None:
    """One desk."""
    row = session.get(RoomRow, room_id)
    return None if row is None else _room(row)


def room_at(session: Session, chat_id: int) -> Room | None:
    """The desk in a group."""
    row = session.scalar(_ROOM_AT, {"chat": chat_id})
    return None if row is None else _room(row)


def seen_in(session: Session, room_id: str, chat_id: int, reviewer_id: str | None) -> None:
    """Somebody is a member of a desk's group; `reviewer_id` None when they are not enrolled."""
    session.merge(RoomMemberRow(room_id=room_id, chat_id=chat_id, reviewer_id=reviewer_id))
    session.flush()


def gone_from(session: Session, room_id: str, chat_id: int) -> None:
    """Somebody is no longer a member of a desk's group."""
    row = session.get(RoomMemberRow, (room_id, chat_id))
    if row is not None:
        session.delete(row)
        session.flush()


def members(session: Session, room_id: str) -> list[tuple[int, str | None]]:
    """Who is in a desk's group: Telegram account and reviewer."""
    columns = select(RoomMemberRow.chat_id, RoomMemberRow.reviewer_id)
    rows = session.execute(columns.where(RoomMemberRow.room_id == room_id))
    return [(chat_id, reviewer_id) for chat_id, reviewer_id in rows]


def tied_in(session: Session, room_id: str) -> set[str]:
    """The enterprises somebody in a desk's group is tied to."""
    return set(
        session.scalars(
            select(TieRow.enterprise_id)
            .join(RoomMemberRow, RoomMemberRow.reviewer_id == TieRow.reviewer_id)
            .where(RoomMemberRow.room_id == room_id)
        )
    )


def _ties(session: Session, reviewer_id: str) -> Iterable[str]:
    return session.scalars(_TIES, {"reviewer": reviewer_id})


def _reviewer(row: ReviewerRow, ties: Iterable[str]) -> Reviewer:
    return Reviewer(
        id=row.id,
        label=row.label,
        role=Role(row.role),
        chat_id=row.chat_id,
        active=row.active,
        ties=frozenset(ties),
    )


def _site(row: SiteRow) -> Site:
    return Site(id=row.id, code=row.code, name=row.name, enterprise=row.enterprise_id)


def _room(row: RoomRow) -> Room:
    return Room(id=row.id, chat_id=row.chat_id, ready=row.ready, board_message=row.board_message)
