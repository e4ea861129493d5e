"""The board is edited soon after what was told in its room, and every fifteen seconds at most."""

import pytest

from domain.notices import BoardChanged, DigestDue
from domain.people import Room
from scheduler.outbox import Drain
from storage import people
from tests.scheduler.drained import NOW, judge, put


@pytest.fixture
async def room(store):
    await store.write(people.put_room, Room(id="room", chat_id=-1, ready=True))
    return "room"


def shown(wire):
    return [notice for notice in wire.told if isinstance(notice, BoardChanged)]


async def test_the_board_is_edited_within_fifteen_seconds_of_what_was_told_in_its_room(
    drain, store, wire, clock, room
):
    await put(store, DigestDue(room, day="d"))
    await drain.once()
    assert shown(wire) == []
    clock.forward(15)
    await drain.once()
    assert shown(wire) == [BoardChanged(room)]


async def test_the_board_is_edited_every_fifteen_seconds_at_most(store, clock, room):
    edited = []

    async def deliver(notice):
        if not isinstance(notice, BoardChanged):
            return
        edited.append((clock.moment - NOW).seconds)
        if len(edited) == 1:  # something changes while the board is edited
            await put(store, BoardChanged(room), at=clock.moment)

    drain = Drain(store, deliver, judge, clock)
    for second in range(60):
        await put(store, DigestDue(room, day=str(second)), at=clock.moment)
        await drain.once()
        clock.forward(1)
    assert edited == [15, 30, 45]


async def test_a_board_asked_for_at_once_waits_until_fifteen_seconds_after_the_last_edit(
    drain, store, wire, clock, room
):
    for second in range(16):
        await put(store, BoardChanged(room), at=clock.moment)
        await drain.once()
        assert len(shown(wire)) == (2 if second == 15 else 1)
        clock.forward(1)
