"""Who is tied to a case's enterprise has no part in it: what follows when that is set anew."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from domain.cases import CLOCK, OPEN, Actor, Case, Extension
from domain.change import Change, Entry
from domain.notices import BoardChanged, CardChanged, Notice, RoomWanted, UrgentRaised


def reassign(
    case: Case,
    *,
    tag: str | None,
    tied: AbstractSet[str],
    members: AbstractSet[str],
    by: Actor,
    at: datetime,
) -> Change[Case]:
    """Another enterprise is set; the journal keeps its keyed tag, not its name.

    `tied` reviewers lose the case they hold, and where one is among its room's `members` the case
    leaves that room.
    """
    facts = {"tag": tag or ""}
    after = case
    if case.holder in tied and case.stage in OPEN:
        facts["left"] = case.holder or ""
        extension = Extension.NONE if case.extension is Extension.ASKED else case.extension
        after = replace(after, holder=None, extension=extension)
    notices: tuple[Notice, ...] = (CardChanged(case.id),)
    if case.room is not None and not tied.isdisjoint(members):
        facts["room"] = case.room
        after = replace(after, room=None)
        notices = (RoomWanted(case.id), BoardChanged(case.room))
    return Change(after, Entry("enterprise", by.id, at, case.id, facts), notices)


def rehouse(case: Case, *, room: str, at: datetime) -> Change[Case]:
    """A room without tied members was found; an urgent case nobody has in hand rings there."""
    notices: tuple[Notice, ...] = (CardChanged(case.id), BoardChanged(room))
    if case.urgent and case.stage in OPEN and case.holder is None:
        notices += (UrgentRaised(case.id, occasion=f"moved-{case.version}"),)
    entry = Entry("move", CLOCK.id, at, case.id, {"room": room})
    return Change(replace(case, room=room), entry, notices)
